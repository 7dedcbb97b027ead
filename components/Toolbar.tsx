import { Ban, Circle, Download, FolderOpen, Pause, Search, Settings, X } from "lucide";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { exporting, opening } from "../lib/messages/exporting";
import { toolbar } from "../lib/messages/interface";
import { Icon } from "./Icon";

export interface Chip<Id extends string> {
	readonly id: Id;
	readonly name: string;
	readonly count: number;
}

interface ToolbarProps<Id extends string> {
	/** Something is captured here; a viewer has nothing to start or to keep. */
	readonly capture: boolean;
	readonly recording: boolean;
	readonly preserveLog: boolean;
	readonly onRecording: (on: boolean) => void;
	readonly onPreserveLog: (on: boolean) => void;
	readonly onClear: () => void;
	readonly query: string;
	readonly placeholder: string;
	readonly onQuery: (query: string) => void;
	readonly searchField: RefObject<HTMLInputElement | null>;
	/** The share of the requests that were searched so far, where that takes long enough to be noticed; else null. */
	readonly searched: number | null;
	/** Esc and ↓ in the search field hand the focus to the list. */
	readonly onLeaveSearch: () => void;
	readonly chips: readonly Chip<Id>[];
	readonly chip: Id;
	readonly onChip: (id: Id) => void;
	/** A HAR file was chosen. */
	readonly onOpenFile: (file: File) => void;
	/** Why nothing can be exported now; "" when it can. */
	readonly exportHint: string;
	readonly exportOpen: boolean;
	readonly onExport: () => void;
	readonly settingsOpen: boolean;
	readonly onSettings: () => void;
}

/** Recording, clearing, search, filter chips, settings: one line of 30 px, two where there is no room. */
export function Toolbar<Id extends string>(props: ToolbarProps<Id>) {
	const { capture, recording, preserveLog, query, chips, chip, exportOpen, settingsOpen } = props;
	const percent = Math.floor((props.searched ?? 0) * 100);
	const fileField = useRef<HTMLInputElement>(null);
	const onSearchKey = (event: KeyboardEvent) => {
		if (event.key === "Escape" && query !== "") {
			event.preventDefault();
			event.stopPropagation();
			props.onQuery("");
		} else if (event.key === "Escape" || event.key === "ArrowDown" || event.key === "Enter") {
			event.preventDefault();
			props.onLeaveSearch();
		}
	};
	return (
		<div class="toolbar" role="toolbar" aria-label="Routescope">
			{capture && (
				<button
					type="button"
					class={`tool record ${recording ? "on" : ""}`}
					aria-pressed={recording}
					title={recording ? toolbar.recordingHint : toolbar.pausedHint}
					onClick={() => props.onRecording(!recording)}
				>
					<Icon icon={recording ? Circle : Pause} size={12} class={recording ? "filled" : ""} />
					<span>{recording ? toolbar.recording : toolbar.paused}</span>
				</button>
			)}
			<button
				type="button"
				class="tool"
				aria-label={toolbar.clear}
				title={toolbar.clear}
				onClick={props.onClear}
			>
				<Icon icon={Ban} size={12} />
				<span>{toolbar.clear}</span>
			</button>
			{capture && (
				<label class="tool check" title={toolbar.preserveLogHint}>
					<input
						type="checkbox"
						checked={preserveLog}
						onChange={(event) => props.onPreserveLog(event.currentTarget.checked)}
					/>
					<span>{toolbar.preserveLog}</span>
				</label>
			)}
			<div class="search">
				<Icon icon={Search} size={12} />
				<input
					ref={props.searchField}
					type="text"
					role="searchbox"
					class="search-input"
					aria-label={toolbar.searchLabel}
					placeholder={props.placeholder}
					value={query}
					spellcheck={false}
					autocomplete="off"
					maxLength={300}
					onInput={(event) => props.onQuery(event.currentTarget.value)}
					onKeyDown={onSearchKey}
				/>
				{props.searched !== null && (
					<span class="searched" role="progressbar" aria-label={toolbar.searching} aria-valuenow={percent}>
						{percent} %
					</span>
				)}
				{query === "" ? (
					<kbd>/</kbd>
				) : (
					<button
						type="button"
						class="icon-button"
						aria-label={toolbar.clearSearch}
						onClick={() => props.onQuery("")}
					>
						<Icon icon={X} size={12} />
					</button>
				)}
			</div>
			<div class="chips" role="group" aria-label={toolbar.filter}>
				{chips.map(({ id, name, count }) => (
					<button
						key={id}
						type="button"
						class="chip"
						aria-pressed={id === chip}
						data-empty={count === 0}
						onClick={() => props.onChip(id)}
					>
						{name}
						{(count > 0 || id === chip) && <b>{count}</b>}
					</button>
				))}
			</div>
			<input
				ref={fileField}
				type="file"
				accept=".har,.gz,.json"
				class="file-input"
				aria-label={opening.button}
				tabIndex={-1}
				onChange={({ currentTarget }) => {
					const [file] = currentTarget.files ?? [];
					// The same file can be chosen again.
					currentTarget.value = "";
					if (file) props.onOpenFile(file);
				}}
			/>
			<button
				type="button"
				class="tool open-file"
				aria-label={opening.button}
				title={opening.hint}
				onClick={() => fileField.current?.click()}
			>
				<Icon icon={FolderOpen} size={12} />
				<span>{opening.button}</span>
			</button>
			<button
				type="button"
				class="tool export-opener"
				aria-label={exporting.button}
				title={props.exportHint || exporting.button}
				aria-disabled={props.exportHint !== ""}
				aria-expanded={exportOpen}
				onClick={() => props.exportHint === "" && props.onExport()}
			>
				<Icon icon={Download} size={12} />
				<span>{exporting.button}</span>
			</button>
			<button
				type="button"
				class="tool settings"
				aria-label={toolbar.settings}
				title={toolbar.settings}
				aria-expanded={settingsOpen}
				onClick={props.onSettings}
			>
				<Icon icon={Settings} size={14} />
			</button>
		</div>
	);
}

import { ArrowLeft } from "lucide";
import { useContext, useEffect, useMemo, useRef } from "preact/hooks";
import { lookup, reference } from "../lib/messages/lookup";
import type { ReferencePage } from "../lib/reading";
import { Icon } from "./Icon";
import { LookupAnswer } from "./LookupAnswer";
import { LookupField } from "./LookupField";
import { LIST_ID, LookupRows, rowId } from "./LookupRows";
import type { LookupEngine } from "./lookup-engine";
import { SurroundingsContext } from "./surroundings";
import { type LookupStart, useLookupDesk } from "./use-lookup-desk";
import { usePageKeys } from "./use-page-keys";

interface LookupProps {
	readonly engine: LookupEngine;
	readonly start?: LookupStart | null;
	/** Line below the field while there is nothing else to say. */
	readonly hint: string;
	/** Keys that open this, shown beside the hint; "" for none. */
	readonly shortcut?: string;
	/** Takes a pasted text to the viewer; null where that is where we are. */
	readonly onViewer: ((text: string) => void) | null;
	/** Takes what is pasted, where it has a better place than below the field. */
	readonly onPasted?: (text: string) => void;
}

/** Lines that PageUp and PageDown go. */
const PAGE = 8;

/** One field for everything: words and codes are looked up while typing, anything pasted is explained at once. */
export function Lookup({ engine, start = null, hint, shortcut = "", onViewer, onPasted }: LookupProps) {
	const outer = useContext(SurroundingsContext);
	const desk = useLookupDesk(engine, start, outer.copy);
	const { rows, at, pasted, page, routerName, opened, hit } = desk;
	const surroundings = useMemo(() => ({ ...outer, routerName }), [outer, routerName]);
	const field = useRef<HTMLInputElement>(null);
	const card = useRef<HTMLElement>(null);
	const focusField = () => field.current?.focus();

	useEffect(() => {
		focusField();
		// A popup is drawn before the browser gives it the focus.
		const onFocus = () => document.activeElement === document.body && focusField();
		window.addEventListener("focus", onFocus);
		return () => window.removeEventListener("focus", onFocus);
	}, []);
	useEffect(() => {
		if (opened) card.current?.focus();
	}, [opened]);
	useEffect(() => {
		if (card.current) card.current.scrollTop = 0;
	}, [hit, pasted?.text]);
	usePageKeys(desk, field, focusField, onPasted);

	const leave = () => {
		desk.leave();
		focusField();
	};
	const open = (index: number) => {
		desk.open(index);
		if (rows[index]?.kind === "group") focusField();
	};
	const onFieldKey = (event: KeyboardEvent) => {
		const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + PAGE, PageUp: at - PAGE }[event.key];
		if (to !== undefined && rows.length > 0) {
			event.preventDefault();
			desk.mark(Math.min(rows.length - 1, Math.max(0, to)));
		} else if (event.key === "Enter" && at >= 0) {
			event.preventDefault();
			open(at);
		} else if (event.key === "Backspace" && pasted && desk.query === "") desk.ask("");
	};
	return (
		<SurroundingsContext.Provider value={surroundings}>
			<LookupField
				field={field}
				query={desk.query}
				onQuery={desk.ask}
				pasted={pasted?.text.length ?? null}
				onClear={() => {
					desk.ask("");
					focusField();
				}}
				onKeyDown={onFieldKey}
				marked={at >= 0 && !opened ? rowId(at) : ""}
				listId={LIST_ID}
				routers={desk.routers}
				router={desk.router}
				onRouter={desk.setRouter}
				guess={desk.guess === null ? null : routerName(desk.guess)}
			/>
			<div class={`lookup-hint ${desk.notice === "" ? "" : "notice"}`}>
				<p role="status">{desk.notice || hint}</p>
				{shortcut !== "" && desk.notice === "" && <kbd title={lookup.shortcut}>{shortcut}</kbd>}
			</div>
			{page && (
				<PageHead
					page={page}
					onBack={() => {
						desk.back();
						focusField();
					}}
				/>
			)}
			{!opened && rows.length > 0 && (
				<LookupRows
					rows={rows}
					label={desk.isEmpty ? reference.title : lookup.results}
					marked={at}
					onMark={desk.mark}
					onOpen={open}
				/>
			)}
			<LookupAnswer desk={desk} card={card} onLeave={leave} onViewer={onViewer} />
			{desk.nothingFound && <NothingFound onAsk={desk.ask} />}
		</SurroundingsContext.Provider>
	);
}

function PageHead({ page, onBack }: { readonly page: ReferencePage; readonly onBack: () => void }) {
	return (
		<div class="page-head">
			<button type="button" class="link" onClick={onBack}>
				<Icon icon={ArrowLeft} size={12} /> {reference.back}
			</button>
			{page.group.name !== "" && (
				<>
					<b>{page.group.name}</b>
					<span class="dim">{reference.count(page.group.count)}</span>
				</>
			)}
		</div>
	);
}

function NothingFound({ onAsk }: { readonly onAsk: (query: string) => void }) {
	return (
		<div class="lookup-nothing" role="status">
			<h2>{lookup.nothing}</h2>
			<p>{lookup.nothingText}</p>
			<div class="examples" role="group" aria-label={lookup.examplesLabel}>
				{lookup.examples.map((example) => (
					<button key={example} type="button" class="chip" onClick={() => onAsk(example)}>
						{example}
					</button>
				))}
			</div>
		</div>
	);
}

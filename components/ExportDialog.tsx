import { X } from "lucide";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Exported } from "../lib/export/export-as";
import { EXPORT_FORMATS } from "../lib/export/list";
import { REDACTION_KINDS } from "../lib/export/scope";
import { redactionWords, exporting as words } from "../lib/messages/exporting";
import { capped } from "../lib/visible-text";
import { CopyButton } from "./CopyButton";
import type { MadeExport, StartExport } from "./export-run";
import { type ExportScope, type ExportSource, exportInput, scopesOf } from "./export-scope";
import { Icon } from "./Icon";
import { LongText } from "./LongText";
import { useDismiss } from "./use-dismiss";

interface ExportDialogProps {
	readonly source: ExportSource;
	readonly startExport: StartExport;
	readonly onSave: (fileName: string, mimeType: string, text: string) => boolean;
	readonly onClose: () => void;
}

/** Step in which an export is drawn; all of it is copied and saved. */
const STEP = 64 * 1024;

/** What leaves, as what, and the very bytes before they do. */
export function ExportDialog({ source, startExport, onSave, onClose }: ExportDialogProps) {
	const scopes = scopesOf(source);
	const [scope, setScope] = useState<ExportScope>(() => scopes[0] ?? "session");
	const [formatId, setFormatId] = useState(EXPORT_FORMATS[0]?.id ?? "");
	const [includePromptText, setIncludePromptText] = useState(false);
	const [made, setMade] = useState<{ readonly wish: unknown; readonly export: MadeExport | null } | null>(
		null,
	);
	const element = useRef<HTMLElement>(null);
	useDismiss(element, ".export-opener", onClose);
	useEffect(() => {
		element.current?.querySelector("select")?.focus();
	}, []);
	const chosen = scopes.includes(scope) ? scope : (scopes[0] ?? "session");
	const { session, row, task, shown } = source;
	// Also what an export is for: one made for an earlier wish must not be saved under a later one's name.
	const wish = useMemo(() => ({}), [chosen, formatId, includePromptText, session, row, task?.key]);
	useEffect(() => {
		const run = startExport(formatId, exportInput(source, chosen), { includePromptText });
		run.result.then(
			(finished) => setMade({ wish, export: finished }),
			() => setMade({ wish, export: null }),
		);
		return () => run.stop();
	}, [wish]);
	const current = made?.wish === wish ? made : null;
	const exported = current?.export?.exported ?? null;

	const one = EXPORT_FORMATS.find(({ id }) => id === formatId)?.about === "one";
	const count = { exchange: 1, job: 2, shown: shown.length, session: session.rows.length }[chosen];
	return (
		<section ref={element} class="popover export" role="dialog" aria-label={words.title}>
			<header>
				<h2>{words.title}</h2>
				<button type="button" class="icon-button" aria-label={words.close} onClick={onClose}>
					<Icon icon={X} />
				</button>
			</header>
			<div class="export-choice">
				<label>
					<span class="dim">{words.scope}</span>
					<select
						value={chosen}
						onChange={({ currentTarget }) =>
							setScope(scopes.find((id) => id === currentTarget.value) ?? "session")
						}
					>
						{scopes.map((id) => (
							<option key={id} value={id}>
								{id === "shown"
									? words.scopes.shown(shown.length)
									: id === "session"
										? words.scopes.session(session.rows.length)
										: words.scopes[id]}
							</option>
						))}
					</select>
				</label>
				<label>
					<span class="dim">{words.format}</span>
					<select value={formatId} onChange={({ currentTarget }) => setFormatId(currentTarget.value)}>
						{EXPORT_FORMATS.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</select>
				</label>
				<label class="tool check" title={words.promptsHint}>
					<input
						type="checkbox"
						checked={includePromptText}
						onChange={({ currentTarget }) => setIncludePromptText(currentTarget.checked)}
					/>
					<span>{words.prompts}</span>
				</label>
			</div>
			{one && count > 1 && <p class="hint">{words.onlyFirst}</p>}
			{current === null ? (
				<p class="hint" role="status">
					{words.preparing}
				</p>
			) : current.export === null || exported === null ? (
				<p class="hint" role="alert">
					{words.notMade}
				</p>
			) : exported.ok ? (
				<Preview {...current.export} exported={exported} onSave={onSave} />
			) : (
				<div class="box warning" role="alert">
					<h3>{words.refused}</h3>
					<p>{exported.problem}</p>
					{exported.where !== "" && (
						<p class="dim">
							{words.where}: {exported.where}
						</p>
					)}
				</div>
			)}
		</section>
	);
}

function Preview({
	exported: { text, fileName, mimeType, redactions },
	bytes,
	lines,
	onSave,
}: MadeExport & {
	readonly exported: Exported & { ok: true };
	readonly onSave: ExportDialogProps["onSave"];
}) {
	const [told, setTold] = useState<"" | "saved" | "failed">("");
	const [limit, setLimit] = useState(STEP);
	useEffect(() => {
		setTold("");
		setLimit(STEP);
	}, [text]);
	const taken = REDACTION_KINDS.flatMap((kind) => {
		const count = redactions[kind] ?? 0;
		return count > 0 ? [redactionWords(kind, count)] : [];
	});
	return (
		<>
			<p class="export-taken" role="status">
				{taken.length === 0 ? words.nothingTaken : `${words.taken} ${taken.join(" · ")}`}
			</p>
			<h3>
				{words.preview} <span class="dim">· {words.size(bytes, lines)}</span>
			</h3>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
			<pre class="code export-preview" tabIndex={0}>
				<LongText value={capped(text, limit)} />
			</pre>
			{text.length > limit && (
				<p class="hint">
					{words.more(limit, bytes)}{" "}
					<button type="button" class="more" onClick={() => setLimit(limit + STEP)}>
						{words.showMore}
					</button>
				</p>
			)}
			<div class="buttons export-buttons">
				<CopyButton text={text} label={words.copy} wordy />
				<button
					type="button"
					class="button primary"
					onClick={() => setTold(onSave(fileName, mimeType, text) ? "saved" : "failed")}
				>
					{told === "saved" ? words.saved : told === "failed" ? words.saveFailed : words.save}
				</button>
				<code class="dim">{fileName}</code>
			</div>
		</>
	);
}

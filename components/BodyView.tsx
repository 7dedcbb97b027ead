import { useMemo, useState } from "preact/hooks";
import type { Evidence } from "../lib/diagnosis";
import type { Body } from "../lib/exchange";
import { bodyStates, body as words } from "../lib/messages/interface";
import { type BodyText, prettyParts, rawParts, type StreamLine } from "./body-text";
import { CopyButton } from "./CopyButton";
import { LongText } from "./LongText";
import { SafeText } from "./SafeText";
import { StreamView } from "./StreamView";

interface BodyViewProps {
	readonly body: Body;
	/** Evidence that quotes this very body. */
	readonly evidence: readonly Evidence[];
	/** Events, when the body is a stream. */
	readonly events?: readonly StreamLine[];
	/** Said when there is no body at all. */
	readonly absent?: string;
}

/** Step in which long bodies are shown. */
const STEP = 64 * 1024;
/** Longer bodies are shown as they came. */
const MAX_FORMATTED = 2 * 1024 * 1024;

type View = "events" | "pretty" | "raw";

/** A body with its honest state: formatted, raw, or as events, in steps. */
export function BodyView({ body, evidence, events = [], absent }: BodyViewProps) {
	const [chosen, setChosen] = useState<View | null>(null);
	const [limit, setLimit] = useState(STEP);
	const formattable = body.text.length <= MAX_FORMATTED;
	const pretty = useMemo(
		() => (formattable ? prettyParts(body.text, limit, evidence) : null),
		[body.text, limit, evidence, formattable],
	);
	const views: View[] = [
		...(events.length > 0 ? (["events"] as const) : []),
		...(pretty ? (["pretty"] as const) : []),
		...(body.text !== "" ? (["raw"] as const) : []),
	];
	const view = chosen !== null && views.includes(chosen) ? chosen : (views[0] ?? "raw");
	const shown: BodyText =
		view === "pretty" && pretty ? pretty : rawParts(body.text, limit, view === "raw" ? evidence : []);
	const state = bodyStates[body.state];
	return (
		<div class="body-view">
			{absent !== undefined && views.length === 0 ? (
				<p class="body-state">{absent}</p>
			) : (
				state.title !== "" && (
					<p class="body-state" data-state={body.state}>
						<b class="body-state-name">{state.title}.</b> {state.text}
					</p>
				)
			)}
			{views.length > 0 && (
				<div class="body-bar">
					<span role="group" aria-label={words.view} class="switch">
						{views.map((name) => (
							<button key={name} type="button" aria-pressed={name === view} onClick={() => setChosen(name)}>
								{words[name]}
							</button>
						))}
					</span>
					{!formattable && <span class="dim">{words.tooLargeToFormat}</span>}
					<CopyButton text={body.text} label={words.copy} />
				</div>
			)}
			{view === "events" && events.length > 0 ? (
				<StreamView events={events} evidence={evidence} />
			) : (
				views.length > 0 && (
					<>
						{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
						<pre key={view} class="code" tabIndex={0}>
							{shown.parts.map(({ text, mark }, index) =>
								mark ? (
									<mark key={index}>
										<SafeText value={text} limit={STEP} multiline secrets />
									</mark>
								) : (
									<LongText key={index} value={text} secrets />
								),
							)}
						</pre>
						{shown.more && (
							<button type="button" class="more" onClick={() => setLimit(limit + STEP)}>
								{words.more(Math.min(limit, body.text.length), body.text.length)}
							</button>
						)}
					</>
				)
			)}
		</div>
	);
}

import { useState } from "preact/hooks";
import { formatCount, formatDuration } from "../lib/format";
import type { Gap } from "../lib/live/arrivals";
import { type StreamProgress, stalledFor } from "../lib/live/stream-progress";
import { body as bodyWords, detail, list, stream as words } from "../lib/messages/interface";
import { live } from "../lib/messages/live";
import { ArrivalChart } from "./ArrivalChart";
import { useNow } from "./clock";
import { SafeText } from "./SafeText";
import { StreamView } from "./StreamView";

interface StreamCourseProps {
	readonly progress: StreamProgress;
	/** Still on its way. */
	readonly running: boolean;
}

/** Longest stretch of the answer's end that is drawn. */
const TEXT_LIMIT = 64 * 1024;

/** How a stream went, or goes: its pace, its pauses, what it has said so far. The same while it runs and after. */
export function StreamCourse({ progress, running }: StreamCourseProps) {
	const now = useNow(running);
	const [view, setView] = useState<"text" | "events">("text");
	const { startedAt, closedAt, firstEventAt, lastEventAt, arrivals, longestGap, recent } = progress;
	const at = running ? now : closedAt;
	const silent = stalledFor(progress, at);
	const shown = view === "text" && progress.text === "" && running ? "events" : view;
	return (
		<section class="stream-course">
			<h3>{words.title}</h3>
			<dl class="stream-facts">
				{factsOf(progress, running).map(([name, value]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
				{progress.finishReason !== null && (
					<div>
						<dt>{live.finish}</dt>
						<dd>
							<SafeText value={progress.finishReason} limit={40} />
						</dd>
					</div>
				)}
				{progress.toolCalls > 0 && (
					<div>
						<dt>{live.tools}</dt>
						<dd>
							<SafeText value={progress.tools.join(", ") || formatCount(progress.toolCalls)} limit={120} />
						</dd>
					</div>
				)}
			</dl>
			{running && silent !== null && (
				<p class="stalled" role="status" data-tone="warn">
					<b>{live.stalled(silent)}</b>
					{progress.lastByteAt !== null &&
						lastEventAt !== null &&
						progress.lastByteAt - lastEventAt > 1000 &&
						` · ${live.keepAlive}`}
				</p>
			)}
			{arrivals && startedAt !== null ? (
				<ArrivalChart
					arrivals={arrivals}
					gap={
						silent !== null && lastEventAt !== null ? longest(longestGap, lastEventAt, silent) : longestGap
					}
					until={
						running ? now : silent === null ? (lastEventAt ?? firstEventAt ?? startedAt) : (at ?? startedAt)
					}
				/>
			) : (
				progress.clock === "none" && <p class="hint">{live.noTimes}</p>
			)}
			{progress.cut && <p class="hint">{live.cut}</p>}
			{recent.length > 0 && (
				<span role="group" aria-label={bodyWords.view} class="switch">
					{(["text", "events"] as const).map((name) => (
						<button key={name} type="button" aria-pressed={name === shown} onClick={() => setView(name)}>
							{name === "text" ? words.parsed : words.raw}
						</button>
					))}
				</span>
			)}
			{shown === "events" && recent.length > 0 ? (
				<StreamView
					events={recent.map(({ time, eventName, data }) => ({
						name: eventName,
						data,
						offsetMs: time > 0 && startedAt !== null ? Math.max(0, time * 1000 - startedAt) : null,
					}))}
					firstNumber={progress.recentFrom + 1}
					evidence={[]}
				/>
			) : (
				progress.text !== "" && (
					<div class="stream-text">
						<h3>
							{running ? live.text : words.answer}{" "}
							<span class="dim">· {words.characters(progress.textDropped + progress.text.length)}</span>
						</h3>
						{progress.textDropped > 0 && <p class="hint">{words.textDropped(progress.textDropped)}</p>}
						{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
						<pre class="code" tabIndex={0}>
							<SafeText value={progress.text} limit={TEXT_LIMIT} multiline secrets />
						</pre>
					</div>
				)
			)}
		</section>
	);
}

/** The longest pause, the one that lasts, or lasted to the end, included. */
function longest(gap: Gap | null, from: number, ms: number): Gap {
	return gap && gap.ms > ms ? gap : { ms, from, to: from + ms };
}

function factsOf(progress: StreamProgress, running: boolean): readonly (readonly [string, string])[] {
	const { startedAt, firstEventAt, eventsPerSecond, longestGap, usage, clock, reasoningLength } = progress;
	const roughly = clock === "polls" ? `${live.about} ` : "";
	const facts: [string, string][] = [[words.events, formatCount(progress.events)]];
	if (firstEventAt !== null && startedAt !== null)
		facts.push([live.firstEvent, `${roughly}${formatDuration(Math.max(0, firstEventAt - startedAt))}`]);
	if (eventsPerSecond !== null) facts.push([live.rate, `${roughly}${eventsPerSecond.toFixed(1)}`]);
	if (longestGap !== null)
		facts.push([live.gap, `${clock === "polls" ? `${live.atLeast} ` : ""}${formatDuration(longestGap.ms)}`]);
	const silence = running ? null : stalledFor(progress, progress.closedAt);
	if (silence !== null) facts.push([live.lastSilence, `${roughly}${formatDuration(silence)}`]);
	if (usage) facts.push([live.tokens, words.tokens(usage.input, usage.output, usage.total)]);
	if (reasoningLength > 0) facts.push([words.reasoning, words.characters(reasoningLength)]);
	facts.push([
		list.streamEnd,
		progress.ended !== null ? detail.endedShort : running ? words.noEnd : words.endless,
	]);
	return facts;
}

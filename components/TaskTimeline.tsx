import { useMemo } from "preact/hooks";
import { epochOf } from "../lib/format";
import type { Task } from "../lib/task";
import { useNow } from "./clock";
import { taskTone } from "./status-tone";
import { type Segment, segmentKind, segmentsOf } from "./task-segments";
import { timesOf } from "./task-times";
import { type Range, shareOf } from "./time-axis";

interface TaskTimelineProps {
	readonly task: Task;
	readonly range: Range;
}

/** Marks closer than this share of the width are drawn as one. */
const CLOSEST = 1 / 400;

/** One job as a bar: hatched in the queue, solid while it runs, capped at its end, with polls as ticks below. */
export function TaskTimeline({ task, range }: TaskTimelineProps) {
	const segments = useMemo(() => segmentsOf(task), [task]);
	const { end } = timesOf(task);
	const marks = useMemo(() => marksOf(task, range), [task, range]);
	return (
		<div class="timeline" aria-hidden="true">
			{segments.map((segment, index) => (
				<span key={index} class="segment" data-kind={segment.kind} style={placeOf(segment, range)} />
			))}
			{end === null ? (
				<LiveEdge task={task} range={range} kind={segments.at(-1)?.kind ?? segmentKind(task.phase)} />
			) : (
				<span class="cap" data-tone={taskTone(task)} style={{ left: percent(shareOf(end, range)) }} />
			)}
			{marks.map(({ at, blip }) => (
				<span key={`${at}${blip}`} class={blip ? "blip" : "tick"} style={{ left: percent(at) }} />
			))}
		</div>
	);
}

/** From the last sight to now: still growing while somebody looks, a dashed outline once nobody does. Ticks alone. */
function LiveEdge({ task, range, kind }: TaskTimelineProps & { readonly kind: Segment["kind"] }) {
	const { lastSeen, quietFrom } = timesOf(task);
	const now = Math.max(lastSeen, useNow(true));
	const quiet = quietFrom !== null && now > quietFrom;
	const place = placeOf({ from: lastSeen, to: now }, range);
	if (quiet) return <span class="segment" data-kind="quiet" style={place} />;
	return (
		<>
			<span class="segment inferred" data-kind={kind} style={place} />
			<span class="edge" style={{ left: percent(shareOf(now, range)) }} />
		</>
	);
}

function placeOf({ from, to }: { readonly from: number; readonly to: number }, range: Range) {
	const left = Math.max(-0.01, shareOf(from, range));
	const right = Math.min(1.01, shareOf(to, range));
	return { left: percent(left), width: percent(Math.max(0, right - left)) };
}

function percent(share: number): string {
	return `${(Math.min(2, Math.max(-1, share)) * 100).toFixed(3)}%`;
}

function marksOf(task: Task, range: Range): { at: number; blip: boolean }[] {
	const marks = new Map<string, { at: number; blip: boolean }>();
	for (const { kind, at, blip } of task.observations) {
		const ms = epochOf(at);
		if (kind !== "poll" || ms === null) continue;
		const share = shareOf(ms, range);
		if (share < -0.01 || share > 1.01) continue;
		const slot = Math.round(share / CLOSEST) * CLOSEST;
		marks.set(`${slot} ${blip !== null}`, { at: slot, blip: blip !== null });
	}
	return [...marks.values()];
}

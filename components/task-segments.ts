import { epochOf } from "../lib/format";
import { isTerminal } from "../lib/media/words";
import type { Task } from "../lib/task";
import type { Phase } from "../lib/vocabulary";
import { timesOf } from "./task-times";

/** How a stretch of a job's line is drawn; `unseen` lies between two sights that say nothing of the time between. */
export type SegmentKind = "queued" | "running" | "waiting" | "unknown" | "unseen";

export interface Segment {
	readonly kind: SegmentKind;
	/** Epoch milliseconds. */
	readonly from: number;
	readonly to: number;
}

const KINDS = new Map<Phase, SegmentKind>([
	["queued", "queued"],
	["running", "running"],
	["needs-action", "waiting"],
]);

/** How the time of a job in this phase is drawn where nothing was seen yet but its submit. */
export function segmentKind(phase: Phase): SegmentKind {
	return KINDS.get(phase) ?? "unseen";
}

/**
 * The line of a job as stretches from its start to its end or last sight. A stretch lasts until another word was seen; the
 * provider's own start time, where it lies on the line, moves the border between queue and run to its true place.
 */
export function segmentsOf(task: Task): readonly Segment[] {
	const { start, end, lastSeen } = timesOf(task);
	const until = end ?? lastSeen;
	const spans = task.spans.filter(({ phase }) => !isTerminal(phase));
	const segments: { kind: SegmentKind; from: number; to: number }[] = [];
	spans.forEach((span, index) => {
		const kind = KINDS.get(span.phase) ?? "unknown";
		const from = index === 0 ? start : (epochOf(span.firstSeen) ?? start);
		const next = spans[index + 1];
		const to = Math.min(until, next ? (epochOf(next.firstSeen) ?? until) : until);
		const last = segments.at(-1);
		if (last?.kind === kind) last.to = Math.max(last.to, to);
		else if (to > from) segments.push({ kind, from, to });
	});
	if (segments.length === 0 && until > start)
		segments.push({ kind: segmentKind(task.phase), from: start, to: until });
	return withProviderStart(segments, epochOf(task.providerTimes.start), start, until);
}

function withProviderStart(
	segments: readonly Segment[],
	ran: number | null,
	start: number,
	until: number,
): readonly Segment[] {
	const plain = segments.every(({ kind }) => kind !== "waiting" && kind !== "unknown");
	if (ran === null || ran <= start || ran >= until || !plain) return segments;
	return [
		{ kind: "queued", from: start, to: ran },
		{ kind: "running", from: ran, to: until },
	];
}

/** Whole time of one kind, milliseconds, as far as the line was seen. */
export function timeIn(segments: readonly Segment[], kind: SegmentKind): number {
	return segments.reduce(
		(sum, segment) => (segment.kind === kind ? sum + segment.to - segment.from : sum),
		0,
	);
}

/** A run of observations that say the same, for the list of them. */
export interface ObservationRun {
	readonly at: string;
	readonly kind: "submit" | "poll";
	readonly word: string | null;
	readonly blip: string | null;
	readonly progressText: string | null;
	readonly stale: boolean;
	/** Number of the first and last poll in it, counting from 1; 0 for submits. */
	readonly first: number;
	readonly last: number;
	/** Exchange of the first and of the last one. */
	readonly exchangeId: string;
}

/** Observations with neighbours that say the same folded together. */
export function observationRuns(task: Task): readonly ObservationRun[] {
	const runs: { -readonly [Key in keyof ObservationRun]: ObservationRun[Key] }[] = [];
	let polls = 0;
	for (const { at, kind, state, blip, progressText, exchangeId, folded, stale } of task.observations) {
		const first = kind === "poll" ? polls + 1 : 0;
		if (kind === "poll") polls += 1 + folded;
		const last = runs.at(-1);
		if (
			last &&
			kind === "poll" &&
			last.kind === kind &&
			last.word === state &&
			last.blip === blip &&
			last.stale === stale
		) {
			last.last = polls;
			last.progressText = progressText;
			continue;
		}
		runs.push({
			at,
			kind,
			word: state,
			blip,
			progressText,
			stale,
			first,
			last: kind === "poll" ? polls : 0,
			exchangeId,
		});
	}
	return runs;
}

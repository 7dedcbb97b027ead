import { epochOf } from "../lib/format";
import { mediaSystem } from "../lib/media/list";
import { isTerminal } from "../lib/media/words";
import type { Task } from "../lib/task";
import { isOver, watchOf } from "../lib/task-watch";

/** Silence that counts as "nobody looks any more": the same measure as in `lib/task-watch.ts`. */
const QUIET_MS = 60_000;
const QUIET_PAUSES = 5;

export interface TaskTimes {
	/** Epoch milliseconds. */
	readonly start: number;
	readonly lastSeen: number;
	/** When it ended, or null while it has not. */
	readonly end: number | null;
	/** Average pause between two polls, milliseconds, or null with fewer than two. */
	readonly pollEvery: number | null;
	/** After this moment an unfinished job counts as no longer looked at; infinite for one request that lasts, null when nothing more can come. */
	readonly quietFrom: number | null;
}

/** The times of one job, from what was seen and, where given, the provider's end. */
export function timesOf(task: Task): TaskTimes {
	const start = startOf(task);
	const lastSeen = Math.max(start, epochOf(task.lastSeen) ?? start);
	const { pollEveryMs, inFlight } = watchOf(task, lastSeen);
	const pause = pollEveryMs ?? mediaSystem(task.system)?.poll?.ms ?? 0;
	const unwatched = task.synchronous || inFlight;
	const over = isOver(task);
	return {
		start,
		lastSeen,
		end: over ? endOf(task, start, lastSeen) : null,
		pollEvery: pollEveryMs,
		quietFrom: over
			? null
			: unwatched
				? Number.POSITIVE_INFINITY
				: lastSeen + Math.max(QUIET_MS, QUIET_PAUSES * pause),
	};
}

/** Our own clock where we saw the submit; only then the provider's, whose clock or time zone may be off by hours. */
function startOf(task: Task): number {
	const first = epochOf(task.firstSeen) ?? 0;
	const submit = task.observations.find(({ kind }) => kind === "submit");
	if (submit) return Math.min(first, epochOf(submit.sentAt) ?? first);
	return Math.min(first, epochOf(task.submittedAt) ?? first);
}

/** The told end, unless it lies outside what we saw: then the first sight of the end. */
function endOf(task: Task, start: number, lastSeen: number): number {
	const told = epochOf(task.finishedAt);
	if (told !== null && told >= start && told <= lastSeen) return told;
	const sighted = task.spans.find(({ phase }) => isTerminal(phase));
	return Math.max(start, epochOf(sighted?.firstSeen ?? null) ?? lastSeen);
}

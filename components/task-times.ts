import { epochOf } from "../lib/format";
import type { Task } from "../lib/task";
import type { Phase } from "../lib/vocabulary";

const TERMINAL: ReadonlySet<Phase> = new Set<Phase>(["succeeded", "failed", "canceled", "expired"]);

/** The job has come to an end, whatever end. */
export function isOver(phase: Phase): boolean {
	return TERMINAL.has(phase);
}

/** Shortest silence that counts as "nobody looks any more", and how many usual gaps it takes. */
const QUIET_MS = 60_000;
const QUIET_GAPS = 4;

export interface TaskTimes {
	/** Epoch milliseconds. */
	readonly start: number;
	readonly lastSeen: number;
	/** When it ended, or null while it has not. */
	readonly end: number | null;
	/** Usual pause between two polls, milliseconds, or null with fewer than two. */
	readonly pollEvery: number | null;
	/** After this moment an unfinished job counts as no longer looked at; null when it is over. */
	readonly quietFrom: number | null;
}

/** The times of one job, from what was seen and, where given, the provider's end. */
export function timesOf(task: Task): TaskTimes {
	const first = epochOf(task.firstSeen) ?? 0;
	const start = Math.min(first, epochOf(task.submittedAt) ?? first);
	const lastSeen = Math.max(start, epochOf(task.lastSeen) ?? start);
	const pollEvery = usualGap(task);
	const over = isOver(task.phase);
	return {
		start,
		lastSeen,
		end: over ? Math.max(start, epochOf(task.finishedAt) ?? lastSeen) : null,
		pollEvery,
		quietFrom: over ? null : lastSeen + Math.max(QUIET_MS, QUIET_GAPS * (pollEvery ?? 0)),
	};
}

function usualGap(task: Task): number | null {
	const times = task.observations.filter(({ kind }) => kind === "poll").map(({ at }) => epochOf(at) ?? 0);
	const gaps = times
		.slice(1)
		.map((time, index) => time - (times[index] ?? time))
		.filter((gap) => gap > 0)
		.sort((a, b) => a - b);
	return gaps[Math.floor(gaps.length / 2)] ?? null;
}

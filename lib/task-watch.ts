/** How a job is being watched by the page, at a given moment: shared by the advice on a job and by the findings. */
import { mediaSystem } from "./media/list";
import { isTerminal } from "./media/words";
import type { Task } from "./task";

export interface Watch {
	/** The job could still change. */
	readonly open: boolean;
	/** As on the job, for those who watch it. */
	readonly inFlight: boolean;
	readonly pollEveryMs: number | null;
	/** Milliseconds since the job was last seen. */
	readonly unseenMs: number;
	/** The page stopped asking: unseen for far longer than it used to wait between two polls. */
	readonly abandoned: boolean;
	/** How long the job has been under way when last seen, milliseconds. */
	readonly runsMs: number;
	/** For how long neither word nor progress had changed when it was last seen; looked at only where it runs long. */
	readonly unchangedMs: number;
	/** Usual longest duration of this system, milliseconds, or null where no page says. */
	readonly usualMs: number | null;
	/** Still asked about, and far longer without a change than usual. */
	readonly stuck: boolean;
}

/** Shortest silence that counts, and how many of the page's own pauses it takes. */
const SILENCE_MS = 60_000;
const SILENT_PAUSES = 5;
/** Far longer than usual: three times the longest that the documentation calls usual. */
const FAR_LONGER = 3;

/**
 * Nothing more can come of it: it has ended, or the one request that could have told of it ended without an answer. An
 * unlisted word is no end.
 */
export function isOver({ phase, synchronous, unanswered }: Task): boolean {
	return isTerminal(phase) || unanswered || (synchronous && phase === "unknown");
}

/** The router gave no id, or none yet: the job goes by a name of ours, which is of no use to anybody. */
export function hasNoId({ id, submits }: Task): boolean {
	return submits.includes(id);
}

/** @param now Epoch milliseconds. */
export function watchOf(task: Task, now: number): Watch {
	const open = !isOver(task);
	const lastSeen = Date.parse(task.lastSeen);
	const system = mediaSystem(task.system);
	const { inFlight, pollEveryMs } = task;
	const pause = pollEveryMs ?? system?.poll?.ms ?? 0;
	const unseenMs = Math.max(0, now - lastSeen);
	const watched = open && !task.synchronous && !inFlight;
	const abandoned = watched && unseenMs > Math.max(SILENCE_MS, SILENT_PAUSES * pause);
	// By our own clock: a provider's may be hours off.
	const runsMs = Math.max(0, lastSeen - Date.parse(task.firstSeen));
	const usualMs = system?.usual?.ms[1] ?? null;
	const long = watched && !abandoned && usualMs !== null && runsMs > FAR_LONGER * usualMs;
	const unchangedMs = long ? unchangedFor(task, lastSeen) : 0;
	const stuck = long && unchangedMs > usualMs;
	return { open, inFlight, pollEveryMs, unseenMs, abandoned, runsMs, unchangedMs, usualMs, stuck };
}

function unchangedFor(task: Task, lastSeen: number): number {
	const said = task.observations.filter(({ state, stale }) => state !== null && !stale);
	const last = said.at(-1);
	if (!last) return 0;
	const change = said.findLastIndex((one) => one.state !== last.state || one.progress !== last.progress);
	const since = said[change + 1] ?? last;
	return Math.max(0, lastSeen - Date.parse(since.at));
}

/** How a job is being watched by the page, at a given moment: shared by the advice on a job and by the findings. */
import { mediaSystem } from "./media/list";
import { isTerminal } from "./media/words";
import type { Task } from "./task";

export interface Watch {
	/** The job could still change. */
	readonly open: boolean;
	/** The submit itself is still on its way: the job has no id of its own yet. */
	readonly inFlight: boolean;
	/** Milliseconds since the job was last seen. */
	readonly unseenMs: number;
	/** Average distance of two polls in milliseconds, or null with fewer than two. */
	readonly pollEveryMs: number | null;
	/** The page stopped asking: unseen for far longer than it used to wait between two polls. */
	readonly abandoned: boolean;
	/** How long the job has been under way when last seen, milliseconds. */
	readonly runsMs: number;
	/** For how long neither word nor progress had changed when it was last seen, milliseconds. */
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

/** @param now Epoch milliseconds. */
export function watchOf(task: Task, now: number): Watch {
	const open = !isTerminal(task.phase);
	const inFlight = task.observations.some((one) => one.exchangeId === task.id);
	const lastSeen = Date.parse(task.lastSeen);
	const began = Math.min(Date.parse(task.firstSeen), Date.parse(task.submittedAt ?? task.firstSeen));
	const system = mediaSystem(task.system);
	const pollEveryMs = averagePause(task);
	const pause = pollEveryMs ?? system?.poll?.ms ?? 0;
	const unseenMs = Math.max(0, now - lastSeen);
	const watched = open && !task.synchronous && !inFlight;
	const abandoned = watched && unseenMs > Math.max(SILENCE_MS, SILENT_PAUSES * pause);
	const runsMs = Math.max(0, lastSeen - began);
	const unchangedMs = unchangedFor(task, lastSeen);
	const usualMs = system?.usual?.ms[1] ?? null;
	const stuck =
		watched && !abandoned && usualMs !== null && runsMs > FAR_LONGER * usualMs && unchangedMs > usualMs;
	return { open, inFlight, unseenMs, pollEveryMs, abandoned, runsMs, unchangedMs, usualMs, stuck };
}

/** From the first to the last poll, failed ones included: folded polls count, so no single pause is looked at. */
function averagePause(task: Task): number | null {
	const polls = task.observations.filter(({ kind }) => kind === "poll");
	const [first, last] = [polls[0], polls.at(-1)];
	if (!first || !last || task.polls < 2) return null;
	const whole = Date.parse(last.sentAt) - Date.parse(first.sentAt);
	return whole > 0 ? whole / (task.polls - 1) : null;
}

function unchangedFor(task: Task, lastSeen: number): number {
	const said = task.observations.filter(({ state, stale }) => state !== null && !stale);
	const last = said.at(-1);
	if (!last) return 0;
	const change = said.findLastIndex((one) => one.state !== last.state || one.progress !== last.progress);
	const since = said[change + 1] ?? last;
	return Math.max(0, lastSeen - Date.parse(since.at));
}

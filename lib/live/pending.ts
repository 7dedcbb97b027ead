import type { Exchange } from "../exchange";
import type { Vault } from "../vault";
import { type LogLine, logKey, readLogLine } from "./log-entry";
import { type RunningRequest, type Tracked, track } from "./tracked";

/** What one look at DevTools' log changed. */
export interface PendingLook {
	/** All requests on their way, oldest first. */
	readonly pending: readonly RunningRequest[];
	/** Anything of it differs from the look before. */
	readonly changed: boolean;
	/** Requests whose page left before their answer, as exchanges to keep. */
	readonly lost: readonly Exchange[];
	/** Requests that left the log without an end: somebody cleared it. */
	readonly cleared: number;
	/** Requests the log has as finished and whose finished event did not come. */
	readonly unreported: number;
	/** Of these, requests in Firefox that ended while it told of them: a filter of its Network panel keeps them from us. */
	readonly hidden: number;
}

export interface PendingBook {
	/** Looks at the log: all entries of watched hosts, in its order. Never throws. */
	look(entries: readonly unknown[], now: number): PendingLook;
	/** Between these epoch milliseconds the browser told of no request that began or ended. */
	blind(from: number, to: number): void;
	/** A finished request was taken: gives the id it had while it was pending, or null. Identical ones go in order. */
	claim(entry: unknown): string | null;
	/** Is this request known to be on its way still? */
	has(entry: unknown): boolean;
	/** The page went to another document, which began at `at` (epoch milliseconds). */
	navigated(at: number): void;
	/** Recording starts again at `now`: what ran before is no longer known. */
	restart(now: number): void;
}

/** Shorter requests are never shown as pending. */
export const SHOWN_AFTER_MS = 700;
/** Looks without an entry before a request counts as cleared; a navigation may still explain it. */
const CLEARED_AFTER = 3;
/** Looks at an unchanged request of a page that left (its log was kept) before it counts as lost. */
const LOST_AFTER = 3;
/** Looks for which a finished request stays listed until its row is there. */
const CLAIMED_FOR = 2;
/** A finished event that did not come within this time does not come. */
const UNREPORTED_AFTER_MS = 3000;
/** Blind spans remembered. */
const MOST_SPANS = 50;
/** Most requests followed at once; more are running unseen. */
const MOST_TRACKED = 500;
/** Finished requests remembered, to tell them from identical ones that still run. */
const REMEMBERED = 20_000;
/** A service worker sends its own request within this time of its page's. */
const WORKER_WITHIN_MS = 2000;

/**
 * Follows requests from DevTools' log while they run.
 * @param nextId Gives ids unique within the session.
 * @param vault Remembers what is masked.
 */
export function createPendingBook(nextId: () => string, vault: Vault | null = null): PendingBook {
	const tracked = new Map<string, Tracked[]>();
	const finished = new Map<string, number>();
	/** When the log first had a request as finished that nobody reported. */
	const finishedSince = new Map<string, number>();
	/** The state of open requests not tracked yet, to see whether they grow. */
	let sightings = new Map<string, string>();
	/** Requests given up, whose finished event may still come: their row keeps its id. */
	const gone = new Map<string, string[]>();
	const blindSpans: { readonly from: number; readonly to: number }[] = [];
	let since = Number.NEGATIVE_INFINITY;
	let total = 0;
	let changed = false;
	let lost: Exchange[] = [];
	let cleared = 0;
	let unreported = 0;
	let hidden = 0;

	const drop = (one: Tracked) => {
		const rest = (tracked.get(one.key) ?? []).filter((other) => other !== one);
		if (rest.length > 0) tracked.set(one.key, rest);
		else tracked.delete(one.key);
		total -= 1;
		changed = true;
	};
	const giveUp = (one: Tracked) => {
		gone.set(one.key, [...(gone.get(one.key) ?? []), one.id]);
		if (gone.size > MOST_TRACKED) gone.delete(gone.keys().next().value ?? "");
		drop(one);
	};
	const lose = (one: Tracked, now: number) => {
		lost.push(one.lost(now));
		giveUp(one);
	};
	/** How many requests of this key are no longer followed: reported as finished, or given up. */
	const over = (key: string) => (finished.get(key) ?? 0) + (gone.get(key)?.length ?? 0);
	const remember = (key: string) => {
		finished.set(key, (finished.get(key) ?? 0) + 1);
		if (finished.size <= REMEMBERED) return;
		const oldest = finished.keys().next().value ?? "";
		finished.delete(oldest);
		// An open line of that age may be one of those forgotten: it must be seen to grow.
		since = Math.max(since, Number.parseInt(oldest, 10) + 1);
	};

	/** Matches the requests of one key with their lines, both in order. */
	const match = (key: string, lines: readonly LogLine[], now: number, seen: Map<string, string>) => {
		const rest = withoutFinished(lines, over(key));
		const ended = rest.filter(({ state }) => state === "finished");
		const running = rest.filter(({ state }) => state !== "finished");
		const waiting = (tracked.get(key) ?? []).filter(({ claimed }) => claimed === null);
		for (const one of waiting) {
			const line = running.shift();
			if (line) found(one, line, now);
			else if (ended.length > 0) {
				one.missing = 0;
				if (one.finishing()) changed = true;
				if (one.left !== null) lose(one, now);
			} else vanished(one, now);
		}
		for (const [at, line] of running.entries()) {
			const place = `${key} ${at}`;
			const state = `${line.status} ${line.bytes} ${line.time}`;
			if (line.state === "open" && line.startedAt < since) {
				seen.set(place, state);
				if (sightings.get(place) === undefined || sightings.get(place) === state) continue;
			}
			if (now - line.startedAt >= SHOWN_AFTER_MS && total < MOST_TRACKED) begin(line, now);
		}
		countUnreported(key, ended, now);
	};

	const begin = (line: LogLine, now: number) => {
		const one = track(nextId(), line, vault);
		one.update(line, now);
		tracked.set(line.key, [...(tracked.get(line.key) ?? []), one]);
		total += 1;
		changed = true;
	};

	const found = (one: Tracked, line: LogLine, now: number) => {
		one.missing = 0;
		const grew = one.update(line, now);
		if (grew) changed = true;
		if (one.left === null) return;
		// Requests of a worker outlive the page; those of the page stay in a preserved log and never change again.
		one.left = grew ? null : one.left + 1;
		if (one.left !== null && one.left >= LOST_AFTER) lose(one, now);
	};

	const vanished = (one: Tracked, now: number) => {
		one.missing += 1;
		if (one.left !== null) lose(one, now);
		else if (one.missing >= CLEARED_AFTER) {
			cleared += 1;
			giveUp(one);
		}
	};

	const countUnreported = (key: string, ended: readonly LogLine[], now: number) => {
		const [first] = ended;
		if (!first) finishedSince.delete(key);
		if (!first || first.startedAt < since) return;
		const from = finishedSince.get(key) ?? now;
		finishedSince.set(key, from);
		const missed = ended.filter(wasMissed);
		if (now - from >= UNREPORTED_AFTER_MS) {
			unreported += ended.length;
			hidden += ended.filter((line) => line.browser === "firefox" && !missed.includes(line)).length;
		} else unreported += missed.length;
	};
	/** The browser could not tell of this one: its event will not come. */
	const wasMissed = ({ startedAt, time }: LogLine) =>
		blindSpans.some(({ from, to }) => startedAt <= to && startedAt + time >= from);

	return {
		look(entries, now) {
			changed = false;
			lost = [];
			cleared = 0;
			unreported = 0;
			hidden = 0;
			const seen = new Map<string, string>();
			const { groups, keys } = openLines(entries, (key, inLog) => inLog <= over(key));
			for (const [key, lines] of groups) match(key, lines, now, seen);
			for (const [key, ones] of tracked)
				for (const one of ones) {
					if (one.claimed !== null) {
						one.claimed += 1;
						if (one.finishing()) changed = true;
						if (one.claimed > CLAIMED_FOR) drop(one);
					} else if (!groups.has(key)) vanished(one, now);
				}
			for (const key of finishedSince.keys()) if (!keys.has(key)) finishedSince.delete(key);
			sightings = seen;
			const pending = [...tracked.values()].flat().sort((a, b) => a.startedAt - b.startedAt);
			return { pending: pending.map((one) => one.read()), changed, lost, cleared, unreported, hidden };
		},
		blind(from, to) {
			blindSpans.push({ from, to });
			if (blindSpans.length > MOST_SPANS) blindSpans.shift();
		},
		claim(entry) {
			const key = logKey(entry);
			if (key === null) return null;
			remember(key);
			const one = tracked.get(key)?.find(({ claimed }) => claimed === null);
			if (!one) return gone.get(key)?.shift() ?? null;
			one.claimed = 0;
			return one.id;
		},
		has(entry) {
			const line = readLogLine(entry);
			if (line === null || line.state === "finished") return false;
			return (tracked.get(line.key) ?? []).some(({ claimed }) => claimed === null);
		},
		navigated(at) {
			for (const ones of [...tracked.values()])
				for (const one of ones) {
					if (one.startedAt >= at && one.missing === 0) continue;
					// Its row may have left with the page: it must not come back as running.
					if (one.claimed !== null) drop(one);
					else one.left = 0;
				}
		},
		restart(now) {
			since = now;
			tracked.clear();
			gone.clear();
			finishedSince.clear();
			sightings = new Map();
			total = 0;
		},
	};
}

/**
 * The lines of requests that are not all known to be finished, by key, in the log's order; without what another line
 * stands for. Of a log of thousands only those few are read closely.
 */
function openLines(
	entries: readonly unknown[],
	isFinished: (key: string, count: number) => boolean,
): { readonly groups: ReadonlyMap<string, readonly LogLine[]>; readonly keys: ReadonlyMap<string, number> } {
	const keys = new Map<string, number>();
	const keyed = entries.map((entry) => {
		const key = logKey(entry);
		if (key !== null) keys.set(key, (keys.get(key) ?? 0) + 1);
		return { entry, key };
	});
	const lines: LogLine[] = [];
	const ofPages = new Map<string, number>();
	for (const { entry, key } of keyed) {
		if (key === null || isFinished(key, keys.get(key) ?? 0)) continue;
		const line = readLogLine(entry);
		if (line === null || line.isPreflight) continue;
		lines.push(line);
		if (!line.ofWorker) ofPages.set(`${line.method} ${line.url}`, line.startedAt);
	}
	const groups = new Map<string, LogLine[]>();
	for (const line of lines) {
		const ofPage = line.ofWorker ? ofPages.get(`${line.method} ${line.url}`) : undefined;
		if (ofPage !== undefined && Math.abs(line.startedAt - ofPage) <= WORKER_WITHIN_MS) continue;
		const group = groups.get(line.key);
		if (group) group.push(line);
		else groups.set(line.key, [line]);
	}
	return { groups, keys };
}

/** The lines left when `count` of them are known to be finished: those that look most like it go first. */
function withoutFinished(lines: readonly LogLine[], count: number): LogLine[] {
	if (count === 0) return [...lines];
	if (count >= lines.length) return [];
	const byLikelihood = [...lines].sort((a, b) => rank(a) - rank(b) || a.time - b.time);
	const likely = new Set(byLikelihood.slice(0, count));
	return lines.filter((line) => !likely.has(line));
}

function rank({ state }: LogLine): number {
	return state === "finished" ? 0 : state === "open" ? 1 : 2;
}

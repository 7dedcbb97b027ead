/** When the events of a stream arrived, in at most `MOST_STEPS` equal steps of time: enough to draw, whatever its length. */
export interface Arrivals {
	/** Epoch milliseconds at which the first step begins: when the request was sent. */
	readonly from: number;
	/** Length of one step in milliseconds. */
	readonly stepMs: number;
	/** Events a step, from the first step to the last one that had any. */
	readonly counts: readonly number[];
}

/** A pause between two events. Epoch milliseconds. */
export interface Gap {
	readonly ms: number;
	readonly from: number;
	readonly to: number;
}

export interface Timing {
	readonly firstEventAt: number | null;
	readonly lastEventAt: number | null;
	readonly longestGap: Gap | null;
	readonly arrivals: Arrivals | null;
}

export interface TimingBook {
	/** An event whose time the browser kept. */
	arrived(at: number): void;
	/** `count` events that one look found at `at` and the look before, at `lookedBefore`, had not. */
	seen(count: number, at: number, lookedBefore: number | null): void;
	read(): Timing;
}

export const MOST_STEPS = 96;
const FIRST_STEP_MS = 100;
/** Clocks jump, and a stream of more than a day is none. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Keeps the times of one stream whose request was sent at `startedAt` (epoch milliseconds), in bounded space. */
export function createTimingBook(startedAt: number | null): TimingBook {
	let from = startedAt;
	let stepMs = FIRST_STEP_MS;
	let counts: number[] = [];
	let firstEventAt: number | null = null;
	let lastEventAt: number | null = null;
	let longestGap: Gap | null = null;

	const count = (at: number, events: number) => {
		from ??= at;
		firstEventAt ??= at;
		lastEventAt = at;
		const offset = Math.min(LONGEST_MS, Math.max(0, at - from));
		while (offset >= stepMs * MOST_STEPS) {
			stepMs *= 2;
			counts = halved(counts);
		}
		const step = Math.floor(offset / stepMs);
		while (counts.length <= step) counts.push(0);
		counts[step] = (counts[step] ?? 0) + events;
	};
	const pause = (begin: number | null, end: number) => {
		if (begin !== null && end - begin > (longestGap?.ms ?? 0))
			longestGap = { ms: end - begin, from: begin, to: end };
	};

	return {
		arrived(at) {
			const time = Math.max(at, lastEventAt ?? at);
			pause(lastEventAt, time);
			count(time, 1);
		},
		seen(events, at, lookedBefore) {
			// Nothing had come up to the look before, so the pause lasted at least that long.
			if (lookedBefore !== null) pause(lastEventAt, lookedBefore);
			count(Math.max(at, lastEventAt ?? at), events);
		},
		read: () => ({
			firstEventAt,
			lastEventAt,
			longestGap,
			arrivals: from === null || counts.length === 0 ? null : { from, stepMs, counts: [...counts] },
		}),
	};
}

/** Two neighbouring steps become one. */
function halved(counts: readonly number[]): number[] {
	const half: number[] = [];
	for (const [index, value] of counts.entries()) half[index >> 1] = (half[index >> 1] ?? 0) + value;
	return half;
}

import type { Row } from "../session";

/** One sending of a request that was sent several times. Numbers and times only, nothing captured. */
export interface Attempt {
	/** ISO 8601, or null. */
	readonly startedDateTime: string | null;
	readonly status: number | null;
	/** Milliseconds between the answer before and this sending; null for the first one. */
	readonly gapMs: number | null;
	/** Milliseconds the answer before, or its router's documentation, asked for; null when nobody asked. */
	readonly askedMs: number | null;
	/** Is this the row the export is about? */
	readonly isThis: boolean;
}

/** Longer apart, the same request is a new one and no retry. */
const SAME_STORY_MS = 15 * 60_000;
/** Timers fire a little early. */
const TOLERANCE = 0.95;

/**
 * The row with all sendings of the same request around it: same method, address and body, each within a quarter of an
 * hour after a failed one. Empty where it was sent only once.
 */
export function attemptsOf(row: Row, rows: readonly Row[]): readonly Attempt[] {
	const same = rows.filter((other) => isSameRequest(row, other));
	const at = same.indexOf(row);
	if (at < 0 || same.length < 2) return [];
	let first = at;
	while (first > 0 && follows(same[first - 1], same[first])) first -= 1;
	let last = at;
	while (last < same.length - 1 && follows(same[last], same[last + 1])) last += 1;
	const chain = same.slice(first, last + 1);
	if (chain.length < 2) return [];
	return chain.map((each, index): Attempt => {
		const before = index === 0 ? undefined : chain[index - 1];
		return {
			startedDateTime: each.exchange.startedDateTime,
			status: each.exchange.status,
			gapMs: before ? gapMs(before, each) : null,
			askedMs: before ? askedMs(before, index - 1) : null,
			isThis: each === row,
		};
	});
}

/** Was this attempt sent earlier than asked? Null when nobody asked or no time is known. */
export function isTooSoon({ gapMs, askedMs }: Attempt): boolean | null {
	return gapMs === null || askedMs === null ? null : gapMs < askedMs * TOLERANCE;
}

function isSameRequest({ exchange: a }: Row, { exchange: b }: Row): boolean {
	return (
		a.method === b.method && a.url === b.url && a.url !== null && a.requestBody.text === b.requestBody.text
	);
}

function follows(before: Row | undefined, after: Row | undefined): boolean {
	if (!before || !after || before.decoded.diagnosis === null) return false;
	const gap = gapMs(before, after);
	return gap !== null && gap >= 0 && gap <= SAME_STORY_MS;
}

function gapMs({ exchange: before }: Row, { exchange: after }: Row): number | null {
	const ended = Date.parse(before.startedDateTime ?? "") + (before.time ?? 0);
	const started = Date.parse(after.startedDateTime ?? "");
	return Number.isNaN(ended) || Number.isNaN(started) ? null : Math.round(started - ended);
}

function askedMs({ decoded }: Row, retries: number): number | null {
	const retry = decoded.diagnosis?.retry;
	if (!retry) return null;
	const documented = retry.scheduleMs?.[Math.min(retries, retry.scheduleMs.length - 1)] ?? null;
	return retry.afterMs === null ? documented : Math.max(retry.afterMs, documented ?? 0);
}

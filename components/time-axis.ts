/** The common time axis of the job lines: what part of time is shown, where the marks stand, how it zooms. */

/** A stretch of time, epoch milliseconds. */
export interface Range {
	readonly from: number;
	readonly to: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [1, 2, 5, 10, 15, 30]
	.map((n) => n * SECOND)
	.concat([1, 2, 5, 10, 15, 30].map((n) => n * MINUTE))
	.concat([1, 2, 3, 6, 12, 24, 48, 168].map((n) => n * HOUR));
const SHORTEST = 2 * SECOND;
/** How far out of the fitted view one may zoom. */
const WIDEST = 8;

/** The smallest round step of at least `ms`. */
export function roundStep(ms: number): number {
	return STEPS.find((step) => step >= ms) ?? STEPS.at(-1) ?? HOUR;
}

/**
 * The stretch that holds all jobs. While something lives its end lies a round step ahead, so that the axis stands still
 * for a while and only the growing edges move.
 */
export function fitRange(stretches: readonly Range[], now: number | null): Range {
	let from = Number.POSITIVE_INFINITY;
	let to = now ?? Number.NEGATIVE_INFINITY;
	for (const stretch of stretches) {
		from = Math.min(from, stretch.from);
		to = Math.max(to, stretch.to);
	}
	if (!Number.isFinite(from) || !Number.isFinite(to)) return { from: 0, to: MINUTE };
	const span = Math.max(SHORTEST, to - from);
	const margin = span * 0.02;
	if (now === null) return { from: from - margin, to: from + span + margin };
	const step = roundStep(span / 8);
	return { from: from - margin, to: (Math.floor((from + span) / step) + 1) * step + margin };
}

/** Zooms by `factor` (2 = twice as near) around the point at `share` (0..1) of the view. */
export function zoomRange(range: Range, factor: number, share: number, fit: Range): Range {
	const span = range.to - range.from;
	const widest = (fit.to - fit.from) * WIDEST;
	const next = Math.min(widest, Math.max(SHORTEST, span / factor));
	const pivot = range.from + span * share;
	return { from: pivot - next * share, to: pivot + next * (1 - share) };
}

/** Moves the view by a share of its width. */
export function panRange(range: Range, share: number): Range {
	const shift = (range.to - range.from) * share;
	return { from: range.from + shift, to: range.to + shift };
}

/** Where a moment stands in the view, as a share of its width; outside 0..1 when out of sight. */
export function shareOf(ms: number, range: Range): number {
	return (ms - range.from) / (range.to - range.from);
}

/** Round moments to label, at most `most` of them, aligned to local time. */
export function axisTicks(
	range: Range,
	most: number,
): { readonly ticks: readonly number[]; readonly step: number } {
	const step = roundStep((range.to - range.from) / Math.max(1, most));
	const zone = new Date(range.from).getTimezoneOffset() * MINUTE;
	const ticks: number[] = [];
	let tick = Math.ceil((range.from - zone) / step) * step + zone;
	for (; tick <= range.to && ticks.length < 50; tick += step) ticks.push(tick);
	return { ticks, step };
}

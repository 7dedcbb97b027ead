/**
 * A job's line from its samples. A poll is a sample, not a transition: everything here is derived from samples sorted by
 * time, so arrival order, doubles and gaps change nothing.
 */
import type { Diagnosis } from "./diagnosis";
import type { JobReading } from "./media/reading";
import { isTerminal } from "./media/words";
import type { Observation, Span } from "./task";
import type { Phase } from "./vocabulary";

/** One answer about one job. */
export interface Sample {
	readonly exchangeId: string;
	readonly kind: "submit" | "poll";
	/** Epoch milliseconds: request sent, answer arrived. */
	readonly sentMs: number;
	readonly atMs: number;
	readonly reading: JobReading;
	readonly parentId: string | null;
	/** The verdict on the exchange itself, where it is about this one failed job. */
	readonly diagnosis: Diagnosis | null;
	/** More polls that said the same as this one, folded into it, and when the last of them arrived. */
	folded: number;
	lastMs: number;
	/** The sample as others see it, made when first asked for. */
	seenAs: Observation | null;
}

/** Total order of samples: by arrival, ties by sending, then by exchange. */
export function compareSamples(a: Sample, b: Sample): number {
	return (
		a.atMs - b.atMs ||
		a.sentMs - b.sentMs ||
		(a.exchangeId < b.exchangeId ? -1 : a.exchangeId > b.exchangeId ? 1 : 0)
	);
}

/** How far on a phase is. A modal waits before the queue; an unlisted word cannot be placed. */
const RANK: Readonly<Record<Phase, number>> = {
	"needs-action": 0,
	queued: 1,
	running: 2,
	succeeded: 3,
	failed: 3,
	canceled: 3,
	expired: 3,
	unknown: Number.NaN,
};

export interface Line {
	readonly phase: Phase;
	readonly state: string;
	readonly spans: readonly Span[];
	/** What every answer said; made when asked for, since few jobs are looked at closely. */
	readonly observations: () => readonly Observation[];
	readonly polls: number;
	readonly failedPolls: number;
	readonly pollEveryMs: number | null;
	readonly pollsAfterEnd: number;
	/** Samples that are part of the line, oldest first. */
	readonly told: readonly Sample[];
	/** Arrival of the first answer that told the end, or null. */
	readonly endedMs: number | null;
}

/**
 * The line of one job.
 * @param samples In the order of `compareSamples`.
 */
export function lineOf(samples: readonly Sample[]): Line {
	const told: Sample[] = [];
	const spans: { state: string; phase: Phase; first: number; last: number; polls: number }[] = [];
	const late = new Set<Sample>();
	let polls = 0;
	let failedPolls = 0;
	let pollsAfterEnd = 0;
	let firstPoll: Sample | null = null;
	let lastPoll: Sample | null = null;
	let endMs: number | null = null;
	let outcome: { phase: Phase; ms: number } | null = null;
	for (const sample of samples) {
		const { state, phase, blip } = sample.reading;
		const weight = 1 + sample.folded;
		if (sample.kind === "poll") {
			polls += weight;
			if (blip !== null) failedPolls += weight;
			if (endMs !== null && sample.sentMs > endMs) pollsAfterEnd += weight;
			firstPoll ??= sample;
			lastPoll = sample;
		}
		const stale = phase !== null && isStale(sample, phase, told, outcome !== null);
		if (stale) late.add(sample);
		if (phase === null || stale) continue;
		told.push(sample);
		if (endMs === null && isTerminal(phase)) {
			endMs = sample.atMs;
			// What was folded into the answer that told the end came after it.
			if (sample.kind === "poll") pollsAfterEnd = sample.folded;
		}
		if (isTerminal(phase) && (outcome === null || (phase !== "expired" && phase !== outcome.phase)))
			outcome = { phase, ms: sample.atMs };
		if (state === null) continue;
		const span = spans.at(-1);
		if (span && span.state === state && span.phase === phase) {
			span.last = Math.max(span.last, sample.lastMs);
			if (sample.kind === "poll") span.polls += weight;
			continue;
		}
		if (span) span.last = Math.min(span.last, sample.atMs);
		spans.push({
			state,
			phase,
			first: sample.atMs,
			last: sample.lastMs,
			polls: sample.kind === "poll" ? weight : 0,
		});
	}
	const samplesNow = samples.slice();
	let made: readonly Observation[] | null = null;
	return {
		phase: outcome?.phase ?? told.at(-1)?.reading.phase ?? "unknown",
		state: spans.at(-1)?.state ?? "",
		spans: spans.map(({ state, phase, first, last, polls: seen }) => ({
			state,
			phase,
			firstSeen: isoTime(first),
			lastSeen: isoTime(last),
			polls: seen,
		})),
		observations: () => {
			made ??= samplesNow.map((sample) => observation(sample, late.has(sample)));
			return made;
		},
		polls,
		failedPolls,
		pollEveryMs: averagePause(firstPoll, lastPoll, polls),
		pollsAfterEnd,
		told,
		endedMs: outcome?.ms ?? null,
	};
}

/** From the first poll to the last, failed ones included: folded polls count, so no single pause is looked at. */
function averagePause(first: Sample | null, last: Sample | null, polls: number): number | null {
	if (first === null || last === null || polls < 2) return null;
	const whole = last.sentMs - first.sentMs;
	return whole > 0 ? Math.round(whole / (polls - 1)) : null;
}

/**
 * A late answer tells an older state: after the end anything that is no end; before it, an answer whose request was under
 * way while another one brought a later phase. Without that overlap a step back is real and shown.
 */
function isStale(sample: Sample, phase: Phase, told: readonly Sample[], ended: boolean): boolean {
	if (ended) return !isTerminal(phase);
	for (let i = told.length - 1; i >= 0; i--) {
		const earlier = told[i];
		if (earlier === undefined || earlier.atMs <= sample.sentMs) return false;
		if (earlier.reading.phase !== null && RANK[phase] < RANK[earlier.reading.phase]) return true;
	}
	return false;
}

/** The sample as others see it, made once: a live job is derived again with every poll. */
function observation(sample: Sample, stale: boolean): Observation {
	const made = sample.seenAs;
	if (made && made.stale === stale && made.folded === sample.folded) return made;
	const { state, phase, progress, progressText, results, blip } = sample.reading;
	sample.seenAs = {
		exchangeId: sample.exchangeId,
		at: isoTime(sample.atMs),
		kind: sample.kind,
		state,
		phase,
		progress,
		progressText,
		results,
		blip,
		sentAt: isoTime(sample.sentMs),
		folded: sample.folded,
		stale,
	};
	return sample.seenAs;
}

const MINUTE_MS = 60_000;
let minute = Number.NaN;
let minuteText = "";

/** Epoch milliseconds as ISO 8601. Answers of one job mostly fall into few minutes, and writing a date takes a microsecond. */
export function isoTime(ms: number): string {
	const at = Math.trunc(ms);
	const whole = Math.floor(at / MINUTE_MS);
	if (whole !== minute) {
		minuteText = new Date(whole * MINUTE_MS).toISOString().slice(0, -"00.000Z".length);
		minute = whole;
	}
	const digits = String(100_000 + at - whole * MINUTE_MS);
	return `${minuteText}${digits.slice(1, 3)}.${digits.slice(3)}Z`;
}

/** From how many samples on equal polls in a row are folded, how many of the newest are left alone, and the hard limit. */
const FOLD_FROM = 256;
const FOLD_KEEP = 64;
const MOST_SAMPLES = 1024;

/**
 * Keeps a job's samples bounded: in a run of polls that say the same word, all but the first and the last are folded into
 * the first; the counts stay. Past the hard limit (a hostile page: every poll another word) the oldest go.
 * Changes the array in place. Spans stay exact unless an answer older than the newest 64 still arrives with another word.
 */
export function foldSamples(samples: Sample[]): void {
	if (samples.length < FOLD_FROM || samples.length % FOLD_KEEP !== 0) return;
	const kept: Sample[] = [];
	const newest = samples.length - FOLD_KEEP;
	for (let i = 0; i < samples.length; i++) {
		const sample = samples[i];
		const before = kept.at(-1);
		const after = samples[i + 1];
		if (sample === undefined) continue;
		if (i < newest && before && after && saysNothingNew(sample, before) && saysNothingNew(after, sample))
			fold(before, sample);
		else kept.push(sample);
	}
	const surplus = kept.length - MOST_SAMPLES;
	if (surplus > 0) {
		const gone = kept.splice(1, surplus);
		const first = kept[0];
		if (first) for (const sample of gone) fold(first, sample);
	}
	samples.splice(0, samples.length, ...kept);
}

function fold(into: Sample, sample: Sample): void {
	into.folded += 1 + sample.folded;
	into.lastMs = Math.max(into.lastMs, sample.lastMs);
}

function saysNothingNew(sample: Sample, before: Sample): boolean {
	const now = sample.reading;
	const then = before.reading;
	return (
		sample.kind === "poll" &&
		before.kind === "poll" &&
		now.state === then.state &&
		now.phase === then.phase &&
		now.blip === then.blip
	);
}

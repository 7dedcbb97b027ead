import { describe, expect, test } from "vitest";
import { EMPTY, type JobReading } from "../lib/media/reading";
import type { Task } from "../lib/task";
import { isoTime, lineOf, type Sample } from "../lib/task-line";
import { addReading, type TaskRecord, taskFrom } from "../lib/task-record";
import type { Phase } from "../lib/vocabulary";
import { type Random, random } from "./fixtures/random";

/** What really happened to a job: each word held from its start to the next one's. */
interface Truth {
	readonly word: string;
	readonly phase: Phase;
	readonly rank: number;
	readonly start: number;
}

interface Poll {
	readonly exchangeId: string;
	readonly sentMs: number;
	readonly atMs: number;
	readonly reading: JobReading;
	/** What it saw, null when it failed. */
	readonly truth: Truth | null;
}

const T0 = Date.UTC(2026, 2, 1, 10);

function life(rng: Random): Truth[] {
	const end = rng.pick([
		["SUCCESS", "succeeded"],
		["FAILURE", "failed"],
		["CANCEL", "canceled"],
	] as const);
	const words: (readonly [string, Phase, number])[] = [
		["SUBMITTED", "queued", 1],
		["IN_PROGRESS", "running", 2],
		[end[0], end[1], 3],
	];
	if (rng.chance(0.2)) words.unshift(["MODAL", "needs-action", 0]);
	let start = T0;
	return words.map(([word, phase, rank]) => {
		const step = { word, phase, rank, start };
		start += rng.int(1, rng.pick([50, 2_000, 60_000]));
		return step;
	});
}

/** The word that held when the router looked; before the first one there was none. */
function wordAt(truth: readonly Truth[], ms: number): Truth | null {
	return truth.findLast((step) => step.start <= ms) ?? null;
}

function polls(rng: Random, truth: readonly Truth[], count: number): Poll[] {
	const span = (truth.at(-1)?.start ?? T0) - T0 + 5_000;
	return Array.from({ length: count }, (_, i) => {
		const sentMs = T0 + rng.int(0, span);
		const atMs = sentMs + rng.int(1, rng.pick([5, 400, 20_000]));
		const seen = rng.chance(0.1) ? null : wordAt(truth, rng.int(sentMs, atMs));
		const reading =
			seen === null ? { ...EMPTY, blip: "HTTP 502" } : { ...EMPTY, state: seen.word, phase: seen.phase };
		return { exchangeId: `x${i}`, sentMs, atMs, reading, truth: seen };
	});
}

function record(): TaskRecord {
	return {
		key: "r|midjourney|1",
		id: "1",
		system: "midjourney",
		owner: "r",
		router: "r",
		host: "r.test",
		samples: [],
		restored: null,
		synchronous: false,
		task: null,
	};
}

const POLL = {
	system: "midjourney",
	host: "r.test",
	kind: "poll",
	synchronous: false,
	inFlight: false,
	jobs: [],
	refusal: null,
	parentId: null,
} as const;

function told(arrivals: readonly Poll[]) {
	const job = record();
	for (const { reading, exchangeId, sentMs, atMs } of arrivals)
		addReading(job, POLL, reading, { exchangeId, sentMs, atMs, diagnosis: null });
	return taskFrom(job, null, () => null);
}

/** Every way in which a line can be untrue, as sentences; none when it is true. */
function lies(truth: readonly Truth[], seen: readonly Poll[], task: Task): string[] {
	const found: string[] = [];
	const words = truth.map(({ word }) => word);
	const places = task.spans.map(({ state }) => words.indexOf(state));
	if (places.some((place, i) => i > 0 && place <= (places[i - 1] ?? -1)))
		found.push(`spans go back: ${task.spans.map(({ state }) => state)}`);
	task.spans.forEach((span, i) => {
		const step = truth[places[i] ?? -1];
		if (!step || Date.parse(span.firstSeen) < step.start) found.push(`${span.state} seen before it began`);
		if (span.firstSeen > span.lastSeen) found.push(`${span.state} ends before it begins`);
		const next = task.spans[i + 1];
		if (next && span.lastSeen > next.firstSeen) found.push(`${span.state} overlaps ${next.state}`);
	});
	const known = seen.flatMap((poll) => (poll.truth ? [{ ...poll, truth: poll.truth }] : []));
	const furthest = known.reduce<Truth | null>(
		(far, { truth: step }) => (far && far.rank > step.rank ? far : step),
		null,
	);
	if (task.phase !== (furthest?.phase ?? "unknown"))
		found.push(`phase ${task.phase}, furthest seen ${furthest?.phase}`);
	if (task.state !== (furthest?.word ?? ""))
		found.push(`state ${task.state}, furthest seen ${furthest?.word}`);
	const ended = known.filter((poll) => poll.truth.rank === 3).map((poll) => poll.atMs);
	const finished = ended.length === 0 ? null : isoTime(Math.min(...ended));
	if (task.finishedAt !== finished) found.push(`finished ${task.finishedAt}, first seen so ${finished}`);
	if (task.polls !== seen.length) found.push(`${task.polls} polls counted of ${seen.length}`);
	const failed = seen.filter((poll) => poll.truth === null && poll.reading.blip !== null).length;
	if (task.failedPolls !== failed) found.push(`${task.failedPolls} failed polls counted of ${failed}`);
	const inSpans = task.spans.reduce((sum, span) => sum + span.polls, 0);
	const stale = task.observations.filter((one) => one.stale).length;
	if (inSpans + stale + failed !== seen.length)
		found.push("a poll is in no span, not stale and did not fail");
	return found;
}

describe("a line against what really happened", () => {
	test("100,000 random histories give a monotone, truthful line, whatever the arrival order", {
		timeout: 60_000,
	}, () => {
		const rng = random(20260301);
		for (let i = 0; i < 100_000; i++) {
			const truth = life(rng);
			const seen = polls(rng, truth, rng.int(1, 10));
			const task = told(seen);
			const found = lies(truth, seen, task);
			if (found.length > 0) expect({ found, truth, seen }).toEqual("a true line");
			// The histories come in random order as they are; a second order must give the very same job.
			if (i % 10 !== 0) continue;
			const again = told(rng.shuffle(seen));
			if (JSON.stringify(again) !== JSON.stringify(task)) expect(again).toEqual(task);
		}
	});

	test("folding changes no span of a long history that arrives more or less in order", {
		timeout: 60_000,
	}, () => {
		const rng = random(7);
		const byArrival = (a: Poll, b: Poll) =>
			a.atMs - b.atMs || a.sentMs - b.sentMs || (a.exchangeId < b.exchangeId ? -1 : 1);
		for (let i = 0; i < 60; i++) {
			const truth = life(rng);
			const seen = polls(rng, truth, rng.int(300, 1_500)).sort(byArrival);
			const whole = lineOf(
				seen.map(
					(poll): Sample => ({
						...poll,
						kind: "poll",
						parentId: null,
						diagnosis: null,
						folded: 0,
						lastMs: poll.atMs,
						seenAs: null,
					}),
				),
			);
			const jumbled: Poll[] = [];
			for (let from = 0; from < seen.length; from += 30)
				jumbled.push(...rng.shuffle(seen.slice(from, from + 30)));
			for (const arrivals of [seen, jumbled, rng.shuffle(seen)]) {
				const task = told(arrivals);
				const wild = arrivals !== seen && arrivals !== jumbled;
				const shape = (spans: typeof whole.spans) =>
					spans.map(({ state, firstSeen, lastSeen }) => (wild ? [state] : [state, firstSeen, lastSeen]));
				expect(shape(task.spans)).toEqual(shape(whole.spans));
				expect(task.polls).toBe(seen.length);
				expect(task.failedPolls).toBe(whole.failedPolls);
				expect(task.observations.length).toBeLessThan(700);
			}
		}
	});
});

describe("a line", () => {
	const sample = (state: string | null, phase: Phase | null, sent: number, at: number): Sample => ({
		exchangeId: `x${sent}-${at}`,
		kind: "poll",
		sentMs: T0 + sent,
		atMs: T0 + at,
		reading: { ...EMPTY, state, phase },
		parentId: null,
		diagnosis: null,
		folded: 0,
		lastMs: T0 + at,
		seenAs: null,
	});

	test("shows a real step back, when no other answer was under way", () => {
		const line = lineOf([sample("IN_PROGRESS", "running", 0, 10), sample("QUEUED", "queued", 20, 30)]);
		expect(line.spans.map(({ state }) => state)).toEqual(["IN_PROGRESS", "QUEUED"]);
		expect(line.phase).toBe("queued");
	});

	test("keeps the outcome when the result later expires", () => {
		const line = lineOf([sample("done", "succeeded", 0, 10), sample("expired", "expired", 90, 100)]);
		expect(line.phase).toBe("succeeded");
		expect(line.spans.map(({ phase }) => phase)).toEqual(["succeeded", "expired"]);
	});

	test("takes a corrected outcome", () => {
		const line = lineOf([sample("FAILURE", "failed", 0, 10), sample("SUCCESS", "succeeded", 90, 100)]);
		expect(line.phase).toBe("succeeded");
	});

	test("an unlisted word is shown as it is and is no end", () => {
		const line = lineOf([sample("WARMING_UP", "unknown", 0, 10)]);
		expect(line).toMatchObject({ phase: "unknown", state: "WARMING_UP", endedMs: null });
	});

	test("of nothing is unknown", () => {
		expect(lineOf([])).toMatchObject({ phase: "unknown", state: "", spans: [], polls: 0 });
	});
});

test("a time is written as Date writes it", () => {
	const rng = random(12);
	const times = Array.from({ length: 20_000 }, () => rng.int(-9e12, 9e12) + (rng.int(0, 1) ? 0 : 0.5));
	const start = Date.UTC(2026, 10, 22, 9, 59, 59, 990);
	for (const ms of [...times, ...Array.from({ length: 100 }, (_, at) => start + at), -1, -0.5, 0, 8.64e15])
		expect(isoTime(ms)).toBe(new Date(ms).toISOString());
	expect(() => isoTime(Number.NaN)).toThrow(RangeError);
});

import { expect, test } from "vitest";
import { observationRuns, segmentsOf, timeIn } from "../../components/task-segments";
import { timesOf } from "../../components/task-times";
import type { Span } from "../../lib/task";
import type { Phase } from "../../lib/vocabulary";
import { at, observation, task } from "./make";

function span(phase: Phase, first: number, last: number): Span {
	return { state: phase, phase, firstSeen: at(first), lastSeen: at(last), polls: 1 };
}

function shape(job: ReturnType<typeof task>): string[] {
	const zero = Date.parse(at(0));
	return segmentsOf(job).map(({ kind, from, to }) => `${kind} ${(from - zero) / 1000}–${(to - zero) / 1000}`);
}

test("a stretch lasts until another word was seen", () => {
	const job = task({ spans: [span("queued", 0, 20), span("running", 33, 60)] });
	expect(shape(job)).toEqual(["queued 0–33", "running 33–60"]);
	expect(timeIn(segmentsOf(job), "queued")).toBe(33_000);
});

test("the end is a cap, not a stretch, and words of one phase are one stretch", () => {
	const job = task({
		phase: "succeeded",
		finishedAt: at(90),
		lastSeen: at(95),
		spans: [
			span("queued", 0, 5),
			span("running", 10, 30),
			span("running", 40, 60),
			span("succeeded", 90, 95),
		],
	});
	expect(shape(job)).toEqual(["queued 0–10", "running 10–90"]);
});

test("the provider's own start moves the border to its true place", () => {
	const job = task({
		spans: [span("queued", 0, 20), span("running", 33, 60)],
		providerTimes: { submit: at(0), start: at(25), finish: null },
	});
	expect(shape(job)).toEqual(["queued 0–25", "running 25–60"]);
	const skewed = task({
		spans: [span("queued", 0, 20), span("running", 33, 60)],
		providerTimes: { submit: null, start: at(4000), finish: null },
	});
	expect(shape(skewed)).toEqual(["queued 0–33", "running 33–60"]);
});

test("a job seen only at submit and end says that nothing was seen between", () => {
	const job = task({ phase: "succeeded", finishedAt: at(90), spans: [span("succeeded", 90, 90)] });
	expect(shape(job)).toEqual(["unseen 0–90"]);
});

test("silence never ends a job: it only becomes quiet", () => {
	const observations = [20, 40, 60].map((s) => observation(s));
	const polled = task({ lastSeen: at(60), polls: 3, pollEveryMs: 20_000, observations });
	const times = timesOf(polled);
	expect(times.end).toBeNull();
	expect(times.pollEvery).toBe(20_000);
	expect(times.quietFrom).toBe(Date.parse(at(60)) + 100_000);
	expect(timesOf(task({ phase: "failed" })).quietFrom).toBeNull();
});

test("neighbours that say the same are one line of observations", () => {
	const job = task({
		observations: [
			observation(0, { kind: "submit", state: "submitted" }),
			observation(10),
			observation(20, { folded: 4 }),
			observation(30, { state: null, blip: "HTTP 502" }),
			observation(40),
		],
	});
	expect(observationRuns(job).map(({ first, last, blip }) => [first, last, blip])).toEqual([
		[0, 0, null],
		[1, 6, null],
		[7, 7, "HTTP 502"],
		[8, 8, null],
	]);
});

test("our own clock counts where we saw the submit: the provider's may be hours off", () => {
	const seen = task({
		submittedAt: at(-43_200),
		observations: [observation(1, { kind: "submit", sentAt: at(0) })],
	});
	expect(timesOf(seen).start).toBe(Date.parse(at(0)));
	expect(timesOf(task({ submittedAt: at(-60) })).start).toBe(Date.parse(at(-60)));
	const ended = task({
		phase: "succeeded",
		finishedAt: at(40_000),
		lastSeen: at(70),
		spans: [span("succeeded", 65, 70)],
	});
	expect(timesOf(ended).end).toBe(Date.parse(at(65)));
});

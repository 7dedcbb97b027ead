import { describe, expect, test } from "vitest";
import type { Exchange } from "../lib/exchange";
import { linkLifetime } from "../lib/link-lifetime";
import { adviseTask } from "../lib/task-advice";
import { createTaskBook } from "../lib/task-book";
import { watchOf } from "../lib/task-watch";
import { call, decoded } from "./fixtures/exchange";

const T0 = Date.UTC(2026, 2, 1, 10);
const at = (seconds: number) => new Date(T0 + seconds * 1000).toISOString();

function task(...exchanges: Exchange[]) {
	const book = createTaskBook();
	for (const one of exchanges) book.observe(one, decoded());
	const [found] = book.tasks();
	if (!found) throw new Error("no task");
	return found;
}

const mj = (seconds: number, job: Record<string, unknown>) =>
	call(
		`p${seconds}`,
		"GET",
		"/mj/task/7/fetch",
		null,
		{ id: "7", ...job },
		{ startedDateTime: at(seconds), time: 0 },
	);
const kinds = (exchanges: Exchange[], seconds: number) =>
	adviseTask(task(...exchanges), T0 + seconds * 1000).map(({ kind }) => kind);

describe("how a job is watched", () => {
	test("a page that polls every 3 s and then falls silent has left the job alone after a minute", () => {
		const job = task(...[0, 3, 6, 9].map((s) => mj(s, { status: "IN_PROGRESS" })));
		expect(job.pollEveryMs).toBe(3000);
		expect(watchOf(job, T0 + 60_000).abandoned).toBe(false);
		expect(watchOf(job, T0 + 70_000)).toMatchObject({ abandoned: true, unseenMs: 61_000 });
	});

	test("a page that polls once a minute is given five minutes", () => {
		const job = task(...[0, 60, 120].map((s) => mj(s, { status: "IN_PROGRESS" })));
		expect(watchOf(job, T0 + 400_000).abandoned).toBe(false);
		expect(watchOf(job, T0 + 430_000).abandoned).toBe(true);
	});

	test("a job that has ended is never left alone", () => {
		expect(watchOf(task(mj(0, { status: "FAILURE" })), T0 + 9e9)).toMatchObject({
			open: false,
			abandoned: false,
		});
	});

	test("stuck is far longer than usual and no change, while still asked about", () => {
		const long = Array.from({ length: 60 }, (_, i) => mj(i * 10, { status: "IN_PROGRESS", progress: "40%" }));
		expect(watchOf(task(...long), T0 + 600_000)).toMatchObject({ stuck: true, unchangedMs: 590_000 });
		const moving = Array.from({ length: 60 }, (_, i) =>
			mj(i * 10, { status: "IN_PROGRESS", progress: `${i}%` }),
		);
		expect(watchOf(task(...moving), T0 + 600_000).stuck).toBe(false);
		expect(watchOf(task(...long.slice(0, 12)), T0 + 120_000).stuck).toBe(false);
	});
});

describe("advice", () => {
	test("a job that runs as it should needs none", () => {
		expect(kinds([mj(0, { status: "SUBMITTED" }), mj(3, { status: "IN_PROGRESS" })], 5)).toEqual([]);
	});

	test("MODAL waits for the user", () => {
		expect(kinds([mj(0, { status: "MODAL" })], 5)).toEqual(["needsAction"]);
	});

	test("success without a result, unless the result is words", () => {
		expect(kinds([mj(0, { status: "SUCCESS", action: "IMAGINE" })], 5)).toEqual(["noResult"]);
		expect(kinds([mj(0, { status: "SUCCESS", action: "DESCRIBE" })], 5)).toEqual([]);
		expect(
			kinds(
				[
					call(
						"m",
						"GET",
						"/minimax/v1/query/video_generation?task_id=1",
						null,
						{ status: "Success", file_id: "f" },
						{ startedDateTime: at(0) },
					),
				],
				5,
			),
		).toEqual(["fileId"]);
	});

	test("links that end: by their own word, by their host, by their system", () => {
		const end = Math.floor(T0 / 1000) + 3600;
		const discord = `https://cdn.discordapp.com/a/b.png?ex=${end.toString(16)}&is=1&hm=2`;
		expect(kinds([mj(0, { status: "SUCCESS", imageUrl: discord })], 5)).toEqual(["linksEnd"]);
		expect(kinds([mj(0, { status: "SUCCESS", imageUrl: discord })], 4000)).toEqual(["linksEnded"]);
		expect(kinds([mj(0, { status: "SUCCESS", imageUrl: "https://cdn.discordapp.com/a/b.png" })], 5)).toEqual([
			"linksExpire",
		]);
		expect(kinds([mj(0, { status: "SUCCESS", imageUrl: "https://media.crazyrouter.com/a.png" })], 5)).toEqual(
			[],
		);
		expect(kinds([mj(0, { status: "SUCCESS", imageUrl: "https://cdn.test/a.png" })], 5)).toEqual([]);
	});

	test("a failed job: what is known about the money", () => {
		expect(kinds([mj(0, { status: "FAILURE", failReason: "no" })], 5)).toEqual(["refund"]);
		expect(
			kinds(
				[
					call(
						"t",
						"GET",
						"/v1/tasks/task_1",
						null,
						{ id: "task_1", status: "failed" },
						{ startedDateTime: at(0) },
					),
				],
				5,
			),
		).toEqual(["refundDocumented"]);
	});

	test("left alone, unknown word, expired, queue, reload", () => {
		expect(kinds([mj(0, { status: "IN_PROGRESS" })], 300)).toEqual(["abandoned"]);
		expect(kinds([mj(0, { status: "WARMING" })], 5)).toEqual(["unknownWord"]);
		expect(
			kinds(
				[
					call(
						"a",
						"GET",
						"/alibailian/api/v1/tasks/1",
						null,
						{ output: { task_status: "UNKNOWN" } },
						{ startedDateTime: at(0) },
					),
				],
				5,
			),
		).toEqual(["expired"]);
		expect(
			kinds(
				[
					call(
						"s",
						"POST",
						"/mj/submit/imagine",
						{},
						{ code: 22, result: "7", properties: { numberOfQueues: 2 } },
						{ startedDateTime: at(0) },
					),
				],
				5,
			),
		).toEqual(["queue"]);
		const book = createTaskBook();
		book.restore([
			{
				id: "7",
				system: "midjourney",
				router: "crazyrouter",
				submittedAt: null,
				firstSeen: at(0),
				lastSeen: at(0),
			},
		]);
		const [restored] = book.tasks();
		expect(restored && adviseTask(restored, T0 + 1000).map(({ kind }) => kind)).toEqual(["restored"]);
	});

	test("one long request: keep it open; lost: check before paying twice", () => {
		const video = call("v", "POST", "https://api.rout.my/v1/video/generations", {}, null, {
			startedDateTime: at(0),
			status: 0,
		});
		expect(kinds([video], 5)).toEqual(["answerLost"]);
		const flying = {
			...video,
			status: null,
			responseBody: { ...video.responseBody, state: "pending" as const },
		};
		expect(kinds([flying], 5)).toEqual(["synchronous"]);
	});

	test("every piece says what, why and what to do, and promises nothing", () => {
		const all = [
			...adviseTask(task(mj(0, { status: "MODAL" })), T0 + 9e6),
			...adviseTask(task(mj(0, { status: "FAILURE" })), T0),
			...adviseTask(task(mj(0, { status: "SUCCESS" })), T0),
		];
		expect(all.length).toBeGreaterThan(3);
		for (const { title, detail, actions, source } of all) {
			expect(title).not.toMatch(/[.!]$/);
			expect(detail).toMatch(/\.$/);
			expect(actions.length).toBeGreaterThan(0);
			for (const action of actions) expect(action).toMatch(/^[A-Z][a-z]+ .*\.$|^If .*\.$/);
			expect(source).toMatch(/^(https:\/\/|$)/);
		}
	});
});

describe("how long links live", () => {
	test.each([
		["https://b.oss-cn-beijing.aliyuncs.com/v.mp4?Expires=1772362800&OSSAccessKeyId=x", 1772362800000],
		[
			"https://b.s3.amazonaws.com/v.mp4?X-Amz-Date=20260301T100000Z&X-Amz-Expires=3600",
			Date.UTC(2026, 2, 1, 11),
		],
		["https://b.blob.core.windows.net/v.mp4?se=2026-03-01T11%3A00%3A00Z&sig=x", Date.UTC(2026, 2, 1, 11)],
	])("%s", (link, endsMs) => {
		expect(linkLifetime(link, "kling")).toMatchObject({ endsMs, source: "" });
	});

	test("nonsense in a link is no end", () => {
		for (const link of [
			"https://a.test/?Expires=soon",
			"https://a.test/?ex=zzzzzzzz&is=1",
			"https://a.test/?se=never&sig=1",
			"javascript:1",
			"https://a.test/?X-Amz-Date=20260301T100000Z",
		])
			expect(linkLifetime(link, "luma")).toBeNull();
	});
});

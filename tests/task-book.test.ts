import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../lib/diagnosis";
import type { Exchange } from "../lib/exchange";
import type { Task } from "../lib/task";
import { createTaskBook } from "../lib/task-book";
import { body, call, decoded } from "./fixtures/exchange";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, 0) + seconds * 1000).toISOString();

function joined(exchanges: readonly Exchange[], router = "crazyrouter"): readonly Task[] {
	const book = createTaskBook();
	for (const one of exchanges) book.observe(one, decoded({ router }));
	return book.tasks();
}

function only(tasks: readonly Task[]): Task {
	expect(tasks).toHaveLength(1);
	const [task] = tasks;
	if (!task) throw new Error("no task");
	return task;
}

const submit = (id: string, seconds = 0) =>
	call(
		"s1",
		"POST",
		"/mj/submit/imagine",
		{ prompt: "a lighthouse in fog" },
		`{"code":1,"description":"ok","result":${id}}`,
		{
			startedDateTime: at(seconds),
		},
	);
const poll = (x: string, id: string, seconds: number, job: Record<string, unknown>) =>
	call(
		x,
		"GET",
		`/mj/task/${id}/fetch`,
		null,
		{ id, action: "IMAGINE", ...job },
		{ startedDateTime: at(seconds) },
	);

describe("one job, one line", () => {
	const history = [
		submit("1720000000000000123"),
		poll("p1", "1720000000000000123", 3, { status: "SUBMITTED", progress: "0%" }),
		poll("p2", "1720000000000000123", 6, {
			status: "IN_PROGRESS",
			progress: "20%",
			imageUrl: "https://cdn.test/preview.png",
		}),
		call("p3", "GET", "/mj/task/1720000000000000123/fetch", null, "<html>bad gateway</html>", {
			startedDateTime: at(9),
			status: 502,
		}),
		poll("p4", "1720000000000000123", 12, { status: "IN_PROGRESS", progress: "65%" }),
		poll("p5", "1720000000000000123", 15, {
			status: "SUCCESS",
			progress: "100%",
			imageUrl: "https://cdn.test/done.png",
		}),
	];

	test("submit, polls, a failed poll and the result are one task", () => {
		const task = only(joined(history));
		expect(task).toMatchObject({
			id: "1720000000000000123",
			system: "midjourney",
			router: "crazyrouter",
			action: "imagine",
			promptStart: "a lighthouse in fog",
			phase: "succeeded",
			state: "SUCCESS",
			progress: 1,
			polls: 5,
			failedPolls: 1,
			results: ["https://cdn.test/done.png"],
			previews: ["https://cdn.test/preview.png"],
			submittedAt: at(0),
			failure: null,
			parent: null,
		});
		expect(task.finishedAt).toBe(at(15.1));
		expect(task.spans.map(({ state, phase, polls }) => [state, phase, polls])).toEqual([
			["SUBMITTED", "queued", 1],
			["IN_PROGRESS", "running", 2],
			["SUCCESS", "succeeded", 1],
		]);
		expect(task.spans[1]).toMatchObject({ firstSeen: at(6.1), lastSeen: at(12.1) });
	});

	test("arrival order, a double and a missing submit change nothing else", () => {
		const whole = only(joined(history));
		const shuffled = [5, 2, 0, 4, 1, 3, 2, 5].flatMap((i) => history[i] ?? []);
		expect(only(joined(shuffled))).toEqual(whole);
		const first = only(joined(history.slice(1)));
		expect(first.spans).toEqual(whole.spans);
		expect(first.action).toBe("imagine");
	});

	test("a failed poll is never the end", () => {
		for (const failed of [
			{ status: 500, responseBody: body({ error: { message: "boom" } }) },
			{ status: 0, responseBody: body(null), error: "net::ERR_CONNECTION_RESET" },
			{ status: 200, responseBody: body("<!doctype html><title>console</title>", "text/html") },
			{ status: 400, responseBody: body({ description: "task_no_found ", type: "upstream_error", code: 4 }) },
		]) {
			const last = call("p9", "GET", "/mj/task/1720000000000000123/fetch", null, null, {
				...failed,
				startedDateTime: at(20),
			});
			const task = only(joined([...history.slice(0, 3), last]));
			expect(task.phase).toBe("running");
			expect(task.failedPolls).toBe(1);
			expect(task.observations.at(-1)?.blip).not.toBeNull();
		}
	});

	test("a late answer to an early poll does not turn the line back", () => {
		const late = poll("p8", "1720000000000000123", 4, { status: "SUBMITTED" });
		const task = only(joined([...history, { ...late, time: 15_000 }]));
		expect(task.phase).toBe("succeeded");
		expect(task.spans).toHaveLength(3);
		expect(task.observations.filter((one) => one.stale)).toHaveLength(1);
	});

	test("a provider's clock that is hours off does not put the beginning after the end", () => {
		const late = { submitTime: Date.parse(at(9_000)) };
		const task = only(joined([submit("5"), poll("p1", "5", 3, { status: "SUCCESS", ...late })]));
		expect(task.submittedAt).toBe(at(0));
		expect(task.finishedAt).toBe(at(3.1));
		expect(task.providerTimes.submit).toBe(at(9_000));
	});

	test("an id the router does not know is no job", () => {
		expect(
			joined([
				call(
					"p1",
					"GET",
					"/kling/v1/videos/text2video/nope",
					null,
					{ code: "task_not_exist", message: "x", data: null },
					{ status: 400 },
				),
			]),
		).toEqual([]);
	});

	test("the same id at two routers is two jobs, at two modes it is one", () => {
		const book = createTaskBook();
		book.observe(poll("a", "7", 1, { status: "SUCCESS" }), decoded());
		book.observe(poll("b", "7", 2, { status: "SUCCESS" }), decoded({ router: "gateway.test" }));
		expect(book.tasks()).toHaveLength(2);
		book.observe(
			call("c", "GET", "/mj-fast/mj/task/7/fetch", null, { id: "7", status: "SUCCESS" }),
			decoded(),
		);
		expect(book.tasks()).toHaveLength(2);
	});
});

describe("chains", () => {
	test("an upscale hangs under its image, also when seen first", () => {
		const exchanges = [
			call(
				"a1",
				"POST",
				"/mj/submit/action",
				{ taskId: "100", customId: "MJ::JOB::upsample::2::ff" },
				{ code: 1, result: "101" },
				{ startedDateTime: at(50) },
			),
			poll("p1", "100", 1, { status: "SUCCESS", imageUrl: "https://cdn.test/1.png" }),
		];
		const tasks = joined(exchanges);
		expect(tasks.map(({ id, action, parentId }) => [id, action, parentId])).toEqual([
			["100", "imagine", null],
			["101", "upscale", "100"],
		]);
		expect(tasks[1]?.parent).toBe(tasks[0]?.key);
	});

	test("a modal continues the same job", () => {
		const task = only(
			joined([
				call(
					"a1",
					"POST",
					"/mj/submit/action",
					{ taskId: "1", customId: "MJ::CustomZoom::ff" },
					{ code: 21, description: "Waiting for window confirm", result: "200" },
					{ startedDateTime: at(0) },
				),
				poll("p1", "200", 2, { status: "MODAL", action: "CUSTOM_ZOOM" }),
				call(
					"a2",
					"POST",
					"/mj/submit/modal",
					{ taskId: "200", prompt: "wider" },
					{ code: 1, result: "200" },
					{ startedDateTime: at(5) },
				),
				poll("p2", "200", 8, { status: "IN_PROGRESS", action: "CUSTOM_ZOOM" }),
			]),
		);
		expect(task).toMatchObject({ action: "custom-zoom", phase: "running", parentId: "1" });
		expect(task.spans.map((span) => span.phase)).toEqual(["needs-action", "running"]);
	});

	test("Suno: a clip names its song, in a batch", () => {
		const tasks = joined([
			call(
				"b1",
				"POST",
				"/suno/fetch",
				{ ids: ["song-1", "song-2"] },
				{
					code: "success",
					data: [
						{
							task_id: "song-1",
							status: "SUCCESS",
							data: [{ id: "clip-1", audio_url: "https://cdn.test/1.mp3", status: "complete" }],
						},
						{ task_id: "song-2", status: "IN_PROGRESS", data: [] },
					],
				},
			),
			call(
				"s2",
				"POST",
				"/suno/submit/concat",
				{ clip_id: "clip-1" },
				{ code: "success", data: "song-3" },
				{ startedDateTime: at(30) },
			),
		]);
		expect(tasks.map(({ id }) => id).sort()).toEqual(["song-1", "song-2", "song-3"]);
		const child = tasks.find((task) => task.id === "song-3");
		expect(child?.parent).toBe(tasks.find((task) => task.id === "song-1")?.key);
	});

	test("Luma extend and OpenAI remix name their parent in the path", () => {
		const tasks = joined([
			call(
				"l1",
				"POST",
				"/luma/generations/gen-1/extend",
				{ user_prompt: "on" },
				{ id: "gen-2", state: "queued" },
			),
			call(
				"o1",
				"POST",
				"/v1/videos/video-1/remix",
				{ prompt: "again" },
				{ id: "video-2", object: "video", status: "queued" },
			),
		]);
		expect(tasks.map(({ id, parentId, action }) => [id, parentId, action]).sort()).toEqual([
			["gen-2", "gen-1", "extend"],
			["video-2", "video-1", "remix"],
		]);
	});
});

describe("failures", () => {
	const explained = { title: "blocked" } as unknown as Diagnosis;

	test("are explained by the decoder with the provider's words", () => {
		const asked: unknown[] = [];
		const book = createTaskBook((failure) => {
			asked.push(failure);
			return explained;
		});
		book.observe(
			call("p1", "GET", "/kling/v1/videos/text2video/9", null, {
				code: "success",
				data: {
					task_id: "9",
					status: "failed",
					error: { message: "content moderation failed", code: "task_failed" },
				},
			}),
			decoded(),
		);
		expect(only(book.tasks()).failure).toBe(explained);
		expect(asked[0]).toEqual({
			message: "content moderation failed",
			code: "task_failed",
			system: "kling",
			router: "crazyrouter",
		});
	});

	test("without an explanation the exchange's own verdict speaks", () => {
		const book = createTaskBook();
		book.observe(
			call("p1", "GET", "/luma/generations/g", null, { id: "g", state: "failed", failure_reason: "no" }),
			decoded({ diagnosis: explained }),
		);
		expect(only(book.tasks()).failure).toBe(explained);
	});
});

describe("synchronous video", () => {
	const request = { model: "provider/video", prompt: "a cube" };
	const url = "https://api.rout.my/v1/video/generations";

	test("is a job that runs from the first byte sent to the answer", () => {
		const book = createTaskBook();
		const done = call(
			"v1",
			"POST",
			url,
			request,
			{ created: 1, data: [{ url: "https://cdn.test/v.mp4" }] },
			{ startedDateTime: at(0), time: 240_000 },
		);
		book.observe(
			{ ...done, status: null, time: null, responseBody: { ...body(null), state: "pending" } },
			decoded({ router: "rout.my" }),
		);
		expect(only(book.tasks())).toMatchObject({
			phase: "running",
			synchronous: true,
			finishedAt: null,
			submittedAt: at(0),
		});
		expect(book.unfinished()).toEqual([]);
		book.observe(done, decoded({ router: "rout.my" }));
		expect(only(book.tasks())).toMatchObject({
			system: "video-generations",
			phase: "succeeded",
			finishedAt: at(240),
			polls: 0,
			results: ["https://cdn.test/v.mp4"],
		});
	});

	test("fails with the exchange's verdict; refused at once it is no job", () => {
		const diagnosis = { title: "upstream" } as unknown as Diagnosis;
		const book = createTaskBook();
		const failed = call(
			"v1",
			"POST",
			url,
			request,
			{ error: { message: "bad gateway" } },
			{ status: 502, time: 90_000 },
		);
		book.observe(failed, decoded({ router: "rout.my", diagnosis }));
		expect(only(book.tasks())).toMatchObject({ phase: "failed", failure: diagnosis });
		expect(joined([{ ...failed, status: 401 }], "rout.my")).toEqual([]);
	});
});

describe("survival", () => {
	test("unfinished jobs are kept as id, system, router and times, and continue", () => {
		const book = createTaskBook();
		book.observe(submit("5"), decoded());
		book.observe(poll("p1", "5", 3, { status: "IN_PROGRESS" }), decoded());
		book.observe(poll("p2", "6", 3, { status: "SUCCESS" }), decoded());
		const kept = book.unfinished();
		expect(kept).toEqual([
			{
				id: "5",
				system: "midjourney",
				router: "crazyrouter",
				submittedAt: at(0),
				firstSeen: at(0.1),
				lastSeen: at(3.1),
			},
		]);
		book.clear();
		expect(book.tasks()).toEqual([]);
		book.restore(JSON.parse(JSON.stringify(kept)));
		expect(only(book.tasks())).toMatchObject({
			id: "5",
			phase: "unknown",
			restored: true,
			submittedAt: at(0),
		});
		book.observe(poll("p3", "5", 30, { status: "SUCCESS", imageUrl: "https://cdn.test/x.png" }), decoded());
		expect(only(book.tasks())).toMatchObject({
			id: "5",
			phase: "succeeded",
			restored: false,
			submittedAt: at(0),
			firstSeen: at(0.1),
		});
	});

	test("malformed records are passed over", () => {
		const book = createTaskBook();
		book.restore([
			null,
			1,
			"x",
			{},
			{ id: 5 },
			{ id: "1", system: "kling", router: "", firstSeen: "x", lastSeen: "y" },
			[],
		]);
		expect(book.tasks()).toEqual([]);
	});
});

describe("the book", () => {
	test("tells which job an exchange belongs to and grows its version", () => {
		const book = createTaskBook();
		book.observe(submit("5"), decoded());
		const before = book.version;
		expect(book.taskOf("s1")).toBe("crazyrouter|midjourney|5");
		expect(book.taskOf("other")).toBeNull();
		book.observe(call("z", "GET", "/v1/models", null, {}), decoded());
		expect(book.version).toBe(before);
		book.observe(poll("p1", "5", 3, { status: "IN_PROGRESS" }), decoded());
		expect(book.version).toBeGreaterThan(before);
	});

	test("a poll that comes again after it was folded is not counted again", () => {
		const book = createTaskBook();
		const polls = Array.from({ length: 1_000 }, (_, i) => poll(`p${i}`, "5", i, { status: "IN_PROGRESS" }));
		for (const one of [...polls, ...polls.slice(0, 500)]) book.observe(one, decoded());
		expect(only(book.tasks()).polls).toBe(1_000);
	});

	test("a pending exchange that never finished is taken back", () => {
		const book = createTaskBook();
		const flying = { ...submit("5"), responseBody: { ...body(null), state: "pending" as const } };
		book.observe(flying, decoded());
		expect(only(book.tasks())).toMatchObject({ id: "s1", inFlight: true, phase: "running" });
		book.forget("s1");
		expect(book.tasks()).toEqual([]);
	});

	test("times no clock can have do no harm", () => {
		for (const startedDateTime of [
			"+275760-09-13T00:00:00.000Z",
			"-000001-01-01T00:00:00Z",
			"9999-12-31T23:59:59Z",
			null,
		])
			for (const time of [1e300, Number.POSITIVE_INFINITY, Number.NaN, -5, null])
				expect(joined([{ ...submit("5"), startedDateTime, time }])).toHaveLength(1);
	});

	test("an unchanged task stays the same object", () => {
		const book = createTaskBook();
		book.observe(submit("5"), decoded());
		const task = only(book.tasks());
		book.observe(poll("p1", "6", 3, { status: "IN_PROGRESS" }), decoded());
		expect(book.tasks()).toContain(task);
	});

	test("ten thousand polls of one job stay bounded and counted", () => {
		const book = createTaskBook();
		for (let i = 0; i < 10_000; i++)
			book.observe(poll(`p${i}`, "5", i, { status: i < 9_000 ? "IN_PROGRESS" : "SUCCESS" }), decoded());
		const task = only(book.tasks());
		expect(task.polls).toBe(10_000);
		expect(task.spans.map(({ polls }) => polls)).toEqual([9_000, 1_000]);
		expect(task.spans[0]).toMatchObject({ firstSeen: at(0.1), lastSeen: at(8_999.1) });
		expect(task.observations.length).toBeLessThan(400);
	});
});

import { describe, expect, test } from "vitest";
import { readMedia } from "../../lib/media/read";
import type { JobReading } from "../../lib/media/reading";
import { body, call, exchange } from "../fixtures/exchange";

const CR = "https://api.crazyrouter.com";

function job(one: ReturnType<typeof call>): JobReading {
	const reading = readMedia(one);
	expect(reading?.jobs).toHaveLength(1);
	const [first] = reading?.jobs ?? [];
	if (!first) throw new Error("no job");
	return first;
}

/** `[system, kind, method, path, request, answer, expected job]` for every documented endpoint. */
const ENDPOINTS: readonly (readonly [
	string,
	string,
	string,
	string,
	unknown,
	unknown,
	Partial<JobReading>,
])[] = [
	[
		"midjourney",
		"submit",
		"POST",
		"/mj/submit/imagine",
		{ prompt: "a fox" },
		{ code: 1, result: "71" },
		{ id: "71", phase: "queued", state: null, action: "imagine", promptStart: "a fox" },
	],
	[
		"midjourney",
		"submit",
		"POST",
		"/mj-relax/mj/submit/blend",
		{},
		'{"code":1,"result":17201234567890123}',
		{ id: "17201234567890123", action: "blend" },
	],
	[
		"midjourney",
		"submit",
		"POST",
		"/mj/submit/describe",
		{},
		{ code: 1, result: "72" },
		{ action: "describe" },
	],
	[
		"midjourney",
		"submit",
		"POST",
		"/mj/submit/shorten",
		{},
		{ code: 1, result: "72" },
		{ action: "shorten" },
	],
	["midjourney", "submit", "POST", "/mj/submit/edits", {}, { code: 1, result: "72" }, { action: "edits" }],
	["midjourney", "submit", "POST", "/mj/submit/video", {}, { code: 1, result: "72" }, { action: "video" }],
	[
		"midjourney",
		"submit",
		"POST",
		"/mj/insight-face/swap",
		{},
		{ code: 1, result: "72" },
		{ action: "swap" },
	],
	[
		"midjourney",
		"submit",
		"POST",
		"/mj/submit/change",
		{ taskId: "7", action: "HIGH_VARIATION" },
		{ code: 1, result: "72" },
		{ action: "high-variation" },
	],
	[
		"midjourney",
		"submit",
		"POST",
		"/mj/submit/simple-change",
		{ content: "7 V3" },
		{ code: 1, result: "72" },
		{ action: "variation" },
	],
	[
		"midjourney",
		"submit",
		"POST",
		"/mj/submit/modal",
		{ taskId: "72" },
		{ code: 1, result: "72" },
		{ action: "modal" },
	],
	[
		"midjourney",
		"poll",
		"GET",
		"/mj/task/71/fetch",
		null,
		{ id: "71", status: "IN_PROGRESS", progress: "65%", submitTime: 1772359200000 },
		{ id: "71", phase: "running", progress: 0.65, progressText: "65%" },
	],
	[
		"midjourney",
		"batch",
		"POST",
		"/mj/task/list-by-condition",
		{ ids: ["71"] },
		[{ id: "71", status: "SUCCESS", imageUrl: "https://cdn.test/a.png" }],
		{ id: "71", results: ["https://cdn.test/a.png"] },
	],
	[
		"kling",
		"submit",
		"POST",
		"/kling/v1/videos/text2video",
		{ model_name: "kling-v2", prompt: "sea" },
		{ code: "success", message: "", data: { id: "k1", task_id: "k1", model: "kling-v2", status: "queued" } },
		{ id: "k1", state: "queued", phase: "queued", action: "text2video", model: "kling-v2" },
	],
	[
		"kling",
		"submit",
		"POST",
		"/kling/v1/images/kolors-virtual-try-on",
		{},
		{
			code: 0,
			message: "SUCCEED",
			request_id: "r",
			data: { task_id: "866", task_status: "submitted", created_at: 1772359200000 },
		},
		{ id: "866", state: "submitted", action: "kolors-virtual-try-on" },
	],
	[
		"kling",
		"submit",
		"POST",
		"/kling/v1/videos/image2video",
		{},
		{ id: "k2", task_id: "k2", object: "video", status: "", progress: 0, created_at: 1772359200 },
		{ id: "k2", state: "", phase: "queued" },
	],
	[
		"kling",
		"poll",
		"GET",
		"/kling/v1/videos/omni-video/k1",
		null,
		{
			code: "success",
			data: {
				status: "SUCCESS",
				task_id: "k1",
				result_url: "https://m.test/k.mp4",
				artifact_url: "https://m.test/k.mp4",
			},
		},
		{ id: "k1", phase: "succeeded", results: ["https://m.test/k.mp4"], action: "omni-video" },
	],
	[
		"kling",
		"poll",
		"GET",
		"/kling/v1/videos/text2video/k1",
		null,
		{
			code: 0,
			message: "SUCCEED",
			data: {
				task_id: "inner",
				task_status: "succeed",
				task_result: { videos: [{ id: "v", url: "https://m.test/n.mp4" }] },
				updated_at: 1772359300000,
			},
		},
		{ id: "k1", state: "succeed", results: ["https://m.test/n.mp4"] },
	],
	[
		"jimeng",
		"submit",
		"POST",
		"/jimeng/submit/videos",
		{ prompt: "cat" },
		'{"id":2526913314163451526,"task_id":2526913314163451526,"status":"","progress":0}',
		{ id: "2526913314163451526", phase: "queued", action: "video" },
	],
	[
		"jimeng",
		"poll",
		"GET",
		"/jimeng/fetch/25",
		null,
		{ code: "success", data: { status: "processing", task_id: "25" } },
		{ phase: "running" },
	],
	[
		"jimeng",
		"submit",
		"POST",
		"/jimeng/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31",
		{ req_key: "jimeng_t2v", prompt: "cat" },
		{ code: 10000, data: { task_id: "739" }, message: "Success", status: 10000 },
		{ id: "739", phase: "queued", model: "jimeng_t2v" },
	],
	[
		"jimeng",
		"poll",
		"POST",
		"/jimeng/?Action=CVSync2AsyncGetResult&Version=2022-08-31",
		'{"req_key":"x","task_id":7392616336519610409}',
		{ code: 10000, data: { status: "generating" }, status: 10000 },
		{ id: "7392616336519610409", state: "generating", phase: "running" },
	],
	[
		"luma",
		"submit",
		"POST",
		"/luma/generations",
		{ user_prompt: "drone shot" },
		{ id: "g1", state: "queued", created_at: "2026-03-01T10:00:00Z" },
		{ id: "g1", state: "queued", promptStart: "drone shot" },
	],
	[
		"luma",
		"poll",
		"GET",
		"/luma/generations/g1",
		null,
		{
			id: "g1",
			state: "completed",
			video: { url: "https://l.test/1.mp4", download_url: "https://l.test/2.mp4" },
		},
		{ phase: "succeeded", results: ["https://l.test/1.mp4", "https://l.test/2.mp4"] },
	],
	[
		"suno",
		"submit",
		"POST",
		"/suno/submit/music",
		{ gpt_description_prompt: "song", mv: "chirp-v4" },
		{ code: 1, description: "ok", result: "s1" },
		{ id: "s1", action: "music", model: "chirp-v4" },
	],
	[
		"suno",
		"submit",
		"POST",
		"/suno/submit/lyrics",
		{ prompt: "rain" },
		{ code: "success", message: "", data: "s2" },
		{ id: "s2", action: "lyrics" },
	],
	[
		"suno",
		"poll",
		"GET",
		"/suno/fetch/s1",
		null,
		{
			code: 1,
			data: {
				task_id: "s1",
				status: "complete",
				data: [
					{
						id: "c1",
						audio_url: "https://s.test/1.mp3",
						image_url: "https://s.test/1.png",
						status: "complete",
					},
				],
			},
		},
		{ phase: "succeeded", results: ["https://s.test/1.mp3"], aliases: ["c1"] },
	],
	[
		"suno",
		"poll",
		"GET",
		"/suno/fetch/s2",
		null,
		{ id: "s2", status: "complete", data: { title: "Rain", text: "[Verse] drops" } },
		{ phase: "succeeded", resultText: "[Verse] drops" },
	],
	[
		"suno",
		"batch",
		"POST",
		"/suno/fetch",
		{ ids: ["s1"], action: "MUSIC" },
		{ code: "success", data: [{ task_id: "s1", action: "MUSIC", status: "TEXT_SUCCESS", progress: "30%" }] },
		{ id: "s1", phase: "running", action: "music" },
	],
	[
		"runway",
		"submit",
		"POST",
		"/runwayml/v1/image_to_video",
		{ model: "gen3a_turbo", promptText: "pan" },
		{ id: "r1" },
		{ id: "r1", phase: "queued", state: null, action: "image_to_video", promptStart: "pan" },
	],
	[
		"runway",
		"poll",
		"GET",
		"/runwayml/v1/tasks/r1",
		null,
		{ id: "r1", status: "RUNNING", createdAt: "2026-03-01T10:00:00.000Z", progress: 0.42 },
		{ phase: "running", progress: 0.42 },
	],
	[
		"runway",
		"poll",
		"GET",
		"/runwayml/v1/tasks/r1",
		null,
		{ id: "r1", status: "SUCCEEDED", output: ["https://r.test/o.mp4"] },
		{ results: ["https://r.test/o.mp4"] },
	],
	[
		"unified-video",
		"submit",
		"POST",
		"/v1/video/create",
		{ model: "veo3", prompt: "x" },
		{ id: "u1", status: "processing", status_update_time: 1772359200 },
		{ id: "u1", phase: "running" },
	],
	[
		"unified-video",
		"poll",
		"GET",
		"/v1/video/query?id=u1",
		null,
		{ id: "u1", status: "completed", status_update_time: 1772359260, video_url: "https://u.test/v.mp4" },
		{
			id: "u1",
			results: ["https://u.test/v.mp4"],
			times: { submit: null, start: null, finish: "2026-03-01T10:01:00.000Z" },
		},
	],
	[
		"unified-video",
		"poll",
		"GET",
		"/v1/video/query?task_id=u1",
		null,
		{ id: "u1", status: "failed" },
		{ phase: "failed" },
	],
	[
		"video-generations",
		"submit",
		"POST",
		"/v1/video/generations",
		{ model: "suno/extend", input: { prompt: "on", audioId: "c9" } },
		{ id: "t1", task_id: "t1", status: "processing" },
		{ id: "t1", action: "extend", promptStart: "on" },
	],
	[
		"video-generations",
		"poll",
		"GET",
		"/v1/video/generations/t1",
		null,
		{
			code: "success",
			data: { id: "t1", task_id: "t1", status: "SUCCESS", result_url: "https://m.test/t.mp4" },
		},
		{ phase: "succeeded" },
	],
	[
		"openai-video",
		"submit",
		"POST",
		"/v1/videos",
		{ model: "sora-2", prompt: "x" },
		{ id: "v1", object: "video", status: "queued", progress: 0, created_at: 1772359200 },
		{ id: "v1", phase: "queued" },
	],
	[
		"openai-video",
		"submit",
		"POST",
		"/v1/videos",
		{ model: "veo" },
		{ code: "success", message: "", data: { id: "v2", task_id: "v2", status: "processing" } },
		{ id: "v2", phase: "running" },
	],
	[
		"openai-video",
		"poll",
		"GET",
		"/v1/videos/v1",
		null,
		{ id: "v1", object: "video", status: "in_progress", progress: 42 },
		{ phase: "running", progress: 0.42, progressText: "42" },
	],
	[
		"openai-video",
		"poll",
		"GET",
		"/v1/videos/v1/content",
		null,
		{ error: { message: "Task is not completed yet, current status: IN_PROGRESS" } },
		{ state: "IN_PROGRESS", phase: "running" },
	],
	[
		"seedance",
		"submit",
		"POST",
		"/volc/v1/contents/generations/tasks",
		{ model: "doubao", content: [{ type: "text", text: "sea" }] },
		{ id: "c1", task_id: "c1" },
		{ id: "c1", promptStart: "sea" },
	],
	[
		"seedance",
		"poll",
		"GET",
		"/volc/v1/contents/generations/tasks/c1",
		null,
		{
			code: "success",
			data: { id: "c1", status: "SUCCESS", content: { video_url: "https://v.test/x.mp4" } },
		},
		{ phase: "succeeded", results: ["https://v.test/x.mp4"] },
	],
	[
		"minimax",
		"submit",
		"POST",
		"/minimax/v1/video_generation",
		{ model: "video-01" },
		{ task_id: "m1", base_resp: { status_code: 0, status_msg: "success" } },
		{ id: "m1" },
	],
	[
		"minimax",
		"poll",
		"GET",
		"/minimax/v1/query/video_generation?task_id=m1",
		null,
		{ task_id: "m1", status: "Success", file_id: "f1", base_resp: { status_code: 0 } },
		{ phase: "succeeded", resultText: "f1", results: [] },
	],
	[
		"alibailian",
		"submit",
		"POST",
		"/alibailian/api/v1/services/aigc/video-generation/video-synthesis",
		{ model: "wan", input: { prompt: "sea" } },
		{ request_id: "q", output: { task_id: "a1", task_status: "PENDING" } },
		{ id: "a1", state: "PENDING", phase: "queued", promptStart: "sea" },
	],
	[
		"alibailian",
		"poll",
		"GET",
		"/alibailian/api/v1/tasks/a1",
		null,
		{
			output: {
				task_id: "a1",
				task_status: "SUCCEEDED",
				submit_time: "2025-10-11 18:55:56.952",
				end_time: "2025-10-11 19:02:27.297",
				video_url: "https://d.test/v.mp4",
			},
		},
		{
			phase: "succeeded",
			times: { submit: "2025-10-11T18:55:56.952", start: null, finish: "2025-10-11T19:02:27.297" },
		},
	],
	[
		"image-tasks",
		"submit",
		"POST",
		"/v1/images/generations",
		{ model: "gpt-image-2", prompt: "cat" },
		{ id: "task_1", object: "task", kind: "image", status: "queued", created_at: 1772359200 },
		{ id: "task_1", phase: "queued", action: "generations" },
	],
	[
		"image-tasks",
		"submit",
		"POST",
		"/v1beta/models/nano-banana-2:asyncGenerateContent",
		{},
		{ id: "task_2", object: "task", status: "queued" },
		{ id: "task_2" },
	],
	[
		"image-tasks",
		"poll",
		"GET",
		"/v1/tasks/task_2",
		null,
		{
			id: "task_2",
			object: "task",
			status: "completed",
			result: { candidates: [{ content: { parts: [{ fileData: { fileUri: "https://m.test/i.png" } }] } }] },
			error: null,
		},
		{ phase: "succeeded", results: ["https://m.test/i.png"] },
	],
];

describe("endpoints", () => {
	test.each(ENDPOINTS)("%s %s: %s %s", (system, kind, method, path, request, answer, expected) => {
		for (const base of [CR, "http://localhost:8787", "https://gateway.test/proxy"]) {
			const one = call("x", method, base + path, request, answer);
			expect(readMedia(one)).toMatchObject({ system, kind, synchronous: false, inFlight: false });
			expect(job(one)).toMatchObject(expected);
		}
	});

	test("what is no media endpoint is none", () => {
		for (const [method, path] of [
			["POST", "/v1/chat/completions"],
			["GET", "/v1/models"],
			["GET", "/mj/task/7/image-seed"],
			["GET", "/mj/image/7"],
			["GET", "/v1/tasks/17"],
			["DELETE", "/v1/videos/v1"],
			["POST", "/jimeng/?Action=Other"],
			["OPTIONS", "/mj/submit/imagine"],
			["POST", "/v1/images/generations"],
		] as const)
			expect(
				readMedia(call("x", method, CR + path, {}, { created: 1, data: [{ url: "https://a.test" }] })),
			).toBeNull();
		expect(readMedia(exchange({ url: null }))).toBeNull();
		expect(readMedia(exchange({ url: "file:///mj/submit/imagine", method: "POST" }))).toBeNull();
		expect(readMedia(exchange({ url: "https://a.test/mj/submit/imagine", method: null }))).toBeNull();
	});
});

describe("submits", () => {
	const submit = (answer: unknown, status = 200) =>
		readMedia(call("x", "POST", "/mj/submit/imagine", {}, answer, { status }));

	test.each([
		[{ code: 1, result: "9" }, "9", "queued"],
		[
			{ code: 22, description: "排队中，前面还有3个任务", result: "9", properties: { numberOfQueues: 3 } },
			"9",
			"queued",
		],
		[{ code: 21, description: "exists", result: "9", properties: { status: "IN_PROGRESS" } }, "9", "running"],
		[{ code: 21, description: "Waiting for window confirm", result: "9" }, "9", "needs-action"],
		[{ code: 21, description: "exists", result: "9" }, "9", null],
	])("code %o is a job", (answer, id, phase) => {
		expect(submit(answer)?.jobs[0]).toMatchObject({ id, phase });
		expect(submit(answer)?.refusal).toBeNull();
	});

	test("the queue's length is read from the field or the sentence", () => {
		expect(
			submit({ code: 1, description: "排队中，前面还有12个任务", result: "9" })?.jobs[0]?.queueAhead,
		).toBe(12);
		expect(
			submit({ code: 22, description: "", result: "9", properties: { numberOfQueues: 4 } })?.jobs[0]
				?.queueAhead,
		).toBe(4);
	});

	test.each([3, 4, 9, 23, 24, 30])("code %d is a refusal, also with an id", (code) => {
		expect(submit({ code, description: "no", result: "14001929738841620" })).toMatchObject({
			jobs: [],
			refusal: { code: String(code), message: "no" },
		});
	});

	test("other systems refuse in their own shapes", () => {
		const refusal = (path: string, answer: unknown, status = 200) =>
			readMedia(call("x", "POST", path, {}, answer, { status }))?.refusal;
		expect(refusal("/kling/v1/videos/text2video", { code: 1303, message: "parallel" }, 429)).toEqual({
			code: "1303",
			message: "parallel",
		});
		expect(refusal("/kling/v1/videos/text2video", { code: 1201, message: "bad" })).toEqual({
			code: "1201",
			message: "bad",
		});
		expect(
			refusal("/jimeng/?Action=CVSync2AsyncSubmitTask", { code: 50412, message: "Text Risk Not Pass" }),
		).toEqual({ code: "50412", message: "Text Risk Not Pass" });
		expect(
			refusal("/suno/submit/x", { code: "invalid_request", message: "invalid_action", data: null }, 400),
		).toEqual({ code: "invalid_request", message: "invalid_action" });
		expect(
			refusal("/minimax/v1/video_generation", {
				base_resp: { status_code: 1008, status_msg: "insufficient balance" },
			}),
		).toEqual({ code: "1008", message: "insufficient balance" });
		expect(refusal("/runwayml/v1/image_to_video", { error: "Validation of body failed" }, 400)).toEqual({
			code: null,
			message: "Validation of body failed",
		});
		expect(
			refusal("/v1/videos", { error: { message: "no money", code: "insufficient_quota" } }, 403),
		).toEqual({ code: "insufficient_quota", message: "no money" });
	});

	test("uploaded images are links, not a job", () => {
		expect(
			readMedia(
				call(
					"x",
					"POST",
					"/mj/submit/upload-discord-images",
					{},
					{ code: 1, result: ["https://cdn.test/a.png"] },
				),
			),
		).toMatchObject({ jobs: [], refusal: null });
	});

	test("in flight it is a job under our own name", () => {
		const flying = call("x7", "POST", "/mj/submit/imagine", { prompt: "a fox" }, null, { status: null });
		expect(readMedia({ ...flying, responseBody: { ...body(null), state: "pending" } })).toMatchObject({
			inFlight: true,
			jobs: [{ id: "x7", phase: "running", action: "imagine" }],
		});
	});
});

describe("truth", () => {
	test("a failed job inside HTTP 200 and code success is a failure with its reason", () => {
		expect(
			job(
				call("x", "GET", "/kling/v1/videos/text2video/k", null, {
					code: "success",
					message: "",
					data: { status: "failed", error: { message: "blocked", code: "task_failed" } },
				}),
			),
		).toMatchObject({ phase: "failed", failure: { message: "blocked", code: "task_failed" } });
	});

	test.each([
		[
			"/kling/v1/videos/text2video/k",
			{ code: 0, message: "SUCCEED", data: { task_status: "failed", task_status_msg: "risk control" } },
			"risk control",
			null,
		],
		[
			"/kling/v1/videos/text2video/k",
			{
				code: "success",
				data: {
					status: "FAILURE",
					fail_reason: "",
					data: { code: 0, message: "SUCCEED", data: { task_status: "failed", task_status_msg: "deep" } },
				},
			},
			"deep",
			null,
		],
		[
			"/suno/fetch/s",
			{ code: "success", data: { status: "FAILURE", fail_reason: "moderation_failure" } },
			"moderation_failure",
			null,
		],
		[
			"/suno/fetch/s",
			{
				code: 1,
				data: { status: "error", data: [{ metadata: { error_type: "x", error_message: "too short" } }] },
			},
			"too short",
			null,
		],
		[
			"/suno/fetch/s",
			{ code: 200, data: { status: "SENSITIVE_WORD_ERROR", errorMessage: "words" } },
			"words",
			"SENSITIVE_WORD_ERROR",
		],
		["/luma/generations/g", { state: "failed", failure_reason: "400: moderated" }, "400: moderated", null],
		[
			"/runwayml/v1/tasks/r",
			{ status: "FAILED", failure: "Input image rejected", failureCode: "SAFETY.INPUT.IMAGE" },
			"Input image rejected",
			"SAFETY.INPUT.IMAGE",
		],
		[
			"/mj/task/7/fetch",
			{ status: "FAILURE", failReason: "[Invalid parameter] Invalid value" },
			"[Invalid parameter] Invalid value",
			null,
		],
		[
			"/v1/videos/v",
			{ status: "failed", error: { code: "moderation_blocked", message: "blocked" } },
			"blocked",
			"moderation_blocked",
		],
		[
			"/alibailian/api/v1/tasks/a",
			{ output: { task_status: "FAILED", code: "DataInspectionFailed", message: "Input data" } },
			"Input data",
			"DataInspectionFailed",
		],
		[
			"/minimax/v1/query/video_generation?task_id=m",
			{ status: "Fail", base_resp: { status_code: 1027, status_msg: "output sensitive" } },
			"output sensitive",
			"1027",
		],
		[
			"/v1/tasks/task_1",
			{ id: "task_1", status: "failed", error: { code: "provider_failed", message: "upstream" } },
			"upstream",
			"provider_failed",
		],
	])("%s: the reason is found", (path, answer, message, code) => {
		expect(job(call("x", "GET", path, null, answer))).toMatchObject({
			phase: "failed",
			failure: { message, code },
		});
	});

	test("native Jimeng reviews are the job's failure, its limits are not", () => {
		const poll = (code: number, status: number) =>
			job(
				call(
					"x",
					"POST",
					"/jimeng/?Action=CVSync2AsyncGetResult",
					{ task_id: "7" },
					{ code, message: "m", data: null },
					{ status },
				),
			);
		for (const code of [50411, 50412, 50413, 50511, 50512, 50516, 50519, 50215])
			expect(poll(code, 400)).toMatchObject({
				phase: "failed",
				failure: { code: String(code), message: "m" },
				blip: null,
			});
		for (const code of [50429, 50430, 50500, 50501])
			expect(poll(code, 500)).toMatchObject({ phase: null, blip: "HTTP 500" });
	});

	test("a link in the reason field of a job that went well is its result", () => {
		expect(
			job(
				call("x", "GET", "/kling/v1/videos/text2video/k", null, {
					code: "success",
					data: { status: "SUCCESS", fail_reason: "https://cdn.test/v.mp4", data: null },
				}),
			),
		).toMatchObject({ results: ["https://cdn.test/v.mp4"], failure: null });
	});

	test("previews of a running job are no result", () => {
		expect(
			job(
				call("x", "GET", "/mj/task/7/fetch", null, {
					status: "IN_PROGRESS",
					imageUrl: "https://cdn.test/p.png",
				}),
			),
		).toMatchObject({ results: [], previews: ["https://cdn.test/p.png"] });
		expect(
			job(
				call("x", "GET", "/suno/fetch/s", null, {
					code: 1,
					data: { status: "streaming", data: [{ id: "c", audio_url: "https://cdn.test/a" }] },
				}),
			),
		).toMatchObject({ results: [], previews: ["https://cdn.test/a"] });
	});

	test("only http and https are links", () => {
		expect(
			job(
				call("x", "GET", "/v1/videos/v", null, {
					status: "completed",
					url: "javascript:alert(1)",
					video_url: "data:video/mp4;base64,AA",
					result_url: "ftp://x",
				}),
			).results,
		).toEqual([]);
	});

	test("times are told apart by magnitude", () => {
		const times = (answer: Record<string, unknown>) =>
			job(call("x", "GET", "/mj/task/7/fetch", null, { status: "SUCCESS", ...answer })).times;
		expect(times({ submitTime: 1772359200000, startTime: 1772359201000, finishTime: 1772359260000 })).toEqual(
			{
				submit: "2026-03-01T10:00:00.000Z",
				start: "2026-03-01T10:00:01.000Z",
				finish: "2026-03-01T10:01:00.000Z",
			},
		);
		expect(times({ submit_time: 1772359200, start_time: "1772359201", finish_time: 0 })).toEqual({
			submit: "2026-03-01T10:00:00.000Z",
			start: "2026-03-01T10:00:01.000Z",
			finish: null,
		});
		expect(times({ submitTime: -1, startTime: 5, finishTime: "soon" })).toEqual({
			submit: null,
			start: null,
			finish: null,
		});
	});

	test("progress that makes no sense is shown and not used", () => {
		const progress = (value: unknown) => {
			const { progress: share, progressText } = job(
				call("x", "GET", "/mj/task/7/fetch", null, { status: "IN_PROGRESS", progress: value }),
			);
			return [share, progressText];
		};
		expect(progress("65%")).toEqual([0.65, "65%"]);
		expect(progress("100")).toEqual([1, "100"]);
		expect(progress("250%")).toEqual([null, "250%"]);
		expect(progress("nearly")).toEqual([null, "nearly"]);
		expect(progress(-3)).toEqual([null, "-3"]);
		expect(progress(null)).toEqual([null, null]);
		expect(progress({})).toEqual([null, null]);
	});
});

describe("polls that tell nothing", () => {
	const poll = (partial: Parameters<typeof call>[5], answer: unknown = null) =>
		job(call("x", "GET", "/mj/task/7/fetch", null, answer, partial));

	test.each([
		[{ status: 502 }, "<html>x</html>", "HTTP 502"],
		[{ status: 429 }, { error: { message: "slow" } }, "HTTP 429"],
		[{ status: 0 }, null, "no answer"],
		[{}, "<!DOCTYPE html><title>console</title>", "a web page instead of JSON"],
		[{}, "upstream connect error", "not JSON"],
		[{}, "  ", "an empty answer"],
		[{}, { code: "get_task_failed", message: "db" }, "get_task_failed"],
		[{}, {}, "no status in the answer"],
		[
			{ status: 400 },
			{ description: "task_no_found ", type: "upstream_error", code: 4 },
			"the router does not know this id",
		],
	] as const)("%o", (partial, answer, blip) => {
		expect(poll(partial, answer)).toMatchObject({ id: "7", state: null, phase: null, blip });
	});

	test("a body the browser did not hand over is not the router's fault", () => {
		for (const state of ["evicted", "unavailable", "skipped", "truncated", "binary"] as const)
			expect(poll({ responseBody: { ...body(null), state } })).toMatchObject({ phase: null, blip: null });
	});
});

describe("synchronous video", () => {
	const post = (url: string, answer: unknown, status = 200) =>
		call("x", "POST", url, { model: "m", prompt: "p" }, answer, { status });

	test("is decided by the router, else by the answer", () => {
		expect(readMedia(post("https://api.rout.my/v1/video/generations", {}))?.synchronous).toBe(true);
		expect(
			readMedia(post("https://gateway.test/v1/video/generations", { id: "1", status: "queued" }), "rout.my")
				?.synchronous,
		).toBe(true);
		expect(
			readMedia(
				post("https://gateway.test/v1/video/generations", {
					created: 1,
					data: [{ url: "https://a.test/v" }],
				}),
			)?.synchronous,
		).toBe(true);
		expect(
			readMedia(
				post("https://api.crazyrouter.com/v1/video/generations", { id: "1", status: "queued" }),
				"crazyrouter",
			)?.synchronous,
		).toBe(false);
	});

	test.each([
		[200, { created: 1, data: [{ url: "https://a.test/v.mp4" }] }, "succeeded"],
		[200, { created: 1, data: [{ b64_json: "AAAA" }] }, "succeeded"],
		[200, { error: { message: "no" } }, "failed"],
		[502, { error: { message: "no" } }, "failed"],
		[499, { error: { message: "client closed" } }, "canceled"],
		[0, null, "unknown"],
		[200, "<html>", "unknown"],
	])("HTTP %d %o: %s", (status, answer, phase) => {
		expect(job(post("https://api.rout.my/v1/video/generations", answer, status)).phase).toBe(phase);
	});

	test.each([400, 401, 403, 404, 405, 429])("HTTP %d is a refusal", (status) => {
		expect(
			readMedia(
				post("https://api.rout.my/v1/video/generations", { error: { message: "m", code: "c" } }, status),
			),
		).toMatchObject({ jobs: [], refusal: { code: "c", message: "m" } });
	});
});

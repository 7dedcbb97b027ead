import {
	blips,
	digits,
	endingOf,
	failed,
	resultUrl,
	stageOf,
	succeeded,
	taskId,
	uuid,
	wordFor,
} from "./book.mjs";
import { notFound } from "./kling.mjs";

/** The general video families of the gateway. */

const UNIFIED = { queued: "processing", running: "processing", success: "completed", failure: "failed" };
const ALIAS = { queued: "queued", running: "processing", success: "SUCCESS", failure: "failed" };
const OPENAI = {
	queued: "queued",
	running: "in_progress",
	success: "completed",
	failure: "failed",
	cancel: "cancelled",
};
const SEEDANCE = { queued: "NOT_START", running: "IN_PROGRESS", success: "SUCCESS", failure: "FAILURE" };
const MINIMAX = { queued: "Queueing", running: "Processing", success: "Success", failure: "Fail" };
const BAILIAN = {
	queued: "PENDING",
	running: "RUNNING",
	success: "SUCCEEDED",
	failure: "FAILED",
	cancel: "CANCELED",
};
const OUTCOMES = ["success", "failure", "moderation", "stuck", "no-result", "flaky"];

/** @param {import("./book.mjs").Job} job */
const blame = (job) =>
	endingOf(job) === "moderation"
		? { code: "moderation_blocked", message: "The request was stopped by moderation" }
		: { code: "task_failed", message: "The video could not be made" };

/**
 * A submit handler and a query handler for one family.
 * @param {string} system
 * @param {{ id: () => string, queue: number, run: number }} plan
 * @param {(call: import("../call.mjs").Call, job: import("./book.mjs").Job) => unknown} submitted
 * @param {(call: import("../call.mjs").Call, job: import("./book.mjs").Job) => unknown} queried
 * @returns {{ submit: import("./list.mjs").Handler, query: import("./list.mjs").Handler }}
 */
function family(system, { id, queue, run }, submitted, queried) {
	return {
		async submit(call, [parent = null]) {
			await call.wait(600);
			call.sendJson(200, submitted(call, call.jobs.open(call, { system, id, queue, run, parent })));
		},
		async query(call, [inPath = ""]) {
			await call.wait(180);
			const asked = inPath || call.url.searchParams.get("id") || call.url.searchParams.get("task_id") || "";
			const job = call.jobs.find(system, asked);
			if (job === null) return notFound(call);
			if (!blips(call, job)) call.sendJson(200, queried(call, job));
		},
	};
}

/** @param {unknown} data */
const success = (data) => ({ code: "success", message: "", data });
/** @param {import("./book.mjs").Job} job */
const urlOf = (job) => (succeeded(job) ? resultUrl(job) : "");
const updatedNow = () => Math.floor(Date.now() / 1000);

const unified = family(
	"unified-video",
	{ id: taskId, queue: 8_000, run: 75_000 },
	(_, { id }) => ({ id, status: "processing", status_update_time: updatedNow() }),
	(_, job) => ({
		id: job.id,
		status: wordFor(job, UNIFIED),
		video_url: urlOf(job),
		...(failed(job) && { error: blame(job) }),
		status_update_time: updatedNow(),
	}),
);

const alias = family(
	"video-generations",
	{ id: taskId, queue: 10_000, run: 80_000 },
	(_, { id }) => ({ id, task_id: id, status: "processing", status_update_time: updatedNow() }),
	(_, job) =>
		success({
			id: job.id,
			task_id: job.id,
			status: wordFor(job, ALIAS),
			...(failed(job) && { error: blame(job) }),
			result_url: urlOf(job),
			artifact_url: urlOf(job),
		}),
);

/** @param {import("./book.mjs").Job} job */
const openaiObject = (job) => ({
	id: job.id,
	object: "video",
	model: job.model,
	status: wordFor(job, OPENAI),
	progress: Math.floor(stageOf(job).share * 100),
	created_at: Math.floor(job.submittedAt / 1000),
	...(stageOf(job).phase === "done" && { completed_at: Math.floor(job.finishedAt / 1000) }),
	seconds: "8",
	size: "1280x720",
	...(succeeded(job) && { metadata: { url: resultUrl(job) } }),
	...(failed(job) && endingOf(job) !== "cancel" && { error: blame(job) }),
});

const openai = family(
	"openai-video",
	{ id: () => `video_${digits(24)}`, queue: 7_000, run: 90_000 },
	(_, job) => openaiObject(job),
	(_, job) => openaiObject(job),
);

/** @type {import("./list.mjs").Handler} */
function openaiContent(call, [id = ""]) {
	const job = call.jobs.find("openai-video", id);
	if (job !== null && succeeded(job))
		return call.send(200, Buffer.alloc(2048, 7), { "content-type": "video/mp4" });
	const status = job === null ? "NOT_START" : "IN_PROGRESS";
	call.sendJson(400, {
		error: { message: `Task is not completed yet, current status: ${status}`, type: "invalid_request_error" },
	});
}

const seedance = family(
	"seedance",
	{ id: () => `cgt-${digits(16)}`, queue: 8_000, run: 85_000 },
	(_, { id }) => ({ id, task_id: id }),
	(_, job) =>
		success({
			id: job.id,
			task_id: job.id,
			model: job.model,
			status: wordFor(job, SEEDANCE),
			...(failed(job) && { error: blame(job) }),
			result_url: urlOf(job),
			artifact_url: urlOf(job),
			content: { video_url: urlOf(job) },
		}),
);

const minimax = family(
	"minimax",
	{ id: () => digits(18), queue: 11_000, run: 95_000 },
	(_, { id }) => ({ task_id: id, base_resp: { status_code: 0, status_msg: "success" } }),
	(_, job) => ({
		task_id: job.id,
		status: wordFor(job, MINIMAX),
		file_id: succeeded(job) ? job.id.split("").reverse().join("") : "",
		base_resp: failed(job)
			? endingOf(job) === "moderation"
				? { status_code: 1026, status_msg: "the prompt has sensitive content" }
				: { status_code: 1000, status_msg: "unknown error" }
			: { status_code: 0, status_msg: "success" },
	}),
);

/** A time without a zone, in Beijing's, as DashScope writes it. @param {number} ms */
const beijing = (ms) => new Date(ms + 8 * 3_600_000).toISOString().replace("T", " ").replace("Z", "");

const bailian = family(
	"alibailian",
	{ id: uuid, queue: 9_000, run: 100_000 },
	(call, { id }) => ({ output: { task_id: id, task_status: "PENDING" }, request_id: call.requestId }),
	(call, job) => ({
		output: {
			task_id: job.id,
			task_status: wordFor(job, BAILIAN),
			submit_time: beijing(job.submittedAt),
			...(stageOf(job).phase !== "queued" && { scheduled_time: beijing(job.startedAt) }),
			...(stageOf(job).phase === "done" && { end_time: beijing(job.finishedAt) }),
			...(succeeded(job) && { video_url: resultUrl(job) }),
			...(failed(job) &&
				(endingOf(job) === "moderation"
					? { code: "DataInspectionFailed", message: "The input may hold unsuitable content" }
					: { code: "InternalError", message: "The task could not be finished" })),
		},
		...(succeeded(job) && { usage: { duration: 5, video_count: 1 } }),
		request_id: call.requestId,
	}),
);

/** @type {readonly import("./list.mjs").System[]} */
export const VIDEO_SYSTEMS = [
	{
		id: "unified-video",
		outcomes: OUTCOMES,
		routes: [
			["POST", /^\/v1\/video\/create$/, unified.submit],
			["GET", /^\/v1\/video\/query$/, unified.query],
		],
	},
	{
		id: "video-generations",
		outcomes: OUTCOMES,
		routes: [
			["POST", /^\/v1\/video\/generations$/, alias.submit],
			["GET", /^\/v1\/video\/generations\/([\w-]+)$/, alias.query],
		],
	},
	{
		id: "openai-video",
		outcomes: [...OUTCOMES, "cancel"],
		routes: [
			["POST", /^\/v1\/videos$/, openai.submit],
			["POST", /^\/v1\/videos\/([\w-]+)\/remix$/, openai.submit],
			["GET", /^\/v1\/videos\/([\w-]+)\/content$/, openaiContent],
			["GET", /^\/v1\/videos\/([\w-]+)$/, openai.query],
		],
	},
	{
		id: "seedance",
		outcomes: OUTCOMES,
		routes: [
			["POST", /^\/volc\/v1\/contents\/generations\/tasks$/, seedance.submit],
			["GET", /^\/volc\/v1\/contents\/generations\/tasks\/([\w-]+)$/, seedance.query],
		],
	},
	{
		id: "minimax",
		outcomes: OUTCOMES,
		routes: [
			["POST", /^\/minimax\/v1\/video_generation$/, minimax.submit],
			["GET", /^\/minimax\/v1\/query\/video_generation$/, minimax.query],
		],
	},
	{
		id: "alibailian",
		outcomes: [...OUTCOMES, "cancel"],
		routes: [
			["POST", /^\/alibailian\/api\/v1\/services\/aigc\/video-generation\/video-synthesis$/, bailian.submit],
			["GET", /^\/alibailian\/api\/v1\/tasks\/([\w-]+)$/, bailian.query],
		],
	},
];

import { blips, digits, endingOf, failed, resultUrl, succeeded, taskId, wordFor } from "./book.mjs";

/** Kling and Jimeng through the gateway: the same envelope around the task, and each provider's native answers as `native`. */

const KLING = { queued: "queued", running: "processing", success: "SUCCESS", failure: "failed" };
const KLING_NATIVE = { queued: "submitted", running: "processing", success: "succeed", failure: "failed" };
const JIMENG = { queued: "queued", running: "processing", success: "succeeded", failure: "failed" };
const JIMENG_NATIVE = { queued: "in_queue", running: "generating", success: "done", failure: "done" };
const OUTCOMES = ["success", "failure", "moderation", "stuck", "no-result", "flaky", "native", "bare-id"];

/** @type {import("./list.mjs").System} */
export const kling = {
	id: "kling",
	outcomes: OUTCOMES,
	routes: [
		["POST", /^\/kling\/v1\/(?:videos|images)\/([\w-]+)$/, submitKling],
		["GET", /^\/kling\/v1\/(?:videos|images)\/[\w-]+\/(\w+)$/, queryKling],
	],
};

/** @type {import("./list.mjs").System} */
export const jimeng = {
	id: "jimeng",
	outcomes: OUTCOMES.filter((outcome) => outcome !== "native"),
	routes: [
		["POST", /^\/jimeng\/submit\/videos$/, submitJimeng],
		["GET", /^\/jimeng\/fetch\/(\w+)$/, queryJimeng],
		["POST", /^\/jimeng\/$/, jimengNative],
	],
};

/** @type {import("./list.mjs").Handler} */
async function submitKling(call, [action = ""]) {
	await call.wait(700);
	const bare = call.demoCase === "bare-id";
	const native = call.demoCase === "native";
	const job = call.jobs.open(call, {
		system: "kling",
		id: bare || native ? () => digits(19) : taskId,
		queue: 12_000,
		run: 95_000,
		extra: { action, native },
	});
	const { id } = job;
	if (native)
		return call.sendJson(200, {
			code: 0,
			message: "SUCCEED",
			request_id: call.requestId,
			data: {
				task_id: id,
				task_status: "submitted",
				created_at: Math.round(job.submittedAt),
				updated_at: job.submittedAt,
			},
		});
	const shown = bare ? `int:${id}` : id;
	call.sendJson(200, {
		code: "success",
		message: "",
		data: { id: shown, task_id: shown, model: job.model, status: "queued" },
	});
}

/** @type {import("./list.mjs").Handler} */
async function queryKling(call, [id = ""]) {
	await call.wait(200);
	const job = call.jobs.find("kling", id);
	if (job === null) return notFound(call);
	if (blips(call, job)) return;
	if (job.extra.native) return call.sendJson(200, klingNative(call, job));
	const error =
		endingOf(job) === "moderation"
			? { message: "content moderation failed", code: "task_failed" }
			: { message: "the model gave up on this prompt", code: "task_failed" };
	const url = succeeded(job) ? resultUrl(job) : "";
	call.sendJson(200, {
		code: "success",
		message: "",
		data: {
			error: failed(job) ? error : null,
			format: "mp4",
			metadata: null,
			status: wordFor(job, KLING),
			task_id: job.outcome === "bare-id" ? `int:${id}` : id,
			result_url: url,
			artifact_url: url,
		},
	});
}

/** @param {import("../call.mjs").Call} call @param {import("./book.mjs").Job} job */
function klingNative(call, job) {
	return {
		code: 0,
		message: "SUCCEED",
		request_id: call.requestId,
		data: {
			task_id: job.id,
			task_status: wordFor(job, KLING_NATIVE),
			task_status_msg: "",
			created_at: Math.round(job.submittedAt),
			updated_at: Math.round(job.now()),
			...(succeeded(job) && {
				task_result: { videos: [{ id: "demo-video", url: resultUrl(job), duration: "5.1" }] },
			}),
		},
	};
}

/** @type {import("./list.mjs").Handler} */
async function submitJimeng(call) {
	await call.wait(600);
	const job = call.jobs.open(call, { system: "jimeng", id: () => digits(19), queue: 9_000, run: 70_000 });
	const shown = call.demoCase === "bare-id" ? `int:${job.id}` : job.id;
	call.sendJson(200, {
		id: shown,
		task_id: shown,
		object: "video",
		model: job.model,
		status: "",
		progress: 0,
		created_at: Math.floor(job.submittedAt / 1000),
	});
}

/** @type {import("./list.mjs").Handler} */
async function queryJimeng(call, [id = ""]) {
	await call.wait(180);
	const job = call.jobs.find("jimeng", id);
	if (job === null) return notFound(call);
	if (blips(call, job)) return;
	const error =
		endingOf(job) === "moderation"
			? { message: "Post Img Risk Not Pass", code: "50511" }
			: { message: "Internal Error", code: "50500" };
	call.sendJson(200, {
		code: "success",
		message: "",
		data: {
			error: failed(job) ? error : null,
			format: "mp4",
			metadata: null,
			status: wordFor(job, JIMENG),
			task_id: id,
			url: succeeded(job) ? resultUrl(job) : "",
		},
	});
}

/** Jimeng's own API: the action is in the query, the id of a query in the body. @type {import("./list.mjs").Handler} */
async function jimengNative(call) {
	await call.wait(300);
	const action = call.url.searchParams.get("Action");
	const envelope = { request_id: call.requestId, status: 10000, time_elapsed: "112.3ms" };
	if (action === "CVSync2AsyncSubmitTask") {
		const job = call.jobs.open(call, { system: "jimeng", id: () => digits(19), queue: 9_000, run: 70_000 });
		return call.sendJson(200, { code: 10000, data: { task_id: job.id }, message: "Success", ...envelope });
	}
	if (action !== "CVSync2AsyncGetResult")
		return call.sendJson(400, { code: "invalid_request", message: "Action is required", data: null });
	const job = call.jobs.find("jimeng", String(call.json.task_id ?? ""));
	if (job === null)
		return call.sendJson(200, {
			code: 10000,
			data: { status: "not_found" },
			message: "Success",
			...envelope,
		});
	if (blips(call, job)) return;
	if (failed(job))
		return call.sendJson(400, {
			code: endingOf(job) === "moderation" ? 50411 : 50500,
			data: null,
			message: endingOf(job) === "moderation" ? "Pre Img Risk Not Pass" : "Internal Error",
			...envelope,
			status: endingOf(job) === "moderation" ? 50411 : 50500,
		});
	call.sendJson(200, {
		code: 10000,
		data: { status: wordFor(job, JIMENG_NATIVE), video_url: succeeded(job) ? resultUrl(job) : "" },
		message: "Success",
		...envelope,
	});
}

/** @param {import("../call.mjs").Call} call */
export function notFound(call) {
	call.sendJson(400, { code: "task_not_exist", message: "task_not_exist", data: null });
}

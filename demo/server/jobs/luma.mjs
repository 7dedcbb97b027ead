import { blips, endingOf, failed, resultUrl, stageOf, succeeded, uuid, wordFor } from "./book.mjs";

/** Luma and Runway: the provider's own object, no envelope. */

const LUMA = { queued: "queued", running: "dreaming", success: "completed", failure: "failed" };
const RUNWAY = {
	queued: "PENDING",
	running: "RUNNING",
	success: "SUCCEEDED",
	failure: "FAILED",
	cancel: "CANCELLED",
};

/** @type {import("./list.mjs").System} */
export const luma = {
	id: "luma",
	outcomes: ["success", "failure", "moderation", "stuck", "no-result", "flaky"],
	routes: [
		["POST", /^\/luma\/generations$/, submitLuma],
		["POST", /^\/luma\/generations\/([\w-]+)\/extend$/, submitLuma],
		["GET", /^\/luma\/generations\/([\w-]+)$/, queryLuma],
	],
};

/** @type {import("./list.mjs").System} */
export const runway = {
	id: "runway",
	outcomes: ["success", "failure", "moderation", "cancel", "stuck", "no-result", "flaky", "throttled"],
	routes: [
		["POST", /^\/runwayml\/v1\/image_to_video$/, submitRunway],
		["GET", /^\/runwayml\/v1\/tasks\/([\w-]+)$/, queryRunway],
		["DELETE", /^\/runwayml\/v1\/tasks\/([\w-]+)$/, cancelRunway],
	],
};

/** @type {import("./list.mjs").Handler} */
async function submitLuma(call, [parent = null]) {
	await call.wait(500);
	const job = call.jobs.open(call, { system: "luma", id: uuid, queue: 6_000, run: 32_000, parent });
	call.sendJson(200, { id: job.id, state: "queued", created_at: new Date(job.submittedAt).toISOString() });
}

/** @type {import("./list.mjs").Handler} */
async function queryLuma(call, [id = ""]) {
	await call.wait(150);
	const job = call.jobs.find("luma", id);
	if (job === null) return call.sendJson(404, { detail: "Generation not found" });
	if (blips(call, job)) return;
	const reason =
		endingOf(job) === "moderation"
			? "The prompt was stopped by moderation"
			: "The generation could not be finished";
	const url = resultUrl(job);
	call.sendJson(200, {
		id,
		state: wordFor(job, LUMA),
		created_at: new Date(job.submittedAt).toISOString(),
		...(failed(job) && { failure_reason: reason }),
		...(succeeded(job) && { video: { url, download_url: `${url}?download=1` } }),
	});
}

/** @type {import("./list.mjs").Handler} */
async function submitRunway(call) {
	await call.wait(600);
	const job = call.jobs.open(call, { system: "runway", id: uuid, queue: 14_000, run: 60_000 });
	call.sendJson(200, { id: job.id, status: "PENDING" });
}

/** @type {import("./list.mjs").Handler} */
async function queryRunway(call, [id = ""]) {
	await call.wait(150);
	const job = call.jobs.find("runway", id);
	if (job === null) return call.sendJson(404, { error: "Task not found" });
	if (blips(call, job)) return;
	const { phase, share } = stageOf(job);
	const failure =
		endingOf(job) === "moderation"
			? { failure: "The input was moderated", failureCode: "SAFETY.INPUT.TEXT" }
			: { failure: "An internal failure ended the task", failureCode: "INTERNAL" };
	const throttled = job.outcome === "throttled" && phase === "queued";
	call.sendJson(200, {
		id,
		status: throttled ? "THROTTLED" : wordFor(job, RUNWAY),
		createdAt: new Date(job.submittedAt).toISOString(),
		...(phase === "running" && { progress: Number(share.toFixed(2)) }),
		...(failed(job) && endingOf(job) !== "cancel" && failure),
		...(succeeded(job) && { output: [resultUrl(job)] }),
	});
}

/** @type {import("./list.mjs").Handler} */
async function cancelRunway(call, [id = ""]) {
	await call.wait(100);
	const job = call.jobs.find("runway", id);
	if (job === null) return call.sendJson(404, { error: "Task not found" });
	job.outcome = "cancel";
	job.startedAt = Math.min(job.startedAt, job.now());
	job.finishedAt = Math.min(job.finishedAt, job.now());
	call.send(204, "");
}

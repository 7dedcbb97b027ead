import {
	blips,
	endingOf,
	failed,
	resultUrl,
	stageOf,
	succeeded,
	unixSeconds,
	uuid,
	wordFor,
} from "./book.mjs";
import { notFound } from "./kling.mjs";

const TASK = { queued: "SUBMITTED", running: "IN_PROGRESS", success: "SUCCESS", failure: "FAILURE" };
const CLIP = { queued: "queued", running: "streaming", success: "complete", failure: "error" };
const DOCUMENTED = { queued: "submitted", running: "processing", success: "complete", failure: "error" };

/** @type {import("./list.mjs").System} */
export const suno = {
	id: "suno",
	outcomes: ["success", "failure", "moderation", "stuck", "no-result", "flaky", "documented", "steps"],
	routes: [
		["POST", /^\/suno\/submit\/(music|lyrics|concat)$/, submit],
		[
			"POST",
			/^\/suno\/submit\/(\w+)$/,
			(call) => call.sendJson(400, { code: "invalid_action", message: "invalid_action", data: null }),
		],
		["POST", /^\/suno\/fetch$/, fetchMany],
		["GET", /^\/suno\/fetch\/([\w-]+)$/, fetchOne],
	],
};

/** @type {import("./list.mjs").Handler} */
async function submit(call, [action = "music"]) {
	await call.wait(600);
	const parent = typeof call.json.task_id === "string" ? call.json.task_id : null;
	const job = call.jobs.open(call, {
		system: "suno",
		id: uuid,
		queue: 9_000,
		run: action === "lyrics" ? 8_000 : 80_000,
		parent,
		extra: { action: action.toUpperCase(), clips: [uuid(), uuid()] },
	});
	if (job.outcome === "documented")
		return call.sendJson(200, { code: 1, description: "Submitted", result: job.id });
	call.sendJson(200, { code: "success", message: "", data: job.id });
}

/** @type {import("./list.mjs").Handler} */
async function fetchOne(call, [id = ""]) {
	await call.wait(180);
	const job = call.jobs.find("suno", id);
	if (job === null) return notFound(call);
	if (blips(call, job)) return;
	if (job.outcome === "documented")
		return call.sendJson(200, {
			code: 1,
			data: { task_id: id, status: wordFor(job, DOCUMENTED), data: clips(job) },
		});
	call.sendJson(200, { code: "success", message: "", data: view(job) });
}

/** Ids nobody knows are left out. @type {import("./list.mjs").Handler} */
async function fetchMany(call) {
	await call.wait(220);
	const ids = Array.isArray(call.json.ids) ? call.json.ids.map(String) : [];
	const known = ids.map((id) => call.jobs.find("suno", id)).filter((job) => job !== null);
	call.sendJson(200, { code: "success", message: "", data: known.map(view) });
}

/** Times in seconds. @param {import("./book.mjs").Job} job */
function view(job) {
	const { phase, share } = stageOf(job);
	return {
		task_id: job.id,
		action: job.extra.action,
		status: job.outcome === "steps" ? step(job) : wordFor(job, TASK),
		fail_reason: failed(job) ? reason(job) : "",
		submit_time: unixSeconds(job, job.submittedAt),
		start_time: unixSeconds(job, job.startedAt),
		finish_time: phase === "done" ? unixSeconds(job, job.finishedAt) : 0,
		progress: phase === "done" ? "100%" : `${Math.floor(share * 100)}%`,
		data: phase === "queued" ? [] : clips(job),
	};
}

/** The words of providers that tell each step; two of them contain SUCCESS and are not the end. @param {import("./book.mjs").Job} job */
function step(job) {
	const { phase, share } = stageOf(job);
	if (phase === "queued") return "PENDING";
	if (phase === "done") return "SUCCESS";
	return share < 0.3 ? "PENDING" : share < 0.7 ? "TEXT_SUCCESS" : "FIRST_SUCCESS";
}

/** @param {import("./book.mjs").Job} job */
function reason(job) {
	return endingOf(job) === "moderation"
		? "moderation_failure: the tags name an artist"
		: "generation_failure: the song could not be made";
}

/** Every task makes two clips. @param {import("./book.mjs").Job} job */
function clips(job) {
	const ids = /** @type {string[]} */ (job.extra.clips);
	const [error_type, error_message] = reason(job).split(": ");
	return ids.map((id, index) => ({
		id,
		title: `Demo song ${index + 1}`,
		status: wordFor(job, CLIP),
		audio_url: succeeded(job) ? resultUrl({ ...job, id }, "mp3") : "",
		image_url: succeeded(job) ? resultUrl({ ...job, id }, "jpeg") : "",
		duration: succeeded(job) ? 121.4 : null,
		metadata: failed(job) ? { error_type, error_message } : { tags: "demo, gentle" },
	}));
}

import { randomBytes, randomUUID } from "node:crypto";

/**
 * A simulated job: nothing runs, its state is computed from the clock whenever somebody asks.
 * @typedef {object} Job
 * @property {string} id
 * @property {string} system
 * @property {string} outcome what will become of it: success, failure, moderation, cancel, stuck, no-result, flaky, …
 * @property {number} submittedAt milliseconds since the epoch
 * @property {number} startedAt when it leaves the queue
 * @property {number} finishedAt when it ends; Infinity for a stuck job
 * @property {() => number} now the server's clock, ms since the epoch
 * @property {number} polls how often it was asked about
 * @property {string} model
 * @property {string} prompt
 * @property {string | null} parent id of the job it continues
 * @property {Record<string, unknown>} extra what only this system needs
 */

/** How much of the usual run passes before each ending. */
const SHARE_OF_RUN = { failure: 0.6, moderation: 0.3, cancel: 0.4 };

/** All jobs of one server. */
export class JobBook {
	/** @type {Map<string, Job>} */
	#jobs = new Map();
	#now;

	/** @param {() => number} now the clock jobs live by, ms since the epoch */
	constructor(now = Date.now) {
		this.#now = now;
	}

	/**
	 * @param {import("../call.mjs").Call} call the submit
	 * @param {{ system: string, id: () => string, queue: number, run: number, outcome?: string, parent?: string | null, extra?: Record<string, unknown> }} plan
	 *   id makes one, asked again while it is taken; queue and run in ms of router time
	 * @returns {Job}
	 */
	open(call, { system, id, queue, run, outcome = call.demoCase ?? "success", parent = null, extra = {} }) {
		const submittedAt = this.#now();
		let fresh = id();
		while (this.find(system, fresh) !== null) fresh = id();
		const startedAt = submittedAt + queue / call.speed;
		const share = Object.hasOwn(SHARE_OF_RUN, outcome) ? SHARE_OF_RUN[/** @type {"failure"} */ (outcome)] : 1;
		const stuck = outcome === "stuck";
		const prompt =
			call.json.prompt ?? call.json.user_prompt ?? call.json.promptText ?? call.json.gpt_description_prompt;
		const job = {
			id: fresh,
			system,
			outcome,
			submittedAt,
			startedAt: stuck ? Number.POSITIVE_INFINITY : startedAt,
			finishedAt: stuck ? Number.POSITIVE_INFINITY : startedAt + (run * share) / call.speed,
			now: this.#now,
			polls: 0,
			model: call.model || (typeof call.json.model_name === "string" ? call.json.model_name : ""),
			prompt: typeof prompt === "string" ? prompt : "",
			parent,
			extra,
		};
		this.#jobs.set(`${system} ${fresh}`, job);
		return job;
	}

	/** @param {string} system @param {string} id @returns {Job | null} */
	find(system, id) {
		return this.#jobs.get(`${system} ${id}`) ?? null;
	}
}

/**
 * Where a job is now.
 * @param {Job} job
 * @returns {{ phase: "queued" | "running" | "done", share: number }} share of the run, 0..1
 */
export function stageOf(job) {
	const now = job.now();
	if (now < job.startedAt) return { phase: "queued", share: 0 };
	if (now >= job.finishedAt) return { phase: "done", share: 1 };
	return { phase: "running", share: (now - job.startedAt) / (job.finishedAt - job.startedAt) };
}

/** How a finished job ended: success | failure | moderation | cancel. Every other wish ends well. @param {Job} job */
export function endingOf(job) {
	return ["failure", "moderation", "cancel"].includes(job.outcome) ? job.outcome : "success";
}

/**
 * The job's word in a system's vocabulary.
 * @param {Job} job
 * @param {Record<"queued" | "running" | "success" | "failure", string> & { cancel?: string }} words
 */
export function wordFor(job, words) {
	const { phase } = stageOf(job);
	if (phase !== "done") return words[phase];
	const ending = endingOf(job);
	if (ending === "cancel") return words.cancel ?? words.failure;
	return ending === "success" ? words.success : words.failure;
}

/** Is it finished, and well? @param {Job} job */
export function succeeded(job) {
	return stageOf(job).phase === "done" && endingOf(job) === "success" && job.outcome !== "no-result";
}

/** Is it finished, and badly? @param {Job} job */
export function failed(job) {
	return stageOf(job).phase === "done" && endingOf(job) !== "success";
}

/** Where the router keeps a result. @param {Job} job @param {string} extension */
export function resultUrl(job, extension = "mp4") {
	return `https://media.crazyrouter.com/task-artifacts/demo/${job.id}.${extension}`;
}

/** An id of `length` digits that begins like a time stamp. @param {number} length */
export function digits(length) {
	const random = String(BigInt(`0x${randomBytes(12).toString("hex")}`));
	return `${Date.now()}${random}`.slice(0, length);
}

/** `task_` and 32 characters, the public id of newer gateways. */
export function taskId() {
	return `task_${randomBytes(16).toString("hex")}`;
}

export const uuid = () => randomUUID();

/** Seconds since the epoch of one of the job's times, 0 while it has not come. @param {Job} job @param {number} ms */
export function unixSeconds(job, ms) {
	return ms <= job.now() ? Math.floor(ms / 1000) : 0;
}

/**
 * Every third answer about a flaky job is a proxy's 502 page. Ask before answering a poll.
 * @param {import("../call.mjs").Call} call @param {Job} job
 * @returns {boolean} true when the poll was answered with the page
 */
export function blips(call, job) {
	job.polls += 1;
	if (job.outcome !== "flaky" || job.polls % 3 !== 2) return false;
	call.send(
		502,
		"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
		{
			"content-type": "text/html",
		},
	);
	return true;
}

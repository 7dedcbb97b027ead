import { blips, digits, endingOf, resultUrl, stageOf, succeeded, wordFor } from "./book.mjs";

const WORDS = {
	queued: "SUBMITTED",
	running: "IN_PROGRESS",
	success: "SUCCESS",
	failure: "FAILURE",
	cancel: "CANCEL",
};
const MODE = String.raw`^(?:/[\w-]+)?/mj`;

/** Submits that are refused or answered specially, at HTTP 200 as Midjourney proxies do. */
const REFUSALS = {
	banned: {
		code: 24,
		description: "The prompt may contain a banned word",
		properties: { promptEn: "a demo of a banned word", bannedWord: "banned" },
	},
	"queue-full": {
		code: 23,
		description: "The queue is full, try again later",
		properties: { discordInstanceId: "demo" },
	},
	"no-account": { code: 3, description: "No account is available" },
	"bad-parameter": { code: 4, description: "prompt is empty" },
};

/** @type {import("./list.mjs").System} */
export const midjourney = {
	id: "midjourney",
	outcomes: [
		"success",
		"failure",
		"moderation",
		"cancel",
		"stuck",
		"no-result",
		"flaky",
		"queued",
		"exists",
		"modal",
		"bare-id",
		"saturated",
		...Object.keys(REFUSALS),
	],
	routes: [
		["POST", new RegExp(`${MODE}/submit/(imagine|blend|describe|shorten|action|change|modal)$`), submit],
		["GET", new RegExp(`${MODE}/task/(\\d+)/fetch$`), fetchOne],
		["POST", new RegExp(`${MODE}/task/list-by-condition$`), fetchMany],
	],
};

/** @type {import("./list.mjs").Handler} */
async function submit(call, [action = "imagine"]) {
	await call.wait(400);
	const outcome = call.demoCase ?? "success";
	if (Object.hasOwn(REFUSALS, outcome)) {
		const refusal = REFUSALS[/** @type {"banned"} */ (outcome)];
		return call.sendJson(200, refusal);
	}
	if (outcome === "saturated")
		return call.sendJson(429, {
			description: "The upstream group is saturated, try again later",
			type: "upstream_error",
			code: 30,
		});
	const parent = typeof call.json.taskId === "string" ? call.json.taskId : null;
	if (action === "modal" && parent !== null) return continueModal(call, parent);
	if (["action", "change"].includes(action) && call.jobs.find("midjourney", parent ?? "") === null)
		return call.sendJson(400, { description: "task_not_found ", type: "upstream_error", code: 4 });
	const custom = String(call.json.customId ?? "");
	const needsWindow = outcome === "modal" || /CustomZoom|Inpaint/.test(custom);
	const job = call.jobs.open(call, {
		system: "midjourney",
		id: () => digits(16),
		queue: needsWindow ? Number.POSITIVE_INFINITY : 8_000,
		run: action === "imagine" ? 42_000 : 12_000,
		parent,
		extra: { action: actionName(action, custom), modal: needsWindow, hash: digits(13) },
	});
	const result = outcome === "bare-id" ? `int:${job.id}` : job.id;
	if (needsWindow)
		return call.sendJson(200, {
			code: 21,
			description: "Waiting for window confirm",
			result,
			properties: {},
		});
	if (outcome === "exists")
		return call.sendJson(200, {
			code: 21,
			description: "This task exists already",
			result,
			properties: { status: "IN_PROGRESS", imageUrl: "" },
		});
	if (outcome === "queued")
		return call.sendJson(200, {
			code: 22,
			description: "Queued, 2 tasks ahead",
			result,
			properties: { numberOfQueues: 2 },
		});
	call.sendJson(200, {
		code: 1,
		description: "Submitted",
		result,
		properties: { discordInstanceId: "demo" },
	});
}

/** The confirmed window starts the waiting job. @param {import("../call.mjs").Call} call @param {string} id */
function continueModal(call, id) {
	const job = call.jobs.find("midjourney", id);
	if (job === null)
		return call.sendJson(400, { description: "task_no_found ", type: "upstream_error", code: 4 });
	job.extra.modal = false;
	job.startedAt = job.now() + 4_000 / call.speed;
	job.finishedAt = job.startedAt + 20_000 / call.speed;
	call.sendJson(200, { code: 1, description: "Submitted", result: id, properties: {} });
}

/** @type {import("./list.mjs").Handler} */
async function fetchOne(call, [id = ""]) {
	await call.wait(120);
	const job = call.jobs.find("midjourney", id);
	if (job === null)
		return call.sendJson(400, { description: "task_no_found ", type: "upstream_error", code: 4 });
	if (!blips(call, job)) call.sendJson(200, view(job));
}

/** Ids nobody knows are left out, as the real one does. @type {import("./list.mjs").Handler} */
async function fetchMany(call) {
	await call.wait(150);
	const ids = Array.isArray(call.json.ids) ? call.json.ids.map(String) : [];
	const known = ids.map((id) => call.jobs.find("midjourney", id)).filter((job) => job !== null);
	call.sendJson(200, known.map(view));
}

/** The task object. Times are in milliseconds; 0 for what has not come. @param {import("./book.mjs").Job} job */
function view(job) {
	const { phase, share } = stageOf(job);
	const ended = phase === "done";
	const good = succeeded(job);
	return {
		id: job.id,
		action: job.extra.action,
		status: job.extra.modal ? "MODAL" : wordFor(job, WORDS),
		prompt: job.prompt,
		promptEn: job.prompt,
		description: job.parent === null ? `/imagine ${job.prompt}` : `/up ${job.parent}`,
		state: "",
		submitTime: Math.round(job.submittedAt),
		startTime: phase === "queued" ? 0 : Math.round(job.startedAt),
		finishTime: ended ? Math.round(job.finishedAt) : 0,
		progress: ended ? "100%" : `${Math.floor(share * 100)}%`,
		imageUrl: good
			? resultUrl(job, "png")
			: phase === "running" && share > 0.5
				? `${resultUrl(job, "webp")}?rand=demo`
				: "",
		failReason: failReason(job, ended),
		properties: { finalPrompt: job.prompt, finalZhPrompt: "" },
		buttons: good ? buttons(job) : [],
	};
}

/** @param {import("./book.mjs").Job} job @param {boolean} ended */
function failReason(job, ended) {
	if (!ended) return "";
	const reasons = {
		failure: "[Internal error] The image could not be made",
		moderation: "[Moderation] The image was stopped by the content filter",
		cancel: "[Cancelled] The task was cancelled by the user",
		success: "",
	};
	return reasons[/** @type {"success"} */ (endingOf(job))];
}

/** @param {import("./book.mjs").Job} job */
function buttons(job) {
	if (job.extra.action === "UPSCALE")
		return [
			{ customId: `MJ::CustomZoom::${job.extra.hash}`, emoji: "🔍", label: "Custom Zoom", type: 2, style: 2 },
		];
	return ["upsample", "variation"].flatMap((kind) =>
		[1, 2, 3, 4].map((n) => ({
			customId: `MJ::JOB::${kind}::${n}::${job.extra.hash}`,
			emoji: "",
			label: `${kind === "upsample" ? "U" : "V"}${n}`,
			type: 2,
			style: 2,
		})),
	);
}

/** @param {string} submitted @param {string} custom */
function actionName(submitted, custom) {
	if (/upsample/.test(custom)) return "UPSCALE";
	if (/variation/.test(custom)) return "VARIATION";
	if (/reroll/.test(custom)) return "REROLL";
	if (/CustomZoom/.test(custom)) return "CUSTOM_ZOOM";
	if (/Inpaint/.test(custom)) return "INPAINT";
	return submitted.toUpperCase();
}

/**
 * Digging in the answers of media endpoints: where ids, words, results, times and failures hide.
 * Everything here is written by a page or a provider: own properties only, bounded lists, never a throw.
 */
import { isObject, type JsonObject, own } from "../json";
import type { Acceptance } from "./system";

/** Longest id we take for one; the longest documented are UUIDs and `task_` + 32 characters. */
const MAX_ID = 200;
const MAX_RESULTS = 50;
const MAX_BATCH = 1000;
const MAX_TEXT = 2000;

/** `code` of an envelope that says "the query worked" and nothing about the job. */
const QUERY_WORKED = new Set(["success", "0", "1", "200", "10000"]);

/** A value as an id: non-empty text, or a whole number that JSON could still hold exactly. */
export function idText(value: unknown): string | null {
	if (typeof value === "number") return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
	if (typeof value !== "string") return null;
	const id = value.trim();
	return id !== "" && id.length <= MAX_ID ? id : null;
}

/** The ids in a list, without doubles, at most a thousand. */
export function idList(value: unknown): string[] {
	if (!Array.isArray(value)) return [];
	const ids = new Set<string>();
	for (const item of value.slice(0, MAX_BATCH)) {
		const id = idText(item);
		if (id !== null) ids.add(id);
	}
	return [...ids];
}

/** A non-empty string, cut to a sane length, else null. */
export function text(value: unknown): string | null {
	if (typeof value !== "string" || value.trim() === "") return null;
	return value.length > MAX_TEXT ? value.slice(0, MAX_TEXT) : value;
}

/** An envelope's `code` as text, or null when there is none. Numbers that are no integers are no codes. */
export function codeText(value: unknown): string | null {
	if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
	return typeof value === "string" && value !== "" && value.length <= MAX_ID ? value : null;
}

/** Does this envelope code say that the query itself worked? Absent counts as yes. */
export function queryWorked(code: string | null): boolean {
	return code === null || QUERY_WORKED.has(code.toLowerCase());
}

const STATE_KEYS = ["status", "state", "task_status"] as const;

/** The provider's word on a job object, verbatim; null when it has none. */
export function stateWord(job: JsonObject): string | null {
	for (const key of STATE_KEYS) {
		const value = own(job, key);
		if (typeof value === "string") return value.length > 100 ? value.slice(0, 100) : value;
	}
	return null;
}

/**
 * The object that speaks about the job, out of the gateway's envelope: `{code, message, data: {…}}`, DashScope's
 * `{output: {…}}`, or the body itself. The outermost object with a word wins: the one inside a gateway's own task
 * object is the provider's detail, under another id.
 */
export function jobObject(body: unknown): JsonObject | null {
	if (!isObject(body)) return null;
	if (stateWord(body) !== null && !Object.hasOwn(body, "code")) return body;
	const output = own(body, "output");
	if (isObject(output)) return output;
	const data = own(body, "data");
	if (isObject(data)) return data;
	return body;
}

/**
 * The job object of an answer to a poll, or null where the answer says nothing of the job: the envelope's code reports a
 * failed query (`task_not_exist`), or nothing in it is a word.
 */
export function polledJob(answer: unknown): JsonObject | null {
	if (!queryWorked(codeText(own(answer, "code")))) return null;
	const job = jobObject(answer);
	return job !== null && stateWord(job) !== null ? job : null;
}

/** What a submit was answered in the common shapes: an id on the job object, or on the body itself. */
export function accepted(answer: unknown): Acceptance {
	const code = codeText(own(answer, "code"));
	const base = own(answer, "base_resp");
	const baseCode = codeText(own(base, "status_code"));
	if (!queryWorked(code) || (baseCode !== null && baseCode !== "0"))
		return refused(
			queryWorked(code) ? baseCode : code,
			text(own(answer, "message")) ?? text(own(base, "status_msg")) ?? "",
		);
	const job = jobObject(answer);
	const id = (job && jobId(job)) ?? (isObject(answer) ? jobId(answer) : null);
	if (id === null) return NOTHING;
	return { ids: [id], job, phase: "queued", refusal: null, queueAhead: null };
}

export function refused(code: string | null, message: string): Acceptance {
	return { ...NOTHING, refusal: { code, message } };
}

/** A submit's answer that names no job and no refusal. */
export const NOTHING: Acceptance = { ids: [], job: null, phase: null, refusal: null, queueAhead: null };

const ID_KEYS = ["task_id", "id", "taskId"] as const;

/** Id on a job object (`task_id`, `id`, `taskId`), or null. */
export function jobId(job: JsonObject): string | null {
	for (const key of ID_KEYS) {
		const id = idText(own(job, key));
		if (id !== null) return id;
	}
	return null;
}

/** An http(s) URL as it stands, or null. Never loaded, never followed. */
export function httpLink(value: unknown): string | null {
	if (typeof value !== "string" || value.length > 8192) return null;
	return /^https?:\/\/[^\s]+$/i.test(value) ? value : null;
}

const LINK_KEYS = [
	"artifact_url",
	"result_url",
	"video_url",
	"videoUrl",
	"imageUrl",
	"audio_url",
	"url",
] as const;
const LIST_KEYS = [
	"videoUrls",
	"imageUrls",
	"image_urls",
	"output",
	"outputs",
	"videos",
	"images",
	"data",
] as const;
const NESTED_KEYS = ["video", "content", "task_result", "metadata", "output", "data", "resp_data"] as const;
const ITEM_KEYS = ["url", "audio_url", "video_url", "download_url", "image_url"] as const;

/** Result links of a job object wherever the documented shapes put them, in that order, without doubles. */
export function resultLinks(job: JsonObject): string[] {
	const links = new Set<string>();
	collectLinks(job, links, 0);
	return [...links].slice(0, MAX_RESULTS);
}

function collectLinks(object: JsonObject, links: Set<string>, depth: number): void {
	if (links.size >= MAX_RESULTS) return;
	const add = (value: unknown) => {
		const link = httpLink(value);
		if (link !== null) links.add(link);
	};
	for (const key of LINK_KEYS) add(own(object, key));
	if (depth > 0) add(own(object, "download_url"));
	for (const key of LIST_KEYS) {
		const list = own(object, key);
		if (!Array.isArray(list)) continue;
		for (const item of list.slice(0, MAX_RESULTS)) {
			if (isObject(item)) {
				const link = ITEM_KEYS.map((name) => httpLink(own(item, name))).find((found) => found !== null);
				if (link !== undefined) add(link);
			} else add(item);
		}
	}
	if (depth >= 3) return;
	for (const key of NESTED_KEYS) {
		const nested = own(object, key);
		if (isObject(nested)) collectLinks(nested, links, depth + 1);
	}
}

export interface JobFailure {
	readonly message: string;
	readonly code: string | null;
}

const REASON_KEYS = [
	"fail_reason",
	"failReason",
	"FailReason",
	"failure_reason",
	"failure",
	"task_status_msg",
	"error_message",
	"errorMessage",
	"error_msg",
] as const;
const REASON_CODE_KEYS = ["failureCode", "failure_code", "error_code", "errorCode"] as const;

/** Why a failed job failed, in the provider's words and code. Only to be asked of a job whose word says failure. */
export function jobFailure(job: JsonObject, depth = 0): JobFailure {
	const error = own(job, "error");
	let message = "";
	let code: string | null = null;
	if (isObject(error)) {
		message = text(own(error, "message")) ?? "";
		code = codeText(own(error, "code")) ?? codeText(own(error, "type"));
	} else if (text(error) !== null && httpLink(error) === null) message = text(error) ?? "";
	for (const key of REASON_KEYS) {
		if (message !== "") break;
		const reason = own(job, key);
		if (httpLink(reason) === null) message = text(reason) ?? "";
	}
	for (const key of REASON_CODE_KEYS) code ??= codeText(own(job, key));
	const said = text(own(job, "message"));
	if (message === "" && said !== null && !QUERY_WORKED.has(said.toLowerCase()) && said !== "SUCCEED") {
		message = said;
		code ??= codeText(own(job, "code"));
	}
	if (depth < 3 && message === "") {
		for (const key of ["data", "metadata"]) {
			const nested = own(job, key);
			for (const item of Array.isArray(nested) ? nested.slice(0, 4) : [nested]) {
				if (!isObject(item)) continue;
				const inner = jobFailure(item, depth + 1);
				if (inner.message !== "") return { message: inner.message, code: code ?? inner.code };
			}
		}
	}
	return { message, code };
}

/** A job object's progress as 0..1 (null when it makes no sense) and as it was written. */
export function jobProgress(
	job: JsonObject,
	scale: "percent" | "fraction",
): { progress: number | null; progressText: string | null } {
	const value = own(job, "progress");
	if (typeof value === "number" && Number.isFinite(value)) {
		const share = scale === "fraction" ? value : value / 100;
		return { progress: share >= 0 && share <= 1 ? share : null, progressText: String(value) };
	}
	if (typeof value !== "string" || value.trim() === "" || value.length > 40)
		return { progress: null, progressText: null };
	const percent = /^\s*(\d{1,3}(?:\.\d{1,6})?)\s*%?\s*$/.exec(value)?.[1];
	const share = percent === undefined ? null : Number(percent) / 100;
	return { progress: share !== null && share <= 1 ? share : null, progressText: value };
}

/** The earliest and latest moments believed as job times; anything else is a zero, a placeholder or a duration. */
const FROM = Date.UTC(2020, 0, 1);
const TO = Date.UTC(2100, 0, 1);

/**
 * A provider's time as ISO 8601: milliseconds or seconds since the epoch told apart by magnitude, ISO text, or text without
 * a zone (DashScope), which stays without one. Null for 0, placeholders and nonsense.
 */
export function timeText(value: unknown): string | null {
	if (typeof value === "string") {
		if (/^\d{10}(\.\d+)?$|^\d{13}$/.test(value)) return timeText(Number(value));
		const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d{1,3})?\d{0,6}$/.exec(value);
		if (local) {
			const iso = `${local[1]}T${local[2]}${local[3] ?? ""}`;
			return Number.isNaN(Date.parse(`${iso}Z`)) ? null : iso;
		}
		if (!/^\d{4}-\d{2}-\d{2}T/.test(value) || value.length > 40) return null;
		return inRange(Date.parse(value));
	}
	if (typeof value !== "number" || !Number.isFinite(value)) return null;
	return inRange(value > 1e11 ? value : value * 1000);
}

function inRange(ms: number): string | null {
	return ms > FROM && ms < TO ? new Date(Math.round(ms)).toISOString() : null;
}

const SUBMIT_TIMES = ["submitTime", "submit_time", "created_at", "createdAt", "create_time"] as const;
const START_TIMES = ["startTime", "start_time", "scheduled_time", "started_at", "startedAt"] as const;
const FINISH_TIMES = [
	"finishTime",
	"finish_time",
	"end_time",
	"completed_at",
	"completedAt",
	"finished_at",
] as const;
/** Time of the last change: of the end, once the job has ended. */
const CHANGE_TIMES = ["updated_at", "updatedAt", "status_update_time"] as const;

/** The provider's own clock on a job object. */
export function jobTimes(job: JsonObject, ended: boolean) {
	const first = (keys: readonly string[]) => {
		for (const key of keys) {
			const time = timeText(own(job, key));
			if (time !== null) return time;
		}
		return null;
	};
	return {
		submit: first(SUBMIT_TIMES),
		start: first(START_TIMES),
		finish: ended ? (first(FINISH_TIMES) ?? first(CHANGE_TIMES)) : null,
	};
}

const PROMPT_KEYS = [
	"prompt",
	"user_prompt",
	"promptText",
	"gpt_description_prompt",
	"text",
	"promptEn",
] as const;

/** The prompt's first words, for recognition on screen; null when there is none. */
export function promptStart(body: unknown): string | null {
	const content = own(body, "content");
	const places = [body, own(body, "input"), ...(Array.isArray(content) ? content.slice(0, 4) : [])];
	for (const place of places)
		for (const key of PROMPT_KEYS) {
			const prompt = own(place, key);
			if (typeof prompt === "string" && prompt.trim() !== "") return firstWords(prompt);
		}
	return null;
}

function firstWords(prompt: string): string {
	const line = prompt.slice(0, 240).replace(/\s+/g, " ").trim();
	if (line.length <= 60) return line;
	const cut = line.slice(0, 60);
	const space = cut.lastIndexOf(" ");
	return `${(space > 30 ? cut.slice(0, space) : cut).toWellFormed()}…`;
}

const MODEL_KEYS = ["model", "model_name", "mv", "req_key"] as const;

/** Model named in a request or a job object, or null. */
export function modelName(body: unknown): string | null {
	for (const key of MODEL_KEYS) {
		const model = own(body, key);
		if (typeof model === "string" && model !== "" && model.length <= 120) return model;
	}
	return null;
}

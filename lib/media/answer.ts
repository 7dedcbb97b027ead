/**
 * Digging in the answers of media endpoints: where ids, words, results, times and failures hide.
 * Everything here is written by a page or a provider: own properties only, bounded lists, never a throw.
 */
import { isObject, type JsonObject, own } from "../json";
import type { Acceptance } from "./system";

/** Longest id we take for one; the longest documented are UUIDs and `task_` + 32 characters. */
const MAX_ID = 200;
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

/** A 2xx or 3xx answer; a paste that does not say its status is believed. */
export function answered(status: number | null): boolean {
	return status === null || (status >= 200 && status < 400);
}

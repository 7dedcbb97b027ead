import { isObject, type JsonObject, own } from "../json";
import {
	type ApiError,
	apiError,
	errorStatusOf,
	firstField,
	type Inner,
	splitRequestId,
	wordOf,
} from "./api-error";
import { joinPath } from "./error-object";

/** Words with which jobs end badly, whole and in lower case. Cancelled and expired ends are the task line's business. */
const FAILED = new Set([
	"failure",
	"failed",
	"fail",
	"error",
	"errored",
	"task_failed",
	"create_task_failed",
	"generate_audio_failed",
	"generate_lyrics_failed",
	"callback_exception",
	"sensitive_word_error",
	"生成失败",
	"失败",
	"-3",
]);
const STATE_FIELDS = ["task_status", "status", "state", "taskStatus", "Status"];
const ID_FIELDS = ["task_id", "taskId", "id", "mj_id", "generation_id", "request_id", "uuid"];
const REASON_FIELDS = [
	"failReason",
	"fail_reason",
	"failure_reason",
	"failureReason",
	"task_status_msg",
	"errorReason",
	"error_message",
	"errorMessage",
	"err_msg",
	"error_msg",
	"fail_msg",
	"message",
	"msg",
	"description",
	"reason",
];
const CODE_FIELDS = [
	"failureCode",
	"failure_code",
	"error_code",
	"errorCode",
	"fail_code",
	"failCode",
	"code",
];

/**
 * A job that ended in failure, wherever the answer keeps it: at the top, in `data`, in `data.data`, in `output`, in a list.
 * The query itself may be a success (`{"code":"success","data":{"status":"failed","error":{…}}}`).
 */
export function readTaskFailure(json: unknown): ApiError | null {
	for (const [task, at] of tasksIn(json)) {
		const failure = readTask(task, at);
		if (failure) return failure;
	}
	return null;
}

/** Tasks to look at, with their paths. A list counts only when every task in it failed: a batch is not one job. */
function tasksIn(json: unknown): [JsonObject, string][] {
	const found: [JsonObject, string][] = [];
	const places: [unknown, string][] = [
		[json, ""],
		[own(json, "data"), "data"],
		[own(own(json, "data"), "data"), "data.data"],
		[own(json, "output"), "output"],
		[own(json, "task"), "task"],
		[own(json, "result"), "result"],
	];
	for (const [value, at] of places) {
		if (isObject(value)) found.push([value, at]);
		else if (Array.isArray(value) && value.length > 0 && value.length <= 50) {
			const first = value[0];
			if (isObject(first) && value.every((item) => isObject(item) && stateOf(item)?.failed === true))
				found.push([first, joinPath(at, "0")]);
		}
	}
	return found;
}

function stateOf(task: JsonObject): { name: string; text: string; failed: boolean } | null {
	const state = firstField(task, STATE_FIELDS);
	return state && { ...state, failed: FAILED.has(state.text.trim().toLowerCase()) };
}

function readTask(task: JsonObject, at: string): ApiError | null {
	const state = stateOf(task);
	if (!state?.failed || (!hasId(task, state.text) && !hasReason(task))) return null;
	if (own(task, "object") === "response") return null;
	const errorObject = ["error", "failure", "err"].map((name) => own(task, name)).find(isObject);
	const holder = errorObject ?? task;
	const holderPath = errorObject ? joinPath(at, "error") : at;
	const errorText = firstField(task, ["error", "failure"]);
	const reason =
		firstField(errorObject, ["message", "msg", "reason", "detail"]) ??
		firstField(task, REASON_FIELDS.slice(0, -5)) ??
		errorText ??
		(at === "" || at === "output" ? firstField(task, REASON_FIELDS.slice(-5)) : null);
	const code = firstField(holder, CODE_FIELDS) ?? firstField(task, CODE_FIELDS.slice(0, -1));
	const split = splitRequestId(reason?.text ?? "");
	const inner: Inner[] = reason ? [{ value: reason.text, path: joinPath(at, reason.name) }] : [];
	const deeper = own(task, "data");
	if (isObject(deeper)) inner.push({ value: deeper, path: joinPath(at, "data") });
	const useful =
		code && !FAILED.has(code.text.toLowerCase()) && code.text !== "0" && !/^success$/i.test(code.text);
	return apiError({
		envelope: "task",
		code: useful && errorStatusOf(code.text) === null ? code.text : null,
		type: state.text,
		message: /^https?:\/\/\S+$/.test(split.message) ? "" : split.message,
		status: errorStatusOf(code?.text),
		paths: {
			type: joinPath(at, state.name),
			...(useful ? { code: joinPath(holderPath, code.name) } : {}),
			...(reason ? { message: joinPath(errorObject ? holderPath : at, reason.name) } : {}),
		},
		requestId: split.requestId,
		inner,
		failedTask: true,
	});
}

/** Gateways write `"status":"error"` beside a request id: no job of theirs failed, only this request. */
function hasId(task: JsonObject, state: string): boolean {
	const id = firstField(task, ID_FIELDS);
	return id !== null && !(id.name === "request_id" && /^error$/i.test(state));
}

function hasReason(task: JsonObject): boolean {
	return wordOf(own(task, "fail_reason") ?? own(task, "failReason") ?? own(task, "errorReason")) !== null;
}

import { isObject, own } from "../json";
import { type ApiError, errorStatusOf, firstField, type Given, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** What flat envelopes say for "all is well". */
const FINE = new Set([
	"success",
	"ok",
	"0",
	"1",
	"200",
	"201",
	"202",
	"10000",
	"20000",
	"succeed",
	"succeeded",
]);

/**
 * Flat envelopes with the code at the top: new-api tasks `{"code":"snake_case","message","data":null}`, Kling
 * `{"code":1303,"message","request_id"}`, Jimeng `{"code":50411,"message","time_elapsed"}`, DashScope `{"code":"InvalidApiKey",
 * "message","request_id"}` and their many cousins.
 */
export function readCodeMessage(json: unknown, given: Given): ApiError | null {
	if (!isObject(json)) return null;
	const code = firstField(json, ["code", "error_code", "errorCode", "errcode", "ret", "Code"]);
	const message = firstField(json, [
		"message",
		"msg",
		"errmsg",
		"error_msg",
		"errorMessage",
		"error_message",
		"Message",
		"info",
		"title",
		"name",
		"text",
	]);
	if (!code || !message || FINE.has(code.text.toLowerCase())) return null;
	if (given.ok && !saysFailure(json, code.text)) return null;
	const read = readErrorObject(json, "", envelopeOf(json, code.text));
	if (!read) return null;
	return { ...read, systems: systemsOf(read.envelope) };
}

/** At HTTP 200 the pair alone is no proof: a success carries data. */
function saysFailure(json: Readonly<Record<string, unknown>>, code: string): boolean {
	// Jimeng's own site: `ret` other than 0 is a refusal, whatever `data` holds.
	if (own(json, "ret") !== undefined && own(json, "errmsg") !== undefined) return true;
	const data = own(json, "data");
	const empty = data === undefined || data === null || data === "" || (isObject(data) && hasNoValue(data));
	if (own(json, "success") === true || own(json, "choices") !== undefined) return false;
	return empty && (errorStatusOf(code) !== null || /^-?\d{1,6}$/.test(code) || /[a-z]/i.test(code));
}

function hasNoValue(data: Readonly<Record<string, unknown>>): boolean {
	return Object.values(data).every((value) => value === null || value === "");
}

function envelopeOf(json: Readonly<Record<string, unknown>>, code: string): string {
	const number = /^\d+$/.test(code) ? Number(code) : null;
	if (number !== null && (wordOf(own(json, "time_elapsed")) !== null || (number > 50_000 && number < 51_000)))
		return "jimeng";
	if (own(json, "ret") !== undefined && own(json, "errmsg") !== undefined) return "jimeng-web";
	const requestId = own(json, "request_id");
	if (number !== null && requestId !== undefined && number >= 1000 && number <= 5002) return "kling";
	if (number === null && requestId !== undefined) return "dashscope";
	if (number === null && "data" in json) return "new-api-task";
	return "code-message";
}

function systemsOf(envelope: string): readonly string[] {
	if (envelope === "jimeng" || envelope === "jimeng-web") return ["jimeng"];
	if (envelope === "kling") return ["kling"];
	return [];
}

import { isObject, own } from "../json";
import { type ApiError, firstField, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** Anthropic's error: `{"type":"error","error":{"type","message"},"request_id"}`. https://docs.claude.com/en/api/errors */
export function readAnthropic(json: unknown): ApiError | null {
	const error = own(json, "error");
	if (own(json, "type") !== "error" || !isObject(error)) return null;
	const read = readErrorObject(error, "error", "anthropic");
	if (!read) return null;
	const requestId = firstField(json, ["request_id", "requestId"])?.text ?? read.requestId;
	return { ...read, type: wordOf(own(error, "type")), requestId };
}

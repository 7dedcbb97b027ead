import { isObject, own } from "../json";
import { type ApiError, errorStatusOf, firstField, type Given } from "./api-error";
import { readErrorObject } from "./error-object";

/**
 * The OpenAI error object and everything that borrows it (new-api, OpenRouter, LiteLLM, Azure): `{"error":{"message",
 * "type","param","code"}}`, where any field may be missing, empty, null or a number.
 * https://platform.openai.com/docs/guides/error-codes
 */
export function readOpenai(json: unknown, given: Given): ApiError | null {
	const error = own(json, "error");
	if (!isObject(error)) return null;
	const read = readErrorObject(error, "error", "openai");
	if (!read || (given.ok && read.message === "" && read.code === null && read.type === null)) return null;
	const beside = firstField(json, ["message", "msg", "detail"]);
	return {
		...read,
		inner: beside ? [...read.inner, { value: beside.text, path: beside.name }] : read.inner,
		status: read.status ?? errorStatusOf(own(json, "status")) ?? errorStatusOf(own(json, "statusCode")),
		requestId: firstField(json, ["request_id", "requestId", "id"])?.text ?? read.requestId,
		errorId: firstField(json, ["error_id", "errorId"])?.text ?? read.errorId,
	};
}

import { isObject, own } from "../json";
import { type ApiError, textOf } from "./api-error";
import { readErrorObject } from "./error-object";

/**
 * Google's error: `{"error":{"code":429,"message","status":"RESOURCE_EXHAUSTED","details":[…]}}`, also as a one-element array
 * (streams answer so). https://google.aip.dev/193
 */
export function readGoogle(json: unknown): ApiError | null {
	const body = Array.isArray(json) ? json.find((item) => isObject(own(item, "error"))) : json;
	const error = own(body, "error");
	const status = textOf(own(error, "status"));
	if (!isObject(error) || status === null || !/^[A-Z][A-Z_]{3,40}$/.test(status)) return null;
	const read = readErrorObject(error, Array.isArray(json) ? "0.error" : "error", "google");
	return read && { ...read, type: status, paths: { ...read.paths, type: "error.status" } };
}

import { isObject, own } from "../json";
import { type ApiError, type Given, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** Chat front ends: `{"errorType":"ProviderBizError","body":{"error":{…},"provider":"…"}}`. */
export function readProviderError(json: unknown, given: Given): ApiError | null {
	if (!isObject(json) || given.ok) return null;
	const type = wordOf(own(json, "errorType"));
	if (type === null) return null;
	const read = readErrorObject(json, "", "provider-error");
	return read && { ...read, type, paths: { ...read.paths, type: "errorType" } };
}

import { isObject, own } from "../json";
import type { ApiError } from "./api-error";
import { readErrorObject } from "./error-object";

/** Cloudflare's API: `{"success":false,"errors":[{"code":7003,"message":"…"}],"messages":[]}`; any `errors` list of objects. */
export function readErrorList(json: unknown): ApiError | null {
	const errors = own(json, "errors");
	const first = Array.isArray(errors) ? errors.find(isObject) : undefined;
	return first ? readErrorObject(first, "errors.0", "error-list") : null;
}

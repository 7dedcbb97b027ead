import { isObject, own } from "../json";
import { type ApiError, textOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** Consoles and panels: `{"success":false,"message":"…"}`, also at HTTP 200. */
export function readSuccessFalse(json: unknown): ApiError | null {
	if (!isObject(json)) return null;
	const failed =
		own(json, "success") === false ||
		own(json, "ok") === false ||
		/^(?:error|fail)$/i.test(textOf(own(json, "status")) ?? "");
	return failed ? readErrorObject(json, "", "success-false") : null;
}

import { isObject, own } from "../json";
import { type ApiError, apiError, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/**
 * The Responses object: `{"object":"response","status":"failed","error":{…}}`, and `incomplete` where a filter cut it.
 * https://platform.openai.com/docs/api-reference/responses/object
 */
export function readResponses(json: unknown): ApiError | null {
	const response = isObject(own(json, "response")) ? own(json, "response") : json;
	const at = response === json ? "" : "response.";
	if (own(response, "object") !== "response") return null;
	const error = own(response, "error");
	if (isObject(error)) return readErrorObject(error, `${at}error`, "responses");
	const reason = wordOf(own(own(response, "incomplete_details"), "reason"));
	if (own(response, "status") === "failed")
		return apiError({ envelope: "responses", code: "server_error", paths: { code: `${at}status` } });
	if (reason === "content_filter")
		return apiError({
			envelope: "finish-reason",
			code: reason,
			paths: { code: `${at}incomplete_details.reason` },
		});
	return null;
}

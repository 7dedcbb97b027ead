import { isObject, own } from "../json";
import { type ApiError, apiError, textOf } from "./api-error";
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

/**
 * A finished operation of Google's that brought nothing: Veo drops videos that its filter refuses and says so beside the result.
 * https://cloud.google.com/vertex-ai/generative-ai/docs/video/responsible-ai-and-usage-guidelines
 */
export function readGoogleOperation(json: unknown): ApiError | null {
	const response = own(json, "response");
	const result = own(response, "generateVideoResponse") ?? response;
	const reasons = own(result, "raiMediaFilteredReasons");
	const kept = own(result, "videos") ?? own(result, "generatedSamples");
	if (!Array.isArray(reasons) || reasons.length === 0 || (Array.isArray(kept) && kept.length > 0))
		return null;
	return apiError({
		envelope: "google-blocked",
		code: "raiMediaFiltered",
		message: textOf(reasons[0]) ?? "",
		paths: { message: "response.raiMediaFilteredReasons.0" },
		failedTask: true,
	});
}

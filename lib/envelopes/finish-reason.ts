import { isObject, own } from "../json";
import { type ApiError, apiError, textOf, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** Ends that mean the answer was refused or broke off; `stop`, `length`, `tool_calls` and the like are fine. */
const BAD_ENDS = new Set([
	"content_filter",
	"error",
	"safety",
	"prohibited_content",
	"recitation",
	"blocklist",
	"spii",
	"image_safety",
	"image_prohibited_content",
	"malformed_function_call",
	"refusal",
]);

/**
 * Errors that a finished answer carries in its end: `choices[].finish_reason` (`error`, `content_filter`), an OpenRouter
 * `choices[].error`, Google's `candidates[].finishReason` and `promptFeedback.blockReason`.
 * https://openrouter.ai/docs/api/reference/errors-and-debugging · https://ai.google.dev/api/generate-content#FinishReason
 */
export function readFinishReason(json: unknown): ApiError | null {
	const block = wordOf(own(own(json, "promptFeedback"), "blockReason"));
	if (block !== null)
		return apiError({
			envelope: "google-blocked",
			code: block,
			message: wordOf(own(own(json, "promptFeedback"), "blockReasonMessage")) ?? "",
			paths: { code: "promptFeedback.blockReason" },
		});
	for (const list of ["choices", "candidates"] as const) {
		const first = firstOf(own(json, list));
		if (!first) continue;
		const error = own(first, "error");
		if (isObject(error)) return readErrorObject(error, `${list}.0.error`, "openai");
		const field = list === "choices" ? "finish_reason" : "finishReason";
		const reason = textOf(own(first, field));
		if (reason !== null && BAD_ENDS.has(reason.toLowerCase()) && !(list === "candidates" && hasText(first)))
			return apiError({
				envelope: list === "choices" ? "finish-reason" : "google-blocked",
				code: reason,
				message: wordOf(own(first, "finishMessage")) ?? "",
				paths: { code: `${list}.0.${field}` },
			});
	}
	return null;
}

function firstOf(list: unknown): unknown {
	return Array.isArray(list) ? list[0] : undefined;
}

/** Google marks whole answers with RECITATION and the like only when it cut them; text present means a partial answer. */
function hasText(candidate: unknown): boolean {
	const parts = own(own(candidate, "content"), "parts");
	return (
		Array.isArray(parts) &&
		parts.some((part) => textOf(own(part, "text")) !== null) &&
		own(candidate, "finishReason") === "OTHER"
	);
}

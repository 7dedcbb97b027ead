import { isObject, type JsonObject, own } from "../json";
import { textOf, type Wait, wordOf } from "./api-error";

/** At most this many items of a list inside an error are read. */
const MOST_ITEMS = 20;

/**
 * Reasons and waits in the lists beside an error: Google's `details` (ErrorInfo.reason, QuotaFailure, RetryInfo) and
 * `errors[].reason`, Azure's `innererror.code`.
 * https://google.aip.dev/193 · https://learn.microsoft.com/azure/ai-services/openai/concepts/content-filter
 */
export function readDetails(
	error: JsonObject,
	at: string,
): { codes: readonly string[]; waits: readonly Wait[] } {
	const codes: string[] = [];
	const waits: Wait[] = [];
	const details = own(error, "details");
	if (Array.isArray(details)) {
		for (const [index, item] of details.slice(0, MOST_ITEMS).entries()) {
			if (!isObject(item)) continue;
			push(codes, own(item, "reason"));
			push(codes, own(own(item, "metadata"), "reason"));
			const wait = parseProtoDuration(own(item, "retryDelay"));
			if (wait !== null)
				waits.push({ ms: wait, from: `${at === "" ? "" : `${at}.`}details.${index}.retryDelay` });
			const violations = own(item, "violations");
			if (Array.isArray(violations))
				for (const violation of violations.slice(0, MOST_ITEMS)) push(codes, own(violation, "quotaId"));
		}
	}
	const errors = own(error, "errors");
	if (Array.isArray(errors)) for (const item of errors.slice(0, MOST_ITEMS)) push(codes, own(item, "reason"));
	for (const holder of [error, own(error, "provider_specific_fields")]) {
		const innererror = own(holder, "innererror") ?? own(holder, "inner_error");
		push(codes, own(innererror, "code"));
	}
	push(codes, own(error, "reason"));
	push(codes, own(own(error, "metadata"), "limit_source"));
	push(codes, own(own(error, "metadata"), "error_type"));
	push(codes, own(own(error, "details"), "name"));
	return { codes: [...new Set(codes)], waits };
}

/** `"34.07s"` (google.protobuf.Duration in JSON) or `{seconds, nanos}` in milliseconds, else null. */
export function parseProtoDuration(value: unknown): number | null {
	if (isObject(value)) {
		const seconds = Number(textOf(own(value, "seconds")) ?? Number.NaN);
		return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1000) : null;
	}
	const match = typeof value === "string" ? /^(\d{1,8}(?:\.\d{1,9})?)s$/.exec(value.trim()) : null;
	return match ? Math.ceil(Number(match[1]) * 1000) : null;
}

function push(codes: string[], value: unknown): void {
	const word = wordOf(value);
	if (word !== null && word.length <= 80 && !/\s/.test(word)) codes.push(word);
}

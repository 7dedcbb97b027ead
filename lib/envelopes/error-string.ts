import { isObject, own } from "../json";
import { type ApiError, apiError, type Given, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** `{"error":"text"}` with whatever stands beside it (message, code, status, details). Runway, Ollama, proxies, OAuth. */
export function readErrorString(json: unknown, given: Given): ApiError | null {
	if (!isObject(json)) return null;
	const field = typeof own(json, "error") === "string" ? "error" : "errors";
	const error = own(json, field);
	const list = Array.isArray(error) ? error.filter((item) => typeof item === "string").join("; ") : error;
	const text = wordOf(list);
	if (text === null || (given.ok && (own(json, "success") === true || own(json, "choices") !== undefined)))
		return null;
	const read = readErrorObject(json, "", "error-string");
	const beside = read?.message ?? "";
	const isCode = /^[\w.-]{2,60}$/.test(text);
	const message =
		beside !== "" && isCode ? beside : beside !== "" && beside !== text ? `${text}: ${beside}` : text;
	return {
		...(read ?? apiError({ envelope: "error-string" })),
		code: read?.code ?? (isCode ? text : null),
		message,
		paths: { ...read?.paths, message: field, ...(isCode && !read?.code ? { code: field } : {}) },
		inner: [{ value: text, path: field }, ...(read?.inner ?? []).filter(({ path }) => path !== field)],
	};
}

import { type ApiError, apiError, errorStatusOf, type Given, type Inner } from "./envelopes/api-error";
import { looksLikeHtml, readHtml } from "./envelopes/html";
import { readEnvelope } from "./envelopes/list";
import { isObject, tryParseJson } from "./json";
import { parseLoose } from "./loose-json";
import { statusInText } from "./status-in-text";

/** Wrappers in wrappers are followed so far; real ones go three deep. */
const MAX_LINKS = 6;
/** Longer strings inside an error are searched at their beginning only. */
const MAX_TEXT = 60_000;
/** Places in a text at which an object may start; more are not tried. */
const MAX_STARTS = 8;
/** How often one text may be un-escaped: real bodies come escaped up to three times. */
const MAX_ESCAPES = 3;

const INSIDE: Given = { status: null, ok: false, nested: true };

/** The error and all that it carries, outermost first. Containers that say nothing themselves are left out. */
export function unwrap(outer: ApiError): readonly ApiError[] {
	const chain: ApiError[] = [];
	let current: ApiError | null = outer;
	let steps = 0;
	while (current && steps < MAX_LINKS * 2 && chain.length < MAX_LINKS) {
		steps += 1;
		const last = chain.at(-1);
		if (saysSomething(current) && !(last && isSame(last, current))) chain.push(current);
		current = innerError(current);
	}
	return chain.length > 0 ? chain : [outer];
}

function saysSomething({ code, type, message, status, codes }: ApiError): boolean {
	return code !== null || type !== null || message !== "" || status !== null || codes.length > 0;
}

/** An inner error that only repeats what the outer one says. */
function isSame(outer: ApiError, inner: ApiError): boolean {
	return (
		(inner.code === null || inner.code === outer.code) &&
		(inner.type === null || inner.type === outer.type) &&
		(inner.status === null || inner.status === outer.status) &&
		(inner.message === "" || inner.message === outer.message)
	);
}

/** The first error found in what this one carries, or null. */
function innerError(error: ApiError): ApiError | null {
	let statusOnly: ApiError | null = null;
	for (const inner of error.inner) {
		const found = readInner(inner, error);
		if (!found) continue;
		if (found.code === null && found.type === null && found.message === "" && found.inner.length === 0)
			statusOnly ??= found;
		else return found;
	}
	return statusOnly;
}

function readInner(inner: Inner, outer: ApiError): ApiError | null {
	const { value, path } = inner;
	if (inner.status !== undefined)
		return apiError({ envelope: "status", status: inner.status, paths: { status: path } });
	if (typeof value === "string") {
		const found = errorInText(value);
		if (found) return withPath(found, path);
		const status = statusInText(value)?.status ?? null;
		return status !== null && status !== outer.status && saysUpstreamStatus(value)
			? apiError({ envelope: "status", status, paths: { status: path } })
			: null;
	}
	if (!isObject(value) && !Array.isArray(value)) return null;
	const found = readEnvelope(value, INSIDE) ?? readHolder(value);
	return found && withPath(found, path);
}

/** A list of attempts or causes: the last one is the nearest to the root. */
function readHolder(value: unknown): ApiError | null {
	if (!Array.isArray(value)) return null;
	for (const item of value.slice(-5).reverse()) {
		const found = isObject(item) ? readEnvelope(item, INSIDE) : null;
		if (found) return found;
	}
	return null;
}

/** "bad response status code 502", "last upstream error: status 404": words about another answer's status. */
function saysUpstreamStatus(text: string): boolean {
	return text.length < 2000 && /status|code|状态|HTTP|错误码|код|\[\d{3}\]|\(\d{3}\)|^\s*\d{3}\b/i.test(text);
}

function withPath(error: ApiError, path: string): ApiError {
	const place = (name: string | undefined) => (name === undefined ? {} : { at: `${path} › ${name}` });
	const { code, type, message, status } = error.paths;
	return {
		...error,
		paths: {
			...(code === undefined ? {} : { code: place(code).at ?? path }),
			...(type === undefined ? {} : { type: place(type).at ?? path }),
			...(message === undefined ? {} : { message: place(message).at ?? path }),
			...(status === undefined ? {} : { status: place(status).at ?? path }),
		},
	};
}

/**
 * The error object inside a text: JSON, a Python dict, a printed JavaScript object, escaped up to three times, or an HTML
 * page. The words before it may name its status (`Error code: 429 - {…}`).
 */
export function errorInText(text: string): ApiError | null {
	let rest = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
	for (let round = 0; round <= MAX_ESCAPES; round += 1) {
		const found = objectInText(rest);
		if (found) return found;
		if (!/\\["'n\\/]/.test(rest)) break;
		rest = unescapeOnce(rest);
	}
	const page = text.search(/<!doctype html|<html[\s>]/i);
	if (page >= 0 && looksLikeHtml(text.slice(page))) {
		const read = readHtml(text.slice(page), { status: null, ok: false });
		return { ...read, status: read.status ?? statusInText(text.slice(0, page))?.status ?? null };
	}
	return null;
}

function objectInText(text: string): ApiError | null {
	let at = 0;
	let weak: ApiError | null = null;
	for (let tries = 0; tries < MAX_STARTS; tries += 1) {
		at = nextStart(text, at);
		if (at < 0) break;
		const read = readObjectAt(text, at);
		if (!read) {
			at += 1;
			continue;
		}
		const error = readEnvelope(read.value, { status: null, ok: false });
		if (error && (error.message !== "" || error.code !== null || error.inner.length > 0)) {
			const before = text.slice(Math.max(0, at - 300), at);
			const status = error.status ?? statusInText(before)?.status ?? lastStatus(before);
			const names = exceptionNames(before);
			const full = { ...error, status, codes: [...error.codes, ...names] };
			if (error.message !== "" || error.envelope !== "plain-message") return full;
			weak ??= full;
		}
		at = Math.max(at + 1, read.end);
	}
	return weak;
}

/** "… (429): {": the status right before the object. */
function lastStatus(before: string): number | null {
	return errorStatusOf(/([45]\d\d)\W{0,12}$/.exec(before.slice(-20))?.[1]);
}

function nextStart(text: string, from: number): number {
	for (let at = from; at < text.length; at += 1) {
		const char = text[at];
		if (char !== "{" && char !== "[") continue;
		const next = /\S/.exec(text.slice(at + 1, at + 200))?.[0];
		if (next === undefined || next === "\\") continue;
		if (char === "{" ? /["'\w}$[“]/.test(next) : next === "{") return at;
	}
	return -1;
}

function readObjectAt(text: string, at: number): { value: unknown; end: number } | null {
	const tail = text.slice(at).trimEnd();
	if (tail.endsWith("}") || tail.endsWith("]")) {
		const value = tryParseJson(tail);
		if (value !== undefined) return { value, end: text.length };
	}
	return parseLoose(text, at);
}

/** One level of backslash escapes taken off, as printing a string in a string puts them on. */
function unescapeOnce(text: string): string {
	return text.replace(
		/\\(["'\\/])|\\n|\\r|\\t/g,
		(whole, kept: string | undefined) => kept ?? (whole ? " " : ""),
	);
}

/** `litellm.RateLimitError: AnthropicException - …`: the class names a library puts before its message. */
export function exceptionNames(text: string): readonly string[] {
	const names = new Set<string>();
	// `google.api_core.exceptions.ResourceExhausted: 429 …`, `PermissionDenied: 403 …`
	const bare = /^(?:[a-z_]{1,30}\.){0,6}((?:[A-Z][a-z]{1,20}){2,5}): /.exec(text.slice(0, 300))?.[1];
	if (bare) names.add(bare);
	if (!/Error|Exception|Violation|Fault|Timeout/.test(text)) return [...names];
	for (const match of text
		.slice(0, 1000)
		.matchAll(/\b([A-Z][A-Za-z]{1,40}(?:Error|Exception|Violation|Fault|Timeout|TimeoutException))\b/g)) {
		if (match[1]) names.add(match[1]);
		if (names.size >= 6) break;
	}
	return [...names];
}

import type { StreamSummary } from "./diagnosis";
import { type ApiError, apiError, type Given } from "./envelopes/api-error";
import { looksLikeHtml, readHtml } from "./envelopes/html";
import { readEnvelope } from "./envelopes/list";
import { readText } from "./envelopes/text";
import { readEventStream } from "./event-stream";
import type { Exchange } from "./exchange";
import { isObject, tryParseJson } from "./json";
import { PAGE_LEFT } from "./live/page-left";
import { isEventStream } from "./looks-like-event-stream";
import { parseLoose } from "./loose-json";
import { errorInText, unwrap } from "./nested";
import { isHiddenByCors, isRefusedPreflight, readNoAnswer } from "./no-answer";

/** Bodies above are not parsed: their two ends are searched for an error (2 MiB of text). */
export const MAX_PARSED = 2 * 1024 * 1024;
const HEAD = 64 * 1024;
const TAIL = 16 * 1024;

/** What an answer says: a chain of errors, outermost first; empty when nothing is wrong. */
export interface AnswerReading {
	readonly chain: readonly ApiError[];
	readonly envelope: string | null;
	readonly stream: StreamSummary | null;
	readonly model: string | null;
	/** Beginning of the body, where a model name or an id may stand. */
	readonly head: string;
}

const NOTHING: AnswerReading = { chain: [], envelope: null, stream: null, model: null, head: "" };
/** Paths of APIs: an HTML page there is an answer to the wrong address, elsewhere it is simply a page. */
const API_PATH =
	/\/(?:v\d+(?:beta\d?|alpha)?|openai|anthropic|compatible|chat|completions|messages|responses|embeddings|mj|suno|kling|luma|runwayml|jimeng|minimax|volc|alibailian|generations|submit|fetch|models)(?:\/|$)/i;

/** Envelopes that nothing but an error has. */
const CERTAIN = new Set(["openai", "anthropic", "google", "minimax", "volcengine"]);

/** Reads an exchange's answer: body first, status second. Never throws; work is bounded by the body's length. */
export function readAnswer(exchange: Exchange): AnswerReading {
	const reading = readSent(exchange);
	// Firefox hands us the answer that the page was refused: fine on the wire, a TypeError in the page.
	const refused = reading.chain.length === 0 && exchange.responseBody.text !== "" && isHiddenByCors(exchange);
	return refused ? { ...reading, chain: [corsHidden()] } : reading;
}

function corsHidden(): ApiError {
	return apiError({ envelope: "no-answer", code: "cors-hidden", paths: { code: "error" } });
}

/** What was sent, whether or not the page got to see it. */
function readSent(exchange: Exchange): AnswerReading {
	const { status, responseBody, streamMessages } = exchange;
	// A row shown before its answer is in: nothing can be said yet.
	if (responseBody.state === "pending") return NOTHING;
	if (exchange.marks.includes(PAGE_LEFT))
		return {
			...NOTHING,
			chain: [apiError({ envelope: "no-answer", code: "page-left" })],
			envelope: "no-answer",
		};
	if (isRefusedPreflight(exchange)) {
		const error = apiError({ envelope: "no-answer", code: "preflight-refused", paths: { code: "method" } });
		return { ...NOTHING, chain: [error], envelope: "no-answer" };
	}
	if (status === 0) return { ...NOTHING, chain: [readNoAnswer(exchange)], envelope: "no-answer" };
	if (status !== null && (status < 200 || (status >= 300 && status < 400))) return NOTHING;
	const given: Given = { status, ok: status !== null && status < 300 };
	const text = responseBody.text;
	if (text === "" && streamMessages.length > 0) {
		const events = streamMessages.map(({ eventName, data }) => ({ event: eventName, data }));
		return streamAnswer(exchange, readEventStream("", events), given, "");
	}
	if (text === "") return withoutBody(exchange, given);
	const head = text.slice(0, 4000);
	const body = text.length > MAX_PARSED && given.ok ? (mayHideError(text) ? text.slice(0, HEAD) : "") : text;
	if (body === "") return { ...NOTHING, head };
	const start = /\S/.exec(body)?.[0] ?? "";
	if (start === "{" || start === "[" || start === '"') {
		const json = given.ok ? quickParse(body) : tryParseJson(body);
		const value = json === undefined ? parseLoose(body, body.indexOf(start))?.value : json;
		const error = (value === undefined ? null : readEnvelope(value, given)) ?? saidTwice(body, start, given);
		if (error) return answer((given.ok && readEnvelope(tryParseJson(body), given)) || error, head);
		if (json !== undefined || (given.ok && value !== undefined)) return cutOr(json, value, given, head);
		if (value !== undefined && status === null) return jsonlessText(body, given, head);
		return status === null
			? jsonlessText(body, given, head)
			: answer(apiError({ envelope: "truncated", status: null }), head);
	}
	if (looksLikeHtml(body)) {
		if (given.ok && !isApiCall(exchange)) return { ...NOTHING, head };
		return answer(readHtml(body, given), head);
	}
	if (isEventStream(responseBody.mimeType, body))
		return streamAnswer(exchange, readEventStream(body), given, head);
	return given.ok ? textAtSuccess(head) : jsonlessText(body, given, head);
}

/** Words around an error object at HTTP 200, as proxies append them; a transcript that merely mentions errors is none. */
function textAtSuccess(head: string): AnswerReading {
	if (!/["']?error["']?\s{0,3}:/i.test(head)) return { ...NOTHING, head };
	const error = errorInText(head);
	return error && CERTAIN.has(error.envelope) ? answer(error, head) : { ...NOTHING, head };
}

/** `{"error":{…},"error":null}`: the parser keeps the later value; where that says nothing the earlier one counts. */
function saidTwice(body: string, start: string, given: Given): ApiError | null {
	const first = start === "{" ? body.indexOf('"error"') : -1;
	if (first < 0 || body.indexOf('"error"', first + 7) < 0) return null;
	const value = parseLoose(body, body.indexOf(start))?.value;
	return value === undefined ? null : readEnvelope(value, given);
}

function jsonlessText(body: string, given: Given, head: string): AnswerReading {
	const error = readText(body, given);
	return error ? answer(error, head) : { ...NOTHING, head };
}

/** Whole JSON without an error is fine at 2xx; at an error status its shape alone is known. */
function cutOr(json: unknown, value: unknown, given: Given, head: string): AnswerReading {
	if (json === undefined && given.ok) return { ...NOTHING, head, envelope: "truncated" };
	if (given.ok || given.status === null) return { ...NOTHING, head };
	const empty = (isObject(value) && Object.keys(value).length === 0) || value === "";
	return answer(apiError({ envelope: empty ? "empty" : "json" }), head);
}

function answer(error: ApiError, head: string): AnswerReading {
	const chain = unwrap(error);
	return { chain, envelope: error.envelope, stream: null, model: null, head };
}

function streamAnswer(
	exchange: Exchange,
	reading: ReturnType<typeof readEventStream>,
	given: Given,
	head: string,
): AnswerReading {
	const { summary, error, cut, model } = reading;
	const base = { envelope: error?.envelope ?? "event-stream", stream: summary, model, head };
	if (error) return { ...base, chain: unwrap(error) };
	const aborted = exchange.error !== null || exchange.responseBody.state === "truncated";
	if (exchange.error !== null && /RESET|MISMATCH|CLOSED|INCOMPLETE|FAILED|PROTOCOL/.test(exchange.error))
		return {
			...base,
			chain: [apiError({ envelope: "stream-cut", code: exchange.error, paths: { code: "error" } })],
		};
	if (cut && !aborted && exchange.source !== "paste" && given.ok)
		return { ...base, envelope: "stream-cut", chain: [apiError({ envelope: "stream-cut" })] };
	if (!given.ok && given.status !== null) return { ...base, chain: [apiError({ envelope: "event-stream" })] };
	return { ...base, chain: [] };
}

/** No text: nothing to say at 2xx, unless the browser tells that it kept or lost the answer. */
function withoutBody(exchange: Exchange, given: Given): AnswerReading {
	const { error, responseBody } = exchange;
	if (!given.ok) {
		if (given.status === null) return NOTHING;
		const envelope = responseBody.state === "empty" ? "empty" : "no-body";
		return { ...NOTHING, chain: [apiError({ envelope })], envelope };
	}
	if (exchange.resourceType === "preflight" || exchange.method === "OPTIONS") return NOTHING;
	if (isHiddenByCors(exchange)) return { ...NOTHING, chain: [corsHidden()], envelope: "no-answer" };
	const size = responseBody.size ?? 0;
	if (error === "net::ERR_ABORTED" && size > 0)
		return {
			...NOTHING,
			chain: [
				apiError({
					envelope: "no-answer",
					code: "aborted-in-body",
					message: error,
					paths: { code: "error" },
				}),
			],
			envelope: "no-answer",
		};
	if (error !== null && error !== "net::ERR_ABORTED" && error !== "net::ERR_FAILED")
		return {
			...NOTHING,
			chain: [apiError({ envelope: "no-answer", code: error, message: error, paths: { code: "error" } })],
			envelope: "no-answer",
		};
	return NOTHING;
}

/** Does this look like an API call, by type, method or path? */
function isApiCall({ method, url, resourceType }: Exchange): boolean {
	if (resourceType === "document" || resourceType === "script" || resourceType === "stylesheet") return false;
	if (method !== null && method !== "GET" && method !== "HEAD") return true;
	return url === null || API_PATH.test(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? "");
}

/** A very long success body is an error only if its ends speak of one. */
function mayHideError(text: string): boolean {
	return text.slice(0, HEAD).includes('"error"') || text.slice(-TAIL).includes('"error"');
}

/** Successes are many and long, and nearly all are fine: their ids need not stay exact here. */
function quickParse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The id some answers carry at the top, errors or not. */
export function idInHead(head: string): string | null {
	const at = head.startsWith("{") ? head.indexOf('"request_id"') : -1;
	if (at < 0) return null;
	return /^"request_id"\s{0,3}:\s{0,3}"([\w.:-]{1,100})"/.exec(head.slice(at, at + 130))?.[1] ?? null;
}

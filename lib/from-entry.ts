import type { EntryPool } from "./entry-pool";
import {
	BODY_STATES,
	type Body,
	type BodyState,
	type Exchange,
	type Header,
	headerValue,
	type Source,
	type StreamMessage,
} from "./exchange";
import { httpUrl } from "./hosts";
import { isObject, own } from "./json";
import { maskHeader, maskQuery, maskText, maskUrl } from "./redact";
import type { Vault } from "./vault";

/** What the caller adds to an entry: our id, where it came from, the body a live capture read beside it. */
export interface EntryGiven {
	readonly id: string;
	readonly source: Source;
	/** The response body where it was read apart from the entry; left out, the entry's own `content` counts. */
	readonly body?: { readonly state: BodyState; readonly text: string } | null;
	readonly pageOrigin?: string | null;
	/** Remembers what is masked, so that it can be shown on a click and looked for in exports. */
	readonly vault?: Vault | null;
	/** Shares what is equal between the entries of one file; of the same vault. */
	readonly pool?: EntryPool;
}

/** More headers than any server sends; what is beyond is left out. */
const MOST_HEADERS = 300;
const MOST_MESSAGES = 20_000;
/** A request body is kept so far: model, prompt and parameters stand in front. */
const MOST_REQUEST_TEXT = 2 * 1024 * 1024;

/** What a list shows of an entry: all that can be told without its headers and bodies. */
export type EntryHead = Pick<
	Exchange,
	"startedDateTime" | "time" | "method" | "url" | "status" | "statusText" | "error" | "resourceType"
>;

/** How each field of a head is read. */
type HeadFields = { readonly [Field in keyof EntryHead]: (value: unknown) => EntryHead[Field] };

function headFields({ vault = null, pool }: Pick<EntryGiven, "vault" | "pool">): HeadFields {
	const short = (text: string | null | undefined) => (text && pool ? pool.text(text) : text) || null;
	return {
		startedDateTime: readDate,
		time: readDuration,
		method: (value) => short(readText(value)?.slice(0, 40).toUpperCase()),
		url(value) {
			const url = readText(value);
			return url === null ? null : pool ? pool.url(url) : maskUrl(url, vault);
		},
		status: readStatus,
		statusText: (value) => maskText((readText(value) ?? "").slice(0, 200), vault),
		error: (value) => readText(value)?.slice(0, 200) || null,
		resourceType: (value) => short(readText(value)),
	};
}

function readHead(entry: unknown, fields: HeadFields): EntryHead {
	const request = own(entry, "request");
	const response = own(entry, "response");
	return {
		startedDateTime: fields.startedDateTime(own(entry, "startedDateTime")),
		time: fields.time(own(entry, "time")),
		method: fields.method(own(request, "method")),
		url: fields.url(own(request, "url")),
		status: fields.status(own(response, "status")),
		statusText: fields.statusText(own(response, "statusText")),
		error: fields.error(own(response, "_error") ?? own(entry, "_error")),
		resourceType: fields.resourceType(own(entry, "_resourceType")),
	};
}

/** Reads the heads of HAR 1.2 entries of one file, one after another, their secrets masked. */
export function createHeadReader(given: Pick<EntryGiven, "vault" | "pool">): (entry: unknown) => EntryHead {
	const fields = headFields(given);
	const remembering: HeadFields = {
		startedDateTime: fields.startedDateTime,
		time: fields.time,
		method: onceInARow(fields.method),
		url: onceInARow(fields.url),
		status: onceInARow(fields.status),
		statusText: onceInARow(fields.statusText),
		error: onceInARow(fields.error),
		resourceType: onceInARow(fields.resourceType),
	};
	return (entry) => readHead(entry, remembering);
}

/** Entries that follow each other have much in common. */
function onceInARow<Made>(make: (value: unknown) => Made): (value: unknown) => Made {
	let last: unknown;
	let made = make(last);
	return (value) => {
		if (value !== last) {
			made = make(value);
			last = value;
		}
		return made;
	};
}

/**
 * Reads a HAR 1.2 entry, from a file or from `devtools.network`, into an exchange with its secrets masked. The only reader of
 * HAR there is. Takes anything: what is missing or of the wrong kind becomes empty, never an error.
 */
export function fromEntry(entry: unknown, given: EntryGiven): Exchange {
	const { vault = null, pool } = given;
	const head = readHead(entry, headFields(given));
	const request = own(entry, "request");
	const response = own(entry, "response");
	const requestHeaders = readHeaders(own(request, "headers"), given);
	const responseHeaders = readHeaders(own(response, "headers"), given);
	return {
		id: given.id,
		source: given.source,
		...head,
		requestHeaders,
		requestBody: readRequestBody(own(request, "postData"), given),
		responseHeaders,
		responseBody: readResponseBody(response, head.status, responseHeaders, given),
		streamMessages: readStreamMessages(own(entry, "_eventSourceMessages"), vault),
		pageOrigin: given.pageOrigin ?? readText(own(entry, "_pageOrigin")) ?? originOf(requestHeaders, pool),
		marks: readMarks(entry, response),
	};
}

const NO_MESSAGES: readonly StreamMessage[] = [];
const NO_MARKS: readonly string[] = [];

function readText(value: unknown): string | null {
	return typeof value === "string" ? value.toWellFormed() : null;
}

/** Status -999 and the like, as some recorders write, mean that no answer came. */
function readStatus(value: unknown): number {
	const number = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
	return typeof number === "number" && Number.isInteger(number) && number >= 0 && number <= 999 ? number : 0;
}

function readDate(value: unknown): string | null {
	const text = readText(value);
	return text !== null && text.length <= 40 && !Number.isNaN(Date.parse(text)) ? text : null;
}

function readDuration(value: unknown): number | null {
	return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

function readHeaders(value: unknown, { vault = null, pool }: EntryGiven): readonly Header[] {
	if (!Array.isArray(value)) return [];
	const headers: Header[] = [];
	const count = Math.min(value.length, MOST_HEADERS);
	for (let at = 0; at < count; at += 1) {
		const item: unknown = value[at];
		const name = readText(own(item, "name"));
		const text = own(item, "value");
		if (name === null || name === "") continue;
		const held = typeof text === "number" ? String(text) : (readText(text) ?? "");
		headers.push(pool ? pool.header(name, held) : { name, value: maskHeader(name, held, vault) });
	}
	return headers;
}

function readRequestBody(postData: unknown, { vault = null, pool }: EntryGiven): Body {
	const type = readText(own(postData, "mimeType")) ?? "";
	const mimeType = pool ? pool.text(type) : type;
	const text = readText(own(postData, "text")) ?? "";
	const isForm = /x-www-form-urlencoded/i.test(mimeType);
	if (text !== "") {
		const kept = text.length > MOST_REQUEST_TEXT ? text.slice(0, MOST_REQUEST_TEXT) : text;
		return {
			state: kept.length < text.length ? "truncated" : "ok",
			text: isForm ? maskQuery(kept, vault) : maskText(kept, vault),
			mimeType,
			size: text.length,
		};
	}
	const params = own(postData, "params");
	if (Array.isArray(params) && params.length > 0) {
		const pairs = params
			.slice(0, MOST_HEADERS)
			.map((param) => `${readText(own(param, "name")) ?? ""}=${readText(own(param, "value")) ?? ""}`);
		return { state: "ok", text: maskQuery(pairs.join("&"), vault), mimeType, size: null };
	}
	return { state: isObject(postData) ? "empty" : "unavailable", text: "", mimeType, size: null };
}

function readResponseBody(
	response: unknown,
	status: number | null,
	headers: readonly Header[],
	given: EntryGiven,
): Body {
	const vault = given.vault ?? null;
	const answered = status !== null && status > 0;
	const content = own(response, "content");
	const type = readText(own(content, "mimeType")) || (headerValue(headers, "content-type") ?? "");
	const mimeType = given.pool ? given.pool.text(type) : type;
	const declared = own(content, "size");
	const size = typeof declared === "number" && declared >= 0 && Number.isFinite(declared) ? declared : null;
	if (given.body) {
		const { state, text } = given.body;
		return state === "ok" || state === "truncated"
			? textBody(text, mimeType, size, state, vault)
			: { state, text: "", mimeType, size };
	}
	const text = readText(own(content, "text"));
	const held = BODY_STATES.find((state) => state === own(content, "_bodyState"));
	if (held !== undefined && text === null) return { state: held, text: "", mimeType, size };
	if (held === "truncated" && text !== null) return textBody(text, mimeType, size, held, vault);
	if (text === null || (text === "" && size !== null && size > 0))
		return { state: size === 0 && answered ? "empty" : "unavailable", text: "", mimeType, size };
	if (text === "") return { state: answered ? "empty" : "unavailable", text: "", mimeType, size };
	if (own(content, "encoding") !== "base64") return textBody(text, mimeType, size, "ok", vault);
	const decoded = /^(?:image|audio|video|font)\//i.test(mimeType) ? null : decodeBase64(text);
	return decoded === null
		? { state: "binary", text: "", mimeType, size }
		: textBody(decoded, mimeType, size, "ok", vault);
}

/** Firefox pads a body it cut at its limit with NUL characters up to the length the body had. */
function textBody(
	text: string,
	mimeType: string,
	size: number | null,
	state: "ok" | "truncated",
	vault: Vault | null,
): Body {
	let end = text.length;
	while (end > 0 && text.charCodeAt(end - 1) === 0) end -= 1;
	const kept = (text.charCodeAt(0) === 0xfeff ? text.slice(1, end) : text.slice(0, end)).toWellFormed();
	if (kept === "") return { state: "empty", text: "", mimeType, size };
	return { state: end < text.length ? "truncated" : state, text: maskText(kept, vault), mimeType, size };
}

/** Base64 as UTF-8 text; null for what is not base64 or not text. */
function decodeBase64(base64: string): string | null {
	try {
		const bytes = Uint8Array.from(atob(base64.replace(/\s+/g, "")), (char) => char.charCodeAt(0));
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return /\u0000(?!\u0000*$)/.test(text.slice(0, 2000)) ? null : text;
	} catch {
		return null;
	}
}

function readStreamMessages(value: unknown, vault: Vault | null): readonly StreamMessage[] {
	if (!Array.isArray(value)) return NO_MESSAGES;
	const messages: StreamMessage[] = [];
	for (const item of value.slice(0, MOST_MESSAGES)) {
		const data = readText(own(item, "data"));
		if (data === null) continue;
		const time = own(item, "time");
		messages.push({
			time: typeof time === "number" && Number.isFinite(time) ? time : 0,
			eventName: readText(own(item, "eventName")) ?? "",
			data: maskText(data, vault),
		});
	}
	return messages;
}

/** The page's origin as the request tells it: the Origin header, else the Referer's. */
function originOf(headers: readonly Header[], pool: EntryPool | undefined): string | null {
	const read = (url: string) => (pool ? pool.origin(url) : (httpUrl(url)?.origin ?? null));
	const origin = headerValue(headers, "origin");
	if (origin !== null && origin !== "null" && read(origin) !== null) return origin;
	const referer = headerValue(headers, "referer");
	return referer === null ? null : read(referer);
}

function readMarks(entry: unknown, response: unknown): readonly string[] {
	const marks: string[] = [];
	const cache = readText(own(entry, "_fromCache"));
	if (cache) marks.push(`from ${cache.slice(0, 40)} cache`);
	if (own(response, "_fetchedViaServiceWorker") === true) marks.push("via service worker");
	return marks.length === 0 ? NO_MARKS : marks;
}

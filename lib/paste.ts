import { type Body, type Exchange, type Header, headerValue, NO_BODY } from "./exchange";
import { httpUrl } from "./hosts";
import { looksLikeEventStream } from "./looks-like-event-stream";
import { maskHeader, maskText, maskUrl } from "./redact";
import { statusInText } from "./status-in-text";

/** A paste is an answer to explain, or a request that carries no answer. */
export interface Paste {
	readonly kind: "answer" | "request" | "nothing";
	readonly exchange: Exchange;
}

/** More is not read: a paste is an error, not a log file. */
const MOST = 4 * 1024 * 1024;

/**
 * Reads what a person pasted: a word or number, a body, a whole HTTP response, `curl -i` or `curl -v` output, an SDK's error
 * string, a Python dict, a printed JavaScript object, an SSE chunk, an HTML page, a request. Secrets are masked.
 */
export function readPaste(pasted: string, id: string): Paste {
	const text = maskText(stripNoise(pasted.length > MOST ? pasted.slice(0, MOST) : pasted));
	if (text === "") return { kind: "nothing", exchange: blank(id) };
	const number = /^\W{0,3}([1-5]\d\d)\W{0,3}$/.exec(text)?.[1];
	if (number) return { kind: "answer", exchange: { ...blank(id), status: Number(number) } };
	return readResponse(text, id) ?? readRequest(text, id) ?? readBodyText(text, id);
}

function blank(id: string): Exchange {
	return {
		id,
		source: "paste",
		startedDateTime: null,
		time: null,
		method: null,
		url: null,
		status: null,
		statusText: "",
		requestHeaders: [],
		requestBody: NO_BODY,
		responseHeaders: [],
		responseBody: NO_BODY,
		error: null,
		resourceType: null,
		streamMessages: [],
		pageOrigin: null,
		marks: [],
	};
}

/** Byte order mark, colours of a terminal, Windows line ends, a Markdown fence around it all. */
function stripNoise(pasted: string): string {
	const text = pasted
		.toWellFormed()
		.replace(/^\uFEFF/, "")
		.replace(/\u001b\[[0-9;]{0,20}[A-Za-z]/g, "")
		.replace(/\r\n?/g, "\n")
		.trim();
	const fenced = /^```[\w-]{0,20}\n([\s\S]*?)\n?```$/.exec(text);
	return withoutPrefixes((fenced?.[1] ?? text).trim());
}

/** What stands before every line of a log (`app-1  | `, `0|main  | `) or around a box drawn in a terminal (`│ … │`). */
const PREFIX = /^\s{0,20}(?:\d{1,4}\|)?(?:[\w.-]{1,60}\s{0,20}\|(?: |$)|[│┃▌](?: |$))/;

function withoutPrefixes(text: string): string {
	if (!/^.{0,90}[|│┃▌]/.test(text)) return text;
	const lines = text.split("\n");
	const prefixes = lines.map((line) => PREFIX.exec(line)?.[0].trim() ?? "");
	const first = prefixes.find((prefix) => prefix !== "");
	const same = prefixes.filter((prefix) => prefix === first).length;
	if (first === undefined || same < 2 || same < lines.length * 0.7) return text;
	return lines
		.map((line) => line.replace(PREFIX, "").replace(/\s{0,200}[│┃]\s{0,20}$/, ""))
		.join("\n")
		.trim();
}

const STATUS_LINE = /^(?:< ?)?HTTP\/\d(?:\.\d)? (\d{3})(?: ([^\n]{0,200}))?$/m;
const HEADER_LINE = /^(?:[<>] ?)?([\w!#$%&'*+.^`|~-]{1,80}):[ \t]{0,5}(.*)$/;

/** A status line with headers and, after an empty line, a body. Of several (100 Continue, redirects) the last one counts. */
function readResponse(text: string, id: string): Paste | null {
	if (!/^(?:[<>*] ?)?(?:HTTP\/|\*|curl|[$#>%])/.test(text) && !STATUS_LINE.test(text.slice(0, 3000)))
		return null;
	const lines = text.split("\n");
	let start = -1;
	for (const [at, line] of lines.slice(0, 400).entries()) if (STATUS_LINE.test(line)) start = at;
	if (start < 0) return null;
	const [, status = "", reason = ""] = STATUS_LINE.exec(lines[start] ?? "") ?? [];
	const headers: Header[] = [];
	let at = start + 1;
	for (; at < lines.length; at += 1) {
		const line = lines[at] ?? "";
		if (/^(?:<\s*)?$/.test(line)) break;
		const match = HEADER_LINE.exec(line);
		if (!match) {
			if (/^[*{}]/.test(line)) continue;
			break;
		}
		headers.push({ name: match[1] ?? "", value: maskHeader(match[1] ?? "", (match[2] ?? "").trim()) });
	}
	const body = lines
		.slice(at)
		.filter((line) => !/^(?:[*<>] |[{}] \[\d+ bytes|\* )/.test(line) && line !== "<")
		.join("\n")
		.trim();
	const before = lines.slice(0, start).join("\n");
	const request = requestLine(before);
	return {
		kind: "answer",
		exchange: {
			...blank(id),
			...request,
			status: Number(status),
			statusText: reason.trim(),
			responseHeaders: headers,
			responseBody: bodyOf(body, headerValue(headers, "content-type") ?? ""),
		},
	};
}

function bodyOf(text: string, mimeType: string): Body {
	return text === ""
		? { state: "empty", text: "", mimeType, size: 0 }
		: { state: "ok", text, mimeType, size: null };
}

/** Method and URL from `> POST /path HTTP/2` with its Host, or from the curl command above the answer. */
function requestLine(text: string): { method: string | null; url: string | null } {
	const line = /^(?:> ?)?([A-Z]{3,10}) (\S{1,4000}) HTTP\/\d/m.exec(text);
	if (line) {
		const target = line[2] ?? "";
		const host = /^(?:> ?)?host: ?(\S{1,300})/im.exec(text)?.[1];
		const url = target.startsWith("/") ? (host ? `https://${host}${target}` : null) : target;
		return { method: line[1] ?? null, url: url === null || !httpUrl(url) ? null : maskUrl(url) };
	}
	const url = /\bcurl\b[^\n]{0,4000}?(https?:\/\/[^\s'"\\]{1,4000})/.exec(text)?.[1];
	return url && httpUrl(url)
		? { method: methodOfCurl(text), url: maskUrl(url) }
		: { method: null, url: null };
}

function methodOfCurl(text: string): string {
	const named = /(?:-X|--request)[ =]?['"]?([A-Z]{3,10})/.exec(text)?.[1];
	return (
		named ?? (/(?:^|\s)(?:-d|--data(?:-raw|-binary|-urlencode)?|--json|-F)\b/.test(text) ? "POST" : "GET")
	);
}

/** A curl command or a raw request with no answer in it. */
function readRequest(text: string, id: string): Paste | null {
	const isCurl =
		/^(?:\$ ?)?curl\s/.test(text) &&
		!/\n\s*[[{<]/.test(text.replace(/(['"])(?:(?!\1)[^\\]|\\.){0,20000}\1/gs, ""));
	const raw = /^([A-Z]{3,7}) (\S{1,4000})(?: HTTP\/\d(?:\.\d)?)?\n(?:[\w-]{1,80}:[^\n]*(?:\n|$))+/.exec(text);
	if (!isCurl && !(raw && /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(raw[1] ?? ""))) return null;
	const request = isCurl
		? requestLine(text)
		: requestLine(text.replace(/^([A-Z]{3,7} \S+)\n/, "$1 HTTP/1.1\n"));
	return { kind: "request", exchange: { ...blank(id), ...request } };
}

/** Anything else is a body, or words around one; the status is what the words say. */
function readBodyText(text: string, id: string): Paste {
	const stream = looksLikeEventStream(text);
	const starts = text[0];
	const isJson = starts === "{" || starts === "[";
	const status = stream || isJson ? null : (statusInText(text.split(/[{<]/, 1)[0] ?? "")?.status ?? null);
	const url = isJson ? null : (/\bhttps?:\/\/[^\s'"<>\\)]{4,2000}/.exec(text)?.[0] ?? null);
	const { headers, rest } = stream || isJson ? { headers: [], rest: text } : splitHeaders(text);
	return {
		kind: "answer",
		exchange: {
			...blank(id),
			status,
			url: url !== null && isApiUrl(url) ? maskUrl(url) : null,
			responseHeaders: headers,
			responseBody: bodyOf(rest, stream ? "text/event-stream" : ""),
		},
	};
}

const KNOWN_HEADER =
	/^\s{0,8}((?:connection|keep-alive|date|server|transfer-encoding|content-(?:type|length|encoding)|vary|via|etag|cache-control|alt-svc|retry-after|cf-ray|cf-cache-status|access-control-[a-z-]{3,40}|strict-transport-security|x-[a-z-]{3,40})): {0,4}(\S.{0,400})$/i;

/** Headers copied along with a body, as API explorers show them below it: two known names at least. */
function splitHeaders(text: string): { headers: readonly Header[]; rest: string } {
	const headers: Header[] = [];
	const rest: string[] = [];
	for (const line of text.split("\n")) {
		const [, name, value = ""] = KNOWN_HEADER.exec(line) ?? [];
		if (name === undefined) rest.push(line);
		else headers.push({ name, value: maskHeader(name, value.trim()) });
	}
	return headers.length < 2 ? { headers: [], rest: text } : { headers, rest: rest.join("\n").trim() };
}

/** A URL in an error text is the call's own only where it has an API's path; documentation links are none. */
function isApiUrl(url: string): boolean {
	const parsed = httpUrl(url);
	return (
		parsed !== null &&
		!/^(?:docs|platform|help|console|aka|developers?|go|support)\./.test(parsed.hostname) &&
		/\/(?:v\d+(?:beta)?|mj|suno|kling|luma|runwayml|jimeng)\//.test(parsed.pathname) &&
		!/\/(?:docs?|guides?|settings|account)\//.test(parsed.pathname)
	);
}

import type { BodyState } from "../../lib/exchange";

/** What we need of `devtools.network.Request` in either browser; everything else about it is read by `fromEntry`. */
export interface NetworkEntry {
	readonly request: { readonly method: string; readonly url: string };
	readonly response: {
		readonly status: number;
		readonly _error?: string | null;
		readonly _fetchedViaServiceWorker?: boolean;
		readonly headers?: readonly unknown[];
		readonly content?: {
			readonly size?: number;
			readonly mimeType?: string;
			readonly encoding?: string;
			readonly text?: string;
		};
	};
	readonly startedDateTime: string | Date;
	readonly time: number;
	getContent?: (callback: (content?: unknown, encoding?: unknown) => void) => unknown;
}

export interface ReadBody {
	readonly state: BodyState;
	readonly text: string;
}

/** A browser that never answers must not hold a row back for ever. */
export const BODY_TIMEOUT_MS = 5000;
/** Chromium answers null from somewhere between 20.0e6 and 20 MiB on (measured on 156). */
const CHROMIUM_BODY_LIMIT = 20_000_000;
/** Firefox's `devtools.netmonitor.responseBodyLimit`: longer bodies are cut, then padded with NUL to full length. */
const FIREFOX_BODY_LIMIT = 1_048_576;

/**
 * Reads an entry's body through the three shapes of `getContent`: callback `(content, encoding)` in Chromium, callback
 * `(content, mimeType)` in Firefox's `chrome.*`, Promise of `{content, encoding}` or `[content, mimeType]` where no
 * callback is honoured. Never rejects, always settles within `BODY_TIMEOUT_MS`.
 */
export function readBody(entry: NetworkEntry): Promise<ReadBody> {
	return new Promise((resolve) => {
		let settled = false;
		const settle = (body: ReadBody) => {
			if (settled) return;
			settled = true;
			clearTimeout(timer);
			resolve(body);
		};
		const timer = setTimeout(() => settle({ state: "unavailable", text: "" }), BODY_TIMEOUT_MS);
		const take = (content: unknown, encoding: unknown) => settle(bodyFrom(entry, content, encoding));
		try {
			const promised =
				typeof entry.getContent === "function"
					? entry.getContent((content, encoding) => take(content, encoding))
					: undefined;
			if (typeof entry.getContent !== "function") take(entry.response.content?.text ?? null, "");
			if (isThenable(promised))
				promised.then(
					(value) => {
						if (Array.isArray(value)) take(value[0], value[1]);
						else if (typeof value === "object" && value !== null && "content" in value)
							take(value.content, "encoding" in value ? value.encoding : "");
					},
					() => settle({ state: "evicted", text: "" }),
				);
		} catch {
			settle({ state: "unavailable", text: "" });
		}
	});
}

function isThenable(value: unknown): value is Promise<unknown> {
	return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

function bodyFrom(entry: NetworkEntry, content: unknown, encoding: unknown): ReadBody {
	const { response, request } = entry;
	if (typeof content !== "string") return missingBody(entry, content);
	// Firefox's second value is the media type; its base64 flag is on the entry alone.
	const isBase64 = encoding === "base64" || response.content?.encoding === "base64";
	if (isBase64) return content === "" ? { state: "empty", text: "" } : fromBase64(content);
	if (content === "") {
		// A no-cors (opaque) answer arrives with real status, size and an empty text.
		const hidden = (response.content?.size ?? 0) > 0 && request.method !== "HEAD";
		return { state: hidden ? "unavailable" : "empty", text: "" };
	}
	return withoutPadding(content);
}

function missingBody({ request, response }: NetworkEntry, content: unknown): ReadBody {
	const size = response.content?.size ?? 0;
	const bodyless = request.method === "HEAD" || request.method === "OPTIONS" || isBodyless(response.status);
	if (bodyless) return { state: "empty", text: "" };
	// Chromium forgets its request map on navigation and then answers undefined, not null.
	if (content === undefined && response.status > 0) return { state: "evicted", text: "" };
	if (size > CHROMIUM_BODY_LIMIT) return { state: "evicted", text: "" };
	// An empty body the page never read ends as ERR_ABORTED with size 0: not an abort, just nothing there.
	if (response.status > 0 && size === 0 && (!response._error || response._error === "net::ERR_ABORTED"))
		return { state: "empty", text: "" };
	return { state: "unavailable", text: "" };
}

/** RFC 9110 sections 15.2 to 15.4: these never carry content a page could read. */
function isBodyless(status: number): boolean {
	return (status >= 100 && status < 200) || status === 204 || (status >= 300 && status < 400);
}

function withoutPadding(text: string): ReadBody {
	if (text.length <= FIREFOX_BODY_LIMIT || !text.endsWith("\0")) return { state: "ok", text };
	let end = text.length;
	while (end > 0 && text.charCodeAt(end - 1) === 0) end -= 1;
	return { state: "truncated", text: text.slice(0, end) };
}

function fromBase64(base64: string): ReadBody {
	let bytes: Uint8Array;
	try {
		const binary = atob(base64);
		bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
	} catch {
		return { state: "unavailable", text: "" };
	}
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		// Octet-stream with JSON inside is common; images and audio hold NUL or other control characters.
		if (!/[\0-\x08\x0e-\x1f]/.test(text)) return withoutPadding(text);
	} catch {
		// Not UTF-8: binary it is.
	}
	return { state: "binary", text: "" };
}

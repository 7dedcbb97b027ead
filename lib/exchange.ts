/**
 * One request with its answer, as evidence: what was seen on the wire, secrets already masked.
 * Field names follow HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/) where HAR has one.
 */

/** A header field as it came; names keep their case, repeated fields stay repeated (RFC 9110 section 5.2). */
export interface Header {
	readonly name: string;
	readonly value: string;
}

/**
 * What we hold of a body, so that "empty" and "not available" never look alike:
 * - `ok`: `text` is the whole body
 * - `empty`: the body had no bytes
 * - `binary`: not text (images, audio, octet-stream); `text` is ""
 * - `truncated`: `text` is a true beginning of the body, the rest was cut (Firefox cuts at 1 MiB, aborted streams)
 * - `evicted`: the browser had it and dropped it (over its buffer, page navigated)
 * - `unavailable`: the browser never gave it (CORS-blocked, aborted, no answer from getContent, not in the HAR)
 * - `skipped`: we did not ask for it (burst protection)
 * - `pending`: being read just now
 */
export const BODY_STATES = [
	"ok",
	"empty",
	"binary",
	"truncated",
	"evicted",
	"unavailable",
	"skipped",
	"pending",
] as const;
export type BodyState = (typeof BODY_STATES)[number];

export interface Body {
	readonly state: BodyState;
	/** Decoded text; "" unless state is `ok` or `truncated`. */
	readonly text: string;
	/** Media type as declared, parameters included; "" when none was. Never trusted for decoding. */
	readonly mimeType: string;
	/** Size in bytes as the browser reports it, or null. */
	readonly size: number | null;
}

/** A server-sent event the browser kept (Chromium's `_eventSourceMessages`); survives an aborted stream. */
export interface StreamMessage {
	/** Seconds since the epoch, as Chromium gives them. */
	readonly time: number;
	readonly eventName: string;
	readonly data: string;
}

/** Where an exchange came from; imported and sample rows are marked as such. */
export type Source = "devtools" | "har" | "paste" | "sample";

export interface Exchange {
	/** Unique within one session; made by us, never taken from captured text. */
	readonly id: string;
	readonly source: Source;
	/** ISO 8601 with zone, or null where a paste does not say. */
	readonly startedDateTime: string | null;
	/** Whole duration in milliseconds, or null. */
	readonly time: number | null;
	readonly method: string | null;
	/** Absolute URL, secrets in it already masked; null where a paste does not say. */
	readonly url: string | null;
	/** HTTP status; 0 = no HTTP answer reached the page; null = a paste that does not say. */
	readonly status: number | null;
	readonly statusText: string;
	readonly requestHeaders: readonly Header[];
	readonly requestBody: Body;
	readonly responseHeaders: readonly Header[];
	readonly responseBody: Body;
	/** The browser's own word for a failed request, e.g. `net::ERR_CONNECTION_REFUSED`; null when none or unknown. */
	readonly error: string | null;
	/** Chromium's `_resourceType` (`fetch`, `xhr`, `preflight`, `eventsource` …); null where the browser does not say. */
	readonly resourceType: string | null;
	/** Server-sent events the browser kept, else empty. */
	readonly streamMessages: readonly StreamMessage[];
	/** Origin of the page that sent it (scheme://host:port), where known: CORS and mixed content need it. */
	readonly pageOrigin: string | null;
	/** `_fromCache`, service worker and the like, as short words for the detail view. */
	readonly marks: readonly string[];
}

export const NO_BODY: Body = { state: "unavailable", text: "", mimeType: "", size: null };

/** The first header of that name, case-insensitively (RFC 9110 section 5.1), or null. */
export function headerValue(headers: readonly Header[], name: string): string | null {
	const wanted = name.toLowerCase();
	for (const header of headers) if (header.name.toLowerCase() === wanted) return header.value;
	return null;
}

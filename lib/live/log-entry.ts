import type { StreamMessage } from "../exchange";
import { isObject, own } from "../json";

/** What one line of DevTools' log says of a request, finished or not. Read from an entry of `getHAR`, whatever it is. */
export interface LogLine {
	readonly entry: unknown;
	readonly browser: "chromium" | "firefox";
	/** Start, method and URL: what the finished event will say too. Identical parallel requests share it. */
	readonly key: string;
	/** Epoch milliseconds. */
	readonly startedAt: number;
	readonly method: string;
	readonly url: string;
	/** 0 while no answer has come. */
	readonly status: number;
	readonly bytes: number;
	/** Milliseconds the browser counts so far; Chromium's grows with each chunk and stands still in a pause. */
	readonly time: number;
	/**
	 * `running` and `finished` where the log itself tells; `open` where it does not: in Chromium an answer that pauses
	 * and one that is over look the same.
	 */
	readonly state: "running" | "open" | "finished";
	readonly mimeType: string;
	/** The text so far (Firefox), or null. */
	readonly text: string | null;
	/** The server-sent events so far (Chromium), or null. */
	readonly messages: readonly StreamMessage[] | null;
	/** A service worker's own request, which its page's request already stands for. */
	readonly ofWorker: boolean;
	/** A CORS preflight, which its request already stands for. */
	readonly isPreflight: boolean;
}

/** The key under which the log and the finished event name the same request; null for what is no entry. */
export function logKey(entry: unknown): string | null {
	const startedAt = startOf(entry);
	return startedAt === null ? null : keyOf(entry, startedAt);
}

/** Reads an entry of `getHAR`; null for what is none. Never throws. */
export function readLogLine(entry: unknown): LogLine | null {
	const startedAt = startOf(entry);
	const key = startedAt === null ? null : keyOf(entry, startedAt);
	if (startedAt === null || key === null) return null;
	const request = own(entry, "request");
	const response = own(entry, "response");
	const content = own(response, "content");
	const text = own(content, "text");
	const messages = own(entry, "_eventSourceMessages");
	const status = numberOf(own(response, "status"));
	const time = numberOf(own(entry, "time"));
	const isChromium = isObject(entry) && Object.hasOwn(entry, "_resourceType");
	return {
		entry,
		browser: isChromium ? "chromium" : "firefox",
		key,
		startedAt,
		method: textOf(own(request, "method")),
		url: textOf(own(request, "url")),
		status,
		bytes: numberOf(own(content, "size")),
		time,
		state: isChromium
			? chromiumState(status, time, own(response, "_error"))
			: firefoxState(own(entry, "timings")),
		mimeType: textOf(own(content, "mimeType")),
		text: typeof text === "string" && own(content, "encoding") !== "base64" ? text : null,
		messages: Array.isArray(messages) ? messages : null,
		ofWorker: isChromium && !Object.hasOwn(entry, "pageref"),
		isPreflight: own(entry, "_resourceType") === "preflight",
	};
}

function keyOf(entry: unknown, startedAt: number): string | null {
	const request = own(entry, "request");
	const method = own(request, "method");
	const url = own(request, "url");
	return typeof method === "string" && typeof url === "string" ? `${startedAt} ${method} ${url}` : null;
}

function chromiumState(status: number, time: number, error: unknown): LogLine["state"] {
	if (typeof error === "string" && error !== "") return "finished";
	return status === 0 && time <= 0 ? "running" : "open";
}

/** Firefox 153 fills `timings` when the request is over; until then it is an empty object (measured). */
function firefoxState(timings: unknown): LogLine["state"] {
	return typeof own(timings, "receive") === "number" ? "finished" : "running";
}

function startOf(entry: unknown): number | null {
	const started = own(entry, "startedDateTime");
	const ms =
		started instanceof Date
			? started.getTime()
			: typeof started === "string"
				? Date.parse(started)
				: Number.NaN;
	return Number.isNaN(ms) ? null : ms;
}

function numberOf(value: unknown): number {
	return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}

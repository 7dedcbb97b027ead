import type { Exchange, StreamMessage } from "../../lib/exchange";
import { createPendingBook, type PendingBook } from "../../lib/live/pending";
import { type PendingRequest, readPending } from "../../lib/live/pending-request";

export const START = Date.parse("2026-03-01T10:00:00.000Z");

/** One line of DevTools' log, by what differs. Times are milliseconds after `START`. */
export interface Line {
	readonly url?: string;
	readonly method?: string;
	readonly at?: number;
	readonly status?: number;
	readonly error?: string;
	/** Milliseconds the browser counts so far. */
	readonly time?: number;
	readonly size?: number;
	readonly mimeType?: string;
	readonly messages?: readonly StreamMessage[];
	readonly text?: string;
	readonly resourceType?: string;
	readonly more?: object;
}

export const CHAT = "https://api.crazyrouter.com/v1/chat/completions";
export const ROUT_MY_VIDEO = "https://api.rout.my/v1/video/generations";

/** An entry of Chromium's `getHAR`: no answer yet unless a status is given. */
export function chromium(line: Line = {}): object {
	return {
		_resourceType: line.resourceType ?? "fetch",
		pageref: "page_1",
		request: {
			method: line.method ?? "POST",
			url: line.url ?? CHAT,
			headers: [],
			postData: { mimeType: "application/json", text: '{"model":"gpt-4o"}' },
		},
		response: {
			status: line.status ?? 0,
			_error: line.error ?? null,
			headers: [],
			content: { size: line.size ?? 0, mimeType: line.mimeType ?? "x-unknown" },
		},
		startedDateTime: new Date(START + (line.at ?? 0)).toISOString(),
		time: line.time ?? 0,
		timings: { blocked: line.status ? 1 : -2_000_000, receive: line.time ?? 0 },
		...(line.messages && { _eventSourceMessages: line.messages }),
		...line.more,
	};
}

/** An entry of Firefox's `getHAR`: running unless `over`. */
export function firefox(line: Line & { readonly over?: boolean } = {}): object {
	return {
		pageref: "page_7",
		request: { method: line.method ?? "POST", url: line.url ?? CHAT, headers: [] },
		response: {
			status: line.status ?? 0,
			headers: [],
			content: {
				...(line.mimeType && { mimeType: line.mimeType }),
				size: line.text?.length ?? line.size ?? 0,
				text: line.text ?? "",
			},
		},
		startedDateTime: new Date(START + (line.at ?? 0)).toISOString().replace("Z", "+00:00"),
		time: line.over ? (line.time ?? 10) : 0,
		timings: line.over ? { blocked: 0, wait: 1, receive: 9 } : {},
		...line.more,
	};
}

/** Events as Chromium keeps them, `times` in milliseconds after `START`. */
export function messages(data: readonly string[], times: (index: number) => number): StreamMessage[] {
	return data.map((text, index) => ({
		time: (START + times(index)) / 1000,
		eventName: "message",
		data: text,
	}));
}

/** A chat chunk. */
export function chunk(content: string | null, finish: string | null = null, more: object = {}): string {
	return JSON.stringify({
		object: "chat.completion.chunk",
		model: "gpt-4o-2024",
		choices: [{ index: 0, delta: content === null ? {} : { content }, finish_reason: finish }],
		...more,
	});
}

/** Payloads as a body of server-sent events. */
export function sse(data: readonly string[]): string {
	return data.map((text) => `data: ${text}\n\n`).join("");
}

/** A book, and what it says at each look, `at` milliseconds after `START`. */
export function follow(): {
	readonly book: PendingBook;
	readonly look: (
		at: number,
		entries: readonly unknown[],
	) => Omit<ReturnType<PendingBook["look"]>, "pending"> & { readonly pending: readonly PendingRequest[] };
	readonly ids: (at: number, entries: readonly unknown[]) => readonly string[];
} {
	let lastId = 0;
	const book = createPendingBook(() => {
		lastId += 1;
		return `running-${lastId}`;
	});
	let before = new Map<string, PendingRequest>();
	const look = (at: number, entries: readonly unknown[]) => {
		const seen = book.look(entries, START + at);
		const pending = seen.pending.map((one) =>
			readPending(one, before.get(one.exchange.id), { watchedHosts: [] }),
		);
		before = new Map(pending.map((one) => [one.exchange.id, one]));
		return { ...seen, pending };
	};
	return { book, look, ids: (at, entries) => look(at, entries).pending.map(({ exchange }) => exchange.id) };
}

/** The finished exchange a recorder would make, for the session. */
export function finished(id: string, partial: Partial<Exchange>): Exchange {
	return {
		id,
		source: "devtools",
		startedDateTime: new Date(START).toISOString(),
		time: 1000,
		method: "POST",
		url: CHAT,
		status: 200,
		statusText: "",
		requestHeaders: [],
		requestBody: { state: "empty", text: "", mimeType: "", size: 0 },
		responseHeaders: [],
		responseBody: { state: "ok", text: "{}", mimeType: "application/json", size: 2 },
		error: null,
		resourceType: "fetch",
		streamMessages: [],
		pageOrigin: null,
		marks: [],
		...partial,
	};
}

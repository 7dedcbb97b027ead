import { createParser } from "eventsource-parser";
import type { StreamSummary } from "./diagnosis";
import { type ApiError, textOf } from "./envelopes/api-error";
import { readEnvelope } from "./envelopes/list";
import { own, tryParseJson } from "./json";

/** One event as the wire had it. */
interface StreamEvent {
	readonly event: string;
	readonly data: string;
}

/** What a stream says once it is over. */
export interface StreamReading {
	readonly summary: StreamSummary;
	/** The error it carries, or null. */
	readonly error: ApiError | null;
	/** True where events came, nothing marked the end, and the text itself stops in the middle or simply stops. */
	readonly cut: boolean;
	readonly model: string | null;
}

/** Ends that need no further mark: the answer is complete. */
const ENDS = /"(?:finish_reason|finishReason|stop_reason)"\s{0,2}:\s{0,2}"([a-zA-Z_]{1,40})"/;
const TERMINAL_EVENTS = new Set([
	"message_stop",
	"response.completed",
	"response.incomplete",
	"done",
	"message_end",
]);
/** Payloads that can carry an error contain one of these; others are not parsed. */
const MAY_FAIL =
	/error|fail|refus|block|content_filter|SAFETY|PROHIBITED|RECITATION|SPII|"code"|"detail"|"success"\s{0,2}:\s{0,2}false/i;

/**
 * Reads a server-sent event stream: the error wherever it is (an error event, a `data:` frame, bare JSON a gateway appended,
 * a failed end), how it ended, how many events it had. HTML Living Standard section 9.2.
 */
export function readEventStream(text: string, messages: readonly StreamEvent[] = []): StreamReading {
	const events: StreamEvent[] = [...messages];
	const bare: string[] = [];
	if (text !== "") {
		const parser = createParser({
			onEvent: (event) => {
				events.push({ event: event.event ?? "", data: event.data });
			},
			// A gateway that fails after the headers were sent appends JSON with no `data:` in front.
			onError: (error) => {
				if (error.type === "unknown-field" && typeof error.line === "string") bare.push(error.line);
			},
		});
		parser.feed(text.startsWith("\uFEFF") ? text.slice(1) : text);
		// A CR at the very end may be half of a CR LF: the parser waits for the other half.
		if (text.endsWith("\r")) parser.feed("\n");
		parser.reset({ consume: true });
		const tail = unterminatedTail(text);
		if (tail !== null) events.push(tail);
	}
	return summarize(events, bare, text);
}

/** The last block without its blank line: a parser must drop it, we want to see the error it may hold. */
function unterminatedTail(text: string): StreamEvent | null {
	if (/(?:\r\n|\n|\r)(?:\r\n|\n|\r)\s*$/.test(text.slice(-20))) return null;
	const start = Math.max(text.lastIndexOf("\n\n"), text.lastIndexOf("\r\n\r\n"), text.lastIndexOf("\r\r"));
	const lines = text.slice(Math.max(start, 0)).split(/\r\n|\n|\r/);
	let event = "";
	const data: string[] = [];
	for (const line of lines) {
		if (line.startsWith("event:")) event = line.slice(6).trim();
		if (line.startsWith("data:")) data.push(line.slice(5).trim());
	}
	return data.length > 0 ? { event, data: data.join("\n") } : null;
}

function summarize(events: readonly StreamEvent[], bare: readonly string[], text: string): StreamReading {
	let ended = false;
	let finishReason: string | null = null;
	let error: ApiError | null = null;
	for (const { event, data } of events) {
		if (data === "[DONE]" || TERMINAL_EVENTS.has(event)) ended = true;
		const reason = ENDS.exec(data)?.[1];
		if (reason) finishReason = reason;
		if (!ended && /"type"\s{0,2}:\s{0,2}"(?:message_stop|response\.(?:completed|incomplete))"/.test(data))
			ended = true;
		if (error === null && (MAY_FAIL.test(data) || event === "error")) error = errorOf(event, data);
	}
	if (error === null)
		for (const line of bareJson(bare, text)) {
			error = errorOf("", line);
			if (error) break;
		}
	const first = events.find(({ data }) => data.startsWith("{"));
	return {
		summary: { events: events.length, ended, finishReason },
		error,
		cut: events.length > 0 && !ended && finishReason === null && error === null,
		model: modelOf(first?.data ?? ""),
	};
}

function bareJson(lines: readonly string[], text: string): readonly string[] {
	const joined = lines.filter((line) => /^\s*[[{]/.test(line));
	const start = text.search(/^[[{]/m);
	return start >= 0 ? [...joined, text.slice(start, start + 20_000)] : joined;
}

/** The error in one payload. In an `error` event anything is one; elsewhere only what surely is. */
function errorOf(event: string, data: string): ApiError | null {
	const isError = event === "error" || event === "response.failed";
	const json = tryParseJson(data);
	if (json === undefined) {
		return isError && data !== "" ? readEnvelope({ message: data }, { status: null, ok: false }) : null;
	}
	const type = textOf(own(json, "type"));
	const failed = isError || type === "error" || type === "response.failed";
	return readEnvelope(json, failed ? { status: null, ok: false } : { status: 200, ok: true });
}

function modelOf(data: string): string | null {
	return /"model(?:Version)?"\s{0,2}:\s{0,2}"([^"\\]{1,100})"/.exec(data.slice(0, 2000))?.[1] ?? null;
}

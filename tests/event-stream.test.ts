import { expect, test } from "vitest";
import { readEventStream } from "../lib/event-stream";
import { isEventStream, looksLikeEventStream } from "../lib/looks-like-event-stream";
import { brief, decodeAnswer } from "./fixtures/verdict";

const HELLO =
	'data: {"id":"c","model":"gpt-x","choices":[{"delta":{"content":"Hi"},"finish_reason":null}]}\n\n';
const STOP = 'data: {"id":"c","choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';
const DONE = "data: [DONE]\n\n";
const OVERLOADED = { error: { type: "overloaded_error", message: "Overloaded" } };

function stream(body: string, more: object = {}) {
	return decodeAnswer({ body, mimeType: "text/event-stream", ...more });
}

test("a whole stream is fine, with what it was", () => {
	const decoded = stream(`: PING\n\n${HELLO}${STOP}${DONE}`);
	expect(brief(decoded)).toBe("fine");
	expect(decoded.stream).toEqual({ events: 3, ended: true, finishReason: "stop" });
	expect(decoded.model).toBe("gpt-x");
});

test.each([
	["an error as first event", `data: ${JSON.stringify(OVERLOADED)}\n\n`],
	["an error in the middle", `${HELLO}data: ${JSON.stringify(OVERLOADED)}\n\n${DONE}`],
	[
		"Anthropic's error event",
		`event: message_start\ndata: {"type":"message_start","message":{}}\n\nevent: error\ndata: ${JSON.stringify({ type: "error", ...OVERLOADED })}\n\n`,
	],
	["bare JSON without data:", `: PING\n\n${JSON.stringify(OVERLOADED)}`],
	["bare JSON after events", `${HELLO}${JSON.stringify(OVERLOADED)}\n`],
	["an error in a last block without its blank line", `${HELLO}data: ${JSON.stringify(OVERLOADED)}`],
	["lines that end in CR LF", `${HELLO}data: ${JSON.stringify(OVERLOADED)}\n\n`.replaceAll("\n", "\r\n")],
	["a byte order mark", `\uFEFF${HELLO}data: ${JSON.stringify(OVERLOADED)}\n\n`],
	[
		"response.failed",
		`event: response.failed\ndata: ${JSON.stringify({ type: "response.failed", response: { object: "response", status: "failed", error: { code: "server_is_overloaded", message: "Overloaded" } } })}\n\n`,
	],
	[
		"Google's error",
		`data: {"candidates":[{"content":{"parts":[{"text":"a"}]}}]}\n\ndata: {"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}\n\n`,
	],
])("%s: 200, failed inside", (_name, body) => {
	const { diagnosis } = stream(body);
	expect(diagnosis?.category).toBe("overloaded");
	expect(diagnosis?.failedInside).toBe(true);
});

test("the content type is not believed: a stream sent as JSON, and JSON sent as a stream", () => {
	expect(
		stream(`${HELLO}data: ${JSON.stringify(OVERLOADED)}\n\n`, { mimeType: "application/json" }).diagnosis
			?.category,
	).toBe("overloaded");
	expect(stream(JSON.stringify(OVERLOADED)).diagnosis?.category).toBe("overloaded");
});

test.each([
	["error", "upstream_failure"],
	["content_filter", "content_policy"],
])("finish_reason %s", (reason, category) => {
	const body = `${HELLO}data: {"choices":[{"delta":{},"finish_reason":"${reason}"}]}\n\n${DONE}`;
	expect(stream(body).diagnosis?.category).toBe(category);
});

test("a silent end is told from a whole answer that merely lacks [DONE]", () => {
	expect(stream(HELLO).diagnosis?.entry).toBe("edge/stream-cut");
	expect(stream(`${HELLO}data: {"id":"c","choi`).diagnosis?.entry).toBe("edge/stream-cut");
	expect(brief(stream(`${HELLO}${STOP}`))).toBe("fine");
	expect(brief(stream('data: {"candidates":[{"content":{},"finishReason":"STOP"}]}\n\n'))).toBe("fine");
	expect(brief(stream('event: message_stop\ndata: {"type":"message_stop"}\n\n'))).toBe("fine");
	expect(brief(stream('event: response.completed\ndata: {"type":"response.completed"}\n\n'))).toBe("fine");
});

test("words about errors inside the answer's own text are no error", () => {
	const said = JSON.stringify({
		choices: [{ delta: { content: 'the API says {"error":"failed"} and 429' }, finish_reason: null }],
	});
	expect(brief(stream(`data: ${said}\n\n${STOP}${DONE}`))).toBe("fine");
});

test("an aborted stream keeps its messages: they count as the body", () => {
	const messages = [{ eventName: "message", data: JSON.stringify(OVERLOADED) }];
	const failed = decodeAnswer({ error: "net::ERR_ABORTED", size: 0, messages });
	expect(failed.diagnosis?.category).toBe("overloaded");
	const left = decodeAnswer({
		error: "net::ERR_ABORTED",
		messages: [{ eventName: "message", data: '{"choices":[{"delta":{"content":"Hi"}}]}' }],
	});
	expect(brief(left), "the reader left in the middle: no error").toBe("fine");
	expect(left.stream?.ended).toBe(false);
	const reset = decodeAnswer({
		error: "net::ERR_CONNECTION_RESET",
		messages: [{ eventName: "message", data: "{}" }],
	});
	expect(reset.diagnosis?.category).toBe("network");
});

test("looks like a stream", () => {
	expect(looksLikeEventStream("data: x\n\n")).toBe(true);
	expect(looksLikeEventStream(": PING\n\n: PING\n\n")).toBe(true);
	expect(looksLikeEventStream("event: error\ndata: {}")).toBe(true);
	expect(looksLikeEventStream("id: 5 is the answer")).toBe(false);
	expect(looksLikeEventStream('{"data":1}')).toBe(false);
});

test("a style sheet or a symbol begins with a colon too", () => {
	for (const text of [
		":root {\n\tcolor: red;\n}\n",
		":root{color:red}body{margin:0}",
		":root,\n:host {\n\tcolor: red;\n}",
		":focus-visible\n{\n\toutline: 1px solid;\n}",
		":is(a, b)\n> c { color: red }",
		":body => { a: 1 }",
		"\uFEFF\n:root {\n\n--x: 1;\n}",
	])
		expect(looksLikeEventStream(text), text).toBe(false);
	for (const text of [
		":\n\n",
		":ok",
		": ping - 2026-03-04 05:06:07.089",
		`:${" ".repeat(2048)}\n\ndata: 1\n\n`,
		': {"ping":1}\n\ndata: 1\n\n',
		': PING\n\n{"error":{"message":"gone"}}',
		"retry: 500\n\nevent: hello\ndata: 1\n\n",
	])
		expect(looksLikeEventStream(text), text).toBe(true);
});

test("what an answer says it is counts before how it begins", () => {
	expect(isEventStream("text/event-stream; charset=utf-8", "")).toBe(true);
	for (const type of ["", "application/json", "text/html; charset=UTF-8", "text/plain"])
		expect(isEventStream(type, "data: {}\n\n"), type).toBe(true);
	for (const type of ["text/css", "text/javascript", "application/javascript", "image/svg+xml", "font/woff2"])
		expect(isEventStream(type, "data: x\n\n"), type).toBe(false);
});

test("lines may end in LF, CR or CR LF", () => {
	const whole = `: c\n\nevent: a\ndata: 1\ndata: 2\n\n${HELLO}${DONE}`;
	const { events } = readEventStream(whole).summary;
	expect(events).toBe(3);
	expect(readEventStream(whole.replaceAll("\n", "\r")).summary.events).toBe(events);
	expect(readEventStream(whole.replaceAll("\n", "\r\n")).summary.events).toBe(events);
});

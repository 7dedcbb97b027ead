import type { Exchange, StreamMessage } from "../../../lib/exchange";
import { NO_BODY } from "../../../lib/exchange";
import { PAGE_LEFT } from "../../../lib/live/page-left";
import { progressOf } from "../../../lib/live/stream-progress";
import type { RunningRequest } from "../../../lib/live/tracked";
import { createSession, reduce, type Session } from "../../../lib/session";

const CHAT = "https://api.crazyrouter.com/v1/chat/completions";

/** Requests on their way at `now`: one waits, one receives, one streams, one has stalled, one has failed; around them finished ones. */
export function liveSession(now: number): Session {
	const session = createSession();
	const add = (exchange: Exchange) => reduce(session, { type: "exchange", exchange });
	for (let n = 0; n < 6; n += 1) add(finished(`done-${n}`, now - 90_000 + n * 1000));
	for (let n = 0; n < 12; n += 1)
		add({
			...finished(`pre-${n}`, now - 80_000 + n * 500),
			method: "OPTIONS",
			status: 204,
			resourceType: "preflight",
		});
	add({
		...finished("lost", now - 70_000),
		url: "https://api.crazyrouter.com/v1/video/create",
		time: 8000,
		status: 0,
		responseBody: NO_BODY,
		marks: [PAGE_LEFT],
	});
	// Given up in a silence: its last word came after 5.8 s.
	add({ ...streamed("aborted", now - 60_000, 30), time: 14_000 });
	reduce(session, { type: "pending", pending: running(now), notice: "log-cleared" });
	return session;
}

/** The same a moment later: the waiting request has its answer. */
export function finishWaiting(session: Session, now: number): void {
	reduce(session, { type: "exchange", exchange: { ...finished("waiting", now - 20_000), time: 20_000 } });
}

function running(now: number): readonly RunningRequest[] {
	const video = "https://api.rout.my/v1/video/generations";
	const stream = streamed("streaming", now - 9000, 60);
	const stalled = streamed("stalled", now - 30_000, 20);
	return [
		{
			...pending(stalled, now - 30_000),
			phase: "streaming",
			bytes: 4000,
			progress: progressOf(stalled),
		},
		pending(unanswered("waiting", now - 20_000, video), now - 20_000),
		{
			...pending(unanswered("receiving", now - 12_000, CHAT), now - 12_000),
			phase: "receiving",
			bytes: 48_200,
		},
		{ ...pending(stream, now - 9000), phase: "streaming", bytes: 9000, progress: progressOf(stream) },
	];
}

function pending(exchange: Exchange, startedAt: number): RunningRequest {
	return {
		exchange: {
			...exchange,
			streamMessages: [],
			time: null,
			responseBody: { ...exchange.responseBody, state: "pending", text: "" },
		},
		startedAt,
		phase: "waiting",
		bytes: 0,
		progress: null,
	};
}

function unanswered(id: string, at: number, url: string): Exchange {
	return { ...finished(id, at), url, status: 0, responseBody: NO_BODY };
}

/** A stream of `count` words, ten a second, with a pause of four seconds in the middle. */
function streamed(id: string, at: number, count: number): Exchange {
	const streamMessages: StreamMessage[] = [];
	for (let n = 0; n < count; n += 1)
		streamMessages.push({
			time: (at + 700 + n * 90 + (n > count / 2 ? 2500 : 0)) / 1000,
			eventName: "message",
			data: JSON.stringify({
				model: "gpt-4o",
				choices: [{ delta: { content: n === 0 ? "Once upon a time" : ` word ${n}` }, finish_reason: null }],
			}),
		});
	return { ...finished(id, at), streamMessages, responseBody: { ...NO_BODY, mimeType: "text/event-stream" } };
}

function finished(id: string, at: number): Exchange {
	const text = '{"id":"c1","model":"gpt-4o","object":"chat.completion","choices":[]}';
	return {
		id,
		source: "devtools",
		startedDateTime: new Date(at).toISOString(),
		time: 640,
		method: "POST",
		url: CHAT,
		status: 200,
		statusText: "",
		requestHeaders: [],
		requestBody: NO_BODY,
		responseHeaders: [{ name: "Content-Type", value: "application/json" }],
		responseBody: { state: "ok", text, mimeType: "application/json", size: text.length },
		error: null,
		resourceType: "fetch",
		streamMessages: [],
		pageOrigin: null,
		marks: [],
	};
}

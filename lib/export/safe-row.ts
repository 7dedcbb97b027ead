import type { Decoded, Diagnosis } from "../diagnosis";
import type { Exchange, StreamMessage } from "../exchange";
import type { Row } from "../session";
import { isPlainToken } from "./plain-words";
import { mark, type Safe } from "./safe";
import { safeBody } from "./safe-body";
import { safeDiagnosis } from "./safe-diagnosis";
import { safeHeaders } from "./safe-headers";
import { safeId } from "./safe-id";
import { safeOrigin, safeUrl } from "./safe-url";
import { safeDate, safeModel, safeRouter } from "./safe-words";
import type { Scope } from "./scope";
import { leaveOut, scrubText } from "./scrub";
import { safeName, safePayload } from "./stream";

/** Events of a stream written out; a long answer has thousands. */
const MOST_MESSAGES = 20;

/** One line of the list as it may leave. The only door from captured evidence to a format. */
export function safeRow({ exchange, decoded }: Row, scope: Scope, bodies = true): Safe<Row> {
	scope.quoted.clear();
	for (const diagnosis of chainOf(decoded.diagnosis))
		for (const { where, value } of diagnosis.evidence) if (where === "response.body") scope.quoted.add(value);
	return mark({
		exchange: safeExchange(bodies ? exchange : withoutBodies(exchange), decoded, scope),
		decoded: safeDecoded(decoded, scope),
	});
}

function withoutBodies(exchange: Exchange): Exchange {
	const { requestBody, responseBody } = exchange;
	return {
		...exchange,
		requestBody: { ...requestBody, text: "" },
		responseBody: { ...responseBody, text: "" },
		streamMessages: [],
	};
}

function chainOf(diagnosis: Diagnosis | null): readonly Diagnosis[] {
	return diagnosis === null ? [] : [diagnosis, ...chainOf(diagnosis.cause)];
}

function safeExchange(exchange: Exchange, decoded: Decoded, scope: Scope): Exchange {
	const failed = decoded.diagnosis !== null;
	return {
		id: exchange.id,
		source: exchange.source,
		startedDateTime: safeDate(exchange.startedDateTime),
		time: exchange.time,
		method: exchange.method === null ? null : safeMethod(exchange.method, scope),
		url: exchange.url === null ? null : safeUrl(exchange.url, scope),
		status: exchange.status,
		statusText: scrubText(exchange.statusText.slice(0, 200), scope),
		requestHeaders: safeHeaders(exchange.requestHeaders, scope),
		requestBody: safeBody(exchange.requestBody, { side: "request", failed }, scope),
		responseHeaders: safeHeaders(exchange.responseHeaders, scope),
		responseBody: safeBody(exchange.responseBody, { side: "response", failed }, scope),
		error: exchange.error === null ? null : safeCode(exchange.error, scope),
		resourceType: exchange.resourceType === null ? null : safeName(exchange.resourceType, scope),
		streamMessages: safeMessages(exchange.streamMessages, failed, scope),
		pageOrigin: exchange.pageOrigin === null ? null : safeOrigin(exchange.pageOrigin, scope),
		marks: exchange.marks.map((text) => scrubText(text, scope)),
	};
}

function safeMethod(method: string, scope: Scope): string {
	return /^[A-Z]{1,16}$/.test(method) && isPlainToken(method)
		? method
		: leaveOut(method, "method", "word", scope);
}

/** `net::ERR_CONNECTION_REFUSED`, `NS_ERROR_ABORT`: words of a browser. */
function safeCode(code: string, scope: Scope): string {
	return /^[A-Za-z][\w:.]{0,79}$/.test(code) && isPlainToken(code)
		? code
		: scrubText(code.slice(0, 200), scope);
}

function safeMessages(
	messages: readonly StreamMessage[],
	failed: boolean,
	scope: Scope,
): readonly StreamMessage[] {
	const kept = messages.filter(
		({ data }, at) =>
			at < 6 || at >= messages.length - (MOST_MESSAGES - 6) || /error|fail/i.test(data.slice(0, 2000)),
	);
	return kept.slice(-200).map(({ time, eventName, data }) => ({
		time,
		eventName: eventName === "" ? "" : safeName(eventName, scope),
		data: safePayload(data, eventName, { side: "response", failed }, scope),
	}));
}

function safeDecoded(decoded: Decoded, scope: Scope): Decoded {
	return {
		router: decoded.router === null ? null : safeRouter(decoded.router, scope),
		diagnosis: decoded.diagnosis && safeDiagnosis(decoded.diagnosis, scope),
		envelope: decoded.envelope,
		model: decoded.model === null ? null : safeModel(decoded.model, scope),
		stream: decoded.stream && {
			events: decoded.stream.events,
			ended: decoded.stream.ended,
			finishReason:
				decoded.stream.finishReason === null ? null : safeName(decoded.stream.finishReason, scope),
		},
		requestId: decoded.requestId === null ? null : safeId(decoded.requestId, "id", scope),
	};
}

import { RULES } from "../catalog/list";
import type { Decoded, Diagnosis } from "../diagnosis";
import type { Exchange, StreamMessage } from "../exchange";
import type { Row } from "../session";
import type { Finding, Task } from "../task";
import { VALUE_GRAMMARS } from "./allow-list";
import { isPlainToken } from "./plain-words";
import { safeBody } from "./safe-body";
import { safeHeaders } from "./safe-headers";
import { safeId } from "./safe-id";
import { safeOrigin, safeUrl } from "./safe-url";
import type { Scope } from "./scope";
import { isPlainHost, leaveOut, scrubText } from "./scrub";
import { safeName, safePayload } from "./stream";

declare const SAFE: unique symbol;
/** Marks what has been through the allow-list; a format takes nothing else. */
export type Safe<T> = T & { readonly [SAFE]: true };

/** Events of a stream written out; a long answer has thousands. */
const MOST_MESSAGES = 20;

/** One line of the list as it may leave. The only door from captured evidence to a format. */
export function safeRow({ exchange, decoded }: Row, scope: Scope): Safe<Row> {
	scope.quoted.clear();
	for (const diagnosis of chainOf(decoded.diagnosis))
		for (const { where, value } of diagnosis.evidence) if (where === "response.body") scope.quoted.add(value);
	return mark({ exchange: safeExchange(exchange, decoded, scope), decoded: safeDecoded(decoded, scope) });
}

function mark<T>(value: T): Safe<T> {
	return value as Safe<T>;
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

/** ISO 8601 with its zone as it came, or nothing. */
export function safeDate(text: string | null): string | null {
	if (text === null) return null;
	if (VALUE_GRAMMARS.isoDate.test(text)) return text;
	const moment = Date.parse(text);
	return Number.isNaN(moment) ? null : new Date(moment).toISOString();
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
			...decoded.stream,
			finishReason:
				decoded.stream.finishReason === null ? null : safeName(decoded.stream.finishReason, scope),
		},
		requestId: decoded.requestId === null ? null : safeId(decoded.requestId, "id", scope),
	};
}

/** Our sentences as they are; what the server said between them, scrubbed. */
export function safeDiagnosis(diagnosis: Diagnosis, scope: Scope): Diagnosis {
	const entry = diagnosis.entry === null ? null : (RULES.byId.get(diagnosis.entry)?.entry ?? null);
	const ours = (text: string, known: string | undefined) =>
		known !== undefined && text.startsWith(known)
			? known + scrubText(text.slice(known.length), scope)
			: scrubText(text, scope);
	return {
		...diagnosis,
		title: ours(diagnosis.title, entry?.title),
		explanation: ours(diagnosis.explanation, entry?.explanation),
		retry: { ...diagnosis.retry },
		evidence: diagnosis.evidence.map(({ where, path, value }) => ({
			where,
			path: scrubText(path, scope),
			value: scrubText(value, scope),
		})),
		requestId: diagnosis.requestId === null ? null : safeId(diagnosis.requestId, "id", scope),
		errorId: diagnosis.errorId === null ? null : safeId(diagnosis.errorId, "id", scope),
		cause: diagnosis.cause && safeDiagnosis(diagnosis.cause, scope),
		serverMessage: scrubText(diagnosis.serverMessage, scope),
	};
}

/** A job as it may leave: ids, words, times and counts; of results the hosts alone; nothing of the prompt. */
export function safeTask(task: Task, scope: Scope): Safe<Task> {
	const results = task.results.map((url) => safeOrigin(url, scope));
	return mark({
		...task,
		key: "",
		id: safeId(task.id, "id", scope),
		router: task.router === null ? null : safeRouter(task.router, scope),
		host: isPlainHost(task.host) ? task.host : leaveOut(task.host, "host", "address", scope),
		action: scrubText(task.action, scope),
		model: task.model === null ? null : safeModel(task.model, scope),
		promptStart:
			task.promptStart === null
				? null
				: scope.includePromptText
					? scrubText(task.promptStart, scope, true)
					: leaveOut(task.promptStart, "prompt", "prompt text", scope),
		state: scrubText(task.state, scope),
		progressText: task.progressText === null ? null : scrubText(task.progressText, scope),
		submittedAt: safeDate(task.submittedAt),
		finishedAt: safeDate(task.finishedAt),
		providerTimes: {
			submit: safeDate(task.providerTimes.submit),
			start: safeDate(task.providerTimes.start),
			finish: safeDate(task.providerTimes.finish),
		},
		spans: task.spans.map((span) => ({ ...span, state: scrubText(span.state, scope) })),
		observations: [],
		results,
		previews: [],
		resultText: task.resultText === null ? null : leaveOut(task.resultText, "result", "body value", scope),
		failure: task.failure && safeDiagnosis(task.failure, scope),
		parent: null,
		parentId: task.parentId === null ? null : safeId(task.parentId, "id", scope),
	});
}

/** A finding is our own sentence; what it quotes is scrubbed. */
export function safeFinding(finding: Finding, scope: Scope): Safe<Finding> {
	return mark({
		...finding,
		title: scrubText(finding.title, scope),
		detail: scrubText(finding.detail, scope),
		actions: finding.actions.map((action) => scrubText(action, scope)),
		task: finding.task === null ? null : "",
	});
}

function safeRouter(router: string, scope: Scope): string {
	return isPlainHost(router) ? router : leaveOut(router, "host", "address", scope);
}

function safeModel(model: string, scope: Scope): string {
	return isPlainToken(model) ? model : leaveOut(model, "model", "body value", scope);
}

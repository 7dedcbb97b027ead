import type { Exchange } from "../exchange";
import { httpUrl } from "../hosts";
import { isObject, type JsonObject, own, tryParseJson } from "../json";
import { blips } from "../messages/tasks";
import type { Phase } from "../vocabulary";
import {
	accepted,
	codeText,
	httpLink,
	idText,
	type JobFailure,
	jobFailure,
	jobId,
	jobProgress,
	jobTimes,
	modelName,
	polledJob,
	promptStart,
	resultLinks,
	stateWord,
	text,
} from "./answer";
import { MEDIA_SYSTEMS } from "./list";
import { EMPTY, type JobReading, type MediaReading } from "./reading";
import type { Call, Endpoint, MediaSystem, Refusal } from "./system";
import { SYNCHRONOUS_VIDEO } from "./video-generations";
import { isTerminal, phaseOf } from "./words";

/** Cheap look before anything is parsed: all documented media paths hold one of these. */
const MEDIA_PATH = /\/(?:mj|kling|jimeng|luma|suno|runwayml|volc|minimax|alibailian|v1\/videos?)(?:[/?#]|$)/;

/**
 * Reads an exchange with an async media endpoint; null when it is none. Pure, never throws.
 * @param router Whose rules the host speaks by (a catalogued id), where known: it decides whether video is synchronous.
 */
export function readMedia(exchange: Exchange, router: string | null = null): MediaReading | null {
	if (exchange.url === null || exchange.method === null || !MEDIA_PATH.test(exchange.url)) return null;
	const url = httpUrl(exchange.url);
	if (url === null) return null;
	const method = exchange.method.toUpperCase();
	for (const system of MEDIA_SYSTEMS)
		for (const endpoint of system.endpoints) {
			if (endpoint.method !== method || (endpoint.when && !endpoint.when(url.searchParams))) continue;
			const match = endpoint.path.exec(url.pathname);
			if (match)
				return readCall(system, endpoint, open(exchange, method, url, match.groups), exchange, router);
		}
	return null;
}

function open(
	exchange: Exchange,
	method: string,
	url: URL,
	groups: Record<string, string> | undefined,
): Call {
	const request = exchange.requestBody.text === "" ? undefined : tryParseJson(exchange.requestBody.text);
	const answer = exchange.responseBody.text === "" ? undefined : tryParseJson(exchange.responseBody.text);
	return { method, url, groups: decoded(groups), request, answer, status: exchange.status };
}

/** Path groups with their percent signs undone; left as they are where that is no valid UTF-8. */
function decoded(groups: Record<string, string> | undefined): Record<string, string | undefined> {
	const result: Record<string, string | undefined> = {};
	for (const [name, value] of Object.entries(groups ?? {})) {
		try {
			result[name] = value && decodeURIComponent(value);
		} catch {
			result[name] = value;
		}
	}
	return result;
}

function readCall(
	system: MediaSystem,
	endpoint: Endpoint,
	call: Call,
	exchange: Exchange,
	router: string | null,
): MediaReading {
	const inFlight = exchange.responseBody.state === "pending";
	if (endpoint.kind === "submit") {
		const synchronous = isSynchronous(system, call, router);
		return synchronous
			? readSynchronous(system, call, exchange, inFlight)
			: readSubmit(system, call, exchange, inFlight);
	}
	const base = { system: system.id, synchronous: false, inFlight, refusal: null, parentId: null } as const;
	if (endpoint.kind === "batch")
		return { ...base, kind: "batch", jobs: readBatch(system, endpoint, call, exchange) };
	const id = endpoint.ids ? endpoint.ids(call)[0] : idText(call.groups.id);
	const jobs =
		id === undefined || id === null || inFlight ? [] : [readPoll(system, endpoint, call, exchange, id)];
	return { ...base, kind: "poll", jobs };
}

/**
 * By the router, else by the answer's shape: `{created, data: [{url}]}` without an id is a finished video, not a job.
 */
function isSynchronous(system: MediaSystem, call: Call, router: string | null): boolean {
	if (system.id !== "video-generations") return false;
	if ((router !== null && SYNCHRONOUS_VIDEO.has(router)) || SYNCHRONOUS_VIDEO.has(call.url.hostname))
		return true;
	return Array.isArray(own(call.answer, "data")) && isObject(call.answer) && jobId(call.answer) === null;
}

function readSubmit(system: MediaSystem, call: Call, exchange: Exchange, inFlight: boolean): MediaReading {
	const about = system.describe?.(call) ?? { action: call.groups.action ?? "generate", parentId: null };
	const request = {
		action: about.action,
		model: modelName(call.request),
		promptStart: promptStart(call.request),
	};
	const base = {
		system: system.id,
		kind: "submit",
		synchronous: false,
		inFlight,
		parentId: about.parentId,
	} as const;
	if (inFlight)
		return { ...base, jobs: [{ ...EMPTY, ...request, id: exchange.id, phase: "running" }], refusal: null };
	if (!answered(call.status)) return { ...base, jobs: [], refusal: refusalOf(call) };
	const answer = (system.accept ?? ((it: Call) => accepted(it.answer)))(call);
	const jobs = answer.ids.map((id): JobReading => {
		const said = answer.job === null ? EMPTY : readJob(system, answer.job);
		return {
			...said,
			...request,
			model: request.model ?? said.model,
			id,
			phase: said.phase ?? answer.phase,
			queueAhead: answer.queueAhead,
		};
	});
	return { ...base, jobs, refusal: answer.refusal };
}

/** A job that is one long request: it runs from the first byte sent to the last byte received. */
function readSynchronous(
	system: MediaSystem,
	call: Call,
	exchange: Exchange,
	inFlight: boolean,
): MediaReading {
	const about = system.describe?.(call) ?? { action: "generate", parentId: null };
	const refused = !inFlight && call.status !== null && isRefusalStatus(call.status);
	const job = isObject(call.answer) ? call.answer : {};
	const results = inFlight || !answered(call.status) ? [] : resultLinks(job);
	const phase = inFlight ? "running" : synchronousPhase(call, results);
	const reading: JobReading = {
		...EMPTY,
		id: (isObject(call.answer) && jobId(job)) || exchange.id,
		state: "",
		phase,
		results,
		blip: call.status === 0 ? blips.noAnswer : null,
		failure: phase === "failed" ? jobFailure(job) : null,
		action: about.action,
		model: modelName(call.request),
		promptStart: promptStart(call.request),
	};
	return {
		system: system.id,
		kind: "submit",
		synchronous: true,
		inFlight,
		jobs: refused ? [] : [reading],
		refusal: refused ? refusalOf(call) : null,
		parentId: about.parentId,
	};
}

/** How the long request ended. Bytes that are no answer we can read say nothing either way. */
function synchronousPhase(call: Call, results: readonly string[]): Phase {
	if (call.status === 0) return "unknown";
	if (call.status === 499) return "canceled";
	if (!answered(call.status) || own(call.answer, "error") !== undefined) return "failed";
	return results.length > 0 || Array.isArray(own(call.answer, "data")) ? "succeeded" : "unknown";
}

/** 4xx answers that come before any work; 408 and 499 may come after. */
function isRefusalStatus(status: number): boolean {
	return status >= 400 && status < 500 && status !== 408 && status !== 499;
}

function readPoll(
	system: MediaSystem,
	endpoint: Endpoint,
	call: Call,
	exchange: Exchange,
	id: string,
): JobReading {
	const action = call.groups.action ?? null;
	const failed = system.failed?.(call) ?? null;
	if (failed !== null)
		return { ...EMPTY, id, action, state: failed.code ?? "", phase: "failed", failure: failed };
	if (endpoint.kind === "content") return readContent(system, call, exchange, id);
	const job = answered(call.status) ? (system.job ?? ((it: Call) => polledJob(it.answer)))(call) : null;
	if (job === null) return { ...EMPTY, id, action, ...blipOf(call, exchange) };
	const reading = readJob(system, job);
	return { ...reading, id, action: action ?? reading.action };
}

/** `GET …/content`: bytes say that the job is done; a 400 says in words where it stands. */
function readContent(system: MediaSystem, call: Call, exchange: Exchange, id: string): JobReading {
	if (answered(call.status) && !/^text\/html/i.test(exchange.responseBody.mimeType))
		return { ...EMPTY, id, phase: "succeeded", results: exchange.url === null ? [] : [exchange.url] };
	const message = text(own(own(call.answer, "error"), "message")) ?? "";
	const state = /current status: ([A-Za-z_]{1,40})/.exec(message)?.[1];
	if (state !== undefined) return { ...EMPTY, id, state, phase: phaseOf(system.words, state) };
	return { ...EMPTY, id, ...blipOf(call, exchange) };
}

/** A batch query fans out; ids it asked for and did not get are simply not spoken about. */
function readBatch(system: MediaSystem, endpoint: Endpoint, call: Call, exchange: Exchange): JobReading[] {
	const asked = endpoint.ids?.(call) ?? [];
	if (exchange.responseBody.state === "pending") return [];
	const data = Array.isArray(call.answer) ? call.answer : own(call.answer, "data");
	if (!answered(call.status) || !Array.isArray(data))
		return asked.map((id) => ({ ...EMPTY, id, ...blipOf(call, exchange) }));
	const readings = new Map<string, JobReading>();
	for (const item of data.slice(0, 1000)) {
		const id = isObject(item) ? jobId(item) : null;
		if (id === null || !isObject(item) || stateWord(item) === null) continue;
		readings.set(id, { ...readJob(system, item), id });
	}
	return [...readings.values()];
}

function readJob(system: MediaSystem, job: JsonObject): JobReading {
	const word = stateWord(job);
	const phase = word === null ? null : phaseOf(system.words, word);
	const action = text(own(job, "action"));
	const links = phase === "succeeded" || phase === "running" ? resultLinks(job) : [];
	if (phase === "succeeded" && links.length === 0) links.push(...reasonLinks(job));
	return {
		...EMPTY,
		...jobProgress(job, system.progress),
		state: word,
		phase,
		results: phase === "succeeded" ? links : [],
		previews: phase === "running" ? links : [],
		resultText: phase === "succeeded" ? resultWords(job) : null,
		times: jobTimes(job, phase !== null && isTerminal(phase)),
		failure: phase === "failed" ? failureOf(job, word) : null,
		action: action === null ? null : action.slice(0, 40).toLowerCase().replaceAll("_", "-"),
		model: modelName(job),
		promptStart: promptStart(job),
		aliases: clipIds(job),
	};
}

/** Older new-api gateways put the result's link into the reason field of a job that went well. */
function reasonLinks(job: JsonObject): string[] {
	for (const key of ["fail_reason", "failReason", "FailReason"]) {
		const link = httpLink(own(job, key));
		if (link !== null) return [link];
	}
	return [];
}

/** A result that is no link: MiniMax's file id, Midjourney's description, Suno's lyrics. */
function resultWords(job: JsonObject): string | null {
	const data = own(job, "data");
	const found =
		text(own(job, "file_id")) ??
		text(own(own(job, "properties"), "finalPrompt")) ??
		text(own(data, "text")) ??
		text(own(data, "title"));
	return found === null ? null : found.slice(0, 300).toWellFormed();
}

/** Words that say more than "failed" are the failure's code where no other code is given. */
const PLAIN_FAILURE = /^(?:fail|failed|failure|error)$/i;

function failureOf(job: JsonObject, word: string | null): JobFailure {
	const failure = jobFailure(job);
	return failure.code === null && word !== null && !PLAIN_FAILURE.test(word)
		? { ...failure, code: word }
		: failure;
}

function clipIds(job: JsonObject): string[] {
	const data = own(job, "data");
	if (!Array.isArray(data)) return [];
	const ids: string[] = [];
	for (const clip of data.slice(0, 8)) {
		const id = idText(own(clip, "id"));
		if (id !== null) ids.push(id);
	}
	return ids;
}

/** A 2xx or 3xx answer; a paste that does not say its status is believed. */
function answered(status: number | null): boolean {
	return status === null || (status >= 200 && status < 400);
}

/** Why this poll told nothing about the job. */
function blipOf(call: Call, exchange: Exchange): { blip: string | null; notKnown: boolean } {
	const code = codeText(own(call.answer, "code"));
	const description = text(own(call.answer, "description")) ?? "";
	if (code === "task_not_exist" || /^task_no_?t?_found/.test(description))
		return { blip: blips.notKnown, notKnown: true };
	const { state, text: body } = exchange.responseBody;
	if (call.status === 0) return { blip: blips.noAnswer, notKnown: false };
	if (!answered(call.status))
		return { blip: blips.http(call.status ?? 0), notKnown: (call.status ?? 0) < 500 && call.status !== 429 };
	// Ours, not the router's: the browser did not hand the body over.
	if (state !== "ok" && state !== "empty") return { blip: null, notKnown: false };
	if (call.status === 304) return { blip: null, notKnown: false };
	if (body.trim() === "") return { blip: blips.empty, notKnown: false };
	if (call.answer !== undefined)
		return { blip: code === null ? blips.noWord : shortCode(code), notKnown: false };
	return { blip: /^\s*<(?:!doctype|html)/i.test(body) ? blips.html : blips.unreadable, notKnown: false };
}

function shortCode(code: string): string {
	return /^[\w.-]{1,40}$/.test(code) ? code : blips.noWord;
}

/** What a refused submit says, in the shapes of all the envelopes. */
function refusalOf(call: Call): Refusal {
	const error = own(call.answer, "error");
	const code =
		codeText(own(call.answer, "code")) ??
		codeText(own(error, "code")) ??
		codeText(own(own(call.answer, "base_resp"), "status_code"));
	const message =
		text(own(error, "message")) ??
		text(own(call.answer, "message")) ??
		text(own(call.answer, "description")) ??
		text(own(own(call.answer, "base_resp"), "status_msg")) ??
		text(error) ??
		"";
	return { code, message };
}

import { isObject, own } from "../json";
import { blips } from "../messages/tasks";
import { answered, codeText, jobId, polledJob, stateWord, text } from "./answer";
import { readJob } from "./job";
import { EMPTY, type JobReading } from "./reading";
import type { Call, Endpoint, MediaSystem } from "./system";
import { phaseOf } from "./words";

/** A question about one job. */
export function readPoll(system: MediaSystem, endpoint: Endpoint, call: Call, id: string): JobReading {
	const { action } = call;
	const failed = system.failed?.(call) ?? null;
	if (failed !== null)
		return { ...EMPTY, id, action, state: failed.code ?? "", phase: "failed", failure: failed };
	if (endpoint.kind === "content") return readContent(system, call, id);
	const job = !answered(call.status) ? null : system.job ? system.job(call) : polledJob(call.answer);
	return job === null ? blip(call, id) : readJob(system, job, id, action);
}

/** `GET …/content`: bytes say that the job is done; a 400 says in words where it stands. */
function readContent(system: MediaSystem, call: Call, id: string): JobReading {
	const { url, responseBody } = call.exchange;
	if (answered(call.status) && call.answer === undefined && !/^text\//i.test(responseBody.mimeType))
		return { ...EMPTY, id, phase: "succeeded", results: url === null ? [] : [url] };
	const message = text(own(own(call.answer, "error"), "message")) ?? "";
	const state = /current status: ([A-Za-z_]{1,40})/.exec(message)?.[1];
	if (state !== undefined) return { ...EMPTY, id, state, phase: phaseOf(system.words, state) };
	return blip(call, id);
}

/** A batch query fans out; ids it asked for and did not get are simply not spoken about. */
export function readBatch(system: MediaSystem, endpoint: Endpoint, call: Call): JobReading[] {
	const asked = endpoint.ids?.(call) ?? [];
	const data = Array.isArray(call.answer) ? call.answer : own(call.answer, "data");
	if (!answered(call.status) || !Array.isArray(data)) return asked.map((id) => blip(call, id));
	const readings = new Map<string, JobReading>();
	for (const item of data.slice(0, 1000)) {
		const id = isObject(item) ? jobId(item) : null;
		if (id === null || !isObject(item) || stateWord(item) === null) continue;
		readings.set(id, readJob(system, item, id, null));
	}
	return [...readings.values()];
}

/** A poll that told nothing about the job, and why. */
function blip(call: Call, id: string): JobReading {
	return { ...EMPTY, id, action: call.action, ...blipOf(call) };
}

function blipOf(call: Call): { blip: string | null; notKnown: boolean } {
	const code = codeText(own(call.answer, "code"));
	const description = text(own(call.answer, "description")) ?? "";
	if (code === "task_not_exist" || /^task_no_?t?_found/.test(description))
		return { blip: blips.notKnown, notKnown: true };
	const { state, text: body } = call.exchange.responseBody;
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

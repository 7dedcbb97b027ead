import { isObject, own } from "../json";
import { PAGE_LEFT } from "../live/page-left";
import { blips } from "../messages/tasks";
import { isAnswerLost } from "../paid-submit";
import type { Phase } from "../vocabulary";
import { accepted, answered, codeText, jobId, text } from "./answer";
import { jobFailure } from "./failure";
import { readJob } from "./job";
import { EMPTY, type JobReading, type MediaReading } from "./reading";
import { modelName, promptStart } from "./request";
import { resultLinks } from "./results";
import type { Call, MediaSystem, Refusal } from "./system";
import { SYNCHRONOUS_VIDEO } from "./video-generations";

/**
 * By the router, else by the answer's shape: `{created, data: [{url}]}` without an id is a finished video, not a job.
 */
export function isSynchronous(system: MediaSystem, call: Call, router: string | null): boolean {
	if (system.id !== "video-generations") return false;
	if ((router !== null && SYNCHRONOUS_VIDEO.has(router)) || SYNCHRONOUS_VIDEO.has(call.address.hostname))
		return true;
	return Array.isArray(own(call.answer, "data")) && isObject(call.answer) && jobId(call.answer) === null;
}

/** A submit that is answered with the id of a job to poll. */
export function readSubmit(system: MediaSystem, call: Call): MediaReading {
	const { exchange, inFlight } = call;
	const about = system.describe?.(call) ?? { action: call.action ?? "generate", parentId: null };
	const request = {
		action: about.action,
		model: modelName(call.request),
		promptStart: promptStart(call.request),
	};
	const base = {
		system: system.id,
		host: call.address.host,
		kind: "submit",
		synchronous: false,
		inFlight,
		parentId: about.parentId,
	} as const;
	if (inFlight)
		return { ...base, jobs: [{ ...EMPTY, ...request, id: exchange.id, phase: "running" }], refusal: null };
	if (hasPageLeft(call) || isAnswerLost(exchange))
		return { ...base, jobs: [{ ...unanswered(call), ...request }], refusal: null };
	if (!answered(call.status)) return { ...base, jobs: [], refusal: refusalOf(call) };
	const answer = (system.accept ?? ((it: Call) => accepted(it.answer)))(call);
	const jobs = answer.ids.map((id): JobReading => {
		const said = answer.job === null ? EMPTY : readJob(system, answer.job, id, null);
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
export function readSynchronous(system: MediaSystem, call: Call): MediaReading {
	const { exchange, inFlight } = call;
	const described = system.describe?.(call) ?? { action: "generate", parentId: null };
	const refused = !inFlight && !hasPageLeft(call) && call.status !== null && isRefusalStatus(call.status);
	const job = isObject(call.answer) ? call.answer : {};
	const results = inFlight || !answered(call.status) ? [] : resultLinks(job);
	const phase = inFlight ? "running" : synchronousPhase(call, results);
	const about = {
		action: described.action,
		model: modelName(call.request),
		promptStart: promptStart(call.request),
	};
	const reading: JobReading = hasPageLeft(call)
		? { ...unanswered(call), ...about }
		: {
				...EMPTY,
				...about,
				id: (isObject(call.answer) && jobId(job)) || exchange.id,
				state: "",
				phase,
				results,
				blip: call.status === 0 ? blips.noAnswer : null,
				failure: phase === "failed" ? jobFailure(job) : null,
			};
	return {
		system: system.id,
		host: call.address.host,
		kind: "submit",
		synchronous: true,
		inFlight,
		jobs: refused ? [] : [reading],
		refusal: refused ? refusalOf(call) : null,
		parentId: described.parentId,
	};
}

function hasPageLeft({ exchange }: Call): boolean {
	return exchange.marks.includes(PAGE_LEFT);
}

/** A submit whose answer never came: it may have been accepted, under an id nobody saw. */
function unanswered(call: Call): JobReading {
	const pageLeft = hasPageLeft(call);
	const blip = pageLeft ? blips.pageLeft : blips.noAnswer;
	return { ...EMPTY, id: call.exchange.id, phase: "unknown", blip, pageLeft, unanswered: true };
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

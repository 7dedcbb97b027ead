import type { Exchange } from "../exchange";
import { tryParseJson } from "../json";
import { idText } from "./answer";
import { type FoundEndpoint, findEndpoint } from "./find";
import { readBatch, readPoll } from "./poll";
import type { JobReading, MediaReading } from "./reading";
import { isSynchronous, readSubmit, readSynchronous } from "./submit";
import type { Call } from "./system";

/**
 * Reads an exchange with an async media endpoint; null when it is none. Pure, never throws.
 * @param router Whose rules the host speaks by (a catalogued id), where known: it decides whether video is synchronous.
 */
export function readMedia(exchange: Exchange, router: string | null = null): MediaReading | null {
	const found = findEndpoint(exchange);
	return found === null ? null : readCall(found, callOf(exchange, found), router);
}

function callOf(exchange: Exchange, { address, groups }: FoundEndpoint): Call {
	const { requestBody, responseBody, status } = exchange;
	return {
		exchange,
		address,
		id: unescaped(groups.id),
		parent: unescaped(groups.parent),
		action: groups.action ?? null,
		request: requestBody.text === "" ? undefined : tryParseJson(requestBody.text),
		answer: responseBody.text === "" ? undefined : tryParseJson(responseBody.text),
		status,
		inFlight: responseBody.state === "pending",
	};
}

/** A part of a path with its percent signs undone; left as it is where that is no valid UTF-8. */
function unescaped(part: string | undefined): string | null {
	if (part === undefined) return null;
	if (!part.includes("%")) return idText(part);
	try {
		return idText(decodeURIComponent(part));
	} catch {
		return idText(part);
	}
}

function readCall({ system, endpoint }: FoundEndpoint, call: Call, router: string | null): MediaReading {
	if (endpoint.kind === "submit")
		return isSynchronous(system, call, router) ? readSynchronous(system, call) : readSubmit(system, call);
	const kind = endpoint.kind === "batch" ? "batch" : "poll";
	return {
		system: system.id,
		host: call.address.host,
		kind,
		synchronous: false,
		inFlight: call.inFlight,
		jobs: call.inFlight ? [] : kind === "batch" ? readBatch(system, endpoint, call) : one(),
		refusal: null,
		parentId: null,
	};

	function one(): JobReading[] {
		const id = endpoint.ids ? endpoint.ids(call)[0] : call.id;
		return id === undefined || id === null ? [] : [readPoll(system, endpoint, call, id)];
	}
}

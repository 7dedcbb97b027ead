import type { Exchange } from "../exchange";
import { httpUrl } from "../hosts";
import { tryParseJson } from "../json";
import { idText } from "./answer";
import { MEDIA_SYSTEMS } from "./list";
import { readBatch, readPoll } from "./poll";
import type { MediaReading } from "./reading";
import { isSynchronous, readSubmit, readSynchronous } from "./submit";
import type { Call, Endpoint, EndpointKind, MediaSystem } from "./system";

/** Cheap look before anything is parsed: all documented media paths hold one of these. */
const MEDIA_PATH =
	/\/(?:mj|kling|jimeng|luma|suno|runwayml|volc|minimax|alibailian|v1\/(?:videos?|images|tasks)|v1beta\/models)(?:[/?#]|$)/;

/** What kind of media endpoint this is, by its address alone; null when it is none. Cheap: no body is parsed. */
export function mediaKind({ method, url }: Pick<Exchange, "method" | "url">): EndpointKind | null {
	if (url === null || method === null || !MEDIA_PATH.test(url)) return null;
	const parsed = httpUrl(url);
	if (parsed === null) return null;
	for (const system of MEDIA_SYSTEMS)
		for (const endpoint of system.endpoints)
			if (
				endpoint.method === method.toUpperCase() &&
				endpoint.applies === undefined &&
				(endpoint.when?.(parsed.searchParams) ?? true) &&
				endpoint.path.test(parsed.pathname)
			)
				return endpoint.kind;
	return null;
}

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
			if (!match) continue;
			if (endpoint.applies && !endpoint.applies(exchange)) continue;
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

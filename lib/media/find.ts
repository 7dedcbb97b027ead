import type { Exchange } from "../exchange";
import { type Address, addressOf, queryOf } from "./address";
import { MEDIA_SYSTEMS } from "./list";
import type { Endpoint, EndpointKind, MediaSystem } from "./system";

export interface FoundEndpoint {
	readonly system: MediaSystem;
	readonly endpoint: Endpoint;
	readonly address: Address;
	/** Named groups of the path as they stand there, percent signs and all. */
	readonly groups: Readonly<Record<string, string | undefined>>;
}

/** Cheap look before anything is parsed: every documented media path holds one of these. */
const MARKER =
	/\/(mj|kling|jimeng|luma|suno|runwayml|volc|minimax|alibailian|v1\/video|v1\/videos|v1\/images|v1\/tasks|v1beta\/models)(?=[/?#]|$)/;

/** Systems by the marker in their paths, in the list's order. */
const BY_MARKER: ReadonlyMap<string, readonly MediaSystem[]> = new Map(
	[...new Set(MEDIA_SYSTEMS.flatMap(({ markers }) => markers))].map((marker) => [
		marker,
		MEDIA_SYSTEMS.filter(({ markers }) => markers.includes(marker)),
	]),
);

/** As much of an exchange as tells its endpoint; without a body, those that are told by it are not found. */
export type RequestLine = Pick<Exchange, "method" | "url"> & Partial<Pick<Exchange, "responseBody">>;

/** The media endpoint a request went to, by its address alone; null when it is none. */
export function findEndpoint(exchange: RequestLine): FoundEndpoint | null {
	if (exchange.url === null || exchange.method === null) return null;
	const marker = MARKER.exec(exchange.url)?.[1];
	const address = marker === undefined ? null : addressOf(exchange.url);
	if (marker === undefined || address === null) return null;
	const near = BY_MARKER.get(marker);
	// A gateway's own prefix may hold another system's marker; then all of them are tried.
	return (near && among(near, exchange, address)) ?? among(MEDIA_SYSTEMS, exchange, address);
}

function among(
	systems: readonly MediaSystem[],
	exchange: RequestLine,
	address: Address,
): FoundEndpoint | null {
	const method = exchange.method?.toUpperCase();
	for (const system of systems)
		for (const endpoint of system.endpoints) {
			if (endpoint.method !== method) continue;
			const match = endpoint.path.exec(address.path);
			if (!match || endpoint.when?.(queryOf(address)) === false) continue;
			if (endpoint.applies && (!exchange.responseBody || !endpoint.applies(exchange.responseBody))) continue;
			return { system, endpoint, address, groups: match.groups ?? {} };
		}
	return null;
}

/** What kind of media endpoint this is; null when it is none. No body is parsed. */
export function mediaKind(request: RequestLine): EndpointKind | null {
	return findEndpoint(request)?.endpoint.kind ?? null;
}

import type { Body } from "./exchange";
import type { ListedEntry } from "./har";
import type { Row } from "./session";

const NONE: readonly never[] = [];

/** What a list shows of a request before its answer is understood; a line of JSON. */
type ListLine = readonly [
	id: string,
	startedDateTime: string | null,
	time: number | null,
	method: string | null,
	url: string | null,
	status: number | null,
	statusText: string,
	error: string | null,
	resourceType: string | null,
];

/** One line of a list that is packed ahead of its row. */
export function packListLine(listed: ListedEntry): string {
	const line: ListLine = [
		listed.id,
		listed.startedDateTime,
		listed.time,
		listed.method,
		listed.url,
		listed.status,
		listed.statusText,
		listed.error,
		listed.resourceType,
	];
	return JSON.stringify(line);
}

const TO_COME: Body = { state: "pending", text: "", mimeType: "", size: null };

/**
 * Rows to show until the whole ones come: when, what, where to and the status, bodies and headers still to come, no verdict.
 * @param lines JSON: a list of lines.
 * @param rename Turns the tokens of a part of a file into those of the whole.
 * @param routerOf Whose address it is: told here, so that a list needs no catalogue where it is made.
 */
export function unpackList(
	lines: string,
	rename: (text: string) => string,
	routerOf: (url: string | null) => string | null,
): readonly Row[] {
	return (JSON.parse(rename(lines)) as readonly ListLine[]).map((line) => ({
		exchange: {
			id: line[0],
			source: "har",
			startedDateTime: line[1],
			time: line[2],
			method: line[3],
			url: line[4],
			status: line[5],
			statusText: line[6],
			requestHeaders: NONE,
			requestBody: TO_COME,
			responseHeaders: NONE,
			responseBody: TO_COME,
			error: line[7],
			resourceType: line[8],
			streamMessages: NONE,
			pageOrigin: null,
			marks: NONE,
		},
		decoded: {
			router: routerOf(line[4]),
			diagnosis: null,
			envelope: null,
			model: null,
			stream: null,
			requestId: null,
		},
	}));
}

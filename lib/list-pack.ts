import type { Decoded } from "./diagnosis";
import type { Body } from "./exchange";
import type { EntryHead } from "./from-entry";
import type { Row } from "./session";

const NONE: readonly never[] = [];

/** What a list shows of a request and many others have as well. */
type Kind = readonly [
	method: string | null,
	url: string | null,
	status: number | null,
	statusText: string,
	error: string | null,
	resourceType: string | null,
];

/** What a list shows of one request before its answer is understood. */
type ListLine = readonly [
	id: string,
	startedDateTime: string | null,
	time: number | null,
	/** Index of what it shares with others. */
	kind: number,
];

/** Packs requests of a list on their way to another thread, ahead of their rows. */
export interface ListPacker {
	readonly add: (id: string, head: EntryHead) => void;
	/** Requests added since the last `take`. */
	readonly count: number;
	/** They as one text for `unpackList`. */
	readonly take: () => string;
}

export function createListPacker(): ListPacker {
	let lines: string[] = [];
	let kinds = new Map<string, number>();
	let before: EntryHead | null = null;
	let kind = 0;
	return {
		add(id, head) {
			if (before === null || !isAlike(head, before)) {
				const { method, url, status, statusText, error, resourceType } = head;
				const packed = JSON.stringify([method, url, status, statusText, error, resourceType] satisfies Kind);
				kind = kinds.get(packed) ?? kinds.size;
				kinds.set(packed, kind);
				before = head;
			}
			const line: ListLine = [id, head.startedDateTime, head.time, kind];
			lines.push(JSON.stringify(line));
		},
		get count() {
			return lines.length;
		},
		take() {
			const text = `[[${[...kinds.keys()].join(",")}],[${lines.join(",")}]]`;
			lines = [];
			kinds = new Map();
			before = null;
			return text;
		},
	};
}

function isAlike(one: EntryHead, other: EntryHead): boolean {
	return (
		one.method === other.method &&
		one.url === other.url &&
		one.status === other.status &&
		one.statusText === other.statusText &&
		one.error === other.error &&
		one.resourceType === other.resourceType
	);
}

const TO_COME: Body = { state: "pending", text: "", mimeType: "", size: null };

/**
 * Rows to show until the whole ones come: when, what, where to and the status, bodies and headers still to come, no verdict.
 * @param packed What a `ListPacker` took.
 * @param rename Turns the tokens of a part of a file into those of the whole.
 * @param routerOf Whose address it is: told here, so that a list needs no catalogue where it is made.
 */
export function unpackList(
	packed: string,
	rename: (text: string) => string,
	routerOf: (url: string | null) => string | null,
): readonly Row[] {
	const [kinds, lines] = JSON.parse(rename(packed)) as readonly [readonly Kind[], readonly ListLine[]];
	const decoded = kinds.map(
		(kind): Decoded => ({
			router: routerOf(kind[1]),
			diagnosis: null,
			envelope: null,
			model: null,
			stream: null,
			requestId: null,
		}),
	);
	const rows: Row[] = [];
	for (const [id, startedDateTime, time, index] of lines) {
		const kind = kinds[index];
		const verdict = decoded[index];
		if (!kind || !verdict) continue;
		rows.push({
			exchange: {
				id,
				source: "har",
				startedDateTime,
				time,
				method: kind[0],
				url: kind[1],
				status: kind[2],
				statusText: kind[3],
				requestHeaders: NONE,
				requestBody: TO_COME,
				responseHeaders: NONE,
				responseBody: TO_COME,
				error: kind[4],
				resourceType: kind[5],
				streamMessages: NONE,
				pageOrigin: null,
				marks: NONE,
			},
			decoded: verdict,
		});
	}
	return rows;
}

import type { AuditNotice } from "./audit/audit";
import type { Decoded } from "./diagnosis";
import { BODY_STATES, type Body, type Exchange, type Header, type StreamMessage } from "./exchange";
import type { MediaReading } from "./media/reading";
import type { Row, RowNotice } from "./session";

/**
 * Rows on their way from the thread that read a file to the one that shows it. Texts cross at the cost of a copy, objects at
 * many times that: so all lines are one text, all bodies another, and what stands in many requests crosses once. Rows keep
 * slices of the text of bodies, which collectors of garbage need not move about one by one.
 */
export interface PackedRows {
	/** JSON: kinds and lines. */
	readonly lines: string;
	/** JSON: name and value of header fields not sent before. */
	readonly fields: string;
	/** Request and response body of each row, one after another. */
	readonly bodies: string;
	/** Those that stand apart: one character beyond Latin-1 would double the size of all. */
	readonly wideBodies: readonly string[];
}

/** What many rows have in common. */
type Kind = readonly [
	source: Exchange["source"],
	method: string | null,
	url: string | null,
	status: number | null,
	statusText: string,
	error: string | null,
	resourceType: string | null,
	pageOrigin: string | null,
	requestState: number,
	requestType: string,
	responseState: number,
	responseType: string,
	router: string | null,
	envelope: string | null,
	model: string | null,
];

/** A line of JSON; header fields are numbers, bodies are told without their text. */
type Line = readonly [
	id: string,
	startedDateTime: string | null,
	time: number | null,
	/** Index of what it has in common with others. */
	kind: number,
	marks: readonly string[] | 0,
	messages: readonly StreamMessage[] | 0,
	requestHeaders: readonly number[],
	responseHeaders: readonly number[],
	/** Its length among the bodies, or -1 where it is the next that stands apart. */
	requestLength: number,
	responseLength: number,
	requestSize: number | null,
	responseSize: number | null,
	diagnosis: Decoded["diagnosis"] | 0,
	stream: Decoded["stream"] | 0,
	requestId: string | null,
	media: MediaReading | 0,
	same: string | null,
	auditMedia: AuditNotice["media"] | 0,
	subjects: AuditNotice["subjects"] | 0,
];

/** Collects rows; `take` hands them over and begins anew. Rows must be unpacked in the order in which they were packed. */
export interface RowPacker {
	/** Rows waiting, and characters of their texts. */
	readonly rows: number;
	readonly size: number;
	readonly add: (row: Row, notice: RowNotice) => void;
	readonly take: () => PackedRows;
}

const BEYOND_LATIN_1 = /[^\0-\xff]/;

export function createRowPacker(): RowPacker {
	let lines: string[] = [];
	let kinds = new Map<string, number>();
	let fields: (readonly [name: string, value: string])[] = [];
	let bodies: string[] = [];
	let wideBodies: string[] = [];
	let size = 0;
	const numbers = new Map<Header, number>();
	const numberOf = (header: Header): number => {
		let number = numbers.get(header);
		if (number === undefined) {
			number = numbers.size;
			numbers.set(header, number);
			fields.push([header.name, header.value]);
			size += header.value.length;
		}
		return number;
	};
	const kindOf = (packed: string): number => {
		let kind = kinds.get(packed);
		if (kind === undefined) {
			kind = kinds.size;
			kinds.set(packed, kind);
			size += packed.length;
		}
		return kind;
	};
	const lengthOf = ({ text }: Body): number => {
		size += text.length;
		const isWide = BEYOND_LATIN_1.test(text);
		(isWide ? wideBodies : bodies).push(text);
		return isWide ? -1 : text.length;
	};
	return {
		get rows() {
			return lines.length;
		},
		get size() {
			return size;
		},
		add({ exchange, decoded }, { media, audit }) {
			const { requestBody, responseBody } = exchange;
			const kind: Kind = [
				exchange.source,
				exchange.method,
				exchange.url,
				exchange.status,
				exchange.statusText,
				exchange.error,
				exchange.resourceType,
				exchange.pageOrigin,
				BODY_STATES.indexOf(requestBody.state),
				requestBody.mimeType,
				BODY_STATES.indexOf(responseBody.state),
				responseBody.mimeType,
				decoded.router,
				decoded.envelope,
				decoded.model,
			];
			const line: Line = [
				exchange.id,
				exchange.startedDateTime,
				exchange.time,
				kindOf(JSON.stringify(kind)),
				exchange.marks.length === 0 ? 0 : exchange.marks,
				exchange.streamMessages.length === 0 ? 0 : exchange.streamMessages,
				exchange.requestHeaders.map(numberOf),
				exchange.responseHeaders.map(numberOf),
				lengthOf(requestBody),
				lengthOf(responseBody),
				requestBody.size,
				responseBody.size,
				decoded.diagnosis ?? 0,
				decoded.stream ?? 0,
				decoded.requestId,
				media ?? 0,
				audit.same,
				audit.media ?? 0,
				audit.subjects.every((subject) => subject === null) ? 0 : audit.subjects,
			];
			const text = JSON.stringify(line);
			lines.push(text);
			size += text.length;
		},
		take() {
			const packed: PackedRows = {
				lines: `[[${[...kinds.keys()].join(",")}],[${lines.join(",")}]]`,
				fields: JSON.stringify(fields),
				bodies: bodies.join(""),
				wideBodies,
			};
			lines = [];
			kinds = new Map();
			fields = [];
			bodies = [];
			wideBodies = [];
			size = 0;
			return packed;
		},
	};
}

/** The rows as they were, with what was noticed in each. */
export interface UnpackedRows {
	readonly rows: readonly Row[];
	readonly notices: readonly RowNotice[];
}

const NONE: readonly never[] = [];

/**
 * Unpacks the batches of one packer.
 * @param rename Turns the tokens of a part of a file into those of the whole.
 */
export function createRowUnpacker(rename: (text: string) => string): (packed: PackedRows) => UnpackedRows {
	const headers: Header[] = [];
	const headersOf = (numbers: readonly number[]): readonly Header[] => {
		const found: Header[] = [];
		for (const number of numbers) {
			const header = headers[number];
			if (header) found.push(header);
		}
		return found;
	};
	return ({ lines, fields, bodies, wideBodies }) => {
		let [at, wideAt] = [0, 0];
		const textOf = (length: number): string => {
			if (length < 0) {
				wideAt += 1;
				return rename(wideBodies[wideAt - 1] ?? "");
			}
			at += length;
			return bodies.slice(at - length, at);
		};
		for (const [name, value] of JSON.parse(rename(fields)) as readonly (readonly [string, string])[])
			headers.push({ name, value });
		const rows: Row[] = [];
		const notices: RowNotice[] = [];
		const [kinds, all] = JSON.parse(rename(lines)) as readonly [readonly Kind[], readonly Line[]];
		for (const line of all) {
			const kind = kinds[line[3]];
			if (!kind) continue;
			const [request, response] = [textOf(line[8]), textOf(line[9])];
			rows.push({
				exchange: {
					id: line[0],
					source: kind[0],
					startedDateTime: line[1],
					time: line[2],
					method: kind[1],
					url: kind[2],
					status: kind[3],
					statusText: kind[4],
					requestHeaders: headersOf(line[6]),
					requestBody: bodyOf(request, kind[8], kind[9], line[10]),
					responseHeaders: headersOf(line[7]),
					responseBody: bodyOf(response, kind[10], kind[11], line[11]),
					error: kind[5],
					resourceType: kind[6],
					streamMessages: line[5] || NONE,
					pageOrigin: kind[7],
					marks: line[4] || NONE,
				},
				decoded: {
					router: kind[12],
					diagnosis: line[12] || null,
					envelope: kind[13],
					model: kind[14],
					stream: line[13] || null,
					requestId: line[14],
				},
			});
			notices.push({
				media: line[15] || null,
				audit: { same: line[16], media: line[17] || null, subjects: line[18] || NONE },
			});
		}
		return { rows, notices };
	};
}

function bodyOf(text: string, state: number, mimeType: string, size: number | null): Body {
	return { state: BODY_STATES[state] ?? "unavailable", text, mimeType, size };
}

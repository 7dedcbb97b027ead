import type { AuditNotice } from "./audit/audit";
import type { Decoded } from "./diagnosis";
import { BODY_STATES, type Body, type Exchange, type Header, type StreamMessage } from "./exchange";
import type { MediaReading } from "./media/reading";
import type { Row, RowNotice } from "./session";

/**
 * Rows on their way from the thread that read a file to the one that shows it. Texts cross at the cost of a copy, objects at
 * many times that: so all lines are one text, all bodies another, and a header field that stands in thousands of requests
 * crosses once. Rows keep slices of the text of bodies, which collectors of garbage need not move about one by one.
 */
export interface PackedRows {
	/** JSON: the lines. */
	readonly lines: string;
	/** JSON: name and value of header fields not sent before. */
	readonly fields: string;
	/** Request and response body of each row, one after another. */
	readonly bodies: string;
	/** Those that stand apart: one character beyond Latin-1 would double the size of all. */
	readonly wideBodies: readonly string[];
}

/** A line of JSON; header fields are numbers, bodies are told without their text. */
type Line = readonly [
	id: string,
	source: Exchange["source"],
	startedDateTime: string | null,
	time: number | null,
	method: string | null,
	url: string | null,
	status: number | null,
	statusText: string,
	error: string | null,
	resourceType: string | null,
	pageOrigin: string | null,
	marks: readonly string[] | 0,
	messages: readonly StreamMessage[] | 0,
	requestHeaders: readonly number[],
	responseHeaders: readonly number[],
	/** Its length among the bodies, or -1 where it is the next that stands apart. */
	requestLength: number,
	responseLength: number,
	requestState: number,
	requestType: string,
	requestSize: number | null,
	responseState: number,
	responseType: string,
	responseSize: number | null,
	router: string | null,
	diagnosis: Decoded["diagnosis"] | 0,
	envelope: string | null,
	model: string | null,
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
			const line: Line = [
				exchange.id,
				exchange.source,
				exchange.startedDateTime,
				exchange.time,
				exchange.method,
				exchange.url,
				exchange.status,
				exchange.statusText,
				exchange.error,
				exchange.resourceType,
				exchange.pageOrigin,
				exchange.marks.length === 0 ? 0 : exchange.marks,
				exchange.streamMessages.length === 0 ? 0 : exchange.streamMessages,
				exchange.requestHeaders.map(numberOf),
				exchange.responseHeaders.map(numberOf),
				lengthOf(requestBody),
				lengthOf(responseBody),
				BODY_STATES.indexOf(requestBody.state),
				requestBody.mimeType,
				requestBody.size,
				BODY_STATES.indexOf(responseBody.state),
				responseBody.mimeType,
				responseBody.size,
				decoded.router,
				decoded.diagnosis ?? 0,
				decoded.envelope,
				decoded.model,
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
				lines: `[${lines.join(",")}]`,
				fields: JSON.stringify(fields),
				bodies: bodies.join(""),
				wideBodies,
			};
			lines = [];
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
		for (const line of JSON.parse(rename(lines)) as readonly Line[]) {
			const [request, response] = [textOf(line[15]), textOf(line[16])];
			rows.push({
				exchange: {
					id: line[0],
					source: line[1],
					startedDateTime: line[2],
					time: line[3],
					method: line[4],
					url: line[5],
					status: line[6],
					statusText: line[7],
					requestHeaders: headersOf(line[13]),
					requestBody: bodyOf(request, line[17], line[18], line[19]),
					responseHeaders: headersOf(line[14]),
					responseBody: bodyOf(response, line[20], line[21], line[22]),
					error: line[8],
					resourceType: line[9],
					streamMessages: line[12] || NONE,
					pageOrigin: line[10],
					marks: line[11] || NONE,
				},
				decoded: {
					router: line[23],
					diagnosis: line[24] || null,
					envelope: line[25],
					model: line[26],
					stream: line[27] || null,
					requestId: line[28],
				},
			});
			notices.push({
				media: line[29] || null,
				audit: { same: line[30], media: line[31] || null, subjects: line[32] || NONE },
			});
		}
		return { rows, notices };
	};
}

function bodyOf(text: string, state: number, mimeType: string, size: number | null): Body {
	return { state: BODY_STATES[state] ?? "unavailable", text, mimeType, size };
}

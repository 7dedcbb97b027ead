/**
 * Reads of a HAR entry only what a list shows, from the bytes of its file, and steps over everything else without making it,
 * which takes a fraction of the time. What is stepped over is not checked: whoever needs the entry whole must still parse it.
 */

type Scalar = string | number | null;

/** As much of an entry as was read, in the shape of HAR 1.2; fields that are not there are undefined. */
export interface SkimmedEntry {
	readonly startedDateTime: Scalar | undefined;
	readonly time: Scalar | undefined;
	readonly _resourceType: Scalar | undefined;
	/** Of the entry or of its response. */
	readonly _error: Scalar | undefined;
	readonly request: { readonly method: Scalar | undefined; readonly url: string };
	readonly response: { readonly status: Scalar | undefined; readonly statusText: Scalar | undefined };
}

/**
 * Reads the entry that starts at an index: what it says and the index after it. Null for everything unusual, which is then to
 * be parsed: names or numbers written in odd ways, a field twice, `_error` in two places, no request, no response, no URL.
 */
export type Skimmer = (start: number) => { readonly entry: SkimmedEntry; readonly end: number } | null;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const BRACE = 0x7b;
const END_BRACE = 0x7d;
const BRACKET = 0x5b;

/** RFC 8259, section 6. */
const NUMBER = /^-?(?:0|[1-9]\d{0,30})(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?$/;

/** Where each field is noted. */
const SLOT = {
	startedDateTime: 0,
	time: 1,
	_resourceType: 2,
	_error: 3,
	method: 4,
	url: 5,
	status: 6,
	statusText: 7,
	request: 8,
	response: 9,
} as const;
const SLOTS = Object.keys(SLOT).length;

/** A field that is wanted: its name in bytes, its slot. */
interface Wanted {
	readonly name: Uint8Array;
	readonly slot: number;
}

const wanted = (...names: readonly (keyof typeof SLOT)[]): readonly Wanted[] =>
	names.map((name) => ({ name: new TextEncoder().encode(name), slot: SLOT[name] }));

const OF_ENTRY = wanted("startedDateTime", "time", "_resourceType", "_error", "request", "response");
const OF_REQUEST = wanted("method", "url");
const OF_RESPONSE = wanted("status", "statusText", "_error");

/** Where the value of each slot stands: from, to; 0 where it was not seen (no value stands at the beginning of a file). */
type Places = Uint32Array;

/** @param bytes Of a HAR file in UTF-8. */
export function createSkimmer(bytes: Uint8Array): Skimmer {
	const places: Places = new Uint32Array(2 * SLOTS);
	const before: Places = new Uint32Array(2 * SLOTS);
	const values = new Array<Scalar | undefined>(SLOTS).fill(undefined);
	const textOf = createTextReader(bytes);
	let isOdd = false;

	/** What a slot says: mostly the same as in the entry before, whose text is then used again. */
	const saidIn = (slot: number): Scalar | undefined => {
		const [from, to] = [places[2 * slot] ?? 0, places[2 * slot + 1] ?? 0];
		if (from === 0) return undefined;
		if (!isSame(bytes, from, to, before[2 * slot] ?? 0, before[2 * slot + 1] ?? 0)) {
			values[slot] = scalarIn(bytes, from, to, textOf);
			before[2 * slot] = from;
			before[2 * slot + 1] = to;
		}
		isOdd ||= values[slot] === undefined;
		return values[slot];
	};

	return (start) => {
		places.fill(0);
		isOdd = false;
		const end = readObject(bytes, start, OF_ENTRY, places);
		if (end < 0 || places[2 * SLOT.request] === 0 || places[2 * SLOT.response] === 0) return null;
		const startedDateTime = saidIn(SLOT.startedDateTime);
		const time = saidIn(SLOT.time);
		const _resourceType = saidIn(SLOT._resourceType);
		const _error = saidIn(SLOT._error);
		const method = saidIn(SLOT.method);
		const url = saidIn(SLOT.url);
		const status = saidIn(SLOT.status);
		const statusText = saidIn(SLOT.statusText);
		if (isOdd || typeof url !== "string") return null;
		const request = { method, url };
		const response = { status, statusText };
		return { entry: { startedDateTime, time, _resourceType, _error, request, response }, end };
	};
}

/**
 * Notes where the values of wanted fields stand in the object that starts here. The index after it, or -1 where the text is
 * none, a name is written with escapes or a wanted field comes twice.
 */
function readObject(bytes: Uint8Array, start: number, fields: readonly Wanted[], places: Places): number {
	if (bytes[start] !== BRACE) return -1;
	let at = endOfSpace(bytes, start + 1);
	if (bytes[at] === END_BRACE) return at + 1;
	while (bytes[at] === QUOTE) {
		const name = at + 1;
		at = name;
		while (at < bytes.length && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at += 1;
		const field = among(fields, bytes, name, at);
		if (bytes[at] !== QUOTE) return -1;
		at = endOfSpace(bytes, at + 1);
		if (bytes[at] !== COLON) return -1;
		at = endOfSpace(bytes, at + 1);
		const value = at;
		if (field === null) at = endOfValue(bytes, at);
		else {
			const { slot } = field;
			if (places[2 * slot] !== 0) return -1;
			if (slot === SLOT.request) at = readObject(bytes, at, OF_REQUEST, places);
			else if (slot === SLOT.response) at = readObject(bytes, at, OF_RESPONSE, places);
			else at = endOfValue(bytes, at);
			places[2 * slot] = value;
			places[2 * slot + 1] = at;
		}
		if (at < 0) return -1;
		at = endOfSpace(bytes, at);
		if (bytes[at] === END_BRACE) return at + 1;
		if (bytes[at] !== COMMA) return -1;
		at = endOfSpace(bytes, at + 1);
	}
	return -1;
}

function among(fields: readonly Wanted[], bytes: Uint8Array, from: number, to: number): Wanted | null {
	for (const field of fields) {
		const { name } = field;
		if (name.length !== to - from) continue;
		let index = 0;
		while (index < name.length && name[index] === bytes[from + index]) index += 1;
		if (index === name.length) return field;
	}
	return null;
}

function isSame(bytes: Uint8Array, from: number, to: number, otherFrom: number, otherTo: number): boolean {
	if (otherFrom === 0 || to - from !== otherTo - otherFrom) return false;
	let index = to - from - 1;
	while (index >= 0 && bytes[from + index] === bytes[otherFrom + index]) index -= 1;
	return index < 0;
}

/** Longer texts are left to a decoder, which costs as much as sixty characters before it begins. */
const LONGEST_SPELLED = 64;

/** What stands from an index up to another. */
type TextReader = (from: number, to: number) => string;

function createTextReader(bytes: Uint8Array): TextReader {
	const decoder = new TextDecoder();
	/** An array for each length, so that none is made for each text. */
	const codesOf = Array.from({ length: LONGEST_SPELLED + 1 }, (_, length) =>
		new Array<number>(length).fill(0),
	);
	return (from, to) => {
		const codes = codesOf[to - from];
		if (!codes) return decoder.decode(bytes.subarray(from, to));
		for (let index = 0; index < codes.length; index += 1) {
			const code = bytes[from + index] ?? 0;
			if (code >= 0x80) return decoder.decode(bytes.subarray(from, to));
			codes[index] = code;
		}
		return String.fromCharCode.apply(null, codes);
	};
}

/** The text, number or null that stands there; undefined for anything else. */
function scalarIn(bytes: Uint8Array, from: number, to: number, textOf: TextReader): Scalar | undefined {
	const code = bytes[from];
	if (code === BRACE || code === BRACKET) return undefined;
	if (code === QUOTE) {
		const text = textOf(from + 1, to - 1);
		return text.includes("\\") ? unescaped(`"${text}"`) : text;
	}
	const token = textOf(from, to);
	return token === "null" ? null : NUMBER.test(token) ? Number(token) : undefined;
}

function unescaped(token: string): string | undefined {
	try {
		return JSON.parse(token);
	} catch {
		return undefined;
	}
}

/** The index of the next byte that is no whitespace of JSON. */
export function endOfSpace(bytes: Uint8Array, start: number): number {
	let at = start;
	while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
	return at;
}

/** The index after the string whose quote stands here, or -1. */
function endOfString(bytes: Uint8Array, start: number): number {
	const { length } = bytes;
	let at = start + 1;
	while (at < length) {
		const code = bytes[at];
		if (code === QUOTE) return at + 1;
		at += code === BACKSLASH ? 2 : 1;
	}
	return -1;
}

/** Makes one of `{` and `[`, and one of `}` and `]`, and nothing else the same as these. */
const FOLD = 0x20;

/** The index after the value that starts here, or -1 where the text ends before it does. */
export function endOfValue(bytes: Uint8Array, start: number): number {
	const first = bytes[start];
	if (first === QUOTE) return endOfString(bytes, start);
	if (first !== BRACE && first !== BRACKET) return endOfToken(bytes, start);
	const { length } = bytes;
	let depth = 0;
	let at = start;
	while (at < length) {
		const code = bytes[at] ?? 0;
		at += 1;
		if (code === QUOTE) {
			// As `endOfString`, written out: most of a file is stepped over here.
			while (at < length) {
				const next = bytes[at];
				at += next === BACKSLASH ? 2 : 1;
				if (next === QUOTE) break;
			}
		} else if ((code | FOLD) === BRACE) depth += 1;
		else if ((code | FOLD) === END_BRACE) {
			depth -= 1;
			if (depth === 0) return at;
		}
	}
	return -1;
}

/** The index after the number or word that starts here, or -1 where the text ends with it. */
function endOfToken(bytes: Uint8Array, start: number): number {
	let at = start;
	while (at < bytes.length) {
		const code = bytes[at] ?? 0;
		if (code === COMMA || (code | FOLD) === END_BRACE || code <= 0x20) return at;
		at += 1;
	}
	return -1;
}

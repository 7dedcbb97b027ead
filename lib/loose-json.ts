import { isQuote, type Reader, readString } from "./loose-string";

/**
 * Reads what people paste instead of JSON: Python's `repr` of a dict (`'…'`, `None`, `True`, `b'…'`, tuples), Node's
 * `console.log` of an object (bare keys, `[Object]`, `... 3 more items`), JSON cut off in the middle, JSON with raw line breaks.
 * One pass, no backtracking, bounded depth; never throws.
 */

/** Deeper values are read as null. */
const MAX_DEPTH = 40;
/** So many characters are looked at. */
const MAX_LENGTH = 200_000;

export interface LooseValue {
	readonly value: unknown;
	/** Index after the last character read. */
	readonly end: number;
	/** False where the text ended before the value did. */
	readonly complete: boolean;
}

/** The object or list that starts at `start` (a `{` or `[`), or null when it is neither JSON nor anything like it. */
export function parseLoose(text: string, start: number): LooseValue | null {
	const first = text[start];
	if (first !== "{" && first !== "[") return null;
	const reader: Reader = {
		text: text.length - start > MAX_LENGTH ? text.slice(0, start + MAX_LENGTH) : text,
		at: start,
		complete: true,
	};
	const value = readValue(reader, 0);
	if (typeof value !== "object" || value === null) return null;
	return { value, end: reader.at, complete: reader.complete };
}

const BROKEN: unique symbol = Symbol("broken");

function readValue(reader: Reader, depth: number): unknown {
	skipSpace(reader);
	const char = reader.text[reader.at];
	if (char === undefined) {
		reader.complete = false;
		return null;
	}
	if (char === "{") return readObject(reader, depth);
	if (char === "[" || char === "(") return readList(reader, depth);
	if (isQuote(char)) return readString(reader, char);
	if ((char === "b" || char === "u" || char === "f" || char === "r") && isQuote(reader.text[reader.at + 1])) {
		reader.at += 1;
		return readString(reader, reader.text[reader.at] ?? "'");
	}
	return readBare(reader, depth);
}

function readObject(reader: Reader, depth: number): unknown {
	const object: Record<string, unknown> = Object.create(null);
	const start = reader.at;
	let fields = 0;
	reader.at += 1;
	for (;;) {
		skipSeparators(reader);
		const char = reader.text[reader.at];
		if (char === undefined) {
			reader.complete = false;
			return fields > 0 ? plain(object) : BROKEN;
		}
		if (char === "}") {
			reader.at += 1;
			return plain(object);
		}
		const before = reader.at;
		const key = readKey(reader);
		if (key === BROKEN) {
			if (reader.at === before) reader.at += 1;
			if (fields === 0 && reader.at - start > 400) return BROKEN;
			continue;
		}
		const value = depth >= MAX_DEPTH ? skipDeep(reader) : readValue(reader, depth + 1);
		if (typeof key === "string" && value !== BROKEN) {
			// Of a key that stands twice the last value counts, as everywhere, unless it says nothing.
			if (!(key in object) || (value !== null && value !== "")) object[key] = value;
			fields += 1;
		}
	}
}

/** A JSON-like object keeps its own `__proto__` field as data: defined, never assigned. */
function plain(fields: Record<string, unknown>): Record<string, unknown> {
	const object: Record<string, unknown> = {};
	for (const key of Object.keys(fields))
		Object.defineProperty(object, key, {
			value: fields[key],
			enumerable: true,
			configurable: true,
			writable: true,
		});
	return object;
}

/** A quoted or bare word followed by `:` (`=` and `=>` are taken, too); BROKEN leaves the reader where nothing was read. */
function readKey(reader: Reader): string | typeof BROKEN {
	const char = reader.text[reader.at] ?? "";
	const start = reader.at;
	let key: string;
	if (isQuote(char)) key = readString(reader, char);
	else {
		let end = reader.at;
		while (
			end < reader.text.length &&
			end - reader.at < 80 &&
			/[\w$.@*()[\]<>-]/.test(reader.text[end] ?? "")
		)
			end += 1;
		key = reader.text.slice(reader.at, end);
		if (key === "") return BROKEN;
		reader.at = end;
	}
	skipSpace(reader);
	const next = reader.text[reader.at];
	if (next === ":" || next === "=") {
		reader.at += reader.text[reader.at + 1] === ">" ? 2 : 1;
		return key;
	}
	if (next === undefined) reader.complete = false;
	if (reader.at === start) return BROKEN;
	return BROKEN;
}

function readList(reader: Reader, depth: number): unknown {
	const list: unknown[] = [];
	reader.at += 1;
	for (;;) {
		skipSeparators(reader);
		const char = reader.text[reader.at];
		if (char === undefined) {
			reader.complete = false;
			return list;
		}
		if (char === "]" || char === ")") {
			reader.at += 1;
			return list;
		}
		if (char === "}") return list;
		const before = reader.at;
		const value = depth >= MAX_DEPTH ? skipDeep(reader) : readValue(reader, depth + 1);
		if (value !== BROKEN && list.length < 1000) list.push(value);
		if (reader.at === before) reader.at += 1;
	}
}

/** Below the depth limit brackets are counted, not read. */
function skipDeep(reader: Reader): null {
	let open = 0;
	while (reader.at < reader.text.length) {
		const char = reader.text[reader.at] ?? "";
		if (isQuote(char)) {
			readString(reader, char);
			continue;
		}
		if (char === "{" || char === "[" || char === "(") open += 1;
		else if (char === "}" || char === "]" || char === ")") {
			if (open === 0) return null;
			open -= 1;
		} else if (char === "," && open === 0) return null;
		reader.at += 1;
	}
	reader.complete = false;
	return null;
}

/** Numbers, `None`, `undefined`, `[Object]`, `<Response [429]>`, class names before a brace: up to a separator. */
function readBare(reader: Reader, depth: number): unknown {
	const start = reader.at;
	while (reader.at < reader.text.length && reader.at - start < 2000) {
		const char = reader.text[reader.at] ?? "";
		if (char === "," || char === "}" || char === "]" || char === ")") break;
		if ((char === "\n" || char === "\r") && reader.at > start) break;
		if (char === "{" || char === "(" || char === "[") {
			const word = reader.text.slice(start, reader.at).trim();
			if (depth >= MAX_DEPTH) {
				skipDeep(reader);
				return null;
			}
			const value = readValue(reader, depth + 1);
			if (value === BROKEN) return word;
			if (Array.isArray(value)) return value.length === 1 && char === "(" ? value[0] : word;
			return value;
		}
		reader.at += 1;
	}
	const word = reader.text.slice(start, reader.at).trim();
	if (word === "true" || word === "True") return true;
	if (word === "false" || word === "False") return false;
	if (
		word === "" ||
		word === "null" ||
		word === "None" ||
		word === "undefined" ||
		word === "nil" ||
		word === "NaN"
	)
		return null;
	if (word.startsWith("...")) return BROKEN;
	const number = Number(word);
	if (/^-?\d+$/.test(word)) return Number.isSafeInteger(number) ? number : word;
	return Number.isFinite(number) && /^-?[\d.eE+-]+$/.test(word) ? number : word;
}

function skipSpace(reader: Reader): void {
	while (reader.at < reader.text.length && /\s/.test(reader.text[reader.at] ?? "")) reader.at += 1;
}

function skipSeparators(reader: Reader): void {
	while (reader.at < reader.text.length && /[\s,;]/.test(reader.text[reader.at] ?? "")) reader.at += 1;
}

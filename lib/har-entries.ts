import { endOfObject } from "./har-recover";
import { createSkimmer, endOfSpace, endOfValue } from "./har-skim";
import { isObject, own } from "./json";

const ENTRIES = /"entries"\s*:\s*\[/;
/** How an object begins; up to its first key, which entries of one recorder share. */
const OPENING = /^\{\s*"[^"\\]*"/;
/** Whitespace and commas between entries. */
const BETWEEN = /[\s,]*/y;

/** Which part of a file a text is: its beginning, its end, both or neither. */
export interface Portion {
	readonly begins: boolean;
	readonly ends: boolean;
}

export const WHOLE: Portion = { begins: true, ends: true };

/**
 * Hands over the entries of a HAR file one by one, each parsed on its own, so that the whole tree of a 50 MB file never
 * stands in memory at once; that makes it faster than one `JSON.parse` of everything. False, with nothing handed over that
 * counts, where the text is not exactly `{"log":{…,"entries":[{…},…],…}}`: the caller then parses it as a whole.
 * @param take From `start` to `end` is where the entry stands in the text.
 */
export function eachEntry(
	text: string,
	take: (entry: unknown, index: number, start: number, end: number) => void,
): boolean {
	let at = firstEntry(text);
	if (at < 0) return false;
	const opening = OPENING.exec(text.slice(at, at + 300))?.[0];
	let index = 0;
	while (text[at] === "{") {
		const read = entryAt(text, at, opening);
		if (!read) return false;
		take(read.entry, index, at, read.end);
		index += 1;
		const next = skip(text, read.end);
		if (text[next] === "{" && text.slice(read.end, next).trim() !== ",") return false;
		at = next;
	}
	return text[at] === "]" && isOuterPart(`{"log":{"entries":[${text.slice(at)}`, text.length - at);
}

/** The list of entries begins within so many bytes; before it may stand pages and notes. */
const FARTHEST_LIST = 1024 * 1024;
const LIST_END = 0x5d;
const ENTRY_BEGIN = 0x7b;
const COMMA = 0x2c;

/**
 * The same from the bytes of a file or of a portion of it that was cut before an entry, handing over no more of an entry than
 * a list shows. What stands between is not checked: an entry whose text proves to be no JSON later makes the whole void.
 */
export function skimEntries(
	bytes: Uint8Array,
	take: (entry: unknown, index: number, start: number, end: number) => void,
	{ begins, ends }: Portion,
): boolean {
	let at = begins ? firstEntryIn(bytes) : endOfSpace(bytes, 0);
	if (at < 0) return false;
	const skim = createSkimmer(bytes);
	let index = 0;
	while (bytes[at] === ENTRY_BEGIN) {
		const read = skim(at) ?? parsedAt(bytes, at);
		if (!read) return false;
		take(read.entry, index, at, read.end);
		index += 1;
		at = endOfSpace(bytes, read.end);
		if (bytes[at] === COMMA) {
			at = endOfSpace(bytes, at + 1);
			if (bytes[at] !== ENTRY_BEGIN && (ends || at < bytes.length)) return false;
		} else if (!ends) return false;
	}
	if (!ends) return at === bytes.length;
	const isListEnd = bytes[at] === LIST_END && bytes.length - at <= LONGEST_OUTER_PART;
	return isListEnd && isOuterPart(`{"log":{"entries":[${textOf(bytes, at)}`, bytes.length - at);
}

function firstEntryIn(bytes: Uint8Array): number {
	const begin = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	// One character a byte, so that an index is a place in the file.
	const head = new TextDecoder("latin1").decode(bytes.subarray(begin, FARTHEST_LIST));
	const list = ENTRIES.exec(head);
	if (!list) return -1;
	const before = textOf(bytes, begin, begin + list.index);
	if (!isOuterPart(`${before}"entries":[]}}`, list.index)) return -1;
	return endOfSpace(bytes, begin + list.index + list[0].length);
}

/** The entry that starts here, parsed whole. */
function parsedAt(bytes: Uint8Array, at: number): { entry: unknown; end: number } | null {
	const end = endOfValue(bytes, at);
	const entry = end < 0 ? undefined : parsed(textOf(bytes, at, end));
	return isObject(entry) ? { entry, end } : null;
}

export function textOf(bytes: Uint8Array, from: number, to = bytes.length): string {
	return new TextDecoder().decode(bytes.subarray(from, to));
}

/** Where the first entry stands, or the end of an empty list; -1 where the text does not begin like a HAR. */
function firstEntry(text: string): number {
	const list = ENTRIES.exec(text);
	if (!list || !isOuterPart(`${text.slice(0, list.index)}"entries":[]}}`, list.index)) return -1;
	return skip(text, list.index + list[0].length);
}

/** What stands before or after the entries is read so far; more of it is no usual file. */
const LONGEST_OUTER_PART = 8_000_000;

/** What stands before or after the entries is JSON, and its `log.entries` is the list we read. */
function isOuterPart(text: string, length: number): boolean {
	if (length > LONGEST_OUTER_PART) return false;
	try {
		const entries = own(own(JSON.parse(text), "log"), "entries");
		return Array.isArray(entries) && entries.length === 0;
	} catch {
		return false;
	}
}

function skip(text: string, at: number): number {
	BETWEEN.lastIndex = at;
	return at + (BETWEEN.exec(text)?.[0].length ?? 0);
}

/**
 * The entry that starts here. Entries of one recorder begin alike: up to the next such beginning it is parsed at once, and
 * only if that is no whole object (another order of keys, the same text inside a body) its end is searched for.
 */
function entryAt(
	text: string,
	at: number,
	opening: string | undefined,
): { entry: unknown; end: number } | null {
	const next = opening === undefined ? -1 : text.indexOf(opening, at + 1);
	if (next >= 0) {
		const end = text.lastIndexOf("}", next) + 1;
		const entry = end > at ? parsed(text.slice(at, end)) : undefined;
		if (entry !== undefined) return { entry, end };
	}
	const end = endOfObject(text, at);
	const entry = end < 0 ? undefined : parsed(text.slice(at, end));
	return isObject(entry) ? { entry, end } : null;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** How the entries of this file begin, by its first bytes; null where they cannot be told from other text in any encoding. */
export function openingOf(head: string): string | null {
	const list = ENTRIES.exec(head);
	if (!list) return null;
	const at = skip(head, list.index + list[0].length);
	const opening = OPENING.exec(head.slice(at, at + 300))?.[0] ?? "";
	return /^[ -~\s]{4,}$/.test(opening) ? opening : null;
}

/**
 * Where a file can be cut: the index of an entry's beginning in this piece of it, or -1. Quotes inside strings are escaped,
 * so `},{"key"` is never part of one; that it is an entry shows when the portions are read.
 */
export function cutIn(piece: string, opening: string): number {
	for (let at = piece.indexOf(opening); at >= 0; at = piece.indexOf(opening, at + 1))
		if (/\}\s{0,40},\s{0,40}$/.test(piece.slice(Math.max(0, at - 90), at))) return at;
	return -1;
}

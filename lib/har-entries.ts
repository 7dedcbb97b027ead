import { endOfObject } from "./har-recover";
import { isObject, own } from "./json";

/** Whitespace and commas between entries. */
const BETWEEN = /[\s,]*/y;

/**
 * Hands over the entries of a HAR file one by one, each parsed on its own, so that the whole tree of a 50 MB file never
 * stands in memory at once; that makes it faster than one `JSON.parse` of everything. False, with nothing handed over that
 * counts, where the text is not exactly `{"log":{…,"entries":[{…},…],…}}`: the caller then parses it as a whole.
 */
export function eachEntry(text: string, take: (entry: unknown, index: number) => void): boolean {
	const list = /"entries"\s*:\s*\[/.exec(text);
	if (!list || !isOuterPart(`${text.slice(0, list.index)}"entries":[]}}`, list.index)) return false;
	let at = skip(text, list.index + list[0].length);
	const opening = /^\{\s*"[^"\\]*"/.exec(text.slice(at, at + 300))?.[0];
	let index = 0;
	while (text[at] === "{") {
		const read = entryAt(text, at, opening);
		if (!read) return false;
		take(read.entry, index);
		index += 1;
		const next = skip(text, read.end);
		if (text[next] === "{" && text.slice(read.end, next).trim() !== ",") return false;
		at = next;
	}
	return text[at] === "]" && isOuterPart(`{"log":{"entries":[${text.slice(at)}`, text.length - at);
}

/** What stands before or after the entries is JSON, and its `log.entries` is the list we read. */
function isOuterPart(text: string, length: number): boolean {
	if (length > 8_000_000) return false;
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

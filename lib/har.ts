import { createEntryPool } from "./entry-pool";
import type { Exchange } from "./exchange";
import { createHeadReader, type EntryHead, fromEntry } from "./from-entry";
import { eachEntry, type Portion, skimEntries, textOf, WHOLE } from "./har-entries";
import { recoverEntries } from "./har-recover";
import { isObject, own } from "./json";
import { jsonErrorAt } from "./json-error";
import { HAR_PROBLEMS } from "./messages/har-problems";
import type { Vault } from "./vault";

/** Something in a HAR that could not be read: place and reason, for one line of report. */
export interface HarProblem {
	/** `log.entries[3].request`, or `` for the file as a whole. */
	readonly place: string;
	readonly reason: string;
}

export interface HarReading {
	/** Index of the entry in its file, with what it says. Broken entries are missing. */
	readonly exchanges: readonly { readonly index: number; readonly exchange: Exchange }[];
	readonly problems: readonly HarProblem[];
}

/** What takes in a file as it is listed. */
export interface HarSink {
	/** An entry under the id of its exchange; `end` is the index in the file up to which it was read, 0 where nobody knows. */
	readonly take: (id: string, head: EntryHead, end: number) => void;
	/** Something that could not be read. */
	readonly problem: (problem: HarProblem) => void;
	/** All that was taken so far is void: the file is read again, in another way. */
	readonly again: () => void;
}

/** The readable entries of a file that was listed. */
export interface HarEntries {
	readonly count: number;
	/** Broken ones included. */
	readonly total: number;
	/**
	 * Reads them whole, one by one in their order, and keeps none. Null, and nothing more, where a text that was only skimmed
	 * proves to be no JSON: the file is then to be listed again, with care.
	 */
	readonly exchanges: () => Iterable<Exchange | null>;
}

/** How a file is listed. */
export interface ListingOptions {
	/** A portion that cannot be read on its own is listed to no end. */
	readonly portion?: Portion;
	/** Parses every entry while it is listed: for files whose entries proved to be no JSON. */
	readonly careful?: boolean;
}

/**
 * Lists the entries of a HAR file (UTF-8) and remembers where they stand, so that all of them can be shown before the first
 * is read whole. Null, and all that was taken is void, where a portion cannot be read on its own. Never throws.
 */
export function listHar(
	bytes: Uint8Array,
	idPrefix: string,
	vault: Vault | null,
	sink: HarSink,
	{ portion = WHOLE, careful = false }: ListingOptions = {},
): HarEntries | null {
	const pool = createEntryPool(vault);
	const readHead = createHeadReader({ vault, pool });
	let places: Place[] = [];
	let total = 0;
	const takeHead = (entry: unknown, index: number, start: number, end: number) => {
		places.push({ index, start, end });
		total = index + 1;
		sink.take(`${idPrefix}${index}`, readHead(entry), end);
	};
	const problem = (found: HarProblem, index: number | null) => {
		if (index !== null) total = index + 1;
		sink.problem(found);
	};
	const exchangeOf = (entry: unknown, index: number) =>
		fromEntry(entry, { id: `${idPrefix}${index}`, source: "har", vault, pool });
	const again = () => {
		places = [];
		total = 0;
		sink.again();
	};
	if (!careful) {
		const takeSound = soundOnly(problem, takeHead);
		if (skimEntries(bytes, takeSound, portion))
			return {
				count: places.length,
				total,
				*exchanges() {
					for (const window of windowsOf(places)) {
						const entries = parsedWindow(bytes, window);
						if (entries === null) return yield null;
						const first = window[0]?.index ?? 0;
						for (const { index } of window) yield exchangeOf(entries[index - first], index);
					}
				},
			};
		if (portion !== WHOLE) return null;
		again();
	}
	const { text, entries } = walk(textOf(bytes, 0), { problem, again }, takeHead);
	return {
		count: places.length,
		total,
		*exchanges() {
			for (const { index, start, end } of places)
				yield exchangeOf(entries ? entries[index] : parsed(text.slice(start, end)), index);
		},
	};
}

/** Where an entry stands in its file. */
interface Place {
	readonly index: number;
	readonly start: number;
	readonly end: number;
}

/** Bytes parsed at once: entries of one list are parsed faster together, and are not kept. */
const WINDOW_BYTES = 256 * 1024;

function* windowsOf(places: readonly Place[]): Generator<readonly Place[]> {
	let window: Place[] = [];
	for (const place of places) {
		if (place.end - (window[0]?.start ?? place.start) > WINDOW_BYTES && window.length > 0) {
			yield window;
			window = [];
		}
		window.push(place);
	}
	if (window.length > 0) yield window;
}

/** All entries from the first to the last place, also broken ones between them; null where their text is no JSON. */
function parsedWindow(bytes: Uint8Array, window: readonly Place[]): readonly unknown[] | null {
	const [first, last] = [window[0], window.at(-1)];
	if (!first || !last) return null;
	const entries = parsed(`[${textOf(bytes, first.start, last.end)}]`);
	return Array.isArray(entries) && entries.length === last.index - first.index + 1 ? entries : null;
}

/** `index` of the entry, or null for the file as a whole. */
type ProblemSink = (problem: HarProblem, index: number | null) => void;

/** Hands over the entries that can be read, and says of the others what is wrong with them. */
function soundOnly(
	problem: ProblemSink,
	take: (entry: unknown, index: number, start: number, end: number) => void,
) {
	return (entry: unknown, index: number, start = 0, end = 0): void => {
		const broken = brokenBecause(entry);
		if (broken) problem({ place: `log.entries[${index}]${broken.place}`, reason: broken.reason }, index);
		else take(entry, index, start, end);
	};
}

/** What was walked through: the text without its byte order mark, the entries where all had to be parsed at once. */
interface Walked {
	readonly text: string;
	readonly entries: readonly unknown[] | null;
}

function walk(
	text: string,
	{ problem, again }: { readonly problem: ProblemSink; readonly again: () => void },
	take: (entry: unknown, index: number, start: number, end: number) => void,
): Walked {
	const takeSound = soundOnly(problem, take);
	const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	const walked = { text: clean, entries: null };
	const refused = refusedForText(clean);
	if (refused !== "") {
		problem({ place: "", reason: refused }, null);
		return walked;
	}
	if (eachEntry(clean, takeSound)) return walked;
	again();
	const read = readEntries(clean);
	if (typeof read === "string") {
		problem({ place: "", reason: read }, null);
		return walked;
	}
	for (const found of read.problems) problem(found, null);
	for (const [index, entry] of read.entries.entries()) takeSound(entry, index);
	return { text: clean, entries: read.entries };
}

function refusedForText(text: string): string {
	if (/^\s*$/.test(text.slice(0, 1000)) && text.trim() === "") return HAR_PROBLEMS.empty;
	if (text.charCodeAt(0) === 0x1f || /^PK\u0003\u0004/.test(text)) return HAR_PROBLEMS.packed;
	return /^[^\u0000]?\u0000/.test(text) ? HAR_PROBLEMS.utf16 : "";
}

/**
 * Reads the text of a HAR file (HAR 1.2, with what recorders make of it: byte order mark, missing fields, odd statuses). Each
 * broken entry is a problem of its own; the others are still read. Never throws.
 */
export function readHar(text: string, idPrefix: string, vault: Vault | null = null): HarReading {
	const exchanges: { index: number; exchange: Exchange }[] = [];
	const problems: HarProblem[] = [];
	const pool = createEntryPool(vault);
	walk(
		text,
		{
			problem: (problem) => problems.push(problem),
			again() {
				exchanges.length = 0;
				problems.length = 0;
			},
		},
		(entry, index) =>
			exchanges.push({
				index,
				exchange: fromEntry(entry, { id: `${idPrefix}${index}`, source: "har", vault, pool }),
			}),
	);
	return { exchanges, problems };
}

/** A problem of a part of a file, its place counted from the beginning of the file. */
export function shiftProblem(problem: HarProblem, by: number): HarProblem {
	const index = /^log\.entries\[(\d{1,9})\]/.exec(problem.place);
	if (!index) return problem;
	return {
		...problem,
		place: `log.entries[${Number(index[1]) + by}]${problem.place.slice(index[0].length)}`,
	};
}

/** The list of entries with what is wrong with the file as a whole, or why there is none. */
function readEntries(
	text: string,
): { readonly entries: readonly unknown[]; readonly problems: readonly HarProblem[] } | string {
	const json = parsed(text);
	if (json === undefined) {
		const { line, column } = jsonErrorAt(text) ?? { line: 1, column: 1 };
		const { entries, complete } = recoverEntries(text);
		const count = entries.filter((entry) => entry !== null).length;
		if (count === 0) return HAR_PROBLEMS.notJson(line, column);
		const reason = complete ? HAR_PROBLEMS.damaged(line, column) : HAR_PROBLEMS.cut(line, column, count);
		return { entries, problems: [{ place: "", reason }] };
	}
	const log = own(json, "log");
	const entries = own(log, "entries");
	if (Array.isArray(entries)) return { entries, problems: [] };
	// Some tools leave the `log` around the list out.
	const bare = own(json, "entries");
	if (!isObject(log) && Array.isArray(bare)) return { entries: bare, problems: [] };
	return isObject(log) ? HAR_PROBLEMS.noEntries : HAR_PROBLEMS.noLog;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Only what makes an entry meaningless: no request with a URL, no response. Everything else has a default. */
function brokenBecause(entry: unknown): HarProblem | null {
	if (!isObject(entry))
		return { place: "", reason: entry === null ? HAR_PROBLEMS.unreadable : HAR_PROBLEMS.noObject };
	const request = own(entry, "request");
	if (!isObject(request)) return { place: ".request", reason: HAR_PROBLEMS.missing };
	if (typeof own(request, "url") !== "string")
		return { place: ".request.url", reason: HAR_PROBLEMS.noString };
	if (!isObject(own(entry, "response"))) return { place: ".response", reason: HAR_PROBLEMS.missing };
	return null;
}

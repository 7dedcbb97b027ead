import { createEntryPool } from "./entry-pool";
import type { Exchange } from "./exchange";
import { type EntryHead, fromEntry, readHead } from "./from-entry";
import { eachEntry, type Portion, WHOLE } from "./har-entries";
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

/** What takes in a file as it is read. */
export interface HarSink<Taken> {
	/** An entry; `end` is the index in the text up to which it was read, 0 where nobody knows. */
	readonly take: (taken: Taken, index: number, end: number) => void;
	/** Something that could not be read; `index` of the entry, or null for the file as a whole. */
	readonly problem: (problem: HarProblem, index: number | null) => void;
	/** All that was taken so far is void: the file is read again, in another way. */
	readonly again: () => void;
}

/** The readable entries of a file that was listed. */
export interface HarEntries {
	readonly count: number;
	/** Reads them whole, one by one in their order, and keeps none. */
	readonly exchanges: () => Iterable<Exchange>;
}

/** An entry as a list shows it, under the id its exchange will have. */
export type ListedEntry = EntryHead & Pick<Exchange, "id">;

/**
 * Reads the text of a HAR file entry by entry and keeps nothing of it. A portion of a file that cannot be read on its own is
 * read to no end: false, and all that was taken is void. Never throws.
 */
export function readHarInto(
	text: string,
	idPrefix: string,
	vault: Vault | null,
	sink: HarSink<Exchange>,
	portion: Portion = WHOLE,
): boolean {
	const pool = createEntryPool(vault);
	return (
		null !==
		walk(text, sink, portion, (entry, index, _start, end) =>
			sink.take(fromEntry(entry, { id: `${idPrefix}${index}`, source: "har", vault, pool }), index, end),
		)
	);
}

/**
 * Lists the entries of a HAR file and remembers where they stand, so that all of them can be shown before the first is read
 * whole. Null where `readHarInto` says false. Never throws.
 */
export function listHar(
	text: string,
	idPrefix: string,
	vault: Vault | null,
	sink: HarSink<ListedEntry>,
	portion: Portion = WHOLE,
): HarEntries | null {
	const pool = createEntryPool(vault);
	let places: (readonly [index: number, start: number, end: number])[] = [];
	const again = () => {
		places = [];
		sink.again();
	};
	const walked = walk(text, { ...sink, again }, portion, (entry, index, start, end) => {
		places.push([index, start, end]);
		sink.take({ id: `${idPrefix}${index}`, ...readHead(entry, { vault, pool }) }, index, end);
	});
	if (walked === null) return null;
	const { entries } = walked;
	return {
		count: places.length,
		*exchanges() {
			for (const [index, start, end] of places) {
				const entry = entries ? entries[index] : parsed(walked.text.slice(start, end));
				yield fromEntry(entry, { id: `${idPrefix}${index}`, source: "har", vault, pool });
			}
		},
	};
}

/** What was walked through: the text without its byte order mark, the entries where all had to be parsed at once. */
interface Walked {
	readonly text: string;
	readonly entries: readonly unknown[] | null;
}

function walk(
	text: string,
	{ problem, again }: Pick<HarSink<never>, "problem" | "again">,
	portion: Portion,
	take: (entry: unknown, index: number, start: number, end: number) => void,
): Walked | null {
	const takeSound = (entry: unknown, index: number, start = 0, end = 0): void => {
		const broken = brokenBecause(entry);
		if (broken) problem({ place: `log.entries[${index}]${broken.place}`, reason: broken.reason }, index);
		else take(entry, index, start, end);
	};
	const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	const walked = { text: clean, entries: null };
	if (portion !== WHOLE) return eachEntry(clean, takeSound, portion) ? walked : null;
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
	readHarInto(text, idPrefix, vault, {
		take: (exchange, index) => exchanges.push({ index, exchange }),
		problem: (problem) => problems.push(problem),
		again() {
			exchanges.length = 0;
			problems.length = 0;
		},
	});
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

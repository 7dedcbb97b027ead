import { createEntryPool } from "./entry-pool";
import type { Exchange } from "./exchange";
import { fromEntry } from "./from-entry";
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
export interface HarSink {
	/** An entry; `end` is the index in the text up to which it was read, 0 where nobody knows. */
	readonly take: (exchange: Exchange, index: number, end: number) => void;
	/** Something that could not be read; `index` of the entry, or null for the file as a whole. */
	readonly problem: (problem: HarProblem, index: number | null) => void;
	/** All that was taken so far is void: the file is read again, in another way. */
	readonly again: () => void;
}

/**
 * Reads the text of a HAR file entry by entry and keeps nothing of it. A portion of a file that cannot be read on its own is
 * read to no end: false, and all that was taken is void. Never throws.
 */
export function readHarInto(
	text: string,
	idPrefix: string,
	vault: Vault | null,
	sink: HarSink,
	portion: Portion = WHOLE,
): boolean {
	const pool = createEntryPool(vault);
	const take = (entry: unknown, index: number, end = 0): void => {
		const broken = brokenBecause(entry);
		if (broken) sink.problem({ place: `log.entries[${index}]${broken.place}`, reason: broken.reason }, index);
		else sink.take(fromEntry(entry, { id: `${idPrefix}${index}`, source: "har", vault, pool }), index, end);
	};
	const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	if (portion !== WHOLE) return eachEntry(clean, take, portion);
	const refused = refusedForText(clean);
	if (refused !== "") {
		sink.problem({ place: "", reason: refused }, null);
		return true;
	}
	if (eachEntry(clean, take)) return true;
	sink.again();
	const read = readEntries(clean);
	if (typeof read === "string") sink.problem({ place: "", reason: read }, null);
	else {
		for (const problem of read.problems) sink.problem(problem, null);
		for (const [index, entry] of read.entries.entries()) take(entry, index);
	}
	return true;
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

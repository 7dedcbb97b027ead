import { createEntryPool } from "./entry-pool";
import type { Exchange } from "./exchange";
import { fromEntry } from "./from-entry";
import { eachEntry } from "./har-entries";
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

/**
 * Reads the text of a HAR file (HAR 1.2, with what recorders make of it: byte order mark, missing fields, odd statuses). Each
 * broken entry is a problem of its own; the others are still read. Never throws.
 */
export function readHar(text: string, idPrefix: string, vault: Vault | null = null): HarReading {
	const whole = (reason: string): HarReading => ({ exchanges: [], problems: [{ place: "", reason }] });
	const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	if (clean.trim() === "") return whole(HAR_PROBLEMS.empty);
	if (clean.charCodeAt(0) === 0x1f || /^PK\u0003\u0004/.test(clean)) return whole(HAR_PROBLEMS.packed);
	if (/^[^\u0000]?\u0000/.test(clean)) return whole(HAR_PROBLEMS.utf16);
	const fast = collect(idPrefix, vault);
	if (eachEntry(clean, fast.take)) return fast.reading;
	const read = readEntries(clean);
	if (typeof read === "string") return whole(read);
	const { reading, take } = collect(idPrefix, vault, read.problems);
	for (const [index, entry] of read.entries.entries()) take(entry, index);
	return reading;
}

/** Gathers exchanges and problems, entry by entry. */
function collect(idPrefix: string, vault: Vault | null, known: readonly HarProblem[] = []) {
	const exchanges: { index: number; exchange: Exchange }[] = [];
	const problems: HarProblem[] = [...known];
	const pool = createEntryPool(vault);
	const take = (entry: unknown, index: number): void => {
		const broken = brokenBecause(entry);
		if (broken) problems.push({ place: `log.entries[${index}]${broken.place}`, reason: broken.reason });
		else
			exchanges.push({
				index,
				exchange: fromEntry(entry, { id: `${idPrefix}${index}`, source: "har", vault, pool }),
			});
	};
	return { reading: { exchanges, problems }, take };
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

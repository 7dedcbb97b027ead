import type { Exchange } from "./exchange";
import { fromEntry } from "./from-entry";
import { isObject, own } from "./json";
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
	if (clean.trim() === "") return whole("the file is empty");
	if (clean.charCodeAt(0) === 0x1f || /^PK\u0003\u0004/.test(clean))
		return whole("this is a compressed file: unpack it first");
	let json: unknown;
	try {
		json = JSON.parse(clean);
	} catch (error) {
		return whole(`not JSON: ${error instanceof Error ? error.message : "cannot be parsed"}`);
	}
	const log = own(json, "log");
	if (!isObject(log)) return whole("no `log` object: this is not a HAR file");
	const entries = own(log, "entries");
	if (!Array.isArray(entries)) return whole("`log.entries` is not a list");
	const exchanges: { index: number; exchange: Exchange }[] = [];
	const problems: HarProblem[] = [];
	for (const [index, entry] of entries.entries()) {
		const reason = brokenBecause(entry);
		if (reason) problems.push({ place: `log.entries[${index}]${reason.place}`, reason: reason.reason });
		else
			exchanges.push({
				index,
				exchange: fromEntry(entry, { id: `${idPrefix}${index}`, source: "har", vault }),
			});
	}
	return { exchanges, problems };
}

/** Only what makes an entry meaningless: no request with a URL, no response. Everything else has a default. */
function brokenBecause(entry: unknown): HarProblem | null {
	if (!isObject(entry)) return { place: "", reason: "is not an object" };
	const request = own(entry, "request");
	if (!isObject(request)) return { place: ".request", reason: "is missing" };
	if (typeof own(request, "url") !== "string") return { place: ".request.url", reason: "is not a string" };
	if (!isObject(own(entry, "response"))) return { place: ".response", reason: "is missing" };
	return null;
}

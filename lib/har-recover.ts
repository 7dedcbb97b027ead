/** How often the text's length may be read in vain: a hostile file must not cost its square. */
const MOST_WASTED = 3;

/** What a HAR that is not JSON still holds: its whole entries, one by one. */
export interface RecoveredEntries {
	/** Entries in order; null stands for one that could not be read. */
	readonly entries: readonly unknown[];
	/** The list of entries came to its end; false where the file was cut. */
	readonly complete: boolean;
}

/** Names with which recorders begin an entry. */
const ENTRY_START =
	/\{\s*"(?:startedDateTime|_initiator|_connectionId|_priority|_resourceType|_fromCache|_webSocketMessages|pageref|cache|connection|request|time)"\s*:/g;

/**
 * Reads the entries of a damaged HAR file: recording ended in the middle, a disk was full, a character was lost. Each entry is
 * parsed on its own; after one that cannot be, reading goes on at the next that begins like an entry. Linear.
 */
export function recoverEntries(text: string): RecoveredEntries {
	const entries: unknown[] = [];
	const start = /"entries"\s*:\s*\[/.exec(text);
	if (!start) return { entries, complete: false };
	let at = start.index + start[0].length;
	let wasted = 0;
	for (;;) {
		while (at < text.length && /[\s,]/.test(text[at] ?? "")) at += 1;
		if (at >= text.length) return { entries, complete: false };
		if (text[at] === "]") return { entries, complete: true };
		const end = text[at] === "{" ? endOfObject(text, at) : -1;
		const entry = end < 0 ? undefined : parsed(text.slice(at, end));
		if (entry !== undefined) {
			entries.push(entry);
			at = end;
			continue;
		}
		ENTRY_START.lastIndex = at + 1;
		const next = ENTRY_START.exec(text);
		// The last piece of a cut file is no entry at all.
		if (!next) return { entries, complete: false };
		entries.push(null);
		wasted += (end < 0 ? text.length : end) - at;
		if (wasted > text.length * MOST_WASTED) return { entries, complete: false };
		at = next.index;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const STRUCTURE = /["{}]/g;
const STRING_END = /["\\]/g;

/** Index after the JSON object that starts here, or -1 where the text ends before it does. Strings are skipped, not read. */
export function endOfObject(text: string, start: number): number {
	let depth = 0;
	let at = start;
	for (;;) {
		STRUCTURE.lastIndex = at;
		const match = STRUCTURE.exec(text);
		if (!match) return -1;
		at = match.index + 1;
		if (match[0] === "{") depth += 1;
		else if (match[0] === "}") {
			depth -= 1;
			if (depth === 0) return at;
		} else {
			at = endOfString(text, at);
			if (at < 0) return -1;
		}
	}
}

function endOfString(text: string, start: number): number {
	let at = start;
	for (;;) {
		STRING_END.lastIndex = at;
		const match = STRING_END.exec(text);
		if (!match) return -1;
		if (match[0] === '"') return match.index + 1;
		at = match.index + 2;
	}
}

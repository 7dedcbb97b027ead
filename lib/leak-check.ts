import { base64Cores, views } from "./escape-views";
import { createSecretMatcher } from "./secret-matcher";

/** A secret that would have left. The secret itself is never part of this. */
export interface Leak {
	/** How it is written there: `raw`, `base64`, or escaped (percent, JSON, HTML, UTF-16), once or several times. */
	readonly encoding: "raw" | "base64" | "escaped";
	/** Line of the finished text, counted from 1. */
	readonly line: number;
	/** The JSON key, heading or column before it, where it is one of our plain words; "" otherwise. */
	readonly near: string;
}

/**
 * Too short or too plain to be told from ordinary words: searching for the cookie value `en-US` would find it in any
 * text and stop every export. Such values are taken out by their place, not by their text.
 */
export function isSearchable(secret: string): boolean {
	if (secret.length < 8) return false;
	return secret.length >= 20 || (/\d/.test(secret) && /\p{L}/u.test(secret));
}

/** Of a long secret its beginning in base64 is enough to find it. */
const LONGEST_CORE = 48;

/**
 * Searches a finished export for every secret of the session, written in any of the 8 encodings: as it
 * is, base64, base64url (at any alignment), percent, double percent, JSON `\u`, HTML entities, UTF-16 escapes. Null when
 * none is there. Linear in the text, whatever the number of secrets.
 */
export function findLeak(text: string, secrets: readonly string[]): Leak | null {
	const wanted = new Map<string, string>();
	for (const secret of secrets) {
		if (!isSearchable(secret)) continue;
		wanted.set(secret, secret);
		for (const core of base64Cores(secret.slice(0, LONGEST_CORE))) wanted.set(core, "");
	}
	if (wanted.size === 0) return null;
	const matcher = createSecretMatcher(wanted);
	for (const [depth, view] of views(text).entries()) {
		const match = matcher.find(view, 1)[0];
		if (!match) continue;
		const encoding = match.secret === "" ? "base64" : depth === 0 ? "raw" : "escaped";
		return { encoding, ...place(text, view, match.start, match.end) };
	}
	return null;
}

/** Unescaping changes lengths within a line only where no line end was escaped: the line is then the same one. */
function place(text: string, view: string, start: number, end: number): { line: number; near: string } {
	const line = text === view ? lineAt(text, start) : approximateLine(text, view, start, end);
	const content = text.split("\n", line).at(-1) ?? "";
	return { line, near: nearestLabel(content) };
}

function lineAt(text: string, index: number): number {
	let line = 1;
	for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
	return line;
}

function approximateLine(text: string, view: string, start: number, end: number): number {
	const match = view.slice(start, end);
	const lines = text.split("\n");
	for (const [index, line] of lines.entries())
		if (views(line).some((each) => each.includes(match))) return index + 1;
	return Math.min(lines.length, lineAt(view, start));
}

/** The JSON key or Markdown heading a line begins with, only where it is a plain word of ours. */
function nearestLabel(line: string): string {
	return (
		/^\s*"([A-Za-z][\w -]{0,30})":/.exec(line)?.[1] ?? /^#{1,3} ([A-Z][a-z ]{0,30})$/.exec(line)?.[1] ?? ""
	);
}

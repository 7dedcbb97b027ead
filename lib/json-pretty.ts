/**
 * Pretty-prints JSON from its text, token by token, without parsing it into values: numbers keep every digit, a body
 * that was cut is shown as far as it goes, depth costs nothing, and work stops where the reader stops reading.
 */

export interface JsonToken {
	readonly kind: "key" | "string" | "number" | "word" | "punctuation";
	readonly text: string;
	/** White space in front, line break included. */
	readonly before: string;
	/** Path of the value as evidence writes it (`error.code`, `data.0.id`); "" for punctuation and keys. */
	readonly path: string;
}

export interface PrettyJson {
	readonly tokens: readonly JsonToken[];
	/** The text goes on behind the last token. */
	readonly more: boolean;
}

const TOKEN =
	/[\s\ufeff]*(?:([{}[\]:,])|("(?:[^"\\]|\\[\s\S])*(?:"|$))|(-?\d[\d.eE+-]*)|(true|false|null|[a-z]+$))/y;
/** Deeper levels are still shown, but no further to the right. */
const MAX_INDENT = 40;

interface Level {
	readonly array: boolean;
	index: number;
	key: string;
	empty: boolean;
}

/** Formats about `limit` characters of JSON text; null when the text is not JSON (a cut one is formatted to its end). */
export function prettyJson(text: string, limit: number): PrettyJson | null {
	const tokens: JsonToken[] = [];
	const levels: Level[] = [];
	let at = 0;
	let length = 0;
	let expectKey = false;
	TOKEN.lastIndex = 0;
	if (!/^[\s\ufeff]*[{[]/.test(text)) return null;
	while (length < limit) {
		TOKEN.lastIndex = at;
		const match = TOKEN.exec(text);
		if (!match) return text.slice(at).trim() === "" ? { tokens, more: false } : null;
		at = TOKEN.lastIndex;
		const level = levels.at(-1);
		const [, mark, string, number, word] = match;
		let token: JsonToken;
		if (mark === undefined) {
			const opened = level?.empty ?? false;
			if (level) level.empty = false;
			const before = opened ? newLine(levels.length) : "";
			if (string !== undefined && expectKey && level && !level.array) {
				level.key = decoded(string);
				token = { kind: "key", text: readable(string), before, path: "" };
				expectKey = false;
			} else {
				const kind = string !== undefined ? "string" : number !== undefined ? "number" : "word";
				const shown = string !== undefined ? readable(string) : (number ?? word ?? "");
				token = { kind, text: shown, before, path: pathOf(levels) };
			}
		} else if (mark === "{" || mark === "[") {
			const before = level?.empty ? newLine(levels.length) : "";
			if (level) level.empty = false;
			levels.push({ array: mark === "[", index: 0, key: "", empty: true });
			expectKey = mark === "{";
			token = { kind: "punctuation", text: mark, before, path: "" };
		} else if (mark === "}" || mark === "]") {
			if (!level || level.array !== (mark === "]")) return null;
			levels.pop();
			expectKey = false;
			token = {
				kind: "punctuation",
				text: mark,
				before: level.empty ? "" : newLine(levels.length),
				path: "",
			};
		} else if (mark === ",") {
			if (!level) return null;
			level.index += 1;
			level.empty = true;
			expectKey = !level.array;
			token = { kind: "punctuation", text: ",", before: "", path: "" };
		} else {
			token = { kind: "punctuation", text: ": ", before: "", path: "" };
		}
		tokens.push(token);
		length += token.before.length + token.text.length;
	}
	return { tokens, more: text.slice(at).trim() !== "" };
}

/** Evidence writes list positions as `a[0].b` or `a.0.b`; both mean the same place. */
export function samePath(a: string, b: string): boolean {
	return normalPath(a) === normalPath(b);
}

function normalPath(path: string): string {
	return path
		.replace(/\[(\d+)\]/g, ".$1")
		.replace(/^\$?\.?/, "")
		.toLowerCase();
}

function pathOf(levels: readonly Level[]): string {
	if (levels.length > MAX_INDENT) return "";
	return levels.map((level) => (level.array ? String(level.index) : level.key)).join(".");
}

function newLine(depth: number): string {
	return `\n${"  ".repeat(Math.min(depth, MAX_INDENT))}`;
}

function decoded(literal: string): string {
	try {
		const value: unknown = JSON.parse(literal);
		return typeof value === "string" ? value : literal;
	} catch {
		return literal.replace(/^"|"$/g, "");
	}
}

/** `"\u4e2d"` reads as `"中"`; a literal that cannot be read stays as written. */
function readable(literal: string): string {
	if (!literal.includes("\\u")) return literal;
	try {
		return JSON.stringify(JSON.parse(literal));
	} catch {
		return literal;
	}
}

import { type Level, nameOf, roleOf, safeKey, safeNumber, safeString } from "./json-value";
import type { Scope } from "./scope";
import { redacted } from "./scrub";

/** What is known about the exchange a body belongs to. */
export interface BodyPlace {
	readonly side: Side;
	/** Something is wrong with this exchange, so that its sentences are the server's explanation and not content. */
	readonly failed: boolean;
}

/** Which way the body went: in a request `message` and `description` are what people wrote, in an answer what the server says. */
export type Side = "request" | "response";

const TOKEN = /[ \t\r\n]*(?:([{}[\]:,])|("(?:[^"\\]|\\[\s\S])*("|$))|(-?\d[\d.eE+-]*)|(true|false|null))/y;
/** Deeper bodies are not written out: nothing of use is there, and other programs stumble over it. */
const MAX_DEPTH = 200;
/** Of a list of content so many items are written out; a picture or an embedding has thousands. */
const MOST_CONTENT_ITEMS = 20;

/**
 * JSON text with every value judged by the key it stands under, token by token: numbers keep their digits, keys their
 * order, a body that was cut stays cut at the same place. Null when the text is not JSON. Linear, no recursion.
 */
export function redactJsonText(text: string, { side, failed }: BodyPlace, scope: Scope): string | null {
	const levels: Level[] = [];
	let out = "";
	let at = 0;
	let skipFrom = -1;
	const emit = (piece: string) => {
		if (skipFrom < 0) out += piece;
	};
	if (!/^[\s\ufeff]*[{["\d-]/.test(text)) return null;
	while (at < text.length) {
		TOKEN.lastIndex = at;
		const match = TOKEN.exec(text);
		if (!match) {
			const rest = text.slice(at).trim();
			return rest === ""
				? out
				: /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-)$/.test(rest) && levels.length > 0
					? out
					: null;
		}
		at = TOKEN.lastIndex;
		const level = levels.at(-1);
		const [, mark, string, closing, number, word] = match;
		if (mark !== undefined) {
			if (mark === "{" || mark === "[") {
				if (levels.length >= MAX_DEPTH) return null;
				const role = level ? roleOf(level, scope) : "plain";
				emit(mark);
				levels.push({
					array: mark === "[",
					role,
					name: level ? nameOf(level) : "",
					key: "",
					expectKey: mark === "{",
					items: 0,
				});
			} else if (mark === "}" || mark === "]") {
				if (!level || level.array !== (mark === "]")) return null;
				levels.pop();
				if (skipFrom === levels.length + 1) {
					skipFrom = -1;
					out += `,${JSON.stringify(redacted("items", level.items + 1 - MOST_CONTENT_ITEMS))}`;
				}
				emit(mark);
			} else if (mark === ",") {
				if (!level) return null;
				level.items += 1;
				level.expectKey = !level.array;
				if (level.array && level.role === "content" && level.items === MOST_CONTENT_ITEMS && skipFrom < 0)
					skipFrom = levels.length;
				emit(",");
			} else emit(":");
			continue;
		}
		if (skipFrom >= 0) {
			if (string !== undefined && level?.expectKey) level.expectKey = false;
			continue;
		}
		if (string !== undefined) {
			const value = unquoted(string);
			if (level?.expectKey) {
				level.key = value;
				level.expectKey = false;
				out += quoted(safeKey(value, scope), closing === '"');
			} else out += quoted(safeString(value, level, side === "response" && failed, scope), closing === '"');
		} else if (number !== undefined) out += safeNumber(number, level, scope);
		else out += word ?? "";
	}
	return out;
}

function unquoted(literal: string): string {
	try {
		const value: unknown = JSON.parse(literal);
		return typeof value === "string" ? value : "";
	} catch {
		try {
			// Cut in the middle, or with raw line breaks that strict JSON forbids.
			const body = literal.replace(/^"|"$/g, "").replace(/\\u?[0-9a-f]{0,3}$/i, "");
			return JSON.parse(`"${body.replace(/[\u0000-\u001f]/g, " ")}"`) as string;
		} catch {
			return literal.replace(/^"|"$/g, "");
		}
	}
}

function quoted(value: string, closed: boolean): string {
	const literal = JSON.stringify(value.toWellFormed())
		.replaceAll("\u2028", "\\u2028")
		.replaceAll("\u2029", "\\u2029");
	return closed ? literal : literal.slice(0, -1);
}

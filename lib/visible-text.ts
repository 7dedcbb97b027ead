/**
 * Captured text as it may be shown: what cannot be seen, or reorders what is seen, becomes a named chip
 * (CVE-2021-42574, "Trojan Source"). Everything from the wire goes through here on its way to the screen.
 */

export type TextPart = { readonly text: string } | { readonly chip: string };

/** Most characters shown in one cell. */
export const CELL_LIMIT = 300;

/** First and last code point of what cannot be seen, or acts on its neighbours. */
const HIDDEN_RANGES: readonly (readonly [number, number])[] = [
	[0x00, 0x1f], // controls
	[0x7f, 0x9f],
	[0xad, 0xad], // soft hyphen
	[0x34f, 0x34f], // combining grapheme joiner
	[0x61c, 0x61c], // Arabic letter mark
	[0x115f, 0x1160], // Hangul fillers
	[0x17b4, 0x17b5],
	[0x180b, 0x180f],
	[0x200b, 0x200f], // zero width, direction marks
	[0x2028, 0x202f], // line separators, embeddings, overrides
	[0x205f, 0x206f], // invisible operators, isolates
	[0x2800, 0x2800], // Braille blank
	[0x3164, 0x3164],
	[0xd800, 0xdfff], // lone surrogates
	[0xfe00, 0xfe0f], // variation selectors
	[0xfeff, 0xfeff],
	[0xffa0, 0xffa0],
	[0xfff0, 0xfffb],
	[0x1bca0, 0x1bca3],
	[0x1d173, 0x1d17a],
	[0xe0000, 0xe0fff], // tags, more variation selectors
];
/** Either an emoji with its presentation selector, which is harmless and kept, or something hidden. */
const HIDDEN = new RegExp(
	`(\\p{Extended_Pictographic}\\ufe0f)|[${HIDDEN_RANGES.map(
		([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`,
	).join("")}]`,
	"gu",
);

/** More than eight combining marks on one letter paint over the lines around it. */
const MARK_RUN = /(\p{M}{8})\p{M}+/gu;

const NAMES = new Map([
	["\t", "tab"],
	["\n", "⏎"],
	["\r", "CR"],
	["\u001b", "␛"],
]);

/** Any captured value as one string: text as it is, anything else as its JSON. Never throws. */
export function textOf(value: unknown): string {
	if (typeof value === "string") return value;
	if (value === null || value === undefined) return "";
	try {
		return JSON.stringify(value) ?? String(value);
	} catch {
		return String(value);
	}
}

/** The first `limit` UTF-16 units of a text, never cutting a pair in two, with `…` where something is left out. */
export function capped(text: string, limit: number): string {
	if (text.length <= limit) return text;
	const last = text.charCodeAt(limit - 1);
	return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit)}…`;
}

/**
 * Text cut to `limit` and split into plain parts and chips. With `multiline`, tabs and line ends stay what they are
 * (CR before LF is dropped).
 */
export function visibleParts(value: unknown, limit = CELL_LIMIT, multiline = false): TextPart[] {
	const source = textOf(value);
	let text = capped(source, limit);
	if (multiline) text = text.replace(/\r\n/g, "\n");
	text = text.replace(MARK_RUN, "$1…");
	const parts: TextPart[] = [];
	let from = 0;
	for (const match of text.matchAll(HIDDEN)) {
		const character = match[0];
		if (match[1] !== undefined) continue;
		if (multiline && (character === "\n" || character === "\t")) continue;
		if (match.index > from) parts.push({ text: text.slice(from, match.index) });
		parts.push({ chip: chipName(character) });
		from = match.index + character.length;
	}
	if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from) });
	return parts;
}

/** The same as one plain string, for accessible names and titles. */
export function visibleText(value: unknown, limit = CELL_LIMIT): string {
	return visibleParts(value, limit)
		.map((part) => ("chip" in part ? `[${part.chip}]` : part.text))
		.join("");
}

function chipName(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	return NAMES.get(character) ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

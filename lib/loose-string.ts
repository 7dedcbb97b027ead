/** A text being read, and how far. */
export interface Reader {
	readonly text: string;
	at: number;
	/** Set to false where the text ends too soon. */
	complete: boolean;
}

/** A quoted string with JSON's, Python's and JavaScript's escapes; raw line breaks are part of it. */
export function readString(reader: Reader, quote: string): string {
	const close = quote === "“" ? "”" : quote === "‘" ? "’" : quote;
	let out = "";
	let at = reader.at + 1;
	let from = at;
	while (at < reader.text.length) {
		const char = reader.text[at];
		if (char === close && endsString(reader.text, at, close)) {
			reader.at = at + 1;
			return out + reader.text.slice(from, at);
		}
		if (char === "\\") {
			const [piece, length] = unescapeAt(reader.text, at);
			out += reader.text.slice(from, at) + piece;
			at += length;
			from = at;
		} else at += 1;
	}
	reader.at = reader.text.length;
	reader.complete = false;
	return out + reader.text.slice(from);
}

/** An apostrophe inside single quotes (`'user's key'`, as some printers write) does not end the string. */
function endsString(text: string, at: number, close: string): boolean {
	if (close !== "'") return true;
	const next = text[at + 1] ?? "";
	return !/[\p{L}\p{N}]/u.test(next) || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "");
}

const ESCAPES = new Map([
	["n", "\n"],
	["t", "\t"],
	["r", "\r"],
	["b", "\b"],
	["f", "\f"],
	["0", "\0"],
	["\n", ""],
]);

function unescapeAt(text: string, at: number): readonly [string, number] {
	const kind = text[at + 1] ?? "";
	const digits = kind === "u" ? 4 : kind === "x" ? 2 : kind === "U" ? 8 : 0;
	if (digits > 0) {
		const hex = text.slice(at + 2, at + 2 + digits);
		const point = /^[0-9a-f]+$/i.test(hex) && hex.length === digits ? Number.parseInt(hex, 16) : -1;
		if (point >= 0 && point <= 0x10ffff) return [String.fromCodePoint(point), 2 + digits];
		return [kind, 2];
	}
	return [ESCAPES.get(kind) ?? kind, 2];
}

/** Does a string start here, in JSON, Python, JavaScript, or in what an editor makes of its quotes? */
export function isQuote(char: string | undefined): boolean {
	return char === '"' || char === "'" || char === "`" || char === "“" || char === "‘";
}

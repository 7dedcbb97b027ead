/** A place in a text, counted from 1 as editors do. */
export interface TextPlace {
	readonly line: number;
	readonly column: number;
}

/** One JSON token with the white space before it; strings as RFC 8259 section 7 allows them. */
const TOKEN =
	/[ \t\r\n]*(?:([{}[\]:,])|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+-])|(?:true|false|null)(?!\w))/y;

/**
 * Where a text stops being JSON (RFC 8259); null when it is JSON. Engines tell it in words of their own, some with a piece
 * of the text, which may hold a key. One pass, no recursion.
 */
export function jsonErrorAt(text: string): TextPlace | null {
	const open: string[] = [];
	let wants: "value" | "first" | "key" | "first-key" | "colon" | "comma" | "end" = "value";
	let at = 0;
	while (at < text.length) {
		TOKEN.lastIndex = at;
		const match = TOKEN.exec(text);
		if (!match)
			return /\S/.test(text.slice(at, at + 1000)) || at + 1000 < text.length
				? placeOf(text, at)
				: ended(wants, text);
		const mark = match[1];
		const start = match.index + match[0].search(/\S/);
		const isString = mark === undefined && text[start] === '"';
		if (wants === "key" || wants === "first-key") {
			if (isString) wants = "colon";
			else if (mark === "}" && wants === "first-key") wants = close(open);
			else return placeOf(text, start);
		} else if (wants === "colon") {
			if (mark !== ":") return placeOf(text, start);
			wants = "value";
		} else if (wants === "value" || wants === "first") {
			if (mark === "{" || mark === "[") {
				open.push(mark);
				wants = mark === "{" ? "first-key" : "first";
			} else if (mark === "]" && wants === "first") wants = close(open);
			else if (mark === undefined) wants = open.length === 0 ? "end" : "comma";
			else return placeOf(text, start);
		} else if (wants === "comma") {
			const inside = open.at(-1);
			if (mark === ",") wants = inside === "{" ? "key" : "value";
			else if ((mark === "}" && inside === "{") || (mark === "]" && inside === "[")) wants = close(open);
			else return placeOf(text, start);
		} else return placeOf(text, start);
		at = TOKEN.lastIndex;
	}
	return ended(wants, text);
}

function close(open: string[]): "comma" | "end" {
	open.pop();
	return open.length === 0 ? "end" : "comma";
}

function ended(wants: string, text: string): TextPlace | null {
	return wants === "end" ? null : placeOf(text, text.length);
}

function placeOf(text: string, index: number): TextPlace {
	const from = index + (/^\s*/.exec(text.slice(index, index + 1000))?.[0].length ?? 0);
	let line = 1;
	let begin = 0;
	for (let next = text.indexOf("\n"); next >= 0 && next < from; next = text.indexOf("\n", next + 1)) {
		line += 1;
		begin = next + 1;
	}
	return { line, column: from - begin + 1 };
}

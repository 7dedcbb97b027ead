/**
 * JSON where ids are text from the first byte: Midjourney, Kling and Jimeng send 17- to 19-digit ids as bare numbers,
 * which `JSON.parse` would round (contract: ids are strings, always).
 */

/** A bare integer of 16 or more digits, where a value can stand. 2^53 has 16 digits. */
const MAY_HOLD_LONG_INTEGER = /[:[,\s]-?\d{16}/;
/** Either a whole string (kept) or a long integer (quoted). Linear: each alternative starts with a different character. */
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/gs;

/**
 * Parses JSON text, keeping integers of 16 or more digits as strings of their digits.
 * @throws SyntaxError when the text is not JSON, as `JSON.parse` does.
 */
export function parseJson(text: string): unknown {
	if (!MAY_HOLD_LONG_INTEGER.test(text)) return JSON.parse(text);
	return JSON.parse(
		text.replace(STRING_OR_LONG_INTEGER, (part) => (part.startsWith('"') ? part : `"${part}"`)),
	);
}

/** As `parseJson`, but `undefined` for text that is not JSON. */
export function tryParseJson(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON object: not null, not an array. Read its fields with `own`. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's own field, or undefined: never `__proto__` or anything inherited. */
export function own(object: unknown, key: string): unknown {
	return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

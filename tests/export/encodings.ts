/** The eight ways a secret is written down, made here without any code of the product. */
export const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
	raw: (text) => text,
	base64: (text) => Buffer.from(text).toString("base64"),
	base64url: (text) => Buffer.from(text).toString("base64url"),
	percent: (text) => [...Buffer.from(text)].map((byte) => `%${hex(byte, 2).toUpperCase()}`).join(""),
	"double percent": (text) =>
		[...Buffer.from(text)].map((byte) => `%25${hex(byte, 2).toUpperCase()}`).join(""),
	"json escapes": (text) => units(text, (unit) => `\\u${hex(unit, 4)}`),
	"html entities": (text) => units(text, (unit) => `&#${unit};`),
	"utf-16 escapes": (text) => units(text, (unit) => `%u${hex(unit, 4).toUpperCase()}`),
};

function hex(number: number, digits: number): string {
	return number.toString(16).padStart(digits, "0");
}

function units(text: string, write: (unit: number) => string): string {
	return Array.from({ length: text.length }, (_, at) => write(text.charCodeAt(at))).join("");
}

const GRAM = 9;
const KEYS = 2 ** 18;

/** 0 to KEYS - 1, equal for equal grams. */
function keyAt(text: string, at: number): number {
	return (text.charCodeAt(at) * 4099 + text.charCodeAt(at + 4) * 67 + text.charCodeAt(at + 8)) % KEYS;
}

/**
 * Finds any canary, or nine characters in a row of one, written in any encoding. Independent of the product's own leak check.
 * A text is read once, whatever the number of canaries.
 */
export function createSurvivorSearch(
	canaries: ReadonlyMap<string, string>,
): (text: string) => readonly string[] {
	const grams = new Map<string, string>();
	// Most places of a text are told apart by three of the nine characters, without cutting them out.
	const begins = new Uint8Array(KEYS);
	for (const [placement, canary] of canaries)
		for (const [name, encode] of Object.entries(ENCODINGS)) {
			const written = encode(canary);
			const step = name === "raw" ? 1 : 6;
			for (let at = 0; at + GRAM <= written.length; at += step) {
				grams.set(written.slice(at, at + GRAM), `${placement} (${name})`);
				begins[keyAt(written, at)] = 1;
			}
		}
	return (text) => {
		const found = new Set<string>();
		for (let at = 0; at + GRAM <= text.length; at += 1) {
			if (begins[keyAt(text, at)] === 0) continue;
			const hit = grams.get(text.slice(at, at + GRAM));
			if (hit !== undefined) found.add(hit);
		}
		return [...found];
	};
}

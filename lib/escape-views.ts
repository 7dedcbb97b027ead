/**
 * The many ways one text is written: percent signs, JSON escapes, HTML entities, UTF-16 escapes, base64. A secret is
 * looked for in what a reader would decode, not only in the characters as they stand.
 */

/** One escape of one character or byte: `%41`, `%u0041`, `\u0041`, `\u{41}`, `\x41`, `&#65;`, `&#x41;`, `=41`. */
const ESCAPE =
	/%u([0-9a-f]{4})|(?:%[0-9a-f]{2})+|\\+u([0-9a-f]{4})|\\+u\{([0-9a-f]{1,6})\}|\\+x([0-9a-f]{2})|&#x0{0,6}([0-9a-f]{1,6});?|&#0{0,6}(\d{1,7});?|&(amp|lt|gt|quot|apos);|\\+(["/\\])/gi;

const ENTITIES = new Map([
	["amp", "&"],
	["lt", "<"],
	["gt", ">"],
	["quot", '"'],
	["apos", "'"],
]);

/** Undoes one level of every escape. Text without any comes back as it is. */
export function unescapeOnce(text: string): string {
	if (!/[%\\&\u0000]/.test(text)) return text;
	return text
		.replaceAll("\u0000", "")
		.replace(ESCAPE, (all, u4, slashU, braceU, x2, hexRef, decRef, name, kept) => {
			const hex = u4 ?? slashU ?? braceU ?? x2 ?? hexRef;
			if (hex !== undefined) return character(Number.parseInt(hex, 16), all);
			if (decRef !== undefined) return character(Number.parseInt(decRef, 10), all);
			if (name !== undefined) return ENTITIES.get(String(name).toLowerCase()) ?? all;
			if (kept !== undefined) return kept;
			return percentDecoded(all);
		});
}

/** The text and what it reads as after one, two and three rounds of unescaping; fewer where nothing changes any more. */
export function views(text: string): readonly string[] {
	const all = [text];
	let view = text;
	for (let round = 0; round < 3; round += 1) {
		const next = unescapeOnce(view);
		if (next === view) break;
		all.push(next);
		view = next;
	}
	const wide = view.normalize("NFKC");
	if (wide !== view) all.push(wide);
	return all;
}

/**
 * What the base64 of any text holding this secret must contain, whatever stands before and after it: one core for each of
 * the three alignments, for UTF-8 and for UTF-16 (both byte orders), in the `+/` alphabet.
 */
export function base64Cores(secret: string): readonly string[] {
	const cores = new Set<string>();
	for (const bytes of [utf8(secret), utf16(secret, false), utf16(secret, true)]) {
		for (let before = 0; before < 3; before += 1) {
			const padded = [...new Array<number>(before).fill(0), ...bytes];
			const encoded = encodeBase64(padded);
			// Characters that also hold bits of what stands before or after are left out.
			const from = before === 0 ? 0 : before === 1 ? 2 : 3;
			const whole = Math.floor((padded.length * 8) / 6);
			const core = encoded.slice(from, whole);
			if (core.length >= 6) cores.add(core);
		}
	}
	return [...cores];
}

function character(code: number, otherwise: string): string {
	if (code === 0) return "";
	return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

function percentDecoded(run: string): string {
	const bytes = run
		.slice(1)
		.split("%")
		.map((hex) => Number.parseInt(hex, 16));
	return new TextDecoder().decode(new Uint8Array(bytes.filter((byte) => byte !== 0)));
}

function utf8(text: string): readonly number[] {
	return [...new TextEncoder().encode(text)];
}

function utf16(text: string, bigEndian: boolean): readonly number[] {
	const bytes: number[] = [];
	for (let i = 0; i < text.length; i += 1) {
		const unit = text.charCodeAt(i);
		if (bigEndian) bytes.push(unit >> 8, unit & 255);
		else bytes.push(unit & 255, unit >> 8);
	}
	return bytes;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function encodeBase64(bytes: readonly number[]): string {
	let out = "";
	for (let i = 0; i < bytes.length; i += 3) {
		const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
		for (const shift of [18, 12, 6, 0]) out += ALPHABET[(group >> shift) & 63] ?? "";
	}
	return out;
}

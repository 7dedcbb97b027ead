/**
 * The many ways one text is written: percent signs, JSON escapes, HTML entities, UTF-16 escapes, base64. A secret is
 * looked for in what a reader would decode, not only in the characters as they stand.
 */

/** One escape of one character or byte: `%41`, `%u0041`, `\u0041`, `\u{41}`, `\x41`, `&#65;`, `&#x41;`, `=41`. */
const ESCAPE =
	/%u([0-9a-f]{4})|(?:%[0-9a-f]{2})+|\\{1,16}u([0-9a-f]{4})|\\{1,16}u\{([0-9a-f]{1,6})\}|\\{1,16}x([0-9a-f]{2})|&#x0{0,6}([0-9a-f]{1,6});?|&#0{0,6}(\d{1,7});?|&(amp|lt|gt|quot|apos);|\\(["/\\])/gi;

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
 * the three alignments, for UTF-8 and for UTF-16 (both byte orders), in both alphabets.
 */
export function base64Cores(secret: string): readonly string[] {
	const cores = new Set<string>();
	for (const bytes of [utf8(secret), utf16(secret, false), utf16(secret, true)])
		for (let before = 0; before < 3; before += 1) {
			// Characters that also hold bits of what stands before or after are left out.
			const from = before === 0 ? 0 : before + 1;
			const whole = Math.floor(((before + bytes.length) * 8) / 6);
			const core = btoa("\0".repeat(before) + bytes).slice(from, whole);
			cores.add(core);
			if (/[+/]/.test(core)) cores.add(core.replaceAll("+", "-").replaceAll("/", "_"));
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

/** The bytes of a text, one character each. */
function utf8(text: string): string {
	return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

function utf16(text: string, bigEndian: boolean): string {
	return Array.from({ length: text.length }, (_, at) => {
		const unit = text.charCodeAt(at);
		return bigEndian
			? String.fromCharCode(unit >> 8, unit & 255)
			: String.fromCharCode(unit & 255, unit >> 8);
	}).join("");
}

import type { Lookup, Topic } from "./lookup";

/** One line below the address bar. */
export interface Suggestion {
	/** Stable id of the entry: what Enter opens. */
	readonly id: string;
	/** Status, code or word; "" where only its message tells it. */
	readonly key: string;
	readonly title: string;
	/** First sentence of the explanation. */
	readonly sentence: string;
}

/** Best first, both routers where both speak; what Chrome and Firefox have room for. */
export function suggest(lookup: Lookup, text: string, limit = 6): readonly Suggestion[] {
	return lookup
		.search(text, { limit })
		.flatMap(({ readings }) => ownWords(readings))
		.slice(0, limit)
		.map(({ id, keys, title, explanation }) => ({
			id,
			key: keys[0] ?? "",
			title,
			sentence: firstSentence(explanation),
		}));
}

/** The best reading, and the other routers' own. */
function ownWords(readings: readonly Topic[]): readonly Topic[] {
	return readings.filter(({ router }, index) => index === 0 || router != null);
}

/** Up to the first full stop that ends a sentence: not the one in `rout.my` or `e.g.`. */
export function firstSentence(text: string): string {
	const end = /[^.\s]{2,}[.!?](?=\s+[A-Z`“]|\s*$)/.exec(text);
	return end ? text.slice(0, end.index + end[0].length) : text;
}

/**
 * A line of Chrome's address bar, whose descriptions are XML: all that is text is escaped, and control characters, which no
 * XML document may hold, are left out.
 */
export function asXml({ key, title, sentence }: Suggestion): string {
	const name = key === "" ? "" : `<match>${escapeXml(key)}</match> · `;
	return `${name}${escapeXml(title)}<dim> — ${escapeXml(sentence)}</dim>`;
}

/** The same for Firefox, which shows descriptions as they are. */
export function asPlainText({ key, title, sentence }: Suggestion): string {
	return `${key === "" ? "" : `${key} · `}${title} — ${sentence}`.replaceAll("`", "");
}

export function escapeXml(text: string): string {
	return text
		.toWellFormed()
		.replaceAll("`", "")
		.replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, " ")
		.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

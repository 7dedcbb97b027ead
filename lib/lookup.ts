import type { Entry } from "./catalog/schema";
import { typingDistance } from "./typing-distance";
import type { Phase } from "./vocabulary";

/** Something the lookup can find: a catalogue entry, or a status word of a media system. */
export interface Topic {
	/** The entry's id, or `<system>/<word>` for a status word; stable, linked from outside. */
	readonly id: string;
	/** Who says so: `CrazyRouter`, `rout.my`, `OpenAI`, `HTTP`, `Kling` … */
	readonly speaker: string;
	/** What people type for it: status, code, type, status word. The first one is its name. */
	readonly keys: readonly string[];
	readonly title: string;
	readonly explanation: string;
	readonly keywords: readonly string[];
	/** Extra weight among equals: routers before providers before plain HTTP. */
	readonly rank: number;
	readonly entry: Entry | null;
	readonly word: { readonly phase: Phase; readonly source: string } | null;
}

/** One line of results: everything that several speakers say about one status, code or word. */
export interface Hit {
	/** The status, code or word as first written; the title's owner where an entry has neither. */
	readonly key: string;
	/** Best first; each speaker once. */
	readonly readings: readonly Topic[];
	readonly score: number;
}

export interface Lookup {
	/** Best first, at most `limit` lines. An empty query finds nothing. */
	search(query: string, limit?: number): readonly Hit[];
	byId(id: string): Topic | null;
	readonly topics: readonly Topic[];
}

interface Posting {
	readonly topic: number;
	readonly weight: number;
}

const WEIGHT = { key: 100, number: 85, keyPart: 38, speaker: 45, title: 30, keyword: 32, explanation: 6 };
/** A name that is not an entry's first one, and a bare status known by a keyword, weigh this share. */
const FURTHER_KEY = 0.85;
/** Share of a word's weight when only its beginning was typed, and when it was misspelt. */
const PREFIX = 0.6;
const MISTYPED = 0.45;
/** What a step in rank is worth among topics that match about as well. */
const RANK_WEIGHT = 5;
/** Further words of the query that are nowhere in a topic cost it this share each. */
const MISSING = 0.3;

/**
 * Builds the index once; a search then costs well under a millisecond. Codes are found with or without their
 * underscores, by a part, by a word of their meaning in any language of the catalogue, and with a typing error.
 */
export function createLookup(topics: readonly Topic[]): Lookup {
	const index = new Map<string, Posting[]>();
	const ideographic: { readonly text: string; readonly posting: Posting }[] = [];
	const post = (word: string, topic: number, weight: number) => {
		const postings = index.get(word);
		if (!postings) index.set(word, [{ topic, weight }]);
		else if (!postings.some((other) => other.topic === topic && other.weight >= weight))
			postings.push({ topic, weight });
	};
	topics.forEach((topic, at) => {
		topic.keys.forEach((key, nth) => {
			// Beside a named code a number is the weaker word: "429 insufficient_quota" asks for the code.
			const weight = /^\d+$/.test(key) ? WEIGHT.number : WEIGHT.key;
			post(fold(key), at, nth === 0 ? weight : weight * FURTHER_KEY);
			for (const part of wordsOf(key)) post(part, at, WEIGHT.keyPart);
		});
		for (const word of wordsOf(topic.speaker)) post(word, at, WEIGHT.speaker);
		post(fold(topic.speaker), at, WEIGHT.speaker);
		for (const word of wordsOf(topic.title)) post(word, at, WEIGHT.title);
		for (const word of wordsOf(topic.explanation)) post(word, at, WEIGHT.explanation);
		for (const keyword of topic.keywords) {
			for (const word of wordsOf(keyword)) post(word, at, WEIGHT.keyword);
			if (IDEOGRAPHIC.test(keyword))
				ideographic.push({ text: keyword, posting: { topic: at, weight: WEIGHT.keyword } });
		}
	});
	const vocabulary = [...index.keys()].sort();
	const ids = new Map(topics.map((topic) => [topic.id, topic]));

	const scoresOf = (word: string): Map<number, number> => {
		const scores = new Map<number, number>();
		const add = (postings: Iterable<Posting>, share: number) => {
			for (const { topic, weight } of postings)
				if (weight * share > (scores.get(topic) ?? 0)) scores.set(topic, weight * share);
		};
		add(index.get(word) ?? [], 1);
		if (word.length >= 2 || scores.size === 0)
			for (const longer of startingWith(vocabulary, word))
				if (longer !== word) add(index.get(longer) ?? [], PREFIX);
		if (IDEOGRAPHIC.test(word))
			add(
				ideographic
					.filter(({ text }) => text.includes(word) || word.includes(text))
					.map(({ posting }) => posting),
				1,
			);
		if (scores.size === 0)
			for (const near of mistypedFor(vocabulary, word)) add(index.get(near) ?? [], MISTYPED);
		return scores;
	};

	return {
		topics,
		byId: (id) => ids.get(id) ?? null,
		search(query, limit = 20) {
			const words = [
				...new Set(
					query
						.slice(0, MAX_QUERY)
						.split(/[\s,;:"'`()[\]{}=]+/)
						.map(fold)
						.filter(Boolean),
				),
			];
			if (words.length === 0) return [];
			const totals = new Map<number, { score: number; found: number }>();
			const whole = scoresOf(fold(query.slice(0, MAX_QUERY)));
			for (const scores of words.slice(0, MAX_WORDS).map(scoresOf))
				for (const [topic, score] of scores) {
					const total = totals.get(topic) ?? { score: 0, found: 0 };
					totals.set(topic, { score: total.score + score, found: total.found + 1 });
				}
			// "insufficient quota" typed as two words is the code insufficient_quota.
			if (words.length > 1)
				for (const [topic, score] of whole)
					totals.set(topic, { score: (totals.get(topic)?.score ?? 0) + score, found: words.length });
			return grouped(topics, totals, Math.min(words.length, MAX_WORDS)).slice(0, limit);
		},
	};
}

/** Longer queries are pasted text, which is decoded, not looked up. */
const MAX_QUERY = 200;
const MAX_WORDS = 12;

const IDEOGRAPHIC = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u;

/** Lower case, without the separators that people forget. */
function fold(text: string): string {
	return text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[\s_\-./]+/g, "");
}

/** Words of a sentence or a code: `insufficient_quota` is two, runs of ideographs stay whole. */
function wordsOf(text: string): string[] {
	return (
		text
			.normalize("NFKC")
			.toLowerCase()
			.match(/[\p{L}\p{N}]+/gu) ?? []
	);
}

function* startingWith(sorted: readonly string[], start: string): Iterable<string> {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] ?? "") < start) low = middle + 1;
		else high = middle;
	}
	for (; low < sorted.length; low += 1) {
		const word = sorted[low] ?? "";
		if (!word.startsWith(start)) return;
		yield word;
	}
}

function mistypedFor(vocabulary: readonly string[], word: string): string[] {
	const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
	if (allowed === 0 || /^\d+$/.test(word)) return [];
	return vocabulary.filter(
		(known) =>
			Math.abs(known.length - word.length) <= allowed && typingDistance(known, word, allowed) <= allowed,
	);
}

function grouped(
	topics: readonly Topic[],
	totals: ReadonlyMap<number, { score: number; found: number }>,
	words: number,
): Hit[] {
	const groups = new Map<
		string,
		{ key: string; best: number; readings: { topic: Topic; score: number }[] }
	>();
	for (const [at, { score, found }] of totals) {
		const topic = topics[at];
		if (!topic) continue;
		const value = score * MISSING ** Math.max(0, words - found) + topic.rank * RANK_WEIGHT;
		const key = topic.keys[0] ?? topic.title;
		const group = groups.get(fold(key)) ?? { key, best: 0, readings: [] };
		group.best = Math.max(group.best, value);
		group.readings.push({ topic, score: value });
		groups.set(fold(key), group);
	}
	return [...groups.values()]
		.sort((a, b) => b.best - a.best || a.key.localeCompare(b.key, "en"))
		.map(({ key, best, readings }) => ({ key, score: best, readings: onePerSpeaker(readings) }));
}

function onePerSpeaker(readings: readonly { topic: Topic; score: number }[]): Topic[] {
	const seen = new Set<string>();
	return [...readings]
		.sort((a, b) => b.score - a.score)
		.map(({ topic }) => topic)
		.filter(({ speaker }) => !seen.has(speaker) && seen.add(speaker));
}

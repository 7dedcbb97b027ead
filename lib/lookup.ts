import type { Entry } from "./catalog/schema";
import { letterMask, typingDistance } from "./typing-distance";
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
	/** Texts that stand in the messages it is known by, in lower case. */
	readonly phrases?: readonly string[];
	/** Id of the router whose own word this is; null for what every router may pass on. */
	readonly router?: string | null;
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

export interface SearchOptions {
	/** Most lines. */
	readonly limit?: number;
	/** Id of the router that was asked: its own words come first, those of other routers are left out. */
	readonly router?: string | null;
}

export interface Lookup {
	/** Best first. An empty query finds nothing. */
	search(query: string, options?: SearchOptions): readonly Hit[];
	byId(id: string): Topic | null;
	readonly topics: readonly Topic[];
}

const WEIGHT = { key: 100, number: 85, keyPart: 38, speaker: 45, title: 30, keyword: 32, explanation: 6 };
/** A name that is not an entry's first one, and a bare status known by a keyword, weigh this share. */
const FURTHER_KEY = 0.85;
/** Share of a word's weight when only its beginning was typed, and when it was misspelt. */
const PREFIX = 0.6;
const MISTYPED = 0.45;
/** Share of an ideographic keyword that holds the word, or is held by it. */
const PART = 0.9;
/** A name of several words that was typed in full outweighs whatever has the same words. */
const WHOLE_NAME = 2;
/** What a step in rank is worth among topics that match about as well. */
const RANK_WEIGHT = 5;
/** Steps in rank that the words of the chosen router are worth. */
const CHOSEN_ROUTER = 3;
/** Further words of the query that are nowhere in a topic cost it this share each. */
const MISSING = 0.3;
/** A known phrase within the query, and a query within a known phrase; each letter of it adds a little. */
const PHRASE = { whole: 70, part: 48, letter: 0.5, shortest: 6, shortestPart: 4 };

/** Longer queries are pasted text, which is decoded, not looked up. */
const MAX_QUERY = 200;
const MAX_WORDS = 12;

/** Words of any sentence: left out of a query that has others. */
const FILLER = new Set(
	"a an and are as at for from has in is it of on or that the this to was with".split(" "),
);

/**
 * Builds the index once; a search then costs well under two milliseconds. Codes are found with or without their underscores,
 * by a part, by a word of their meaning in any language of the catalogue, by a piece of a message, and with a typing error.
 */
export function createLookup(topics: readonly Topic[]): Lookup {
	const index = buildIndex(topics);
	const ids = new Map(topics.map((topic) => [topic.id, topic]));
	const known = topics.length;
	// One search at a time: what it counts in is made once and emptied by the next one.
	const best = new Float64Array(known);
	const total = new Float64Array(known);
	const found = new Uint8Array(known);
	const touched: number[] = [];

	const give = (topic: number, weight: number) => {
		const before = best[topic] ?? 0;
		if (before === 0) touched.push(topic);
		if (weight > before) best[topic] = weight;
	};
	const giveAll = (word: number, share: number) => {
		const { from, topicOf, weightOf } = index;
		const end = from[word + 1] ?? 0;
		for (let at = from[word] ?? 0; at < end; at += 1) give(topicOf[at] ?? 0, (weightOf[at] ?? 0) * share);
	};
	/** Scores every topic for one word of the query into `best`. */
	const scoreWord = (word: string) => {
		const exact = index.numberOf.get(word);
		if (exact !== undefined) giveAll(exact, 1);
		if (word.length >= 2 || exact === undefined) {
			const { words } = index;
			for (let at = firstFrom(words, word); at < words.length && words[at]?.startsWith(word); at += 1)
				if (at !== exact) giveAll(at, PREFIX);
		}
		if (IDEOGRAPHIC.test(word))
			for (const { text, topic, weight } of index.ideographic) {
				if (text === word) give(topic, weight);
				else if (text.includes(word) || word.includes(text)) give(topic, weight * PART);
			}
		if (touched.length === 0) for (const near of mistyped(index, word)) giveAll(near, MISTYPED);
	};
	const takeBest = (counts: (topic: number, score: number) => void) => {
		for (const topic of touched) {
			counts(topic, best[topic] ?? 0);
			best[topic] = 0;
		}
		touched.length = 0;
	};

	return {
		topics,
		byId: (id) => ids.get(id) ?? null,
		search(query, { limit = 20, router = null } = {}) {
			const text = query.slice(0, MAX_QUERY);
			const words = wordsOfQuery(text);
			if (words.length === 0) return [];
			total.fill(0);
			found.fill(0);
			for (const word of words) {
				scoreWord(word);
				takeBest((topic, score) => {
					total[topic] = (total[topic] ?? 0) + score;
					found[topic] = (found[topic] ?? 0) + 1;
				});
			}
			const addWhole = (topic: number, score: number) => {
				total[topic] = (total[topic] ?? 0) + score;
				found[topic] = words.length;
			};
			// "insufficient quota" typed as two words is the code insufficient_quota.
			if (words.length > 1) {
				scoreWord(fold(text));
				takeBest((topic, score) => addWhole(topic, score >= WEIGHT.key ? score * WHOLE_NAME : score));
			}
			scorePhrases(index, text, give);
			takeBest(addWhole);
			return grouped(topics, index, { total, found, words }, router, limit);
		},
	};
}

interface Index {
	/** Sorted; the numbers of words are their places here. */
	readonly words: readonly string[];
	readonly numberOf: ReadonlyMap<string, number>;
	readonly masks: Int32Array;
	/** Postings of word `n` are those from `from[n]` to `from[n + 1]`. */
	readonly from: Int32Array;
	readonly topicOf: Int32Array;
	readonly weightOf: Float32Array;
	readonly ideographic: readonly { readonly text: string; readonly topic: number; readonly weight: number }[];
	readonly phrases: readonly { readonly text: string; readonly topic: number }[];
	/** What each topic is called, for all who call it the same, and who says so. */
	readonly nameOf: readonly string[];
	readonly speakerOf: readonly string[];
}

function buildIndex(topics: readonly Topic[]): Index {
	/** Word to topic, weight, topic, weight … in the order of topics. */
	const postings = new Map<string, number[]>();
	const ideographic: { text: string; topic: number; weight: number }[] = [];
	const phrases: { text: string; topic: number }[] = [];
	let count = 0;
	const post = (word: string, topic: number, weight: number) => {
		const list = postings.get(word);
		if (!list) postings.set(word, [topic, weight]);
		else if (list[list.length - 2] !== topic) list.push(topic, weight);
		else {
			if (weight > (list[list.length - 1] ?? 0)) list[list.length - 1] = weight;
			return;
		}
		count += 1;
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
		// A status stands for many causes; an entry of its own that is known by the word says more.
		const isStatus = /^[1-5]\d\d$/.test(topic.keys[0] ?? "");
		for (const keyword of topic.keywords) {
			const weight = isStatus ? WEIGHT.keyword * FURTHER_KEY : WEIGHT.keyword;
			for (const word of wordsOf(keyword)) post(word, at, weight);
			if (IDEOGRAPHIC.test(keyword)) ideographic.push({ text: fold(keyword), topic: at, weight });
		}
		for (const phrase of topic.phrases ?? []) {
			if (IDEOGRAPHIC.test(phrase))
				ideographic.push({ text: fold(phrase), topic: at, weight: WEIGHT.keyword });
			else if (phrase.length >= PHRASE.shortest && phrase.includes(" "))
				phrases.push({ text: phrase, topic: at });
		}
	});
	const words = [...postings.keys()].sort();
	const from = new Int32Array(words.length + 1);
	const topicOf = new Int32Array(count);
	const weightOf = new Float32Array(count);
	let next = 0;
	words.forEach((word, number) => {
		const list = postings.get(word) ?? [];
		for (let at = 0; at < list.length; at += 2) {
			topicOf[next] = list[at] ?? 0;
			weightOf[next] = list[at + 1] ?? 0;
			next += 1;
		}
		from[number + 1] = next;
	});
	return {
		words,
		numberOf: new Map(words.map((word, number) => [word, number])),
		masks: Int32Array.from(words, letterMask),
		from,
		topicOf,
		weightOf,
		ideographic,
		phrases,
		nameOf: topics.map((topic) => fold(nameOf(topic))),
		speakerOf: topics.map(({ speaker }) => fold(speaker)),
	};
}

function nameOf(topic: Topic): string {
	return topic.keys[0] ?? topic.title;
}

const IDEOGRAPHIC = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u;
const ASCII = /^[\x00-\x7f]*$/;

/** Lower case, without the separators that people forget. */
function fold(text: string): string {
	return plain(text).replace(/[\s_\-./]+/g, "");
}

/** Lower case in its compatible form: full-width letters are letters. */
function plain(text: string): string {
	return (ASCII.test(text) ? text : text.normalize("NFKC")).toLowerCase();
}

/** Words of a sentence or a code: `insufficient_quota` is two, runs of ideographs stay whole. */
function wordsOf(text: string): string[] {
	return (
		(ASCII.test(text) ? text.toLowerCase().match(/[a-z0-9]+/g) : plain(text).match(/[\p{L}\p{N}]+/gu)) ?? []
	);
}

function wordsOfQuery(text: string): readonly string[] {
	const words = [
		...new Set(
			text
				.split(/[\s,;:"'`()[\]{}=，。：；、！？]+/)
				.map(fold)
				.filter((word) => /[\p{L}\p{N}]/u.test(word)),
		),
	];
	const telling = words.filter((word) => !FILLER.has(word));
	return (telling.length > 0 ? telling : words).slice(0, MAX_WORDS);
}

/** Place of the first word that is not before `start`. */
function firstFrom(sorted: readonly string[], start: string): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] ?? "") < start) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Numbers of the words that this one may have been meant to be. */
function mistyped({ words, masks }: Index, word: string): number[] {
	const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
	if (allowed === 0 || /^\d+$/.test(word)) return [];
	const mask = letterMask(word);
	const near: number[] = [];
	for (let at = 0; at < words.length; at += 1) {
		const known = words[at] ?? "";
		if (Math.abs(known.length - word.length) > allowed) continue;
		const theirs = masks[at] ?? 0;
		// Each slip brings in at most one letter and takes away at most one.
		if (bits(mask & ~theirs) > allowed || bits(theirs & ~mask) > allowed) continue;
		if (typingDistance(known, word, allowed) <= allowed) near.push(at);
	}
	return near;
}

function bits(mask: number): number {
	let left = mask;
	let count = 0;
	for (; left !== 0 && count < 4; count += 1) left &= left - 1;
	return count;
}

/** Pieces of known messages in the query, or the query as a piece of one: "no available channel for". */
function scorePhrases({ phrases }: Index, text: string, give: (topic: number, weight: number) => void): void {
	const query = plain(text).replace(/\s+/g, " ").trim();
	if (query.length < PHRASE.shortestPart || !query.includes(" ")) return;
	for (const { text: phrase, topic } of phrases)
		if (query.includes(phrase)) give(topic, PHRASE.whole + phrase.length * PHRASE.letter);
		else if (phrase.includes(query)) give(topic, PHRASE.part + query.length * PHRASE.letter);
}

interface Scores {
	readonly total: Float64Array;
	/** How many words of the query each topic has. */
	readonly found: Uint8Array;
	readonly words: readonly string[];
}

function grouped(
	topics: readonly Topic[],
	{ nameOf: names, speakerOf }: Index,
	{ total, found, words }: Scores,
	router: string | null,
	limit: number,
): Hit[] {
	const groups = new Map<string, { key: string; best: number; readings: Scored[] }>();
	for (let at = 0; at < topics.length; at += 1) {
		const topic = topics[at];
		const sum = total[at] ?? 0;
		if (sum === 0 || !topic) continue;
		const own = topic.router ?? null;
		if (router !== null && own !== null && own !== router) continue;
		const rank = topic.rank + (router !== null && own === router ? CHOSEN_ROUTER : 0);
		const score = sum * MISSING ** Math.max(0, words.length - (found[at] ?? 0)) + rank * RANK_WEIGHT;
		const name = names[at] ?? "";
		const group = groups.get(name);
		const isNamed = words.includes(speakerOf[at] ?? "");
		const reading = { topic, score, first: isNamed ? 2 : own === null ? 0 : 1 };
		if (!group) groups.set(name, { key: nameOf(topic), best: score, readings: [reading] });
		else {
			group.best = Math.max(group.best, score);
			group.readings.push(reading);
		}
	}
	return [...groups.values()]
		.sort((a, b) => b.best - a.best || (a.key < b.key ? -1 : 1))
		.slice(0, limit)
		.map(({ key, best, readings }) => ({ key, score: best, readings: onePerSpeaker(readings) }));
}

interface Scored {
	readonly topic: Topic;
	readonly score: number;
	/** Who was asked for by name reads first, then the routers, then the others. */
	readonly first: number;
}

function onePerSpeaker(readings: readonly Scored[]): Topic[] {
	const seen = new Set<string>();
	return [...readings]
		.sort((a, b) => b.first - a.first || b.score - a.score)
		.map(({ topic }) => topic)
		.filter(({ speaker }) => !seen.has(speaker) && seen.add(speaker));
}

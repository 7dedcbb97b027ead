import { FAMILIES, ROUTERS } from "./catalog/list";
import type { Entry } from "./catalog/schema";
import type { Topic } from "./lookup";
import { MEDIA_SYSTEMS, mediaSystem } from "./media/list";
import { wordExplanation, wordTitle } from "./messages/lookup";

/** Routers first, then the gateways and providers behind them, then job words; plain HTTP speaks last. */
const RANK = { router: 3, family: 2, word: 1, http: 0 };

/** Everything the lookup knows: each catalogue entry, and each status word of each media system. */
export function allTopics(): Topic[] {
	const topics: Topic[] = [];
	for (const router of ROUTERS)
		for (const entry of router.entries) topics.push(entryTopic(entry, router.name, RANK.router));
	for (const family of FAMILIES)
		for (const entry of family.entries)
			topics.push(entryTopic(entry, family.name, family.id === "http" ? RANK.http : RANK.family));
	for (const system of MEDIA_SYSTEMS)
		for (const { word, phase, source } of system.words.values())
			topics.push({
				id: `${system.id}/${word === "" ? "empty" : word}`,
				speaker: system.name,
				keys: [word],
				title: wordTitle(system.name, phase),
				explanation: wordExplanation(phase),
				keywords: [phase],
				rank: RANK.word,
				entry: null,
				word: { phase, source },
			});
	return topics;
}

function entryTopic(entry: Entry, speaker: string, rank: number): Topic {
	const { code = [], type = [], status = [], system = [] } = entry.match;
	const named = [...code, ...type];
	return {
		id: entry.id,
		speaker,
		keys: named.length > 0 ? named : status.map(String),
		title: entry.title,
		explanation: entry.explanation,
		keywords: [
			...(entry.keywords ?? []),
			entry.category,
			...system.map((id) => mediaSystem(id)?.name ?? id),
			...(system.includes("midjourney") ? ["mj"] : []),
			...(named.length > 0 ? status.map(String) : []),
		],
		rank,
		entry,
		word: null,
	};
}

import { FAMILIES } from "./catalog/list";
import { requiredLiterals } from "./catalog/literals";
import { ROUTERS } from "./catalog/router-list";
import type { Entry } from "./catalog/schema";
import type { Topic } from "./lookup";
import { MEDIA_SYSTEMS, mediaSystem } from "./media/list";
import { wordExplanation, wordTitle } from "./messages/lookup";

/** Routers first, then the gateways and providers behind them, then job words; plain HTTP speaks last. */
const RANK = { router: 3, family: 2, word: 1, http: 0 };
/** What a condition beyond status, code and type costs: the entry speaks of a special case only. */
const CONDITION = 0.4;

/** Everything the lookup knows: each catalogue entry, and each status word of each media system. */
export function allTopics(): Topic[] {
	const topics: Topic[] = [];
	for (const router of ROUTERS)
		for (const entry of router.entries) topics.push(entryTopic(entry, router.name, RANK.router, router.id));
	for (const family of FAMILIES)
		for (const entry of family.entries)
			topics.push(entryTopic(entry, family.name, family.id === "http" ? RANK.http : RANK.family, null));
	const taken = new Set(topics.map(({ id }) => id));
	for (const system of MEDIA_SYSTEMS)
		for (const { word, phase, source } of system.words.values()) {
			const id = `${system.id}/${word === "" ? "empty" : word}`;
			topics.push({
				// An entry of that name explains the failure, the word says where the job stands: both keep an id of their own.
				id: taken.has(id) ? `${id}-state` : id,
				speaker: system.name,
				keys: word === "" ? [] : [word],
				title: wordTitle(system.name, phase),
				explanation: wordExplanation(phase),
				keywords: [phase, ...otherNames(system.id)],
				rank: RANK.word,
				entry: null,
				word: { phase, source },
			});
		}
	return topics;
}

function entryTopic(entry: Entry, speaker: string, rank: number, router: string | null): Topic {
	const { code = [], type = [], status = [], system = [], message = [] } = entry.match;
	const named = [...code, ...type];
	const conditions = Object.keys(entry.match).filter((name) => !PLAIN_CONDITIONS.has(name)).length;
	return {
		id: entry.id,
		speaker,
		keys: named.length > 0 ? named : status.map(String),
		title: entry.title,
		explanation: entry.explanation,
		keywords: [
			...(entry.keywords ?? []),
			entry.category,
			...system.flatMap((id) => [mediaSystem(id)?.name ?? id, ...otherNames(id)]),
			...(named.length > 0 ? status.map(String) : []),
		],
		phrases: [...new Set(message.flatMap((pattern) => requiredLiterals(pattern) ?? []))],
		router,
		rank: rank - conditions * CONDITION,
		entry,
		word: null,
	};
}

const PLAIN_CONDITIONS: ReadonlySet<string> = new Set(["status", "code", "type", "system"]);

/** What people call a system besides its name. */
function otherNames(system: string): readonly string[] {
	return system === "midjourney" ? ["mj"] : [];
}

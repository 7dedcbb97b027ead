import type { Diagnosis } from "./diagnosis";
import type { Hit, Topic } from "./lookup";
import { topicDiagnosis } from "./topic-diagnosis";
import type { Phase } from "./vocabulary";

/** What one speaker says about a status, code or word: plain data, so that it can come from a worker. */
export interface Reading {
	/** Stable id of the catalogue entry or status word. */
	readonly id: string;
	readonly speaker: string;
	/** Id of the router whose own word it is, or null. */
	readonly router: string | null;
	readonly title: string;
	/** The title without the speaker's name in front, for where that name stands beside it. */
	readonly shortTitle: string;
	readonly explanation: string;
	readonly source: string;
	/** Null for the status word of a job, which is no error. */
	readonly diagnosis: Diagnosis | null;
	/** Where a status word says that the job stands; null for an entry. */
	readonly phase: Phase | null;
}

/** One line of results, drawn as it is. */
export interface HitView {
	/** The status, code or word; "" where only the words of a message tell it. */
	readonly key: string;
	/** Best first, each speaker once, at least one. */
	readonly readings: readonly Reading[];
}

/** A part of the reference: what one router, system or provider says. */
export interface ReferenceGroup {
	readonly id: string;
	readonly name: string;
	readonly kind: "router" | "media" | "other";
	readonly count: number;
}

/** One page of the reference. */
export interface ReferencePage {
	readonly group: ReferenceGroup;
	/** In the order in which people look: statuses by number, codes and words by name, messages last. */
	readonly sections: readonly ReferenceSection[];
}

export interface ReferenceSection {
	readonly kind: "statuses" | "codes" | "words" | "messages";
	readonly hits: readonly HitView[];
}

export function readingOf(topic: Topic): Reading {
	const { id, speaker, title, explanation, entry, word } = topic;
	const prefix = `${speaker}: `;
	const short = title.startsWith(prefix) ? title.slice(prefix.length) : title;
	return {
		id,
		speaker,
		router: topic.router ?? null,
		title,
		shortTitle: short.charAt(0).toUpperCase() + short.slice(1),
		explanation,
		source: entry?.source ?? word?.source ?? "",
		diagnosis: topicDiagnosis(topic),
		phase: word?.phase ?? null,
	};
}

export function hitView({ readings }: Hit): HitView {
	return { key: readings[0]?.keys[0] ?? "", readings: readings.map(readingOf) };
}

function single(topic: Topic): HitView {
	return { key: topic.keys[0] ?? "", readings: [readingOf(topic)] };
}

/**
 * The reference as a list of its parts: routers, then media systems, then everybody else, plain HTTP at the end. A
 * system's status words and a provider's codes share one part where both have one name.
 */
export function referenceGroups(topics: readonly Topic[]): readonly ReferenceGroup[] {
	const groups = new Map<string, { name: string; kind: ReferenceGroup["kind"]; count: number }>();
	for (const topic of topics) {
		const id = groupOf(topic);
		const kind = topic.router != null ? "router" : topic.word ? "media" : "other";
		const group = groups.get(id);
		if (!group) groups.set(id, { name: topic.speaker, kind, count: 1 });
		else {
			group.count += 1;
			if (kind === "media" && group.kind === "other") group.kind = "media";
			if (kind === "media") group.name = topic.speaker;
		}
	}
	const order: readonly ReferenceGroup["kind"][] = ["router", "media", "other"];
	return [...groups]
		.map(([id, group]) => ({ id, ...group }))
		.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** One part of the reference in full, or null when there is none of that id. */
export function referencePage(topics: readonly Topic[], id: string): ReferencePage | null {
	const group = referenceGroups(topics).find((one) => one.id === id);
	if (!group) return null;
	const own = topics.filter((topic) => groupOf(topic) === id);
	const sections = SECTIONS.map((kind) => ({
		kind,
		hits: own
			.filter((topic) => sectionOf(topic) === kind)
			.sort((a, b) => byKey(a.keys[0] ?? a.title, b.keys[0] ?? b.title) || b.rank - a.rank)
			.map(single),
	}));
	return { group, sections: sections.filter(({ hits }) => hits.length > 0) };
}

const SECTIONS = ["words", "statuses", "codes", "messages"] as const;

function sectionOf({ keys, word }: Topic): ReferenceSection["kind"] {
	if (word) return "words";
	const [key] = keys;
	if (key === undefined) return "messages";
	return /^[1-9]\d\d$/.test(key) ? "statuses" : "codes";
}

function groupOf(topic: Topic): string {
	return topic.id.slice(0, topic.id.indexOf("/"));
}

const COLLATOR = new Intl.Collator("en", { numeric: true });

function byKey(a: string, b: string): number {
	return COLLATOR.compare(a, b);
}

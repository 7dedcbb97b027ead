import { useEffect, useState } from "preact/hooks";
import type { ExplainedPaste } from "../lib/explain-paste";
import type { HitView, ReferenceGroup } from "../lib/reading";
import type { RouterOption } from "../lib/reference-desk";
import type { LookupEngine } from "./lookup-engine";

/** Answers to a query; the ones before stay until the new ones are there, so that nothing flickers. */
export interface Answers {
	readonly query: string;
	readonly hits: readonly HitView[];
}

const NO_ANSWERS: Answers = { query: "", hits: [] };

/** Searches again with every change; answers that come too late are dropped. */
export function useAnswers(engine: LookupEngine, query: string, router: string | null): Answers {
	const [answers, setAnswers] = useState(NO_ANSWERS);
	useEffect(() => {
		if (query.trim() === "") return setAnswers(NO_ANSWERS);
		let current = true;
		engine.search(query, router).then(
			(hits) => current && setAnswers({ query, hits }),
			() => current && setAnswers({ query, hits: [] }),
		);
		return () => {
			current = false;
		};
	}, [engine, query, router]);
	return answers;
}

/** A pasted text and what was made of it so far. */
export interface Pasted {
	readonly text: string;
	readonly explained: ExplainedPaste | "reading" | "failed";
}

/** Explains a pasted text, again when another router is chosen. */
export function usePasted(engine: LookupEngine, text: string | null, router: string | null): Pasted | null {
	const [pasted, setPasted] = useState<Pasted | null>(null);
	useEffect(() => {
		if (text === null) return setPasted(null);
		let current = true;
		setPasted((before) => (before?.text === text ? before : { text, explained: "reading" }));
		engine.explain(text, router).then(
			(explained) => current && setPasted({ text, explained }),
			() => current && setPasted({ text, explained: "failed" }),
		);
		return () => {
			current = false;
		};
	}, [engine, text, router]);
	return pasted?.text === text ? pasted : text === null ? null : { text, explained: "reading" };
}

/** What never changes while the window is open: the parts of the reference, the routers to choose from. */
export function useReference(engine: LookupEngine): {
	readonly groups: readonly ReferenceGroup[] | null;
	readonly routers: readonly RouterOption[];
	readonly failed: boolean;
} {
	const [groups, setGroups] = useState<readonly ReferenceGroup[] | null>(null);
	const [routers, setRouters] = useState<readonly RouterOption[]>([]);
	const [failed, setFailed] = useState(false);
	useEffect(() => {
		engine.groups().then(setGroups, () => setFailed(true));
		engine.routers().then(setRouters, () => setFailed(true));
	}, [engine]);
	return { groups, routers, failed };
}

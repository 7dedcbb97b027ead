import { ROUTERS } from "./catalog/router-list";
import { type ExplainedPaste, explainPaste } from "./explain-paste";
import { createLookup } from "./lookup";
import {
	type HitView,
	hitView,
	type ReferenceGroup,
	type ReferencePage,
	readingOf,
	referenceGroups,
	referencePage,
} from "./reading";
import type { WatchedHost } from "./settings";
import { allTopics } from "./topics";

/** A router whose words can be chosen: catalogued, or a host of the user's own. */
export interface RouterOption {
	readonly id: string;
	readonly name: string;
}

/** Everything that can be asked without a captured request. Pure; what it answers is plain data. */
export interface ReferenceDesk {
	/** Best first. */
	search(query: string, router: string | null): readonly HitView[];
	/** One entry or status word by its stable id. */
	entry(id: string): HitView | null;
	groups(): readonly ReferenceGroup[];
	page(group: string): ReferencePage | null;
	explain(text: string, router: string | null): ExplainedPaste;
	routers(): readonly RouterOption[];
}

/** Most lines a search shows. */
const MOST_HITS = 12;

/** Builds the index of the whole catalogue; keep it. */
export function createReferenceDesk(watchedHosts: readonly WatchedHost[]): ReferenceDesk {
	const topics = allTopics();
	const lookup = createLookup(topics);
	let pastes = 0;
	/** A host of the user's own has the words of the router it speaks like, else nobody's in particular. */
	const catalogued = (router: string | null) =>
		ROUTERS.some(({ id }) => id === router)
			? router
			: (watchedHosts.find(({ host }) => host === router)?.speaksLike ?? null);
	return {
		search: (query, router) =>
			lookup.search(query, { limit: MOST_HITS, router: catalogued(router) }).map(hitView),
		entry(id) {
			const topic = lookup.byId(id);
			return topic && { key: topic.keys[0] ?? "", readings: [readingOf(topic)] };
		},
		groups: () => referenceGroups(topics),
		page: (group) => referencePage(topics, group),
		explain(text, router) {
			pastes += 1;
			return explainPaste(text, { watchedHosts, router, id: `paste-${pastes}` });
		},
		routers: () => [
			...ROUTERS.map(({ id, name }) => ({ id, name })),
			...watchedHosts.map(({ host }) => ({ id: host, name: host })),
		],
	};
}

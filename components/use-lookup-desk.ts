import { useEffect, useMemo, useState } from "preact/hooks";
import { lookup, reference, verdictText } from "../lib/messages/lookup";
import { looksPasted } from "../lib/paste-form";
import type { HitView, ReferencePage } from "../lib/reading";
import { maskText } from "../lib/redact";
import type { RouterOption } from "../lib/reference-desk";
import { verdictAsText } from "../lib/verdict-text";
import type { LookupRow } from "./LookupRows";
import type { LookupEngine } from "./lookup-engine";
import { pastedVerdict } from "./pasted-verdict";
import { type Pasted, useAnswers, usePasted, useReference } from "./use-lookup";

/** What the lookup begins with: a query, an entry of the catalogue, a pasted text. */
export interface LookupStart {
	readonly kind: "query" | "entry" | "text";
	readonly text: string;
}

/** Everything the lookup shows and can be told, apart from where the focus is. */
export interface LookupDesk {
	readonly query: string;
	readonly isEmpty: boolean;
	/** The pasted text and what was made of it, or null. */
	readonly pasted: Pasted | null;
	readonly page: ReferencePage | null;
	readonly rows: readonly LookupRow[];
	/** Place of the marked row, -1 when there is none. */
	readonly at: number;
	readonly hit: HitView | null;
	/** Place of the marked hit's reading that is shown. */
	readonly shown: number;
	/** The marked hit has the window to itself. */
	readonly opened: boolean;
	/** No answer, and none is on its way. */
	readonly nothingFound: boolean;
	/** A sentence that matters more than the hint; "" for none. */
	readonly notice: string;
	readonly router: string | null;
	readonly routers: readonly RouterOption[];
	readonly guess: string | null;
	readonly setRouter: (router: string | null) => void;
	readonly setShown: (reading: number) => void;
	readonly mark: (row: number) => void;
	readonly open: (row: number) => void;
	readonly leave: () => void;
	readonly ask: (query: string) => void;
	/** Takes a text that was pasted, dropped or handed over. */
	readonly take: (text: string) => void;
	/** One step back; false at the beginning. */
	readonly back: () => boolean;
	/** Copies the verdict in sight; false when there is none. */
	readonly copyVerdict: () => boolean;
	readonly routerName: (id: string) => string;
}

const NO_GROUP: ReferencePage["group"] = { id: "", name: "", kind: "other", count: 1 };

const MASK = /\[key:[0-9a-f]{4}\]/;

/** A key that is typed is masked as soon as it is one; what follows belongs to it. */
function maskTyped(typed: string): string {
	return maskText(typed).replace(/(\[key:[0-9a-f]{4}\])[\w-]+/g, "$1");
}

export function useLookupDesk(
	engine: LookupEngine,
	start: LookupStart | null,
	copy: (text: string) => Promise<boolean>,
): LookupDesk {
	const [query, setQuery] = useState(start?.kind === "query" ? start.text : "");
	const [text, setText] = useState<string | null>(start?.kind === "text" ? start.text : null);
	const [router, setRouter] = useState<string | null>(null);
	const [marked, setMarked] = useState(0);
	const [shown, setShown] = useState(0);
	const [opened, setOpened] = useState(false);
	const [page, setPage] = useState<ReferencePage | null>(null);
	const [notice, setNotice] = useState("");

	const answers = useAnswers(engine, query, router);
	const pasted = usePasted(engine, text, router);
	const { groups, routers, failed } = useReference(engine);
	const explained = typeof pasted?.explained === "object" ? pasted.explained : null;
	const isEmpty = query.trim() === "";

	const rows = useMemo((): readonly LookupRow[] => {
		if (text !== null) return [];
		if (!isEmpty) return answers.hits.map((hit) => ({ kind: "hit", hit, section: "" }));
		if (page)
			return page.sections.flatMap(({ kind, hits }) =>
				hits.map((hit) => ({ kind: "hit" as const, hit, section: reference.sections[kind] })),
			);
		return (groups ?? []).map((group) => ({ kind: "group", group, section: reference.kinds[group.kind] }));
	}, [text, isEmpty, answers, page, groups]);
	const at = Math.min(marked, rows.length - 1);
	const row = rows[at];
	const hit = row?.kind === "hit" ? row.hit : null;

	const entry = start?.kind === "entry" ? start.text : null;
	useEffect(() => {
		if (entry === null) return;
		engine.entry(entry).then(
			(found) => found && setPage({ group: NO_GROUP, sections: [{ kind: "codes", hits: [found] }] }),
			() => undefined,
		);
	}, [engine, entry]);

	const routerName = useMemo(() => {
		const names = new Map(routers.map(({ id, name }) => [id, name]));
		return (id: string) => names.get(id) ?? id;
	}, [routers]);
	const mark = (index: number) => {
		setMarked(index);
		setShown(0);
	};
	const ask = (typed: string) => {
		const masked = maskTyped(typed);
		setNotice(MASK.test(masked) ? lookup.keyMasked : "");
		setQuery(masked);
		setText(null);
		setOpened(false);
		setPage(null);
		mark(0);
	};
	const open = (index: number) => {
		const chosen = rows[index];
		if (!chosen) return;
		mark(index);
		if (chosen.kind === "hit") return setOpened(true);
		engine.page(chosen.group.id).then(
			(found) => {
				setPage(found);
				mark(0);
			},
			() => setNotice(lookup.failed),
		);
	};
	const named = routers.find(({ name }) => query.toLowerCase().includes(name.toLowerCase()));
	return {
		query,
		isEmpty,
		pasted,
		page: isEmpty && text === null ? page : null,
		rows,
		at,
		hit,
		shown,
		opened,
		nothingFound: !isEmpty && text === null && rows.length === 0 && answers.query === query,
		notice: notice || (failed ? lookup.failed : ""),
		router,
		routers,
		guess: explained?.decoded.router ?? named?.id ?? null,
		setRouter,
		setShown,
		mark,
		open,
		leave: () => setOpened(false),
		ask,
		take(given) {
			if (!looksPasted(given)) return ask(given.trim());
			ask("");
			setText(given);
		},
		back() {
			if (opened) setOpened(false);
			else if (text !== null || query !== "") ask("");
			else if (page) {
				setPage(null);
				mark(0);
			} else return false;
			return true;
		},
		copyVerdict() {
			const reading = hit?.readings[shown] ?? hit?.readings[0];
			const verdict = reading
				? { ...reading, requestId: null }
				: explained && pastedVerdict(explained, routerName);
			if (!verdict) return false;
			const told = (done: boolean) => setNotice(done ? verdictText.copied : verdictText.copyFailed);
			copy(verdictAsText(verdict)).then(told, () => told(false));
			return true;
		},
		routerName,
	};
}

import { type Exchange, headerValue } from "../lib/exchange";
import type { Row } from "../lib/session";
import type { Task } from "../lib/task";
import type { Category } from "../lib/vocabulary";
import { isUnread, pendingOf } from "./pending-row";

export type Filter = "all" | "problems" | "rate" | "quota" | "upstream" | "auth";
export const FILTERS: readonly Filter[] = ["all", "problems", "rate", "quota", "upstream", "auth"];

const CATEGORIES_OF: Record<Exclude<Filter, "all" | "problems">, ReadonlySet<Category>> = {
	rate: new Set<Category>(["rate_limit"]),
	quota: new Set<Category>(["insufficient_quota"]),
	upstream: new Set<Category>(["overloaded", "no_channel", "upstream_failure", "timeout", "router_internal"]),
	auth: new Set<Category>(["auth", "permission"]),
};

/** A category belongs under one chip at most. */
const FILTER_OF = new Map(
	Object.entries(CATEGORIES_OF).flatMap(([filter, categories]) =>
		[...categories].map((category) => [category, filter as keyof typeof CATEGORIES_OF] as const),
	),
);

/**
 * A CORS preflight that went well: the browser's own question before the request, of no interest unless it fails. Chromium
 * names the type; Firefox does not, there the header tells (Fetch standard, CORS-preflight fetch).
 */
export function isQuietPreflight({ exchange, decoded }: Row): boolean {
	if (decoded.diagnosis) return false;
	if (exchange.resourceType === "preflight") return true;
	return (
		exchange.method === "OPTIONS" &&
		headerValue(exchange.requestHeaders, "access-control-request-method") !== null
	);
}

/** Does the row belong under this chip? */
export function inFilter(row: Row, filter: Filter): boolean {
	if (filter === "all") return true;
	const { diagnosis } = row.decoded;
	if (!diagnosis) return false;
	return filter === "problems" || CATEGORIES_OF[filter].has(diagnosis.category);
}

/** How many rows each chip would show. */
export function countFilters(rows: readonly Row[]): Record<Filter, number> {
	const counts: Record<Filter, number> = {
		all: rows.length,
		problems: 0,
		rate: 0,
		quota: 0,
		upstream: 0,
		auth: 0,
	};
	for (const { decoded } of rows) {
		if (decoded.diagnosis === null) continue;
		counts.problems += 1;
		const filter = FILTER_OF.get(decoded.diagnosis.category);
		if (filter !== undefined) counts[filter] += 1;
	}
	return counts;
}

/** Longest part of one body the search reads. */
const SEARCH_LIMIT = 1_000_000;

/** Finds rows holding every word typed, whatever the case. A word is searched literally; an empty query finds all. */
export function createSearch(query: string): (row: Row) => boolean {
	const words = query.trim().split(/\s+/).filter(Boolean).slice(0, 8);
	if (words.length === 0) return () => true;
	const patterns = words.map((word) => new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "iu"));
	const known = new WeakMap<Row, boolean>();
	return (row) => {
		let found = known.get(row);
		if (found === undefined) {
			found = patterns.every((pattern) => searchable(row).some((text) => pattern.test(text)));
			known.set(row, found);
		}
		return found;
	};
}

function searchable({ exchange, decoded }: Row): string[] {
	const { diagnosis } = decoded;
	return [
		exchange.url ?? "",
		exchange.method ?? "",
		String(exchange.status ?? ""),
		decoded.model ?? "",
		decoded.router ?? "",
		decoded.requestId ?? "",
		exchange.error ?? "",
		...(diagnosis
			? [
					diagnosis.title,
					diagnosis.category,
					diagnosis.entry ?? "",
					diagnosis.serverMessage,
					diagnosis.requestId ?? "",
					diagnosis.errorId ?? "",
					diagnosis.cause?.title ?? "",
				]
			: []),
		...headerTexts(exchange),
		exchange.requestBody.text.slice(0, SEARCH_LIMIT),
		exchange.responseBody.text.slice(0, SEARCH_LIMIT),
	];
}

function headerTexts(exchange: Exchange): string[] {
	return [...exchange.responseHeaders, ...exchange.requestHeaders].map(
		({ name, value }) => `${name}: ${value}`,
	);
}

/** One line of the request list: a request, or all requests of one job folded together. */
export type Item =
	| { readonly kind: "row"; readonly row: Row; readonly indented: boolean }
	| { readonly kind: "fold"; readonly task: Task; readonly rows: readonly Row[]; readonly open: boolean };

/** Row heights in pixels: quiet ones let the eye pass, problems take two lines. */
export const QUIET_HEIGHT = 26;
export const PROBLEM_HEIGHT = 40;

export function itemHeight(item: Item): number {
	const loud = item.kind === "row" ? isLoud(item.row) : item.task.failure !== null;
	return loud ? PROBLEM_HEIGHT : QUIET_HEIGHT;
}

/** A row without its verdict yet has the height it will most likely have: the list must not move under the reader. */
function isLoud(row: Row): boolean {
	if (row.decoded.diagnosis !== null) return true;
	const { status } = row.exchange;
	return isUnread(row) && pendingOf(row) === null && (status === 0 || (status ?? 0) >= 400);
}

/**
 * Folds the requests of one job into one line, at the place of its first request. A job with a single request stays
 * that request.
 * @param taskOf The job an exchange speaks about, or null; for a batch poll the first of them. Null where there are no jobs.
 * @param open Keys of the jobs that are unfolded.
 * @param before Lines of the drawing before: those that say the same are taken from there.
 */
export function foldRows(
	rows: readonly Row[],
	taskOf: ((exchangeId: string) => Task | null) | null,
	open: ReadonlySet<string>,
	before: readonly Item[] = [],
): readonly Item[] {
	const items: Item[] = [];
	const owners = taskOf === null ? null : rows.map((row) => taskOf(row.exchange.id));
	if (owners === null || owners.every((task) => task === null)) {
		for (const [index, row] of rows.entries()) {
			const known = before[index];
			items.push(
				known?.kind === "row" && known.row === row && !known.indented
					? known
					: { kind: "row", row, indented: false },
			);
		}
		return items;
	}
	const groups = new Map<Task, Row[]>();
	rows.forEach((row, index) => {
		const task = owners[index];
		if (!task) return;
		const group = groups.get(task);
		if (group) group.push(row);
		else groups.set(task, [row]);
	});
	rows.forEach((row, index) => {
		const task = owners[index];
		const group = task ? groups.get(task) : undefined;
		if (!task || !group || group.length < 2) {
			items.push({ kind: "row", row, indented: false });
			return;
		}
		if (group[0] !== row) return;
		const isOpen = open.has(task.key);
		items.push({ kind: "fold", task, rows: group, open: isOpen });
		if (isOpen) for (const inner of group) items.push({ kind: "row", row: inner, indented: true });
	});
	return items;
}

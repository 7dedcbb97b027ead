import type { Specificity } from "../vocabulary";
import { anyMatches, type Rule, type RuleIndex } from "./rule-index";

/** What one error says, ready to be compared: words in lower case, status resolved. */
export interface Signs {
	readonly status: number | null;
	/** The code first, then further codes and reasons. */
	readonly codes: readonly string[];
	readonly types: readonly string[];
	readonly param: string | null;
	readonly message: string;
	readonly shape: string;
	/** Media systems the codes can belong to; empty = not known, then system rules speak for none. */
	readonly systems: readonly string[];
	readonly path: string | null;
	readonly method: string | null;
	readonly nested: boolean;
	readonly relayed: boolean;
	readonly model: "empty" | "misspelt" | null;
	/** Files whose voice counts, nearest first; files not listed come after them, other routers' files never. */
	readonly files: readonly string[];
	readonly excludedFiles: ReadonlySet<string>;
}

/** The rule that speaks, what it was read by, and how much that says. */
export interface Spoken {
	readonly rule: Rule;
	readonly specificity: Specificity;
	/** False where only the wrapper, the shape or the status was recognised. */
	readonly informative: boolean;
}

/** Statuses that say little: what stands in the body knows better, even a general type. */
const VAGUE_STATUS = new Set([200, 400, 403, 422, 500, 502, 503]);
/** Categories a general type gives when it does not know either. */
const VAGUE_CATEGORY = new Set(["bad_request", "unknown", "router_internal", "upstream_failure"]);

/** Most specific voice wins: code > type > known message > shape > wrapper's name > status; then the nearest file. */
export function speak(index: RuleIndex, signs: Signs): Spoken | null {
	let best: Rule | null = null;
	let bestScore = -1000;
	const seen = (rule: Rule, place: number): void => {
		if (signs.excludedFiles.has(rule.file) || !holds(rule, signs)) return;
		const score = scoreOf(rule, signs) - place * 20;
		if (score > bestScore || (score === bestScore && best !== null && rule.order < best.order)) {
			best = rule;
			bestScore = score;
		}
	};
	signs.codes.forEach((code, place) => {
		for (const rule of index.byCode.get(code) ?? []) seen(rule, place);
	});
	signs.types.forEach((type, place) => {
		for (const rule of index.byType.get(type) ?? []) seen(rule, place);
	});
	if (signs.message !== "" && bestScore < LEVEL.type) for (const rule of index.byMessage) seen(rule, 0);
	for (const rule of index.byShape.get(signs.shape) ?? []) seen(rule, 0);
	if (bestScore < LEVEL.shape) {
		for (const rule of index.others) seen(rule, 0);
		if (signs.status !== null && signs.status >= 400)
			for (const rule of index.byStatus.get(signs.status) ?? []) seen(rule, 0);
	}
	if (best === null) return null;
	const rule: Rule = best;
	const level = Math.floor(bestScore / 10_000) * 10_000;
	return { rule, specificity: rule.by, informative: level >= LEVEL.shape };
}

const LEVEL = { code: 60_000, type: 50_000, message: 40_000, shape: 30_000, generic: 20_000, status: 10_000 };

function scoreOf(rule: Rule, signs: Signs): number {
	const near = signs.files.indexOf(rule.file);
	const file = near < 0 ? 0 : 50 - near;
	return levelOf(rule, signs) + file * 50 + Math.min(9, rule.conditions) * 10;
}

function levelOf(rule: Rule, signs: Signs): number {
	if (!rule.entry.generic) {
		const level = LEVEL[rule.by];
		return rule.message && rule.by !== "message" ? level + 6000 : level;
	}
	// A general type at a telling status (`invalid_request_error` at 401): the status knows better.
	const vague = VAGUE_CATEGORY.has(rule.entry.category) && !rule.status;
	if (vague && signs.status !== null && !VAGUE_STATUS.has(signs.status) && signs.status >= 400)
		return LEVEL.status - 5000;
	return LEVEL.generic + (rule.by === "code" ? 6000 : 0);
}

function holds(rule: Rule, signs: Signs): boolean {
	const { match } = rule.entry;
	const { words } = rule;
	if (rule.status && (signs.status === null || !rule.status.has(signs.status))) return false;
	if (match.nested !== undefined && match.nested !== signs.nested) return false;
	if (match.relayed !== undefined && match.relayed !== signs.relayed) return false;
	if (match.model !== undefined && match.model !== signs.model) return false;
	if (words.system && !signs.systems.some((system) => words.system?.has(system))) return false;
	if (words.code && !signs.codes.some((code) => words.code?.has(code))) return false;
	if (words.type && !signs.types.some((type) => words.type?.has(type))) return false;
	if (words.shape && !words.shape.has(signs.shape)) return false;
	if (words.param && (signs.param === null || !words.param.has(signs.param.toLowerCase()))) return false;
	if (words.method && (signs.method === null || !words.method.has(signs.method.toLowerCase()))) return false;
	if (rule.path && (signs.path === null || !rule.path.some((path) => path.test(signs.path ?? ""))))
		return false;
	if (rule.message || rule.messageNot) {
		const lower = signs.message.toLowerCase();
		if (rule.message && !anyMatches(rule.message, signs.message, lower)) return false;
		if (rule.messageNot && anyMatches(rule.messageNot, signs.message, lower)) return false;
	}
	return true;
}

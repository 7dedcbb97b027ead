import type { Category, Specificity } from "../vocabulary";
import { anyMatches, type Pattern, type Rule, type RuleIndex } from "./rule-index";

/** What one error says, ready to be compared: words in lower case, status resolved. */
export interface Signs {
	readonly status: number | null;
	/** The code first, then further codes and reasons. */
	readonly codes: readonly string[];
	readonly types: readonly string[];
	/** Codes and types as written: of two rules for `RATE_LIMIT_EXCEEDED` and `rate_limit_exceeded` the exact one speaks. */
	readonly asWritten: ReadonlySet<string>;
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

/** Statuses beside which a general "bad request" is the better reading. */
const VAGUE_FOR_CLIENT = new Set([400, 403, 422, 500, 502, 503]);
/** Statuses beside which a general "the server or its upstream failed" is the better reading. */
const VAGUE_FOR_SERVER = new Set([500, 502, 503]);

/** Does the status know better than a general type or code of this category (`invalid_request_error` at 401)? */
export function isTelling(status: number | null, category: Category): boolean {
	if (status === null || status < 400) return false;
	if (category === "bad_request") return !VAGUE_FOR_CLIENT.has(status);
	return (
		(category === "unknown" || category === "router_internal" || category === "upstream_failure") &&
		!VAGUE_FOR_SERVER.has(status)
	);
}

/** Most specific voice wins: code > type > known message > shape > wrapper's name > status; then the nearest file. */
export function speak(index: RuleIndex, signs: Signs): Spoken | null {
	const lower = signs.message.toLowerCase();
	let best: Rule | null = null;
	let bestScore = -1000;
	const plain: Rule[] = [];
	/** Categories named by a code or type that leaves the word to the message. */
	const named = new Set<Category>();
	/** Takes the rule if it would beat the best so far and all its conditions hold; cheap questions come first. */
	const ask = (rule: Rule, place: number, pattern: Pattern | null): void => {
		if (signs.excludedFiles.has(rule.file)) return;
		const agrees = rule.by === "message" && rule.file === GENERAL_FILE && named.has(rule.entry.category);
		const score = scoreOf(rule, signs) - place * 20 + (agrees ? 1500 : 0);
		const beats = score > bestScore || (score === bestScore && best !== null && rule.order < best.order);
		const isPlain = rule.entry.generic === true && (rule.by === "code" || rule.by === "type");
		if ((!beats && !isPlain) || !holds(rule, signs, lower, pattern)) return;
		if (isPlain && NAMES_IT.has(rule.entry.category)) named.add(rule.entry.category);
		if (isPlain && rule.by === "code") plain.push(rule);
		if (!beats) return;
		best = rule;
		bestScore = score;
	};
	signs.codes.forEach((code, place) => {
		for (const rule of index.byCode.get(code) ?? []) ask(rule, place, null);
	});
	signs.types.forEach((type, place) => {
		for (const rule of index.byType.get(type) ?? []) ask(rule, place, null);
	});
	if (signs.message !== "" && bestScore < LEVEL.type) {
		for (const { rule, pattern } of index.anyMessage) ask(rule, 0, pattern);
		const tried = new Set<Pattern>();
		index.byMessage.scan(lower, ({ rule, pattern }) => {
			if (tried.has(pattern)) return;
			tried.add(pattern);
			ask(rule, 0, pattern);
		});
	}
	for (const rule of index.byShape.get(signs.shape) ?? []) ask(rule, 0, null);
	if (bestScore < LEVEL.shape) {
		for (const rule of index.others) ask(rule, 0, null);
		if (signs.status !== null && signs.status >= 400)
			for (const rule of index.byStatus.get(signs.status) ?? []) ask(rule, 0, null);
	}
	if (best === null) return null;
	const rule = ownWords(best, plain, index, signs);
	return { rule, specificity: rule.by, informative: bestScore >= LEVEL.shape };
}

/** Categories in which a general wording adds nothing to what the documentation says of the code or the status. */
const SAID_BY_THE_STATUS: ReadonlySet<Category> = new Set([
	"upstream_failure",
	"router_internal",
	"overloaded",
	"timeout",
	"client_closed",
]);
/** Categories that nobody names by mistake: of two wordings the one that agrees with the code or type speaks. */
const NAMES_IT: ReadonlySet<Category> = new Set([
	"insufficient_quota",
	"model_unavailable",
	"context_length",
	"content_policy",
	"overloaded",
	"timeout",
]);
/** The family of wordings that nobody in particular documents. */
const GENERAL_FILE = "messages";

/**
 * Where a wording known in general only confirms what the code or the router's own status says, these speak: their text is
 * the documentation's. Not for a bad request: there the wording names what is wrong.
 */
function ownWords(best: Rule, plain: readonly Rule[], index: RuleIndex, signs: Signs): Rule {
	if (best.by !== "message" || best.words.shape || signs.files.includes(best.file)) return best;
	const { category, fault } = best.entry;
	const saidByStatus = SAID_BY_THE_STATUS.has(category);
	if (!saidByStatus && (best.file !== GENERAL_FILE || category === "bad_request")) return best;
	const agrees = ({ entry }: Rule) => entry.category === category && entry.fault === fault;
	const coded = plain.filter(agrees).sort((a, b) => scoreOf(b, signs) - scoreOf(a, signs))[0];
	if (coded || !saidByStatus) return coded ?? best;
	const own = signs.nested || signs.status === null ? [] : (index.byStatus.get(signs.status) ?? []);
	return own.find((rule) => rule.file === signs.files[0] && agrees(rule)) ?? best;
}

const LEVEL = { code: 60_000, type: 50_000, message: 40_000, shape: 30_000, generic: 20_000, status: 10_000 };

function scoreOf(rule: Rule, signs: Signs): number {
	const near = signs.files.indexOf(rule.file);
	const file = near < 0 ? 0 : 50 - near;
	return (
		levelOf(rule, signs) + file * 50 + Math.min(9, rule.conditions) * 10 + (isExact(rule, signs) ? 5 : 0)
	);
}

function isExact({ entry }: Rule, { asWritten }: Signs): boolean {
	const words = entry.match.code ?? entry.match.type ?? [];
	return words.some((word) => asWritten.has(word));
}

function levelOf(rule: Rule, signs: Signs): number {
	if (!rule.entry.generic) {
		const level = LEVEL[rule.by];
		if (rule.by === "message" && rule.file === GENERAL_FILE) return generalLevel(rule, signs);
		return rule.message && rule.by !== "message" ? level + 6000 : level;
	}
	if (!rule.status && isTelling(signs.status, rule.entry.category)) return LEVEL.status - 5000;
	return LEVEL.generic + (rule.by === "code" ? 6000 : 0);
}

/** What a status speaks of; wordings of the other kinds named beside it come after any wording that fits. */
const UNLIKELY: ReadonlyMap<number, ReadonlySet<Category>> = new Map<number, ReadonlySet<Category>>([
	[401, new Set(["content_policy", "context_length", "rate_limit", "overloaded", "timeout", "not_found"])],
	[
		402,
		new Set(["content_policy", "context_length", "model_unavailable", "timeout", "not_found", "overloaded"]),
	],
	[429, new Set(["content_policy", "context_length", "model_unavailable", "not_found", "auth", "network"])],
]);

/** A wording nobody in particular documents is heard with the status: "must be", "failed" say less than 401 or 429 do. */
function generalLevel({ entry, status }: Rule, signs: Signs): number {
	if (status || signs.status === null) return LEVEL.message;
	const { category } = entry;
	const unlikely = UNLIKELY.get(signs.status);
	if (unlikely && isTelling(signs.status, category)) return LEVEL.status - 5000;
	return unlikely?.has(category) ? LEVEL.message - 3000 : LEVEL.message;
}

/** Families that number their errors: 1300 is Mistral's, Zhipu's and Kling's, and each means another thing. */
const BARE_NUMBER = /^-?\d{1,6}$/;

/** A bare number means what a family says only where the status does not say another thing. */
function isForeignNumber(rule: Rule, signs: Signs): boolean {
	if (rule.by !== "code" || signs.status === null || rule.words.system) return false;
	const word = signs.codes.find((code) => rule.words.code?.has(code));
	return (
		word !== undefined &&
		BARE_NUMBER.test(word) &&
		UNLIKELY.get(signs.status)?.has(rule.entry.category) === true
	);
}

/** Do all conditions hold? `pattern` is the one of the rule's message patterns that may match, null for any. */
function holds(rule: Rule, signs: Signs, lower: string, pattern: Pattern | null): boolean {
	const { match, category } = rule.entry;
	// "Connection failed" beside an HTTP 400: there was an answer, so no connection of the caller's failed.
	const answered = signs.status !== null && signs.status >= 400 && signs.status < 499;
	if (answered && category === "network" && rule.by === "message" && !rule.status) return false;
	const { words } = rule;
	if (rule.status && (signs.status === null || !rule.status.has(signs.status))) return false;
	if (isForeignNumber(rule, signs)) return false;
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
	if (
		pattern
			? !pattern.test.test(signs.message)
			: rule.message && !anyMatches(rule.message, signs.message, lower)
	)
		return false;
	return !rule.messageNot || !anyMatches(rule.messageNot, signs.message, lower);
}

import type { Specificity } from "../vocabulary";
import { buildLiteralIndex, type LiteralIndex } from "./literal-index";
import { requiredLiterals } from "./literals";
import type { Entry } from "./schema";

/** A pattern with the texts one of which must occur for it to match. */
export interface Pattern {
	readonly test: RegExp;
	readonly literals: readonly string[] | null;
}

/** An entry made ready to be asked: patterns compiled once, words in lower case. */
export interface Rule {
	readonly entry: Entry;
	/** Id of the file it stands in. */
	readonly file: string;
	/** Place among all rules: the earlier one speaks when all else is equal. */
	readonly order: number;
	/** What it is read by: its most specific condition. */
	readonly by: Exclude<Specificity, "rule" | "none">;
	/** How many conditions it sets. */
	readonly conditions: number;
	readonly words: {
		readonly code: ReadonlySet<string> | null;
		readonly type: ReadonlySet<string> | null;
		readonly param: ReadonlySet<string> | null;
		readonly shape: ReadonlySet<string> | null;
		readonly system: ReadonlySet<string> | null;
		readonly method: ReadonlySet<string> | null;
	};
	readonly status: ReadonlySet<number> | null;
	readonly message: readonly Pattern[] | null;
	readonly messageNot: readonly Pattern[] | null;
	readonly path: readonly RegExp[] | null;
}

/** One pattern of one rule. */
export interface MessagePattern {
	readonly rule: Rule;
	readonly pattern: Pattern;
}

/** All rules, found by what an error says of itself. */
export interface RuleIndex {
	readonly byCode: ReadonlyMap<string, readonly Rule[]>;
	readonly byType: ReadonlyMap<string, readonly Rule[]>;
	/** Rules read by a known message, under the texts one of which must occur. */
	readonly byMessage: LiteralIndex<MessagePattern>;
	/** Patterns of which no such text can be named: tried on every message. */
	readonly anyMessage: readonly MessagePattern[];
	readonly byShape: ReadonlyMap<string, readonly Rule[]>;
	readonly byStatus: ReadonlyMap<number, readonly Rule[]>;
	/** Rules read by path, method, param or system alone. */
	readonly others: readonly Rule[];
	readonly byId: ReadonlyMap<string, Rule>;
}

/** Compiles entry files, in order, into an index. Throws on a pattern that is no regular expression. */
export function buildRuleIndex(
	files: readonly { readonly id: string; readonly entries: readonly Entry[] }[],
): RuleIndex {
	const byCode = new Map<string, Rule[]>();
	const byType = new Map<string, Rule[]>();
	const byShape = new Map<string, Rule[]>();
	const byStatus = new Map<number, Rule[]>();
	const byId = new Map<string, Rule>();
	const byMessage: [string, MessagePattern][] = [];
	const anyMessage: MessagePattern[] = [];
	const others: Rule[] = [];
	let order = 0;
	for (const file of files)
		for (const entry of file.entries) {
			const rule = toRule(entry, file.id, order);
			order += 1;
			byId.set(entry.id, rule);
			const { words } = rule;
			if (words.code) for (const word of words.code) add(byCode, word, rule);
			else if (words.type) for (const word of words.type) add(byType, word, rule);
			else if (rule.message)
				for (const pattern of rule.message) {
					if (pattern.literals === null) anyMessage.push({ rule, pattern });
					else for (const literal of pattern.literals) byMessage.push([literal, { rule, pattern }]);
				}
			else if (words.shape) for (const word of words.shape) add(byShape, word, rule);
			else if (rule.status) for (const status of rule.status) add(byStatus, status, rule);
			else others.push(rule);
		}
	return {
		byCode,
		byType,
		byMessage: buildLiteralIndex(byMessage),
		anyMessage,
		byShape,
		byStatus,
		others,
		byId,
	};
}

function add<Key>(map: Map<Key, Rule[]>, key: Key, rule: Rule): void {
	const list = map.get(key);
	if (list) list.push(rule);
	else map.set(key, [rule]);
}

function toRule(entry: Entry, file: string, order: number): Rule {
	const { match } = entry;
	return {
		entry,
		file,
		order,
		by: match.code
			? "code"
			: match.type
				? "type"
				: match.message
					? "message"
					: match.shape || match.param || match.path || match.system || match.method
						? "shape"
						: "status",
		// What must not stand there makes a rule no more specific.
		conditions: Object.keys(match).filter((name) => name !== "messageNot").length,
		words: {
			code: lowerSet(match.code),
			type: lowerSet(match.type),
			param: lowerSet(match.param),
			shape: lowerSet(match.shape),
			system: lowerSet(match.system),
			method: lowerSet(match.method),
		},
		status: match.status ? new Set(match.status) : null,
		message: match.message?.map(compile) ?? null,
		messageNot: match.messageNot?.map(compile) ?? null,
		path: match.path?.map((pattern) => new RegExp(pattern, "iu")) ?? null,
	};
}

function compile(pattern: string): Pattern {
	return { test: new RegExp(pattern, "iu"), literals: requiredLiterals(pattern) };
}

function lowerSet(words: readonly string[] | undefined): ReadonlySet<string> | null {
	return words ? new Set(words.map((word) => word.toLowerCase())) : null;
}

/** Does any of the patterns match? `lower` is the text in lower case. */
export function anyMatches(patterns: readonly Pattern[], text: string, lower: string): boolean {
	for (const { literals, test } of patterns) {
		if (literals && !literals.some((literal) => lower.includes(literal))) continue;
		if (test.test(text)) return true;
	}
	return false;
}

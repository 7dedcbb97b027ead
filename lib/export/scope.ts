import { isSearchable } from "../leak-check";
import { createSecretMatcher, type SecretMatcher } from "../secret-matcher";
import type { SecretKind, Vault } from "../vault";
import { REDACTION_RULES, type RedactionRule } from "./rules";

/** Kinds of redaction, as they are counted in the preview. */
export const REDACTION_KINDS = [
	"key",
	"personal",
	"prompt text",
	"header",
	"query value",
	"body value",
	"address",
	"id",
	"word",
] as const;
export type RedactionKind = (typeof REDACTION_KINDS)[number];

/** What one export knows while it is being made: what to take out, and how much it has taken out. */
export interface Scope {
	readonly rules: readonly RedactionRule[];
	/** Is this rule on? Only the mutation check turns one off. */
	readonly has: (rule: string) => boolean;
	readonly includePromptText: boolean;
	/** Replaces every secret of the session, wherever it stands. */
	readonly maskSecrets: (text: string) => string;
	/** The token of a key found only now; it joins the vault, so that the leak check knows it, too. */
	readonly keyToken: (secret: string, kind: SecretKind) => string;
	/** Every secret known by now: what the finished text is searched for. */
	readonly secrets: () => readonly string[];
	/** What people wrote, by request: taken out of messages that repeat it. */
	readonly echoes: ReadonlySet<string>;
	/** What the diagnosis rests on: kept, scrubbed, also under keys nobody has listed. */
	readonly quoted: Set<string>;
	/** Ids that are known to be jobs or requests and may stand in paths and messages. */
	readonly knownIds: ReadonlySet<string>;
	readonly count: (kind: RedactionKind) => void;
	readonly counts: ReadonlyMap<RedactionKind, number>;
	/** `redacted-id-1`: the same id is the same word throughout one export. */
	readonly idToken: (id: string) => string;
	/** `redacted-name-1`, likewise for names of parameters and fields. */
	readonly nameToken: (name: string) => string;
}

export interface ScopeInput {
	readonly vault: Vault;
	readonly echoes?: ReadonlySet<string>;
	readonly includePromptText?: boolean;
	readonly knownIds?: Iterable<string>;
	/** Only for the mutation check: the rules without one of them. */
	readonly rules?: readonly RedactionRule[];
}

/** A fresh scope for one export. */
export function createScope(input: ScopeInput): Scope {
	const rules = input.rules ?? REDACTION_RULES;
	const ids = new Set(rules.map(({ id }) => id));
	const counts = new Map<RedactionKind, number>();
	const idTokens = new Map<string, string>();
	const nameTokens = new Map<string, string>();
	const { vault } = input;
	const matcher = ids.has("vault") ? matcherFor(vault) : null;
	const count = (kind: RedactionKind) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return {
		rules,
		has: (rule) => ids.has(rule),
		includePromptText: input.includePromptText ?? false,
		maskSecrets: (text) => (matcher && !matcher.isEmpty ? replaceAll(text, matcher, vault, count) : text),
		keyToken: (secret, kind) => vault.mask(secret, kind),
		secrets: vault.secrets,
		quoted: new Set(),
		echoes: input.echoes ?? new Set(),
		knownIds: new Set(input.knownIds ?? []),
		count,
		counts,
		idToken: (id) => numbered(idTokens, id, "redacted-id-"),
		nameToken: (name) => numbered(nameTokens, name, "redacted-name-"),
	};
}

function numbered(tokens: Map<string, string>, text: string, prefix: string): string {
	const token = tokens.get(text) ?? `${prefix}${tokens.size + 1}`;
	tokens.set(text, token);
	return token;
}

function matcherFor(vault: Vault): SecretMatcher {
	return createSecretMatcher(
		new Map(
			vault
				.secrets()
				.filter(isSearchable)
				.map((secret) => [secret, secret]),
		),
	);
}

function replaceAll(
	text: string,
	matcher: SecretMatcher,
	vault: Vault,
	count: (kind: RedactionKind) => void,
): string {
	const matches = matcher.find(text);
	if (matches.length === 0) return text;
	let out = "";
	let from = 0;
	for (const { start, end, secret } of matches) {
		out += text.slice(from, start) + vault.mask(secret, "secret");
		from = end;
		count("key");
	}
	return out + text.slice(from);
}

import type { SecretKind } from "../vault";

/**
 * One rule of redaction. All are listed so that a test can switch each one off and see that something notices.
 * Rules with a pattern work on every text that is kept; the others are switches for the allow-lists.
 */
export interface RedactionRule {
	readonly id: string;
	/** What a match is, as the word of its token; absent for rules without a pattern. */
	readonly kind?: SecretKind;
	/** Global, linear: each repetition is over one class and ends where that class ends. Group 1, if any, is kept in front. */
	readonly pattern?: RegExp;
	/** What any match contains; texts without it are passed by. */
	readonly hint?: RegExp;
}

/**
 * Prefixes of keys as their makers document or generate them. `sk-` covers OpenAI, Anthropic, OpenRouter and the gateways
 * that make their own (48 letters and digits, no marker inside, which public scanners miss).
 */
export const VALUE_RULES: readonly (RedactionRule & {
	readonly kind: SecretKind;
	readonly pattern: RegExp;
})[] = [
	{
		id: "masked-echo",
		kind: "key",
		hint: /\*\*/,
		pattern: /(?<![\w*-])[\w-]{1,40}\*{2,80}[\w*-]{0,60}|(?<![\w*])\*{3,80}[\w-]{2,60}/g,
	},
	{
		id: "dotted-echo",
		kind: "key",
		hint: /\.\.|…/,
		pattern: /\b(?:sk|key|pk|rk|xai|gsk|hf|r8|pplx|ak|api)[-_][\w-]{0,40}(?:\.{2,6}|…)[\w-]{1,60}/gi,
	},
	{
		id: "private-key",
		kind: "key",
		hint: /-----BEGIN/,
		pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,10000}(?:-----END [A-Z ]{0,40}-----)?/g,
	},
	{ id: "jwt", kind: "token", hint: /eyJ/, pattern: /\beyJ[\w-]{8,8000}(?:\.[\w-]{2,8000}){1,4}\.?/g },
	{ id: "sk", kind: "key", hint: /sk-/, pattern: /(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{8,400}/g },
	{
		id: "stripe-like",
		kind: "key",
		hint: /[srp]k_/,
		pattern: /(?<![A-Za-z0-9])(?:sk|rk|pk)_[A-Za-z0-9_]{8,300}/g,
	},
	{ id: "google-api", kind: "key", hint: /AIza/, pattern: /\bAIza[\w-]{20,100}/g },
	{ id: "google-oauth", kind: "token", hint: /ya29/, pattern: /\bya29\.[\w-]{8,1000}/g },
	{ id: "hugging-face", kind: "key", hint: /hf_/, pattern: /\bhf_[A-Za-z0-9]{12,100}/g },
	{ id: "replicate", kind: "key", hint: /r8_/, pattern: /\br8_[A-Za-z0-9]{12,100}/g },
	{ id: "groq", kind: "key", hint: /gsk_/, pattern: /\bgsk_[A-Za-z0-9]{12,200}/g },
	{ id: "xai", kind: "key", hint: /xai-/, pattern: /\bxai-[A-Za-z0-9]{12,200}/g },
	{ id: "perplexity", kind: "key", hint: /pplx-/, pattern: /\bpplx-[A-Za-z0-9]{12,200}/g },
	{
		id: "fal",
		kind: "key",
		hint: /:/,
		pattern: /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:[0-9a-f]{32}\b/g,
	},
	{ id: "key-dash", kind: "key", hint: /key-/, pattern: /\bkey-[0-9a-zA-Z]{16,200}/g },
	{ id: "zhipu", kind: "key", pattern: /\b[0-9a-f]{32}\.[A-Za-z0-9]{12,40}\b/g },
	{
		id: "aws-id",
		kind: "key",
		hint: /A[KSBC3][IACT]/,
		pattern: /\b(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z2-7]{16}\b/g,
	},
	{ id: "aws-bedrock", kind: "key", hint: /ABSK/, pattern: /\bABSK[A-Za-z0-9+/]{40,400}={0,2}/g },
	{
		id: "github",
		kind: "token",
		hint: /gh[pousr]_|github_pat/,
		pattern: /\b(?:gh[pousr]_\w{20,255}|github_pat_\w{20,255})/g,
	},
	{ id: "gitlab", kind: "token", hint: /glpat/, pattern: /\bglpat-[\w-]{16,100}/g },
	{ id: "npm", kind: "token", hint: /npm_/, pattern: /\bnpm_[A-Za-z0-9]{24,100}/g },
	{ id: "slack", kind: "token", hint: /xox/, pattern: /\bxox[abeoprs]-[\w-]{10,300}/g },
	{ id: "sendgrid", kind: "key", hint: /SG\./, pattern: /\bSG\.[\w.-]{30,200}/g },
	{ id: "twilio", kind: "key", hint: /SK/, pattern: /\bSK[0-9a-f]{32}\b/g },
	{
		id: "bearer",
		kind: "key",
		hint: /bearer/i,
		// `Bearer authentication` is a word of a sentence, not a credential.
		pattern:
			/(\bBearer\s{1,3})(?!‹|[A-Za-z][a-z]{2,24}(?:[\s"',;:)]|\.(?:\s|$)|$))[^\s"'<>,;)}\]‹›\\]{6,4000}/gi,
	},
	{
		id: "basic",
		kind: "password",
		hint: /basic/i,
		pattern: /(\b[Bb]asic\s{1,3})(?=[A-Za-z0-9+/][a-z]{0,60}[A-Z0-9+/=])[A-Za-z0-9+/]{6,4000}={0,2}/g,
	},
	{
		id: "named-value",
		kind: "secret",
		pattern:
			/(\b(?:api[_-]?key|apikey|access[_-]?token|refresh[_-]?token|id[_-]?token|auth[_-]?token|session[_-]?token|client[_-]?secret|secret[_-]?key|private[_-]?key|password|passwd|pwd|secret|credential|cookie|signature|sig|authorization|x-api-key|user[_-]?id)\\{0,6}["']?\s{0,2}[:=]\s{0,2}\\{0,6}["']?)(?!‹|\\{0,6}["'])[^\s"',;}\])<>&‹›\\]{3,2000}/gi,
	},
	{
		id: "e-mail",
		kind: "e-mail",
		hint: /@/,
		pattern: /(?<![\w.+-])[\w.+-]{1,200}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g,
	},
	{
		id: "e-mail-escaped",
		kind: "e-mail",
		hint: /%40|\\u0040|&#64;|&#x40;/i,
		pattern: /(?<![\w.+-])[\w.+-]{1,200}(?:%40|\\u0040|&#64;|&#x40;)[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/gi,
	},
];

/** Every rule: the patterns, and the switches of the allow-lists. */
export const REDACTION_RULES: readonly RedactionRule[] = [
	...VALUE_RULES,
	{ id: "vault" },
	{ id: "prompt-echo" },
	{ id: "plain-words" },
	{ id: "escaped-characters" },
	{ id: "long-token" },
	{ id: "link-path" },
	{ id: "header-names" },
	{ id: "header-values" },
	{ id: "header-origins" },
	{ id: "query-names" },
	{ id: "query-values" },
	{ id: "userinfo" },
	{ id: "fragment" },
	{ id: "path-segments" },
	{ id: "body-secret-keys" },
	{ id: "body-content-keys" },
	{ id: "body-unknown-strings" },
	{ id: "body-key-names" },
	{ id: "body-ids" },
	{ id: "body-models" },
	{ id: "body-words" },
	{ id: "body-numbers" },
	{ id: "plain-body" },
	{ id: "html-attributes" },
	{ id: "stream-text" },
	{ id: "form-fields" },
];

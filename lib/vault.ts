/**
 * The secrets of one session, in memory only: which text stands for which secret on screen, so that two keys can be told
 * apart, one can be shown on a click, and every export can be searched for all of them.
 */

/** What a secret is, as the word in its token. */
export const SECRET_KINDS = ["key", "token", "cookie", "password", "signature", "e-mail", "secret"] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

export interface Vault {
	/** The token that stands for this secret everywhere in the session, e.g. `‹key 1›`. Never part of the secret. */
	readonly mask: (secret: string, kind: SecretKind) => string;
	/** Remembers a secret that stands inside a masked text, without a token of its own; what looks like a word is none. */
	readonly note: (secret: string) => void;
	/** The secret behind a token, or null when the token is not of this vault. */
	readonly reveal: (token: string) => string | null;
	/** Every secret seen, for the check of finished exports. */
	readonly secrets: () => readonly string[];
	/** Forgets all of them. */
	readonly clear: () => void;
	/** A vault writes itself down as nothing, whoever asks. */
	readonly toJSON: () => undefined;
}

/** Secrets kept at most, and the longest one that is kept whole: a page must not fill the memory through them. */
const MOST_SECRETS = 20_000;
const LONGEST_SECRET = 16_384;

/** Text that stands for a secret: our own, never captured. */
const TOKEN = /^‹(?:key|token|cookie|password|signature|e-mail|secret)(?: \d{1,6})?›$/;

/** Is this text a mask already? Masking it again would hide nothing and lose which secret it stood for. */
export function isSecretToken(text: string): boolean {
	return TOKEN.test(text);
}

/**
 * Ten letters and digits in a row, or sixteen of one sort: not a word, a date or a model's name. A cookie that says
 * `gpt-4o-mini` must not make that name a secret.
 */
function looksRandom(text: string): boolean {
	return (text.match(/[A-Za-z0-9]{10,}/g) ?? []).some(
		(run) => run.length >= 16 || (/\d/.test(run) && /[A-Za-z]/.test(run)),
	);
}

export interface VaultOptions {
	/** Number of the first token of each kind; others read the rest of the same file and number on their own. */
	readonly firstNumber?: number;
	/** Told of each secret as it is first seen; without a kind where it was only noted. */
	readonly onNew?: (secret: string, kind: SecretKind | null) => void;
}

/** A new, empty vault; closures only, so that nothing can be cloned or serialised out of it. */
export function createVault({ firstNumber = 1, onNew }: VaultOptions = {}): Vault {
	const tokens = new Map<string, string>();
	const noted = new Set<string>();
	const bySecret = new Map<string, string>();
	const counts = new Map<SecretKind, number>();
	return {
		mask(secret, kind) {
			if (isSecretToken(secret)) return secret;
			const known = tokens.get(secret);
			if (known !== undefined) return known;
			if (tokens.size >= MOST_SECRETS || secret.length > LONGEST_SECRET) return `‹${kind}›`;
			const number = (counts.get(kind) ?? firstNumber - 1) + 1;
			const token = `‹${kind} ${number}›`;
			counts.set(kind, number);
			tokens.set(secret, token);
			bySecret.set(token, secret);
			onNew?.(secret, kind);
			return token;
		},
		note(secret) {
			if (secret.length > LONGEST_SECRET || !looksRandom(secret)) return;
			if (noted.size >= MOST_SECRETS || noted.has(secret)) return;
			noted.add(secret);
			onNew?.(secret, null);
		},
		reveal: (token) => bySecret.get(token) ?? null,
		secrets: () => [...new Set([...tokens.keys(), ...noted])],
		clear() {
			tokens.clear();
			noted.clear();
			bySecret.clear();
			counts.clear();
		},
		toJSON: () => undefined,
	};
}

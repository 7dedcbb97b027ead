import { createContext } from "preact";
import { isSecretToken, type Vault } from "../lib/vault";

/** Shows the secret behind a token, or null where it is not one of this session's. */
export const RevealContext = createContext<Vault["reveal"] | null>(null);

/** A stretch of text, or a token that stands for a secret. */
export type SecretPart = { readonly text: string } | { readonly token: string };

const MAYBE_TOKEN = /‹[a-z-]{3,9}(?: \d{1,6})?›/g;

/** Splits a text at the tokens that `reveal` knows; a token the page made up stays text. */
export function secretParts(text: string, reveal: Vault["reveal"]): readonly SecretPart[] {
	const parts: SecretPart[] = [];
	let from = 0;
	for (const match of text.matchAll(MAYBE_TOKEN)) {
		const [token] = match;
		if (!isSecretToken(token) || reveal(token) === null) continue;
		if (match.index > from) parts.push({ text: text.slice(from, match.index) });
		parts.push({ token });
		from = match.index + token.length;
	}
	if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from) });
	return parts;
}

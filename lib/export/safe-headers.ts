import type { Header } from "../exchange";
import { fits, headerGrammars, KNOWN_HEADER_NAMES, ORIGIN_HEADERS } from "./allow-list";
import { isPlainToken } from "./plain-words";
import { safeId } from "./safe-id";
import { safeOrigin } from "./safe-url";
import type { Scope } from "./scope";
import { isOwnToken, leaveOut } from "./scrub";

/**
 * Header fields as they may leave: values of known harmless names that have the known form, origins of addresses; of all
 * others the name alone, and not even that where the name is no plain word.
 */
export function safeHeaders(headers: readonly Header[], scope: Scope): readonly Header[] {
	const kept: Header[] = [];
	for (const { name, value } of headers) {
		const lower = name.toLowerCase();
		const grammars = headerGrammars(lower);
		const isKnown = grammars !== null || ORIGIN_HEADERS.has(lower) || KNOWN_HEADER_NAMES.has(lower);
		if (
			!isKnown &&
			scope.has("header-names") &&
			!(/^[A-Za-z][A-Za-z-]{0,39}$/.test(name) && isPlainToken(name))
		) {
			scope.count("header");
			continue;
		}
		kept.push({ name, value: safeHeaderValue(lower, value, scope) });
	}
	return kept;
}

function safeHeaderValue(name: string, value: string, scope: Scope): string {
	if (value === "" || isOwnToken(value)) return value;
	const grammars = headerGrammars(name);
	if (grammars) {
		const known = scope.maskSecrets(name === "content-type" ? withoutParameters(value) : value);
		if (fits(known, grammars)) return grammars.includes("id") ? safeId(known, name, scope) : known;
		return leaveOut(value, name, "header", scope);
	}
	if (ORIGIN_HEADERS.has(name) && scope.has("header-origins")) {
		if (value === "*" || value === "null") return value;
		return value.startsWith("/") ? leaveOut(value, name, "header", scope) : safeOrigin(value, scope);
	}
	if (!scope.has("header-values")) return value;
	return maskedCredential(value, scope) ?? leaveOut(value, name, "header", scope);
}

/** `Bearer ‹key 1›`: the scheme and the mask of a credential. */
export function maskedCredential(value: string, scope: Scope): string | null {
	const match =
		/^((?:Bearer|Basic|Token|Digest|Key) )?(‹[a-z-]{3,10}(?: \d{1,6})?›|\[key:[0-9a-f]{4}\])$/.exec(value);
	const [, scheme = "", mask = ""] = match ?? [];
	if (mask === "") return null;
	scope.count("key");
	return scheme + (mask.startsWith("[") ? scope.keyToken(mask, "key") : mask);
}

/** `multipart/form-data; boundary=…`: the boundary is the client's own random text. */
export function withoutParameters(mimeType: string): string {
	const [type = "", ...parameters] = mimeType.split(";");
	const charset = parameters.find((parameter) => /^\s*charset=/i.test(parameter));
	return type.trim() + (charset ? `; ${charset.trim()}` : "");
}

import { httpUrl } from "./hosts";
import { isSecretToken, type SecretKind, type Vault } from "./vault";

/**
 * Masks secrets while an exchange is made, so that nothing later can show them. What may be exported is another question and
 * decided by an allow-list; this takes out what is known to be a key wherever it stands.
 */

/** Headers whose whole value is a credential (names in lower case). */
const SECRET_HEADERS = new Set(
	"authorization proxy-authorization authentication-info cookie set-cookie set-cookie2 x-api-key api-key apikey x-api-token x-auth-token x-auth-key x-access-token x-session-token x-csrf-token x-xsrf-token x-goog-api-key x-goog-iam-authorization-token mj-api-secret mj-api-key x-amz-security-token ocp-apim-subscription-key x-functions-key x-rapidapi-key x-subscription-token xi-api-key x-key x-token token secret x-secret cf-access-client-id cf-access-client-secret cf-access-jwt-assertion sec-websocket-protocol sec-websocket-key x-client-data".split(
		" ",
	),
);
const SECRET_NAME =
	/auth|token|secret|api-?key|cookie|session|passw|credential|signature|jwt|bearer|csrf|xsrf|otp/i;
/** Names that only sound secret. */
const PLAIN_NAME =
	/ratelimit|rate-limit|-tokens|max-tokens|authority|www-authenticate|access-control|sec-fetch|key-?id|idempotency/i;

/** Query parameters that carry a credential or a signature. */
const SECRET_QUERY =
	/^(?:key|api[-_]?key|access[-_]?key(?:id)?|(?:access|refresh|id|auth|session|security)?[-_]?token|auth|authorization|bearer|(?:client[-_])?secret|passw(?:or)?d|pwd|session(?:id)?|sid|jwt|assertion|sig|signature|sign|hmac|policy|key-pair-id|awsaccesskeyid|googleaccessid|ossaccesskeyid|code|ticket|otp|x-(?:amz|goog|oss|tos|cos|bce)-(?:signature|credential|security-token|algorithm))$/i;

/** Keys that betray themselves by their beginning; each alternative starts with its own letters, so one pass is linear. */
const SECRET_VALUE =
	/\b(?:sk-[A-Za-z0-9_-]{16,400}|(?:sk|rk|pk)_[A-Za-z0-9_]{12,400}|AIza[\w-]{30,100}|ya29\.[\w-]{10,400}|hf_[A-Za-z0-9]{20,100}|r8_[A-Za-z0-9]{20,100}|gsk_[A-Za-z0-9]{20,100}|xai-[A-Za-z0-9]{20,200}|pplx-[A-Za-z0-9]{20,100}|key-[0-9a-zA-Z]{24,100}|(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}|ABSK[A-Za-z0-9+/]{60,400}|gh[pousr]_\w{36,100}|github_pat_\w{40,200}|glpat-[\w-]{20,100}|npm_[A-Za-z0-9]{36}|xox[abeoprs]-[\w-]{10,200}|SG\.[\w.-]{40,200}|eyJ[\w-]{8,4000}\.[\w-]{8,8000}\.[\w-]{0,4000})|\b(?:Bearer|Basic)\s{1,3}[\w.~+/=-]{8,4000}/g;
/** A cheap look for any of the beginnings above. */
const MAY_HOLD_SECRET =
	/sk-|[srp]k_|AIza|ya29|hf_|r8_|gsk_|xai-|pplx-|key-|AKIA|ASIA|ABIA|ACCA|ABSK|gh[pousr]_|github_pat|glpat|npm_|xox|SG\.|eyJ|Bearer|Basic/;
/** Fields of a JSON or form body that hold a credential by name; short values and words with spaces are none. */
const SECRET_FIELD =
	/("(?:api[-_]?key|access[-_]?token|refresh[-_]?token|id[-_]?token|session[-_]?token|auth[-_]?token|client[-_]?secret|callback[-_]?secret|secret(?:[-_]?key)?|password|passwd|private[-_]?key|authorization)"\s{0,3}:\s{0,3}")([^"\\\s]{6,4000})(?=")/gi;
const MAY_HOLD_FIELD = /api[-_]?key"|token"|secret|passw|private[-_]?key|authorization"/i;

/** No key is shorter. */
const SHORTEST = 8;

/**
 * A mark that stands for a secret. With a vault it is numbered (`‹key 1›`) and can be shown again on a click; without one its
 * four digits tell two keys apart and nothing else.
 */
export function maskOf(secret: string, vault: Vault | null = null, kind: SecretKind = "key"): string {
	if (vault) return vault.mask(secret, kind);
	let hash = 0x811c9dc5;
	for (let at = 0; at < secret.length; at += 1) {
		hash ^= secret.charCodeAt(at);
		hash = Math.imul(hash, 0x01000193) >>> 0;
	}
	return `[key:${((hash ^ (hash >>> 16)) & 0xffff).toString(16).padStart(4, "0")}]`;
}

/** Is this text, or its beginning, a mask of ours? */
function isMasked(text: string): boolean {
	return (
		text.startsWith("[key:") || (text.startsWith("‹") && isSecretToken(text.slice(0, text.indexOf("›") + 1)))
	);
}

/** The text with every known form of key masked. Idempotent, linear. */
export function maskText(text: string, vault: Vault | null = null): string {
	if (text.length < SHORTEST) return text;
	let masked = text;
	if (MAY_HOLD_SECRET.test(masked))
		masked = masked.replace(SECRET_VALUE, (secret) => {
			const scheme = /^(?:Bearer|Basic)\s+/.exec(secret)?.[0] ?? "";
			const rest = secret.slice(scheme.length);
			return isMasked(rest) || (scheme !== "" && isPlainWord(rest))
				? secret
				: `${scheme}${maskOf(rest, vault, kindOf(rest))}`;
		});
	if (MAY_HOLD_FIELD.test(masked))
		masked = masked.replace(SECRET_FIELD, (whole, name: string, value: string) =>
			isMasked(value) ? whole : `${name}${maskOf(value, vault, /passw/i.test(name) ? "password" : "secret")}`,
		);
	return masked;
}

/** `Bearer authentication`, `Basic realm…`: words after the scheme, no credential. */
function isPlainWord(text: string): boolean {
	return /^[a-z]{1,20}$/i.test(text) && !/[A-Z].*[a-z].*[A-Z]/.test(text);
}

/** A JSON Web Token is told apart from a key; it is rarely the one that was meant. */
function kindOf(secret: string): SecretKind {
	return secret.startsWith("eyJ") ? "token" : "key";
}

function headerKind(name: string, value: string): SecretKind {
	if (name.includes("cookie")) return "cookie";
	return /session|csrf|xsrf|jwt/.test(name) ? "token" : kindOf(value);
}

/** Cookies and protocol lists hold several secrets in one value; each is remembered, so that none leaves on its own. */
function noteParts(name: string, value: string, vault: Vault): void {
	if (name.includes("cookie"))
		for (const part of value.split(/[;\n]/).slice(0, 200))
			vault.note(part.slice(part.indexOf("=") + 1).trim());
	else if (name === "sec-websocket-protocol")
		for (const part of value.split(",").slice(0, 50)) {
			vault.note(part.trim());
			vault.note(part.slice(part.indexOf(".") + 1).trim());
		}
}

const MASK = /‹[^‹›]{1,80}›|\[key:[0-9a-f]{4}\]/g;

/** The text with our own marks reduced to a sign without words: `‹key 1›` must not read as if the server spoke of a key. */
export function withoutMasks(text: string): string {
	return text.includes("‹") || text.includes("[key:") ? text.replace(MASK, "…") : text;
}

/** A header's value as it may be kept: credentials masked whole (the scheme stays), keys in any other value, too. */
export function maskHeader(name: string, value: string, vault: Vault | null = null): string {
	const lower = name.toLowerCase();
	if (SECRET_HEADERS.has(lower) || (SECRET_NAME.test(lower) && !PLAIN_NAME.test(lower))) {
		if (value === "" || value.includes("[key:")) return value;
		if (/^(?:[A-Za-z0-9-]{1,20}\s+)?‹[^›]{1,30}›$/.test(value) && isMasked(value.slice(value.indexOf("‹"))))
			return value;
		const scheme = /^(?:Bearer|Basic|Token|Digest|Negotiate|Key|AWS4-HMAC-SHA256)\s+/i.exec(value)?.[0] ?? "";
		if (vault) noteParts(lower, value, vault);
		return `${scheme}${maskOf(value.slice(scheme.length), vault, headerKind(lower, value.slice(scheme.length)))}`;
	}
	return lower === "referer" || lower === "location" || lower === "content-location" || lower === ":path"
		? maskUrl(value, vault)
		: maskText(value, vault);
}

/** A URL with userinfo, secret query values and keys in its path masked; the rest stays as written. */
export function maskUrl(url: string, vault: Vault | null = null): string {
	// Browsers read backslashes and missing slashes as slashes: where the host ends must not depend on how it is written.
	const odd = /^https?:/i.test(url) && !/^https?:\/\/[^\\/?#][^\\]*$/i.test(url);
	const written = odd ? (httpUrl(url)?.href ?? url) : url;
	const match = /^([a-z][a-z0-9+.-]{0,30}:\/\/)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(written);
	if (!match) return maskText(url, vault);
	const [, scheme = "", authority = "", path = "", query = "", fragment = ""] = match;
	const at = scheme === "" ? -1 : authority.lastIndexOf("@");
	const host =
		at < 0 || isMasked(authority)
			? authority
			: `${maskOf(authority.slice(0, at), vault, "password")}@${authority.slice(at + 1)}`;
	const shownQuery = query === "" ? "" : `?${maskQuery(query.slice(1), vault)}`;
	const shownFragment = fragment === "" ? "" : `#${maskQuery(fragment.slice(1), vault)}`;
	return `${scheme}${host}${maskText(path, vault)}${shownQuery}${shownFragment}`;
}

/** A query or form body (`a=b&c=d`) with secret values masked. */
export function maskQuery(query: string, vault: Vault | null = null): string {
	return query
		.split("&")
		.map((pair) => {
			const equals = pair.indexOf("=");
			if (equals < 0) return maskText(pair, vault);
			const name = pair.slice(0, equals);
			const value = pair.slice(equals + 1);
			const isSecret = SECRET_QUERY.test(decoded(name)) && value !== "" && !isMasked(value);
			return `${name}=${isSecret ? maskOf(value, vault, queryKind(name)) : maskText(value, vault)}`;
		})
		.join("&");
}

function queryKind(name: string): SecretKind {
	return /sig|hmac/i.test(name)
		? "signature"
		: /pass|pwd/i.test(name)
			? "password"
			: /key/i.test(name)
				? "key"
				: "token";
}

function decoded(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

import { fits, ID_QUERY, MODEL_QUERY, SAFE_QUERY, VALUE_GRAMMARS } from "./allow-list";
import { isPlainToken } from "./plain-words";
import type { Scope } from "./scope";
import { isPlainHost } from "./scrub";

const OWN_ID = /^redacted-(?:id|name|value|host)-\d{1,6}$/;

/**
 * The address of a request as it may leave: scheme, host, the path's words and known ids, query values known to be
 * harmless. Everything else becomes `redacted-…`, in ASCII, so that the result is still a URL everywhere.
 */
export function safeUrl(url: string, scope: Scope): string {
	const match =
		/^([a-z][a-z0-9+.-]{0,20}):\/\/(?:([^/?#]*)@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(url);
	if (!match) {
		scope.count("address");
		return "redacted-address";
	}
	const [, scheme = "", userinfo, host = "", path = "", query, fragment] = match;
	let out = `${scheme.toLowerCase()}://`;
	if (userinfo !== undefined && scope.has("userinfo")) scope.count("address");
	else if (userinfo !== undefined) out += `${userinfo}@`;
	out += safeHost(host, scope);
	out += path
		.split("/")
		.map((segment) => safeSegment(segment, scope))
		.join("/");
	if (query !== undefined) out += `?${safeQuery(query, scope)}`;
	if (fragment !== undefined && scope.has("fragment")) scope.count("address");
	else if (fragment !== undefined) out += `#${fragment}`;
	return out;
}

/** Scheme and host of a result, callback or page address. */
export function safeOrigin(url: string, scope: Scope): string {
	const match = /^([a-z][a-z0-9+.-]{0,20}):\/\/(?:[^/?#]*@)?([^/?#]*)(.*)$/is.exec(url);
	if (!match) {
		scope.count("address");
		return "redacted-address";
	}
	const [, scheme = "", host = "", rest = ""] = match;
	if (rest !== "" && rest !== "/") scope.count("address");
	return `${scheme.toLowerCase()}://${safeHost(host, scope)}`;
}

function safeHost(host: string, scope: Scope): string {
	if (
		isPlainHost(host) ||
		/^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?$/.test(host) ||
		/^\[[0-9a-f:.]+\](?::\d{1,5})?$/i.test(host)
	)
		return host;
	scope.count("address");
	const labels = host.split(".");
	return labels
		.map((label, at) =>
			at >= labels.length - 2 && isPlainHost(label) ? label : isPlainHost(label) ? label : "redacted",
		)
		.join(".");
}

/** A word, a version, a model, a word with a verb (`gemini-pro:generateContent`), an id we know. */
function safeSegment(segment: string, scope: Scope): string {
	if (segment === "" || !scope.has("path-segments") || OWN_ID.test(segment)) return segment;
	const text = decoded(segment);
	if (scope.knownIds.has(text) && VALUE_GRAMMARS.id.test(text)) return segment;
	if (/^[A-Za-z0-9._:@~-]{1,80}$/.test(text) && isPlainToken(text) && !/\d{9,}/.test(text)) return segment;
	scope.count("id");
	return scope.idToken(text);
}

function safeQuery(query: string, scope: Scope): string {
	return query
		.split("&")
		.map((pair) => {
			if (pair === "") return pair;
			const equals = pair.indexOf("=");
			const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
			const value = decoded(equals < 0 ? "" : pair.slice(equals + 1));
			const shownName = isSafeQueryName(name) || !scope.has("query-names") ? name : scope.nameToken(name);
			if (equals < 0) return encodeURIComponent(shownName.toWellFormed());
			return `${encodeURIComponent(shownName.toWellFormed())}=${encodeURIComponent(safeQueryValue(name, value, scope).toWellFormed())}`;
		})
		.join("&");
}

function isSafeQueryName(name: string): boolean {
	return OWN_ID.test(name) || (/^[A-Za-z][\w.-]{0,39}$/.test(name) && isPlainToken(name));
}

/** The value, or what stands for it. Keys keep the name of their token, so that two can be told apart. */
function safeQueryValue(name: string, value: string, scope: Scope): string {
	const lower = name.toLowerCase();
	if (value === "" || !scope.has("query-values") || OWN_ID.test(value)) return value;
	const grammars = SAFE_QUERY.get(lower);
	if (grammars && fits(value, grammars)) return value;
	if (MODEL_QUERY.has(lower) && isPlainToken(value)) return value;
	if (ID_QUERY.has(lower) && scope.knownIds.has(value)) return value;
	if (/^redacted(?:-[a-z]{1,12})?-\d{1,6}$/.test(value)) return value;
	scope.count("query value");
	const mask = /^(?:‹(key|token|cookie|password|signature|secret)(?: (\d{1,6}))?›|\[key:[0-9a-f]{4}\])$/.exec(
		value,
	);
	if (!mask) return ID_QUERY.has(lower) ? scope.idToken(value) : `redacted-${value.length}`;
	const token = mask[1] ? value : scope.keyToken(value, "key");
	const [, kind = "key", number = "1"] = /^‹([a-z-]+)(?: (\d+))?›$/.exec(token) ?? [];
	return `redacted-${kind}-${number}`;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll("+", " "));
	} catch {
		return text;
	}
}

import { ROUTERS } from "../catalog/router-list";
import { isPlainToken } from "./plain-words";
import { VALUE_RULES } from "./rules";
import type { RedactionKind, Scope } from "./scope";

/** Longer texts are cut before they are read: a message is not longer, and work stays bounded. */
export const LONGEST_TEXT = 60_000;

/** The text that stands for something left out. Names are our own words or plain ones. */
export function redacted(name: string, length: number): string {
	const shown = /^[A-Za-z][\w .-]{0,39}$/.test(name) && isPlainToken(name) ? name : "value";
	return `‹redacted: ${shown}, ${length} chars›`;
}

const OWN_TOKEN =
	/^‹(?:redacted: ([A-Za-z][\w .-]{0,39}), \d{1,9} chars|(?:key|token|cookie|password|signature|e-mail|secret)(?: \d{1,6})?)›$/;

/** Is this whole text a mask of ours already, so that redacting twice changes nothing? A spoofed name is no mask. */
export function isOwnToken(text: string): boolean {
	const match = OWN_TOKEN.exec(text);
	return match !== null && (match[1] === undefined || isPlainToken(match[1]));
}

/** Replaces a whole value, unless it is a mask already. */
export function leaveOut(value: string, name: string, kind: RedactionKind, scope: Scope): string {
	if (value === "" || isOwnToken(value)) return value;
	// `Bearer ‹key 1›`: the scheme is known, the key is masked.
	const scheme = /^(Bearer|Basic|Token) (‹[^›]{1,60}›)$/.exec(value);
	if (scheme?.[2] && isOwnToken(scheme[2])) return value;
	scope.count(kind);
	return redacted(name, value.length);
}

/**
 * A sentence of the server, or any text that is kept: keys, addresses, mail and what nobody says to everybody are taken
 * out, the words stay. With `prose` (text the user chose to include) ordinary words are not judged one by one.
 */
export function scrubText(text: string, scope: Scope, prose = false): string {
	let out = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
	out = scope.maskSecrets(out.replace(INVISIBLE, ""));
	if (out.includes("[key:")) out = out.replace(SCREEN_MASK, (mask) => scope.keyToken(mask, "key"));
	if (scope.has("prompt-echo") && !prose) out = withoutEchoes(out, scope);
	for (const rule of VALUE_RULES) {
		if (!scope.has(rule.id) || (rule.hint && !rule.hint.test(out))) continue;
		out = out.replace(rule.pattern, (all: string, kept: unknown) => {
			const front = typeof kept === "string" ? kept : "";
			scope.count(rule.kind === "e-mail" ? "personal" : "key");
			return front + scope.keyToken(all.slice(front.length), rule.kind);
		});
	}
	if (scope.has("link-path")) out = out.replace(LINK, (link) => linkOrigin(link, scope));
	if (prose)
		return scope.has("long-token") ? out.replace(LONG_TOKEN, (token) => longToken(token, scope)) : out;
	if (!scope.has("plain-words") && !scope.has("escaped-characters")) return out;
	const ids = requestIds(out);
	return out.replace(TOKEN, (token) => word(token, ids, scope));
}

/** C0 and C1 controls but line ends and tabs, zero-width, bidi and tag characters: nothing may hide in a kept text. */
const INVISIBLE =
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|\u034f|[\u180b-\u180f]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]/gu;

/** How a secret is masked on screen where no vault numbers it. */
const SCREEN_MASK = /\[key:[0-9a-f]{4}\]/g;

/** Links in running text, escaped slashes included. */
const LINK = /\b[a-z][a-z0-9+.-]{1,20}:(?:\\{0,4}\/){2}[^\s"'<>`‹›（）()[\]{}，。；、]{1,4000}/gi;

/** One token: ASCII without white space, quotes, brackets, commas, and what looks like ASCII (full width, mathematical). */
const TOKEN = /[!#$%&*+\-./0-9:;=?@A-Z\\^_a-z|~\u00c0-\u024f\uff01-\uff5e\u{1d400}-\u{1d7ff}]+/gu;

const LONG_TOKEN = /[A-Za-z0-9+/_=-]{32,}/g;

function withoutEchoes(text: string, scope: Scope): string {
	let out = text;
	for (const echo of scope.echoes) {
		if (!out.includes(echo)) continue;
		out = out.replaceAll(echo, redacted("prompt text", echo.length));
		scope.count("prompt text");
	}
	return out;
}

/** A path of words, as documentation and APIs have them: no digits but a version, no file name, nothing random. */
const WORD_PATH = /^(?:\\*\/(?:v\d[a-z\d]{0,6}|[a-z]{1,24}(?:[-_][a-z]{1,24}){0,5}))+(?:\\*\/)?$/i;

/** Scheme and host of a link, its path only where that is plain words; anything else is a capability. */
function linkOrigin(link: string, scope: Scope): string {
	const [, scheme = "", authority = "", rest = ""] =
		/^([a-z][a-z0-9+.-]*:(?:\\*\/){2})([^/?#\\]*)(.*)$/is.exec(link) ?? [];
	const tail = /[.,;:!?\\]*$/.exec(rest)?.[0] ?? "";
	const path = rest.slice(0, rest.length - tail.length);
	const host = authority.slice(authority.lastIndexOf("@") + 1);
	const shownHost = isPlainHost(host) ? host : redacted("host", host.length);
	const harmless =
		path.length <= 120 &&
		(/^(?:\\*\/)?$/.test(path) || (WORD_PATH.test(path) && path.split(/[/\\]+/).every(isPlainToken)));
	if (shownHost === authority && harmless) return link;
	scope.count("address");
	return `${scheme}${shownHost}${harmless ? path : `/${redacted("path", path.length)}`}${tail}`;
}

/** A host name of words: not a bucket, tenant or tunnel with a random name. Hosts of catalogued routers always are. */
export function isPlainHost(host: string): boolean {
	if (host.length > 120 || !/^[A-Za-z0-9.:[\]-]+$/.test(host)) return false;
	const name = host.replace(/:\d{1,5}$/, "").toLowerCase();
	if (ROUTERS.some(({ hosts }) => hosts.some((pattern) => pattern === name))) return true;
	return name.split(".").every((label) => /^[a-z-]{1,24}$/.test(label) || isPlainToken(label));
}

function longToken(token: string, scope: Scope): string {
	if (isPlainToken(token)) return token;
	scope.count("word");
	return redacted("word", token.length);
}

/** Separators that end a word for certain, and line breaks written as escapes. */
const WORD_END = /((?:\\{1,16}[nrt](?![a-z]))|[:=;&|,?!]+|\\{1,16}(?![ux]))/i;

/** Letters and digits that nobody writes as escapes but to hide them: `\u0073`, `\x73`, `%73`, `%2573`, `&#115;`. */
const HIDDEN_LETTER =
	/(?:%|%u00|\\{1,16}u00|\\{1,16}u\{0{0,4}|\\{1,16}x|&#x0{0,4})(?:3\d|[46][1-9a-f]|[57][\da])|%25[\da-f]{2}|&#0{0,4}(?:4[89]|5[0-7]|6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2])(?!\d)/i;

/** `(request id: 2026…)`: an id that the server itself calls one, in a shape ids have and keys have not. */
const REQUEST_ID =
	/(?:request|trace|log|ray)[ _-]?id[\s"'\\:=：]{1,8}(\d{8,40}[\w-]{0,60}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|req[_-][\w-]{4,80})(?![\w-])/gi;

function requestIds(text: string): ReadonlySet<string> {
	if (!/id/i.test(text)) return NO_IDS;
	return new Set([...text.matchAll(REQUEST_ID)].map(([, id = ""]) => id));
}

const NO_IDS: ReadonlySet<string> = new Set();

/** Nothing that long is a word, and judging its parts would cost too much. */
const LONGEST_TOKEN = 400;

/** Judges one token, part by part. */
function word(token: string, ids: ReadonlySet<string>, scope: Scope): string {
	const tooLong = token.length > LONGEST_TOKEN && scope.has("plain-words");
	if (tooLong || (scope.has("escaped-characters") && HIDDEN_LETTER.test(token))) {
		scope.count("word");
		return redacted("word", token.length);
	}
	if (!scope.has("plain-words") || isPlainToken(token) || scope.knownIds.has(token) || ids.has(token))
		return token;
	let hidden = 0;
	let words = 0;
	const parts = token.split(WORD_END).map((part, at) => {
		if (at % 2 === 1 || part === "") return part;
		const core = part.replace(/\\{1,16}u[0-9a-f]{4}/gi, " ").replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
		if (core === "" || scope.knownIds.has(core) || ids.has(core) || core.split(" ").every(isPlainToken)) {
			if (/[A-Za-z]{3}/.test(core)) words += 1;
			return part;
		}
		hidden += 1;
		return redacted("word", part.length);
	});
	if (hidden === 0 && words > 0) return token;
	scope.count("word");
	return hidden === 0 ? redacted("word", token.length) : parts.join("");
}

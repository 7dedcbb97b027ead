import {
	CONTENT_KEYS,
	FAILURE_KEYS,
	fits,
	ID_KEYS,
	MESSAGE_KEYS,
	MODEL_KEYS,
	NUMBER_KEYS,
	normalKey,
	SECRET_KEYS,
	WORD_KEYS,
} from "./allow-list";
import { isPlainToken } from "./plain-words";
import { maskedCredential } from "./safe-headers";
import { safeId } from "./safe-id";
import { safeOrigin } from "./safe-url";
import type { Scope } from "./scope";
import { isOwnToken, leaveOut, redacted, scrubText } from "./scrub";

/** What is known about the exchange a body belongs to. */
export interface BodyPlace {
	readonly side: Side;
	/** Something is wrong with this exchange, so that its sentences are the server's explanation and not content. */
	readonly failed: boolean;
}

/** Which way the body went: in a request `message` and `description` are what people wrote, in an answer what the server says. */
export type Side = "request" | "response";

/** What the values at one place are. */
type Role = "plain" | "error" | "content" | "secret";

interface Level {
	readonly array: boolean;
	/** The role all values inside inherit. */
	readonly role: Role;
	/** Name under which this container stands; names of list items. */
	readonly name: string;
	key: string;
	expectKey: boolean;
	items: number;
}

/** `errorReason`, `taskFailMsg`: sentences of a failure under names of somebody's own. */
const FAILURE_KEY = /(?:err|error|fail|failed|failure|status|task)[a-z]{0,12}(?:message|msg|reason|info)$/;

const TOKEN = /[ \t\r\n]*(?:([{}[\]:,])|("(?:[^"\\]|\\[\s\S])*("|$))|(-?\d[\d.eE+-]*)|(true|false|null))/y;
/** Deeper bodies are not written out: nothing of use is there, and other programs stumble over it. */
const MAX_DEPTH = 200;
/** Of a list of content so many items are written out; a picture or an embedding has thousands. */
const MOST_CONTENT_ITEMS = 20;

/**
 * JSON text with every value judged by the key it stands under, token by token: numbers keep their digits, keys their
 * order, a body that was cut stays cut at the same place. Null when the text is not JSON. Linear, no recursion.
 */
export function redactJsonText(text: string, { side, failed }: BodyPlace, scope: Scope): string | null {
	const levels: Level[] = [];
	let out = "";
	let at = 0;
	let skipFrom = -1;
	const emit = (piece: string) => {
		if (skipFrom < 0) out += piece;
	};
	if (!/^[\s\ufeff]*[{["\d-]/.test(text)) return null;
	while (at < text.length) {
		TOKEN.lastIndex = at;
		const match = TOKEN.exec(text);
		if (!match) {
			const rest = text.slice(at).trim();
			return rest === ""
				? out
				: /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-)$/.test(rest) && levels.length > 0
					? out
					: null;
		}
		at = TOKEN.lastIndex;
		const level = levels.at(-1);
		const [, mark, string, closing, number, word] = match;
		if (mark !== undefined) {
			if (mark === "{" || mark === "[") {
				if (levels.length >= MAX_DEPTH) return null;
				const role = level ? roleOf(level, scope) : "plain";
				emit(mark);
				levels.push({
					array: mark === "[",
					role,
					name: level ? nameOf(level) : "",
					key: "",
					expectKey: mark === "{",
					items: 0,
				});
			} else if (mark === "}" || mark === "]") {
				if (!level || level.array !== (mark === "]")) return null;
				levels.pop();
				if (skipFrom === levels.length + 1) {
					skipFrom = -1;
					out += `,${JSON.stringify(redacted("items", level.items + 1 - MOST_CONTENT_ITEMS))}`;
				}
				emit(mark);
			} else if (mark === ",") {
				if (!level) return null;
				level.items += 1;
				level.expectKey = !level.array;
				if (level.array && level.role === "content" && level.items === MOST_CONTENT_ITEMS && skipFrom < 0)
					skipFrom = levels.length;
				emit(",");
			} else emit(":");
			continue;
		}
		if (skipFrom >= 0) {
			if (string !== undefined && level?.expectKey) level.expectKey = false;
			continue;
		}
		if (string !== undefined) {
			const value = unquoted(string);
			if (level?.expectKey) {
				level.key = value;
				level.expectKey = false;
				out += quoted(safeKey(value, scope), closing === '"');
			} else out += quoted(safeString(value, level, side === "response" && failed, scope), closing === '"');
		} else if (number !== undefined) out += safeNumber(number, level, scope);
		else out += word ?? "";
	}
	return out;
}

function nameOf(level: Level): string {
	return level.array ? level.name : level.key;
}

/** Content and secrets colour everything below them; an `error` inside content is an error again. */
function roleOf(level: Level, scope: Scope): Role {
	if (level.role === "secret") return "secret";
	const key = normalKey(nameOf(level));
	if (level.array) return level.role;
	if (scope.has("body-secret-keys") && SECRET_KEYS.has(key) && !MESSAGE_KEYS.has(key)) return "secret";
	if (key === "error" || key === "errors" || level.role === "error") return "error";
	if (scope.has("body-content-keys") && CONTENT_KEYS.has(key)) return "content";
	return level.role;
}

function unquoted(literal: string): string {
	try {
		const value: unknown = JSON.parse(literal);
		return typeof value === "string" ? value : "";
	} catch {
		try {
			// Cut in the middle, or with raw line breaks that strict JSON forbids.
			const body = literal.replace(/^"|"$/g, "").replace(/\\u?[0-9a-f]{0,3}$/i, "");
			return JSON.parse(`"${body.replace(/[\u0000-\u001f]/g, " ")}"`) as string;
		} catch {
			return literal.replace(/^"|"$/g, "");
		}
	}
}

function quoted(value: string, closed: boolean): string {
	const literal = JSON.stringify(value.toWellFormed())
		.replaceAll("\u2028", "\\u2028")
		.replaceAll("\u2029", "\\u2029");
	return closed ? literal : literal.slice(0, -1);
}

function safeKey(key: string, scope: Scope): string {
	if (!scope.has("body-key-names")) return key;
	if (/^[@$_A-Za-z][\w.@$/-]{0,59}$/.test(key) && isPlainToken(key)) return key;
	if (key === "" || isOwnToken(key) || /^redacted-name-\d{1,6}$/.test(key)) return key;
	scope.count("word");
	return scope.nameToken(key);
}

function safeString(value: string, level: Level | undefined, speaks: boolean, scope: Scope): string {
	if (value === "" || isOwnToken(value)) return value;
	const name = level ? nameOf(level) : "body";
	const key = normalKey(name);
	const inherited = level?.role ?? "plain";
	const credential = maskedCredential(value, scope);
	if (credential !== null) return credential;
	if (
		inherited === "secret" ||
		(scope.has("body-secret-keys") && SECRET_KEYS.has(key) && !isException(key, value, speaks))
	)
		return leaveOut(value, name, "key", scope);
	if (isKnownId(value, scope)) return safeId(value, name, scope);
	if (speaks && isSentence(key, value, inherited, scope)) return scrubText(value, scope);
	const content = inherited === "content" || (CONTENT_KEYS.has(key) && scope.has("body-content-keys"));
	if (isException(key, value, speaks)) return value;
	if (WORD_KEYS.has(key) && isMachineWord(value, scope)) return value;
	if (/^https?:\/\//i.test(value) && !/\s/.test(value) && scope.has("link-path") && !scope.includePromptText)
		return safeOrigin(value, scope);
	if (content || MESSAGE_KEYS.has(key)) {
		if (scope.includePromptText && !isEncodedFile(value)) return scrubText(value, scope, true);
		return leaveOut(value, name, "prompt text", scope);
	}
	if (MODEL_KEYS.has(key)) {
		if (!scope.has("body-models")) return value;
		return isPlainToken(value) || value === " " ? value : leaveOut(value, name, "body value", scope);
	}
	if (NUMBER_KEYS.has(key) && fits(value, ["number", "duration", "isoDate"])) return value;
	if (/^\d{1,6}(?:\.\d{1,6})?%?$/.test(value)) return value;
	if (ID_KEYS.has(key)) return safeId(value, name, scope);
	// Midjourney answers a submit with the job's number under `result`.
	if (key === "result" && /^\d{6,25}$/.test(value)) return value;
	if (!scope.has("body-unknown-strings")) return value;
	return leaveOut(value, name, "body value", scope);
}

/** The server's own words about a failure: by their key, or because the verdict rests on them. */
function isSentence(key: string, value: string, role: Role, scope: Scope): boolean {
	if (scope.quoted.has(value.slice(0, 300))) return true;
	if (FAILURE_KEYS.has(key) || FAILURE_KEY.test(key)) return true;
	return role !== "content" && MESSAGE_KEYS.has(key);
}

/** SDKs print the class of an exception under `name`. */
function isException(key: string, value: string, speaks: boolean): boolean {
	return (
		speaks &&
		key === "name" &&
		/^[A-Za-z.]{3,60}(?:Exception|Error|Fault|Timeout)$/.test(value) &&
		isPlainToken(value)
	);
}

function isKnownId(value: string, scope: Scope): boolean {
	return scope.knownIds.has(value) && fits(value, ["id"]);
}

/** One word, code or number of a machine: `insufficient_quota`, `messages.0.content`, `1024x1024`. */
function isMachineWord(value: string, scope: Scope): boolean {
	return (
		!scope.has("body-words") ||
		(value.length <= 80 && /^[^\s"'<>]+$/.test(value) && isPlainToken(value)) ||
		value === "<nil>"
	);
}

function isEncodedFile(value: string): boolean {
	return /^data:[\w/+.-]{3,80}[;,]/i.test(value) || (value.length > 200 && !/\s/.test(value.slice(0, 200)));
}

function safeNumber(digits: string, level: Level | undefined, scope: Scope): string {
	if (!level || !scope.has("body-numbers")) return digits;
	const key = normalKey(nameOf(level));
	if (level.role === "secret" || (SECRET_KEYS.has(key) && !/tokens?$/.test(key))) {
		scope.count("key");
		return JSON.stringify(redacted(nameOf(level), digits.length));
	}
	if (level.role === "content" && level.array) return "0";
	const size = digits.replace(/\D/g, "").length;
	if (size <= 7 || NUMBER_KEYS.has(key) || ID_KEYS.has(key) || /tokens$|time$|at$/.test(key)) return digits;
	if (key === "result" || scope.knownIds.has(digits) || /^-?\d{1,9}\.\d+$/.test(digits)) return digits;
	scope.count("body value");
	return JSON.stringify(redacted(nameOf(level), digits.length));
}

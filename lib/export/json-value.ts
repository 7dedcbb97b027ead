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

/** What the values at one place are. */
export type Role = "plain" | "error" | "content" | "secret";

/** An object or list that is open while a JSON text is walked. */
export interface Level {
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

/** The name of the value that comes next: its key, or the name of the list it stands in. */
export function nameOf(level: Level): string {
	return level.array ? level.name : level.key;
}

/** Content and secrets colour everything below them; an `error` inside content is an error again. */
export function roleOf(level: Level, scope: Scope): Role {
	if (level.role === "secret") return "secret";
	const key = normalKey(nameOf(level));
	if (level.array) return level.role;
	if (scope.has("body-secret-keys") && SECRET_KEYS.has(key) && !MESSAGE_KEYS.has(key)) return "secret";
	if (key === "error" || key === "errors" || level.role === "error") return "error";
	if (scope.has("body-content-keys") && CONTENT_KEYS.has(key)) return "content";
	return level.role;
}

/** A key as it may leave: a plain word, or a number in its place. */
export function safeKey(key: string, scope: Scope): string {
	if (!scope.has("body-key-names")) return key;
	if (/^[@$_A-Za-z][\w.@$/-]{0,59}$/.test(key) && isPlainToken(key)) return key;
	if (key === "" || isOwnToken(key) || /^redacted-name-\d{1,6}$/.test(key)) return key;
	scope.count("word");
	return scope.nameToken(key);
}

/** A string value, judged by its key, by what it stands in and by whether the server speaks here of a failure. */
export function safeString(value: string, level: Level | undefined, speaks: boolean, scope: Scope): string {
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

/** A number as written; long ones only where their key says what they count. */
export function safeNumber(digits: string, level: Level | undefined, scope: Scope): string {
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

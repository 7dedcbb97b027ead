import { CONTENT_KEYS, MODEL_KEYS, normalKey, SECRET_KEYS, WORD_KEYS } from "./allow-list";
import { type BodyPlace, redactJsonText } from "./json-text";
import { isPlainToken } from "./plain-words";
import type { Scope } from "./scope";
import { leaveOut, scrubText } from "./scrub";

/** Fields of one form that are written out. */
const MOST_FIELDS = 200;

/** `a=b&c=d`, each value judged by its name. */
export function safeForm(text: string, place: BodyPlace, scope: Scope): string {
	return text
		.split("&")
		.slice(0, MOST_FIELDS)
		.map((pair) => {
			const equals = pair.indexOf("=");
			const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
			const shown = encoded(fieldName(name, scope));
			return equals < 0
				? shown
				: `${shown}=${encoded(fieldValue(name, decoded(pair.slice(equals + 1)), place, scope))}`;
		})
		.join("&");
}

/** A multipart body, rebuilt: fields judged by name, files as their media type and size. */
export function safeMultipart(text: string, place: BodyPlace, scope: Scope): string {
	const boundary = /^--([^\r\n]{1,200})/.exec(text)?.[1];
	if (boundary === undefined) return leaveOut(text, "body", "prompt text", scope);
	let out = "";
	for (const part of text.split(`--${boundary}`).slice(1, MOST_FIELDS)) {
		if (/^--\s*$/.test(part)) break;
		const split = /\r?\n\r?\n/.exec(part);
		const head = part.slice(0, split?.index ?? part.length);
		const value = split ? part.slice(split.index + split[0].length).replace(/\r?\n$/, "") : "";
		const name = /\bname="([^"\r\n]{0,200})"/i.exec(head)?.[1] ?? "";
		const isFile = /\bfilename\*?=/i.test(head);
		const shown = fieldName(name, scope);
		out += `--redacted-boundary\r\nContent-Disposition: form-data; name="${shown}"${isFile ? '; filename="file"' : ""}\r\n\r\n`;
		out += `${isFile ? leaveOut(value, "file", "prompt text", scope) : fieldValue(name, value, place, scope)}\r\n`;
	}
	return `${out}--redacted-boundary--\r\n`;
}

function fieldName(name: string, scope: Scope): string {
	if (!scope.has("form-fields") || /^redacted-name-\d{1,6}$/.test(name)) return name;
	if (/^[A-Za-z][\w.-]{0,39}(?:\[\w{0,20}\])?$/.test(name) && isPlainToken(name)) return name;
	scope.count("word");
	return scope.nameToken(name);
}

function fieldValue(name: string, value: string, place: BodyPlace, scope: Scope): string {
	if (!scope.has("form-fields") || value === "") return value;
	const key = normalKey(name.replace(/\[.*$/, ""));
	if (SECRET_KEYS.has(key)) return leaveOut(value, name, "key", scope);
	if (MODEL_KEYS.has(key) || WORD_KEYS.has(key)) {
		if (value.length <= 80 && /^\S+$/.test(value) && isPlainToken(value)) return value;
		return leaveOut(value, name, "body value", scope);
	}
	if (/^(?:\d{1,6}(?:\.\d{1,6})?|true|false)$/.test(value)) return value;
	if (/^\s*[{[]/.test(value)) {
		const json = redactJsonText(value, place, scope);
		if (json !== null) return json;
	}
	if (CONTENT_KEYS.has(key) && scope.includePromptText) return scrubText(value, scope, true);
	return leaveOut(value, name, CONTENT_KEYS.has(key) ? "prompt text" : "body value", scope);
}

function encoded(text: string): string {
	return encodeURIComponent(text.toWellFormed()).replaceAll("%20", "+");
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll("+", " "));
	} catch {
		return text;
	}
}

import { words } from "./catalog/model-words.json";
import type { Exchange } from "./exchange";
import { typingDistance } from "./typing-distance";

/** Longer texts are read at both ends only: `model` stands beside the messages, not in them. */
const END = 4000;
const IN_MESSAGE: readonly RegExp[] = [
	/\bmodels?\s{0,2}[:=]?\s{0,2}["'`「“‘]([^"'`」”’\s]{2,120})["'`」”’]/i,
	/(?:模型|モデル|модел\S{1,3})\s{0,2}[:：]?\s{0,2}["'`「“]?([\w./:@-]{2,120})/i,
	/\bmodel\s{1,2}([\w./:@-]{1,40}[-.\d/][\w./:@-]{1,80})/i,
	/(?:model_not_found|no such model|unknown model|invalid model)\s{0,2}[:：]\s{0,2}["'`]?([\w./:@-]{2,120})/i,
];
const IN_PATH = /\/models\/([^/:?#]{1,120})(?::|$)/;

const KNOWN = new Set(words);

/** The model an exchange is about: named in its request, its path, its answer or its error; "" where the request names an empty one. */
export function modelOf(exchange: Exchange, answer: string, message: string): string | null {
	const request = exchange.requestBody.text;
	const requested = request === "" ? null : fieldAtEnds(request);
	if (requested !== null) return requested;
	const path = IN_PATH.exec(exchange.url ?? "")?.[1];
	if (path) return decodeSafely(path);
	return (answer === "" ? null : fieldAtEnds(answer)) ?? modelInMessage(message);
}

function fieldAtEnds(text: string): string | null {
	const head = modelField(text.length > END ? text.slice(0, END) : text);
	return head !== null || text.length <= END ? head : modelField(text.slice(-END));
}

/** Where `"model"` stands is found by plain search; the pattern is tried there only. */
function modelField(text: string): string | null {
	for (let at = text.indexOf('"model"'); at >= 0; at = text.indexOf('"model"', at + 7)) {
		const value = /^"model"\s{0,3}:\s{0,3}"([^"\\]{0,120})"/.exec(text.slice(at, at + 140))?.[1];
		if (value !== undefined) return value;
	}
	return null;
}

/** The model name a message quotes, or null. */
export function modelInMessage(message: string): string | null {
	if (!/model|模型|モデル|модел/i.test(message)) return null;
	const head = message.slice(0, 1000);
	for (const pattern of IN_MESSAGE) {
		const name = pattern.exec(head)?.[1];
		if (name) return name;
	}
	return null;
}

/**
 * Is the name empty, or does its first word look like a known family with one slip of the finger? Null when neither: an
 * unknown name is no misspelling.
 */
export function modelProblem(name: string | null): "empty" | "misspelt" | null {
	if (name === null) return null;
	if (name.trim() === "") return "empty";
	const word = /[a-z]{3,14}/.exec((name.split("/").pop() ?? "").toLowerCase())?.[0] ?? "";
	if (word === "" || KNOWN.has(word)) return null;
	for (const known of words)
		if (known.length >= 4 || isSwap(word, known)) if (typingDistance(word, known, 1) <= 1) return "misspelt";
	return null;
}

/** For three-letter families only swapped neighbours count (`gtp`): one changed letter makes another word. */
function isSwap(word: string, known: string): boolean {
	return word.length === known.length && [...word].sort().join("") === [...known].sort().join("");
}

function decodeSafely(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

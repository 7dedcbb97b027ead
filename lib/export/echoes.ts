import { isObject, tryParseJson } from "../json";
import { CONTENT_KEYS, normalKey, SECRET_KEYS } from "./allow-list";

/** Texts remembered of one export, and how long one must be to be told from ordinary words. */
const MOST_ECHOES = 500;
const SHORTEST = 12;
const LONGEST = 4000;
/** Servers often repeat only the beginning. */
const BEGINNING = 60;

/** Who is told of the strings in a request's body. */
export interface RequestTextReader {
	/** What people wrote. */
	readonly content: (text: string) => void;
	/** A value that is secret by its name. */
	readonly secret: (text: string) => void;
}

/** Walks the JSON of a request, so that a message which repeats part of it does not carry it out. Bounded; never throws. */
export function readRequestText(requestText: string, reader: RequestTextReader): void {
	if (requestText.length < 2 || requestText.length > 500_000) return;
	const json = /^\s*[{[]/.test(requestText) ? tryParseJson(requestText) : undefined;
	const waiting: { value: unknown; role: keyof RequestTextReader | null }[] = [{ value: json, role: null }];
	for (let steps = 0; waiting.length > 0 && steps < 5000; steps += 1) {
		const { value, role } = waiting.pop() ?? { value: null, role: null };
		if (typeof value === "string") {
			if (role) reader[role](value);
		} else if (Array.isArray(value)) {
			for (const item of value.slice(0, 200)) waiting.push({ value: item, role });
		} else if (isObject(value)) {
			for (const key of Object.keys(value).slice(0, 200)) {
				const name = normalKey(key);
				const own = SECRET_KEYS.has(name) ? "secret" : CONTENT_KEYS.has(name) ? "content" : role;
				waiting.push({ value: value[key], role: own });
			}
		}
	}
}

/** Keeps a text that is long enough to be told from ordinary words, with its first line and its beginning. */
export function remember(text: string, echoes: Set<string>): void {
	const whole = text.trim().slice(0, LONGEST);
	if (whole.length < SHORTEST || echoes.size >= MOST_ECHOES || /^[\w-]+$/.test(whole)) return;
	echoes.add(whole);
	if (whole.length > BEGINNING) echoes.add(whole.slice(0, BEGINNING));
	const line = whole.split("\n", 1)[0]?.trim() ?? "";
	if (line.length >= SHORTEST && line !== whole) echoes.add(line);
}

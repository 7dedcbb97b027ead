import { createParser } from "eventsource-parser";
import type { Evidence } from "../lib/diagnosis";
import type { Exchange } from "../lib/exchange";
import { prettyJson, samePath } from "../lib/json-pretty";

/** A stretch of body text; `mark` when a verdict rests on it. */
export interface BodyPart {
	readonly text: string;
	readonly mark: boolean;
}

export interface BodyText {
	readonly parts: readonly BodyPart[];
	/** The body goes on. */
	readonly more: boolean;
}

/** JSON set out in lines up to about `limit` characters, evidence marked; null when the text is not JSON. */
export function prettyParts(text: string, limit: number, evidence: readonly Evidence[]): BodyText | null {
	const pretty = prettyJson(text, limit);
	if (!pretty) return null;
	const paths = evidence.map(({ path }) => path).filter((path) => path !== "");
	const parts: BodyPart[] = [];
	let plain = "";
	for (const token of pretty.tokens) {
		plain += token.before;
		if (token.path !== "" && paths.some((path) => samePath(path, token.path))) {
			parts.push({ text: plain, mark: false }, { text: token.text, mark: true });
			plain = "";
		} else plain += token.text;
	}
	parts.push({ text: plain, mark: false });
	return { parts: parts.filter(({ text: part }) => part !== ""), more: pretty.more };
}

/** The first `limit` characters as they came, the first place of each quoted value marked. */
export function rawParts(text: string, limit: number, evidence: readonly Evidence[]): BodyText {
	const shown = text.slice(0, limit);
	const found: { from: number; to: number }[] = [];
	for (const { value } of evidence) {
		const from = value.length >= 3 ? shown.indexOf(value) : -1;
		if (from >= 0) found.push({ from, to: from + value.length });
	}
	found.sort((a, b) => a.from - b.from);
	const parts: BodyPart[] = [];
	let at = 0;
	for (const { from, to } of found) {
		if (from < at) continue;
		parts.push({ text: shown.slice(at, from), mark: false }, { text: shown.slice(from, to), mark: true });
		at = to;
	}
	parts.push({ text: shown.slice(at), mark: false });
	return { parts: parts.filter(({ text: part }) => part !== ""), more: text.length > limit };
}

/** One event of a stream; `offsetMs` since the first one where the browser kept times, else null. */
export interface StreamLine {
	readonly name: string;
	readonly data: string;
	readonly offsetMs: number | null;
}

/** Events of a streamed answer: those the browser kept, else parsed from the body; empty for other answers. */
export function streamLines(exchange: Exchange): readonly StreamLine[] {
	const [first] = exchange.streamMessages;
	if (first)
		return exchange.streamMessages.map(({ time, eventName, data }) => ({
			name: eventName,
			data,
			offsetMs: Math.max(0, Math.round((time - first.time) * 1000)),
		}));
	const { text } = exchange.responseBody;
	if (!/^\s*(?:data|event|id|retry)?:/.test(text)) return [];
	const lines: StreamLine[] = [];
	const parser = createParser({
		onEvent: ({ event, data }) => lines.push({ name: event ?? "", data, offsetMs: null }),
	});
	parser.feed(text.replace(/^\s+/, ""));
	// A stream that broke off may hold its error in a last block without an empty line behind it.
	parser.feed("\n\n");
	return lines;
}

import { maskText } from "../redact";
import type { Vault } from "../vault";
import type { EventReading, StreamFormat, TokenUsage } from "./stream-event";

/** What the events of a stream add up to. */
export interface StreamAnswer {
	readonly format: StreamFormat | null;
	/** The answer so far, masked: its last 64 KiB. */
	readonly text: string;
	/** Characters of the answer before `text`. */
	readonly textDropped: number;
	/** Characters of reasoning so far; its text is not kept. */
	readonly reasoningLength: number;
	readonly toolCalls: number;
	/** Names of the tools called, at most 20, as the stream gave them. */
	readonly tools: readonly string[];
	readonly usage: TokenUsage | null;
	readonly finishReason: string | null;
	/** The mark of the end, or null while none came. */
	readonly ended: string | null;
	readonly model: string | null;
}

export interface AnswerBook {
	add(reading: EventReading): void;
	read(): StreamAnswer;
}

export const MOST_TEXT = 64 * 1024;
const MOST_TOOLS = 20;
/** Longest key that is recognised across two events. */
const LONGEST_KEY = 8 * 1024;

/**
 * Adds up one stream's events, in bounded space.
 * @param vault Remembers what is masked.
 */
export function createAnswerBook(vault: Vault | null = null): AnswerBook {
	let format: StreamFormat | null = null;
	/** The answer's end, masked, and after it what may still turn out to be part of a key: a key comes in many events. */
	let settled = "";
	let open = "";
	let textDropped = 0;
	let reasoningLength = 0;
	let toolCalls = 0;
	const tools: string[] = [];
	let usage: TokenUsage | null = null;
	let finishReason: string | null = null;
	let ended: string | null = null;
	let model: string | null = null;

	const settle = () => {
		const at = open.length > 2 * LONGEST_KEY ? safeCut(open, open.length - LONGEST_KEY) : 0;
		settled += maskText(open.slice(0, at), vault);
		open = open.slice(at);
		const surplus = settled.length - MOST_TEXT;
		if (surplus <= 0) return;
		settled = settled.slice(surplus);
		textDropped += surplus;
	};

	return {
		add(reading) {
			format ??= reading.format;
			model ??= reading.model;
			ended ??= reading.ended;
			finishReason = reading.finishReason ?? finishReason;
			reasoningLength += reading.reasoning.length;
			toolCalls += reading.tools.length;
			for (const name of reading.tools) if (tools.length < MOST_TOOLS) tools.push(name.slice(0, 100));
			usage = merged(usage, reading.usage);
			open += reading.text;
			if (open.length > MOST_TEXT) settle();
		},
		read() {
			settle();
			const text = settled + maskOpen(open, ended !== null, vault);
			const surplus = Math.max(0, text.length - MOST_TEXT);
			return {
				format,
				text: text.slice(surplus).toWellFormed(),
				textDropped: textDropped + surplus,
				reasoningLength,
				toolCalls,
				tools: [...tools],
				usage,
				finishReason,
				ended,
				model,
			};
		},
	};
}

/** Credentials hold no white space but after their scheme: what ends before a word that is none of these is whole. */
const SCHEME = /(?:Bearer|Basic|[:"])\s*$/;

/** The last place up to `most` where a text can be cut without cutting a key; `most` itself where it has no such place. */
function safeCut(text: string, most: number): number {
	for (let at = most; at > most - LONGEST_KEY && at > 0; at -= 1)
		if (/\s/.test(text[at] ?? "") && !SCHEME.test(text.slice(Math.max(0, at - 12), at))) return at;
	return most;
}

/** A key in the last word may go on in the next event: it has no number in the vault yet. */
function maskOpen(text: string, isWhole: boolean, vault: Vault | null): string {
	const at = isWhole ? text.length : lastWord(text);
	return maskText(text.slice(0, at), vault) + maskText(text.slice(at));
}

/** Where the last word begins, with the scheme before it. */
function lastWord(text: string): number {
	let at = text.length;
	while (at > text.length - LONGEST_KEY && at > 0 && !/\s/.test(text[at - 1] ?? "")) at -= 1;
	return at - (/\b(?:Bearer|Basic)\s{1,3}$/.exec(text.slice(Math.max(0, at - 12), at))?.[0].length ?? 0);
}

/** Anthropic sends the input count first and the output count last: later numbers win, each by itself. */
function merged(before: TokenUsage | null, now: TokenUsage | null): TokenUsage | null {
	if (!before || !now) return now ?? before;
	return {
		input: now.input ?? before.input,
		output: now.output ?? before.output,
		total: now.total ?? before.total,
	};
}

import { maskText } from "../redact";
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
/** Longest key that is recognised across two looks. */
const LONGEST_KEY = 8 * 1024;

/** Adds up one stream's events, in bounded space. */
export function createAnswerBook(): AnswerBook {
	let format: StreamFormat | null = null;
	let text = "";
	let textDropped = 0;
	/** Characters of `text` that were masked when somebody looked before. */
	let masked = 0;
	let reasoningLength = 0;
	let toolCalls = 0;
	const tools: string[] = [];
	let usage: TokenUsage | null = null;
	let finishReason: string | null = null;
	let ended: string | null = null;
	let model: string | null = null;

	const trim = () => {
		const surplus = text.length - MOST_TEXT;
		if (surplus <= 0) return;
		text = text.slice(surplus);
		textDropped += surplus;
		masked = Math.max(0, masked - surplus);
	};
	const mask = () => {
		const from = Math.max(0, masked - LONGEST_KEY);
		text = text.slice(0, from) + maskText(text.slice(from));
		masked = text.length;
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
			text += reading.text;
			if (text.length > 2 * MOST_TEXT) trim();
		},
		read() {
			trim();
			mask();
			return {
				format,
				text: text.toWellFormed(),
				textDropped,
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

/** Anthropic sends the input count first and the output count last: later numbers win, each by itself. */
function merged(before: TokenUsage | null, now: TokenUsage | null): TokenUsage | null {
	if (!before || !now) return now ?? before;
	return {
		input: now.input ?? before.input,
		output: now.output ?? before.output,
		total: now.total ?? before.total,
	};
}

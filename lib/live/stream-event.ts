import { isObject, type JsonObject, own, tryParseJson } from "../json";

/** Whose way of streaming the payloads follow. */
export type StreamFormat = "openai-chat" | "openai-responses" | "anthropic" | "google";

export interface TokenUsage {
	readonly input: number | null;
	readonly output: number | null;
	readonly total: number | null;
}

/** What one event adds to the answer; null where it says nothing of it. */
export interface EventReading {
	readonly format: StreamFormat | null;
	readonly text: string;
	readonly reasoning: string;
	/** Names of tools whose call begins with this event. */
	readonly tools: readonly string[];
	readonly usage: TokenUsage | null;
	readonly finishReason: string | null;
	/** The mark that nothing more will come (`[DONE]`, `message_stop`, `response.completed` …). */
	readonly ended: string | null;
	readonly model: string | null;
	/** Not a plain piece of an answer: may hold an error, and is worth the decoder's look. */
	readonly suspicious: boolean;
}

const NOTHING: EventReading = {
	format: null,
	text: "",
	reasoning: "",
	tools: [],
	usage: null,
	finishReason: null,
	ended: null,
	model: null,
	suspicious: false,
};

/** Finish reasons that say the answer is whole, cut by a limit the caller set, or waits for a tool. */
const PLAIN_FINISH =
	/^(?:stop|length|tool_calls|function_call|end_turn|max_tokens|stop_sequence|tool_use|pause_turn|completed|STOP|MAX_TOKENS|FINISH_REASON_UNSPECIFIED)$/;

/** Reads one server-sent event of the known formats. Never throws; an unknown payload is suspicious, not wrong. */
export function readStreamEvent(eventName: string, data: string): EventReading {
	const trimmed = data.trim();
	if (trimmed === "[DONE]") return { ...NOTHING, ended: "[DONE]" };
	if (trimmed === "" || eventName === "ping") return NOTHING;
	const json = tryParseJson(data);
	if (!isObject(json)) return { ...NOTHING, suspicious: true };
	const reading = readJson(eventName, json);
	const failed =
		eventName === "error" ||
		isPresent(own(json, "error")) ||
		(reading.finishReason !== null && !PLAIN_FINISH.test(reading.finishReason));
	return failed ? { ...reading, suspicious: true } : reading;
}

function readJson(eventName: string, json: JsonObject): EventReading {
	if (Array.isArray(own(json, "choices"))) return readChat(json);
	if (Array.isArray(own(json, "candidates")) || own(json, "promptFeedback") !== undefined)
		return readGoogle(json);
	const type = text(own(json, "type")) || eventName;
	if (type.startsWith("response.")) return readResponses(type, json);
	if (ANTHROPIC.has(type)) return readAnthropic(type, json);
	// OpenAI sends usage in a chunk of its own where it was asked for.
	const usage = readUsage(own(json, "usage"));
	return usage ? { ...NOTHING, usage } : { ...NOTHING, suspicious: true };
}

function readChat(json: JsonObject): EventReading {
	const choices = own(json, "choices");
	const choice = Array.isArray(choices) ? choices[0] : undefined;
	const delta = own(choice, "delta");
	const tools: string[] = [];
	const calls = own(delta, "tool_calls");
	for (const call of Array.isArray(calls) ? calls.slice(0, 32) : []) {
		const name = text(own(own(call, "function"), "name"));
		if (name !== "") tools.push(name);
	}
	return {
		...NOTHING,
		format: "openai-chat",
		text: text(own(delta, "content")) || text(own(choice, "text")),
		reasoning: text(own(delta, "reasoning_content")) || text(own(delta, "reasoning")),
		tools,
		usage: readUsage(own(json, "usage")),
		finishReason: text(own(choice, "finish_reason")) || null,
		model: modelOf(own(json, "model")),
	};
}

function readResponses(type: string, json: JsonObject): EventReading {
	const base = { ...NOTHING, format: "openai-responses" } as const;
	if (type === "response.output_text.delta" || type === "response.refusal.delta")
		return { ...base, text: text(own(json, "delta")) };
	if (/^response\.reasoning\w*\.delta$/.test(type)) return { ...base, reasoning: text(own(json, "delta")) };
	if (type === "response.output_item.added") {
		const item = own(json, "item");
		const name = text(own(item, "name")) || text(own(item, "type"));
		return /_call$/.test(text(own(item, "type"))) ? { ...base, tools: [name] } : base;
	}
	const response = own(json, "response");
	const reading = {
		...base,
		usage: readUsage(own(response, "usage")),
		model: modelOf(own(response, "model")),
	};
	if (type === "response.failed") return { ...reading, ended: type, suspicious: true };
	if (type !== "response.completed" && type !== "response.incomplete") return reading;
	const reason = text(own(own(response, "incomplete_details"), "reason"));
	const finishReason = reason || text(own(response, "status")) || null;
	return { ...reading, ended: type, finishReason, suspicious: reason === "content_filter" };
}

const ANTHROPIC = new Set([
	"message_start",
	"content_block_start",
	"content_block_delta",
	"content_block_stop",
	"message_delta",
	"message_stop",
	"ping",
]);

function readAnthropic(type: string, json: JsonObject): EventReading {
	const base = { ...NOTHING, format: "anthropic" } as const;
	const delta = own(json, "delta");
	switch (type) {
		case "message_start": {
			const message = own(json, "message");
			return { ...base, usage: readUsage(own(message, "usage")), model: modelOf(own(message, "model")) };
		}
		case "content_block_start": {
			const block = own(json, "content_block");
			const isTool = /tool_use$/.test(text(own(block, "type")));
			return { ...base, text: text(own(block, "text")), tools: isTool ? [text(own(block, "name"))] : [] };
		}
		case "content_block_delta":
			return { ...base, text: text(own(delta, "text")), reasoning: text(own(delta, "thinking")) };
		case "message_delta":
			return {
				...base,
				usage: readUsage(own(json, "usage")),
				finishReason: text(own(delta, "stop_reason")) || null,
			};
		default:
			return type === "message_stop" ? { ...base, ended: type } : base;
	}
}

function readGoogle(json: JsonObject): EventReading {
	const candidates = own(json, "candidates");
	const candidate = Array.isArray(candidates) ? candidates[0] : undefined;
	const parts = own(own(candidate, "content"), "parts");
	let said = "";
	let reasoning = "";
	const tools: string[] = [];
	for (const part of Array.isArray(parts) ? parts.slice(0, 100) : []) {
		const piece = text(own(part, "text"));
		if (own(part, "thought") === true) reasoning += piece;
		else said += piece;
		const call = own(part, "functionCall");
		if (isObject(call)) tools.push(text(own(call, "name")));
	}
	const finishReason = text(own(candidate, "finishReason")) || null;
	return {
		...NOTHING,
		format: "google",
		text: said,
		reasoning,
		tools,
		usage: readUsage(own(json, "usageMetadata")),
		finishReason,
		// Google marks no end: its last event is the one with a finish reason.
		ended: finishReason === null ? null : "finishReason",
		model: modelOf(own(json, "modelVersion")),
		suspicious: isPresent(own(own(json, "promptFeedback"), "blockReason")),
	};
}

/** Token counts under the names of all four formats; null where none is there. */
function readUsage(usage: unknown): TokenUsage | null {
	if (!isObject(usage)) return null;
	const input = count(usage, ["prompt_tokens", "input_tokens", "promptTokenCount"]);
	const output = count(usage, ["completion_tokens", "output_tokens", "candidatesTokenCount"]);
	const total = count(usage, ["total_tokens", "totalTokenCount"]);
	return input === null && output === null && total === null ? null : { input, output, total };
}

function count(usage: JsonObject, names: readonly string[]): number | null {
	for (const name of names) {
		const value = own(usage, name);
		if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
	}
	return null;
}

function text(value: unknown): string {
	return typeof value === "string" ? value : "";
}

function modelOf(value: unknown): string | null {
	return text(value).slice(0, 100) || null;
}

function isPresent(value: unknown): boolean {
	return value !== undefined && value !== null && value !== "" && value !== false;
}

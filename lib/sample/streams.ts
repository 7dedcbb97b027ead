import type { Line } from "./line";

const delta = (content: string) =>
	`data: ${JSON.stringify({ id: "chatcmpl-sample", object: "chat.completion.chunk", model: "gpt-5-mini", choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;
const END = `data: ${JSON.stringify({ id: "chatcmpl-sample", object: "chat.completion.chunk", model: "gpt-5-mini", choices: [{ index: 0, delta: {}, finish_reason: "stop" }] })}\n\ndata: [DONE]\n\n`;
const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

const stream = (at: number, prompt: string, answer: string, more: Partial<Line> = {}): Line => ({
	at,
	ms: 2_600,
	method: "POST",
	url: "/v1/chat/completions",
	send: { model: "gpt-5-mini", stream: true, messages: [{ role: "user", content: prompt }] },
	status: 200,
	answer,
	type: "text/event-stream",
	...more,
});

/** Streams that answer 200: one whole, three that failed inside. */
export const STREAMS: readonly Line[] = [
	stream(80, "Tell a story", [delta("Once "), delta("upon "), delta("a tide."), END].join("")),
	stream(
		84,
		"Tell a longer story",
		[
			delta("Once "),
			": PING\n\n",
			`data: ${JSON.stringify({ error: { message: "Rate limit reached for requests. Please try again in 20s.", type: "requests", code: "rate_limit_exceeded" } })}\n\n`,
			"data: [DONE]\n\n",
		].join(""),
	),
	stream(90, "Tell the longest story", [delta("Once "), delta("upon a")].join(""), { ms: 61_000 }),
	{
		at: 94,
		ms: 1_800,
		method: "POST",
		url: "/v1/messages",
		key: { "x-api-key": "sk-FAKE00000000SAMPLE0000000000000000KEY", "anthropic-version": "2023-06-01" },
		send: {
			model: "claude-sonnet-4-5",
			stream: true,
			max_tokens: 64,
			messages: [{ role: "user", content: "Hi" }],
		},
		status: 200,
		type: "text/event-stream",
		answer: [
			event("message_start", {
				type: "message_start",
				message: { id: "msg_sample", role: "assistant", content: [] },
			}),
			event("error", { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }),
		].join(""),
	},
];

import { randomUUID } from "node:crypto";

/** Good answers of the synchronous endpoints, in each API's own shape. */

const WORDS = "Demo answer: a router is a door, and every door has a sign.";

const seconds = () => Math.floor(Date.now() / 1000);
const id = () => randomUUID().replaceAll("-", "").slice(0, 24);
const usage = { prompt_tokens: 21, completion_tokens: 14, total_tokens: 35 };

/** The demo's own words in pieces, as a stream sends them. @returns {string[]} */
export function wordPieces() {
	return WORDS.match(/\S+\s*/g) ?? [WORDS];
}

/** @param {import("./call.mjs").Call} call */
export function chatCompletion(call) {
	return {
		id: `chatcmpl-demo${id()}`,
		object: "chat.completion",
		created: seconds(),
		model: call.model || "gpt-4o",
		choices: [{ index: 0, message: { role: "assistant", content: WORDS }, finish_reason: "stop" }],
		usage,
	};
}

/** @param {import("./call.mjs").Call} call */
const anthropicMessage = (call) => ({
	id: `msg_demo${id()}`,
	type: "message",
	role: "assistant",
	model: call.model || "claude-sonnet",
	content: [{ type: "text", text: WORDS }],
	stop_reason: "end_turn",
	usage: { input_tokens: 21, output_tokens: 14 },
});

/** @param {import("./call.mjs").Call} call */
const response = (call) => ({
	id: `resp_demo${id()}`,
	object: "response",
	created_at: seconds(),
	status: "completed",
	model: call.model || "gpt-4o",
	output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text: WORDS }] }],
	usage: { input_tokens: 21, output_tokens: 14, total_tokens: 35 },
});

const geminiContent = () => ({
	candidates: [{ index: 0, content: { role: "model", parts: [{ text: WORDS }] }, finishReason: "STOP" }],
	usageMetadata: { promptTokenCount: 21, candidatesTokenCount: 14, totalTokenCount: 35 },
});

const geminiBlocked = () => ({
	promptFeedback: { blockReason: "PROHIBITED_CONTENT" },
	usageMetadata: { promptTokenCount: 21, totalTokenCount: 21 },
});

const models = () => ({
	object: "list",
	data: ["gpt-4o", "gpt-4o-mini", "claude-sonnet", "gemini-flash"].map((model) => ({
		id: model,
		object: "model",
		created: 1_700_000_000,
		owned_by: "demo",
	})),
});

const images = () => ({
	created: seconds(),
	data: [{ url: `https://media.crazyrouter.com/task-artifacts/demo/${id()}.png` }],
});

const embeddings = () => ({
	object: "list",
	data: [{ object: "embedding", index: 0, embedding: [0.0123, -0.0456, 0.0789] }],
	model: "demo-embedding",
	usage: { prompt_tokens: 5, total_tokens: 5 },
});

/**
 * Endpoint, usual time in ms, answer. First match wins.
 * @type {readonly [string, RegExp, number, (call: import("./call.mjs").Call) => unknown][]}
 */
const ENDPOINTS = [
	["GET", /^\/v1\/models$/, 120, models],
	["POST", /^\/v1\/chat\/completions$/, 900, chatCompletion],
	["POST", /^(\/anthropic)?\/v1\/messages$/, 900, anthropicMessage],
	["POST", /^\/v1\/responses$/, 900, response],
	[
		"POST",
		/^(\/compatible)?\/v1beta\/models\/[^:]+:(generate|streamGenerate)Content$/,
		800,
		(call) => (call.demoCase === "gemini-blocked" ? geminiBlocked() : geminiContent()),
	],
	["POST", /^\/v1\/images\/generations$/, 4000, images],
	["POST", /^\/v1\/embeddings$/, 200, embeddings],
];

/**
 * Answers a synchronous endpoint with its normal answer.
 * @param {import("./call.mjs").Call} call
 * @returns {Promise<boolean>} false when no endpoint has this path
 */
export async function answerNormally(call) {
	for (const [method, path, ms, make] of ENDPOINTS) {
		if (method !== call.method || !path.test(call.path)) continue;
		await call.wait(ms);
		call.sendJson(200, make(call));
		return true;
	}
	return false;
}

import type { Line } from "./line";

const ROUT_MY = "https://api.rout.my/v1";
const chat = (content: string, model = "gpt-5-mini") => ({ model, messages: [{ role: "user", content }] });
const error = (message: string, type: string, code: string | number | null) => ({
	error: { message, type, code },
});
const post = (
	at: number,
	send: unknown,
	status: number,
	answer: unknown,
	more: Partial<Line> = {},
): Line => ({
	at,
	ms: 420,
	method: "POST",
	url: "/v1/chat/completions",
	send,
	status,
	answer,
	...more,
});
const answered = (content: string) => ({
	id: "chatcmpl-sample",
	object: "chat.completion",
	model: "gpt-5-mini",
	choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
	usage: { prompt_tokens: 12, completion_tokens: 9, total_tokens: 21 },
});

const LIMITED = error("Rate limit exceeded, please slow down", "rate_limit_error", "rate_limit_exceeded");
const EMPTY_PURSE = error(
	"Insufficient balance (request id: 20260314093041SAMPLE01)",
	"new_api_error",
	"insufficient_quota",
);

/** Single requests to both routers: what goes well, and each kind of error once. */
export const REQUESTS: readonly Line[] = [
	{
		at: 0,
		ms: 190,
		method: "GET",
		url: "/v1/models",
		status: 200,
		answer: { object: "list", data: [{ id: "gpt-5-mini", object: "model" }] },
	},
	post(2, chat("Name three lighthouses"), 200, answered("Bell Rock, Fastnet, La Jument.")),
	post(
		6,
		chat("Hello"),
		401,
		error("API Key is invalid or expired", "invalid_request_error", "invalid_api_key"),
		{ ms: 130 },
	),
	post(9, chat("A poem about fog"), 403, EMPTY_PURSE, {
		headers: { "x-oneapi-request-id": "20260314093041SAMPLE01" },
	}),
	// The same request again: no retry fills a purse.
	post(11, chat("A poem about fog"), 403, EMPTY_PURSE),
	// Three retries within two seconds, each after 0.4 s.
	post(16, chat("Summarise this page"), 429, LIMITED, { ms: 90 }),
	post(16.5, chat("Summarise this page"), 429, LIMITED, { ms: 90 }),
	post(17, chat("Summarise this page"), 429, LIMITED, { ms: 90 }),
	post(17.5, chat("Summarise this page"), 200, answered("A page about lighthouses."), { ms: 1_900 }),
	post(
		22,
		chat("Hi", "gpt-5-minni"),
		503,
		error(
			"当前分组 default 下对于模型 gpt-5-minni 无可用渠道 (request id: 20260314093052SAMPLE02)",
			"new_api_error",
			"model_not_found",
		),
	),
	post(
		25,
		chat("… 300 pages …"),
		400,
		error(
			"This model's maximum context length is 128000 tokens. However, your messages resulted in 186402 tokens.",
			"invalid_request_error",
			"context_length_exceeded",
		),
	),
	post(
		28,
		chat("Something forbidden"),
		400,
		error(
			"The response was filtered due to the prompt triggering our content management policy.",
			"invalid_request_error",
			"content_filter",
		),
	),
	post(
		31,
		chat("Weather at sea"),
		500,
		error(
			"upstream error: do request failed (request id: 20260314093101SAMPLE03)",
			"upstream_error",
			"do_request_failed",
		),
		{ ms: 8_200 },
	),
	post(
		41,
		chat("Tides"),
		502,
		error(
			"bad response status code 502, message: upstream unreachable",
			"upstream_error",
			"bad_response_status_code",
		),
		{ ms: 3_100 },
	),
	post(46, chat("Moon phases"), 503, error("System maintenance in progress", "new_api_error", ""), {
		ms: 70,
	}),
	post(
		49,
		chat("Draw a map"),
		502,
		"<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>",
		{ type: "text/html", ms: 60 },
	),
	{
		at: 51,
		ms: 240,
		method: "POST",
		url: "/v1beta/models/gemini-3-flash:generateContent?key=FAKE00000000SAMPLE00000000000000000KEY",
		key: {},
		send: { contents: [{ parts: [{ text: "Hi" }] }] },
		status: 429,
		answer: {
			error: {
				code: 429,
				message: "Resource has been exhausted (e.g. check quota).",
				status: "RESOURCE_EXHAUSTED",
			},
		},
	},
	{
		at: 54,
		ms: 35,
		method: "POST",
		url: "https://api.rout.my/v1/chat/completions",
		send: chat("Hi"),
		status: 0,
		error: "net::ERR_FAILED",
	},
	{
		at: 57,
		ms: 160,
		method: "POST",
		url: `${ROUT_MY}/chat/completions`,
		send: '{"model":',
		status: 400,
		answer: error("Invalid request body", "invalid_request_error", "Bad Request"),
	},
	{
		at: 60,
		ms: 140,
		method: "POST",
		url: `${ROUT_MY}/chat/completions`,
		send: chat("Hi", "provider/locked"),
		status: 403,
		answer: {
			error: {
				message: "This model is not available on your plan",
				type: "permission_error",
				code: "Forbidden",
				error_id: "err_sample_7f31",
			},
		},
	},
	{
		at: 63,
		ms: 110,
		method: "POST",
		url: `${ROUT_MY}/chat/completions`,
		send: chat("Hello there"),
		status: 429,
		answer: error("Too many requests", "rate_limit_error", "Too Many Requests"),
		headers: { "retry-after": "12" },
	},
	{
		at: 66,
		ms: 110,
		method: "POST",
		url: `${ROUT_MY}/chat/completions`,
		send: chat("Hello there"),
		status: 200,
		answer: answered("Hello!"),
	},
	{
		at: 70,
		ms: 60_020,
		method: "POST",
		url: `${ROUT_MY}/chat/completions`,
		send: chat("Think long"),
		status: 499,
		answer: error("Client closed request", "invalid_request_error", "Client Closed Request"),
	},
];

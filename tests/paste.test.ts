import { expect, test } from "vitest";
import { readPaste } from "../lib/paste";
import { brief, decodePaste } from "./fixtures/verdict";

const read = (text: string) => readPaste(text, "p");

test.each([
	["429", 429, "rate_limit/account/later"],
	[" 503 ", 503, "overloaded/router/later"],
	["200", 200, "fine"],
])("a bare number %j", (text, status, verdict) => {
	expect(read(text).exchange.status).toBe(status);
	expect(brief(decodePaste(text))).toBe(verdict);
});

test.each([
	["insufficient_quota", "openai/insufficient_quota"],
	["`model_not_found`", "new-api/model_not_found"],
	["RESOURCE_EXHAUSTED", "google/RESOURCE_EXHAUSTED"],
	["overloaded_error", "anthropic/overloaded_error"],
	["SAFETY.INPUT.TEXT", "runway/SAFETY.INPUT.TEXT"],
	["1303", "kling/code-1303"],
])("a bare word %s", (text, entry) => {
	expect(decodePaste(text).diagnosis?.entry).toBe(entry);
});

test("a whole HTTP response, with status, headers and body", () => {
	const text =
		'HTTP/2 429 \ncontent-type: application/json\nretry-after: 12\nx-oneapi-request-id: 2026FAKE\n\n{"error":{"message":"slow","code":"rate_limit_exceeded"}}';
	const { exchange } = read(text);
	expect(exchange.status).toBe(429);
	expect(exchange.responseHeaders).toContainEqual({ name: "retry-after", value: "12" });
	expect(exchange.responseBody.text).toMatch(/^\{"error"/);
	expect(decodePaste(text).diagnosis).toMatchObject({ requestId: "2026FAKE", retry: { afterMs: 12_000 } });
});

test("curl -i with 100 Continue before, Windows line ends and no body", () => {
	const { exchange } = read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 502 Bad Gateway\r\nServer: x\r\n\r\n");
	expect(exchange).toMatchObject({
		status: 502,
		statusText: "Bad Gateway",
		responseBody: { state: "empty" },
	});
});

test("curl -v: the request names method and URL, its key is masked", () => {
	const key = `sk-${"FAKE".repeat(8)}`;
	const { exchange } = read(
		`* Connected\n> POST /v1/chat/completions HTTP/2\n> Host: api.crazyrouter.com\n> Authorization: Bearer ${key}\n>\n< HTTP/2 401\n< content-type: application/json\n<\n{"error":{"message":"无效的令牌"}}\n* Connection #0 left intact`,
	);
	expect(exchange).toMatchObject({
		method: "POST",
		url: "https://api.crazyrouter.com/v1/chat/completions",
		status: 401,
	});
	expect(exchange.responseBody.text).toBe('{"error":{"message":"无效的令牌"}}');
	expect(JSON.stringify(exchange)).not.toContain(key);
});

test("a curl command or a raw request is told from an answer", () => {
	const curl = read(
		"curl -X POST 'https://api.crazyrouter.com/v1/images/generations?key=abc' -H 'Content-Type: application/json' -d '{\"model\":\"x\"}'",
	);
	expect(curl.kind).toBe("request");
	expect(curl.exchange).toMatchObject({ method: "POST", url: expect.stringMatching(/\?key=\[key:/) });
	expect(
		read("POST /v1/chat/completions HTTP/1.1\nHost: api.rout.my\nContent-Type: application/json\n\n{}").kind,
	).toBe("request");
	expect(read('curl https://api.rout.my/v1/models\n{"error":{"message":"x"}}').kind).toBe("answer");
});

test("nothing", () => {
	for (const text of ["", "  \n ", "```\n\n```"]) expect(read(text).kind).toBe("nothing");
});

test.each([
	[
		"an SDK's string",
		"openai.RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota', 'type': 'insufficient_quota', 'param': None}}",
		429,
		"insufficient_quota/account/after-change",
	],
	[
		"a dict broken over lines",
		"500 INTERNAL. {'error': {'code': 500,\n'message': 'An internal error has\noccurred', 'status': 'INTERNAL'}}",
		500,
		"upstream_failure/upstream/yes",
	],
	[
		"a printed JavaScript error",
		"BadRequestError: 400 too long\n    at f (x.js:1:2) {\n  status: 400,\n  error: {\n    message: 'too long',\n    code: 'context_length_exceeded'\n  }\n}",
		400,
		"context_length/client/after-change",
	],
	[
		"a fragment without braces",
		'"error": {\n "message": "该令牌已过期",\n "type": "new_api_error"\n',
		null,
		"auth/account/after-change",
	],
	[
		"a Markdown fence",
		'```json\n{"error":{"code":"context_length_exceeded"}}\n```',
		null,
		"context_length/client/after-change",
	],
	[
		"colours of a terminal",
		"\u001b[31mError: 429 Too Many Requests\u001b[0m",
		429,
		"rate_limit/account/later",
	],
	[
		"an SSE chunk",
		'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
		null,
		"overloaded/upstream/later",
	],
	[
		"a page",
		"<html><head><title>504 Gateway Time-out</title></head><body><center>nginx</center></body></html>",
		null,
		"timeout/upstream/yes",
	],
	[
		"Chinese",
		"请求失败，状态码：503，当前分组 default 下对于模型 claude-x 无可用渠道",
		503,
		"no_channel/router/later",
	],
	[
		"Russian",
		"Ошибка 429: слишком много запросов, попробуйте через 30 секунд",
		429,
		"rate_limit/account/later",
	],
	[
		"a browser's console",
		"POST https://api.crazyrouter.com/v1/chat/completions net::ERR_CONNECTION_REFUSED",
		null,
		"network/network/after-change",
	],
	["Node", "Error: connect ECONNREFUSED 127.0.0.1:3000", null, "network/network/after-change"],
	["fetch", "TypeError: Failed to fetch", null, "network/network/after-change"],
	["prose nobody knows", "the quick brown fox", null, "unknown/client/unknown"],
] as const)("%s", (_name, text, status, verdict) => {
	expect(read(text).exchange.status).toBe(status);
	expect(brief(decodePaste(text))).toBe(verdict);
});

test("a pasted success is fine", () => {
	expect(
		brief(
			decodePaste(
				'{"id":"c","object":"chat.completion","choices":[{"finish_reason":"stop","message":{"content":"error 429"}}]}',
			),
		),
	).toBe("fine");
	expect(brief(decodePaste('{"code":0,"message":"SUCCEED","data":{"task_id":"1"}}'))).toBe("fine");
	expect(brief(decodePaste("{}"))).toBe("fine");
});

test.each([
	["docker", "api-1  | Error: {\napi-1  |   code: 'invalid_api_key'\napi-1  | }"],
	["pm2", "0|main  | Error: {\n0|main  |   code: 'invalid_api_key'\n0|main  | }"],
	[
		"a box",
		"│ Error: {                     │\n│   code: 'invalid_api_key'   │\n│ }                            │",
	],
])("log lines with a prefix: %s", (_name, text) => {
	expect(read(text).exchange.responseBody.text.replaceAll(" ", "")).toBe(
		"Error:{\ncode:'invalid_api_key'\n}",
	);
	expect(brief(decodePaste(text))).toBe("auth/account/after-change");
});

test("a table or a sentence with bars keeps them", () => {
	expect(read("a | b\nfailed | 429").exchange.responseBody.text).toBe("a | b\nfailed | 429");
});

test("headers copied below a body are headers: a keep-alive timeout is no timeout", () => {
	const { exchange } = read(
		"Internal Server Error\nconnection: keep-alive\nkeep-alive: timeout=5\nretry-after: 7",
	);
	expect(exchange.responseBody.text).toBe("Internal Server Error");
	expect(exchange.responseHeaders).toContainEqual({ name: "retry-after", value: "7" });
	expect(read("Server: down\nplease wait").exchange.responseHeaders).toEqual([]);
});

test("a printed symbol at the beginning is no stream", () => {
	const text = ':body => { "error" => { "message" => "Invalid API key", "code" => "invalid_api_key" } }';
	expect(brief(decodePaste(text))).toBe("auth/account/after-change");
	expect(brief(decodePaste(": PING\n\n: PING\n\n"))).toBe("fine");
});

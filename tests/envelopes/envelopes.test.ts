import { expect, test } from "vitest";
import { brief, decodeAnswer, STRANGER } from "../fixtures/verdict";

/** One answer of each shape a router can send: the reader that must recognise it, and the verdict. */
const SHAPES: readonly (readonly [string, number, unknown, string, string])[] = [
	[
		"OpenAI",
		401,
		{
			error: {
				message: "Incorrect API key provided",
				type: "invalid_request_error",
				code: "invalid_api_key",
			},
		},
		"openai",
		"auth/account/after-change",
	],
	[
		"OpenAI, code null",
		400,
		{ error: { message: "Unsupported value: 'x'", type: "invalid_request_error", param: "x", code: null } },
		"openai",
		"bad_request/client/after-change",
	],
	[
		"OpenAI, code empty, type <nil>",
		429,
		{ error: { message: "您已达到请求数限制：1分钟内最多请求5次", type: "<nil>", code: "" } },
		"openai",
		"rate_limit/account/later",
	],
	[
		"OpenAI, code a number",
		503,
		{ error: { message: "x", type: "upstream_error", code: 429 } },
		"openai",
		"rate_limit/upstream/later",
	],
	[
		"OpenAI, a brand as type",
		403,
		{ error: { message: "用户额度不足", type: "some_api_error", code: "" } },
		"openai",
		"insufficient_quota/account/after-change",
	],
	[
		"Anthropic",
		529,
		{ type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
		"anthropic",
		"overloaded/upstream/later",
	],
	[
		"Google",
		400,
		{
			error: {
				code: 400,
				message: "API key not valid.",
				status: "INVALID_ARGUMENT",
				details: [{ reason: "API_KEY_INVALID" }],
			},
		},
		"google",
		"auth/account/after-change",
	],
	[
		"Google in an array",
		503,
		[{ error: { code: 503, message: "The model is overloaded.", status: "UNAVAILABLE" } }],
		"google",
		"overloaded/upstream/later",
	],
	[
		"new-api task",
		403,
		{ code: "quota_not_enough", message: "user quota is not enough", data: null },
		"new-api-task",
		"insufficient_quota/account/after-change",
	],
	[
		"Midjourney, HTTP 200",
		200,
		{ code: 23, description: "队列已满", result: "1", properties: {} },
		"midjourney",
		"overloaded/router/later",
	],
	[
		"Midjourney, HTTP 400",
		400,
		{ description: "quota_not_enough ", type: "upstream_error", code: 4 },
		"midjourney",
		"insufficient_quota/account/after-change",
	],
	[
		"Kling",
		429,
		{ code: 1102, message: "Account balance not enough", request_id: "r" },
		"kling",
		"insufficient_quota/account/after-change",
	],
	[
		"Jimeng",
		200,
		{ code: 50411, message: "Pre Img Risk Not Pass", request_id: "r", data: null },
		"jimeng",
		"task_moderation/client/after-change",
	],
	[
		"MiniMax",
		200,
		{ task_id: "", base_resp: { status_code: 1008, status_msg: "insufficient balance" } },
		"minimax",
		"insufficient_quota/account/after-change",
	],
	[
		"DashScope",
		401,
		{ code: "InvalidApiKey", message: "Invalid API-key provided.", request_id: "r" },
		"dashscope",
		"auth/account/after-change",
	],
	[
		"DashScope task",
		200,
		{
			request_id: "r",
			output: {
				task_id: "t",
				task_status: "FAILED",
				code: "DataInspectionFailed",
				message: "inappropriate content",
			},
		},
		"task",
		"task_moderation/client/after-change",
	],
	[
		"an error string",
		400,
		{ error: "Validation of body failed", issues: [] },
		"error-string",
		"bad_request/client/after-change",
	],
	[
		"success false",
		200,
		{ success: false, message: "用户额度不足" },
		"success-false",
		"insufficient_quota/account/after-change",
	],
	["FastAPI text", 404, { detail: "Not Found" }, "fastapi", "not_found/client/after-change"],
	[
		"FastAPI list",
		422,
		{ detail: [{ loc: ["body", "model"], msg: "field required", type: "value_error.missing" }] },
		"fastapi",
		"bad_request/client/after-change",
	],
	[
		"problem details",
		429,
		{ type: "about:blank", title: "Too Many Requests", status: 429, detail: "Slow down" },
		"problem-details",
		"rate_limit/account/later",
	],
	[
		"AWS",
		400,
		{ __type: "com.amazon#ThrottlingException", message: "Too many requests" },
		"aws",
		"rate_limit/account/later",
	],
	[
		"Volcengine",
		400,
		{ ResponseMetadata: { RequestId: "r", Error: { Code: "InvalidParameter", Message: "bad size" } } },
		"volcengine",
		"bad_request/client/after-change",
	],
	[
		"an error list",
		403,
		{ success: false, errors: [{ code: 10000, message: "Authentication error" }] },
		"error-list",
		"auth/account/after-change",
	],
	[
		"OpenRouter",
		429,
		{
			error: {
				message: "Provider returned error",
				code: 429,
				metadata: { raw: "x is temporarily rate-limited upstream", provider_name: "p" },
			},
		},
		"openai",
		"rate_limit/upstream/later",
	],
	[
		"LiteLLM",
		400,
		{
			error: {
				message: "litellm.ContentPolicyViolationError: AzureException - filtered",
				type: null,
				code: "400",
			},
		},
		"openai",
		"content_policy/client/after-change",
	],
	[
		"Azure filter",
		400,
		{
			error: {
				message: "The response was filtered",
				code: "content_filter",
				innererror: { code: "ResponsibleAIPolicyViolation" },
			},
		},
		"openai",
		"content_policy/client/after-change",
	],
	[
		"Responses object",
		200,
		{
			id: "resp_1",
			object: "response",
			status: "failed",
			error: { code: "rate_limit_exceeded", message: "slow" },
		},
		"responses",
		"rate_limit/account/later",
	],
	[
		"Google, blocked",
		200,
		{ promptFeedback: { blockReason: "SAFETY" } },
		"google-blocked",
		"content_policy/client/after-change",
	],
	[
		"finish reason",
		200,
		{ choices: [{ finish_reason: "content_filter", message: { content: "" } }] },
		"finish-reason",
		"content_policy/client/after-change",
	],
	[
		"Cloudflare page",
		524,
		'<!DOCTYPE html><html><head><title>h.test | 524: A timeout occurred</title></head><body><div id="cf-error-details">Error code 524</div></body></html>',
		"cloudflare-page",
		"timeout/router/after-change",
	],
	["Cloudflare text", 403, "error code: 1020", "cloudflare-text", "permission/network/after-change"],
	[
		"nginx page",
		413,
		"<html><head><title>413 Request Entity Too Large</title></head><body><center><h1>413 Request Entity Too Large</h1></center><hr><center>nginx</center></body></html>",
		"nginx-page",
		"bad_request/client/after-change",
	],
	[
		"the gateway's console at HTTP 200",
		200,
		'<!doctype html><html><head><title>New API</title><script type="module" src="/a.js"></script></head><body><div id="root"></div></body></html>',
		"console-page",
		"not_found/client/after-change",
	],
	["plain text", 429, "slow down, you are sending too many requests", "text", "rate_limit/account/later"],
	["an empty body", 502, "", "empty", "upstream_failure/router/yes"],
	["JSON that stops", 401, '{"error":{"message":"Invalid tok', "openai", "auth/account/after-change"],
];

test.each(SHAPES)("%s at HTTP %i", (_name, status, body, envelope, verdict) => {
	const decoded = decodeAnswer({ status, body, url: STRANGER });
	expect(decoded.envelope).toBe(envelope);
	expect(brief(decoded)).toBe(verdict);
});

/** Success, whatever words stand in it. */
const FINE: readonly (readonly [name: string, body: unknown, mimeType?: string])[] = [
	[
		"an answer that speaks of errors",
		{
			id: "c",
			object: "chat.completion",
			choices: [{ message: { content: '{"error":"insufficient_quota 429"}' }, finish_reason: "stop" }],
		},
	],
	["an error field that is null", { id: "v", object: "video", status: "in_progress", error: null }],
	[
		"an accepted Midjourney job",
		{ code: 1, description: "提交成功", result: "1320098173412546", properties: {} },
	],
	["a Midjourney job that exists", { code: 21, description: "任务已存在", result: "1", properties: {} }],
	[
		"a queued Midjourney job",
		{ code: 22, description: "排队中，前面还有1个任务", result: "1", properties: {} },
	],
	[
		"a running task",
		{
			code: "success",
			message: "",
			data: { task_id: "t", status: "IN_PROGRESS", fail_reason: "", progress: "30%" },
		},
	],
	[
		"a finished task whose fail_reason is the result",
		{ code: "success", data: { task_id: "t", status: "SUCCESS", fail_reason: "https://x.test/v.mp4" } },
	],
	["a cancelled task", { id: "t", status: "CANCEL", progress: "0%", failReason: "" }],
	[
		"a batch in which one of two jobs failed",
		[
			{ id: "1", status: "FAILURE", failReason: "x" },
			{ id: "2", status: "SUCCESS" },
		],
	],
	[
		"Jimeng's success",
		{ code: 10000, data: { task_id: "7" }, message: "Success", request_id: "r", status: 10000 },
	],
	[
		"Kling's success",
		{ code: 0, message: "SUCCEED", request_id: "r", data: { task_id: "8", task_status: "submitted" } },
	],
	["MiniMax's success", { task_id: "1", base_resp: { status_code: 0, status_msg: "success" } }],
	["a model list", { object: "list", data: [{ id: "gpt-x", object: "model" }] }],
	["an answer cut by its own length", { choices: [{ finish_reason: "length", message: { content: "…" } }] }],
	["plain text", "1\n00:00:01,000 --> 00:00:02,000\nAn error: it failed.\n", "text/plain"],
	["nothing", ""],
];

test.each(FINE)("fine: %s", (_name, body, mimeType) => {
	expect(brief(decodeAnswer({ body, mimeType: String(mimeType ?? "application/json") }))).toBe("fine");
});

test.each([204, 301, 304, 101])("fine: HTTP %i", (status) => {
	expect(brief(decodeAnswer({ status, body: "" }))).toBe("fine");
});

test("a page of the console itself is no wrong address", () => {
	const page = "<!doctype html><html><head><title>Console</title></head><body></body></html>";
	const url = "https://crazyrouter.com/console";
	expect(brief(decodeAnswer({ body: page, url, method: "GET", resourceType: "document" }))).toBe("fine");
	expect(brief(decodeAnswer({ body: page, url, method: "GET" }))).toBe("fine");
});

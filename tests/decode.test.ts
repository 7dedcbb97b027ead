import { expect, test } from "vitest";
import { decode } from "../lib/decode";
import { brief, captured, decodeAnswer, decodePaste, ROUT_MY, STRANGER } from "./fixtures/verdict";

const openai = (fields: object) => ({ error: { message: "x", type: "", param: "", code: "", ...fields } });

test("each router speaks in its own words, a stranger in HTTP's", () => {
	expect(decodeAnswer({ status: 503, body: "" }).diagnosis?.entry).toBe("crazyrouter/503");
	expect(decodeAnswer({ status: 503, body: "", url: ROUT_MY }).diagnosis?.entry).toBe("rout.my/503");
	expect(decodeAnswer({ status: 503, body: "", url: STRANGER }).diagnosis?.entry).toBe("http/503");
});

test.each([
	["https://api.crazyrouter.com/v1", "crazyrouter"],
	["https://crazyrouter.com/v1", "crazyrouter"],
	["https://api.rout.my:443/v1", "rout.my"],
	["https://API.ROUT.MY/v1", "rout.my"],
	["https://crazyrouter.com.evil.test/v1", null],
	["https://evilcrazyrouter.com/v1", null],
	["https://api.crazyrouter.com@evil.test/v1", null],
	["https://evil.test/https://api.crazyrouter.com/", null],
	["https://evil.test\\@api.crazyrouter.com/", null],
	["ftp://api.crazyrouter.com/", null],
	["not a url", null],
])("%s belongs to %s", (url, router) => {
	expect(decodeAnswer({ url, status: 500, body: "" }).router).toBe(router);
});

test("a host the user watches has itself as router and follows the rules it is said to speak", () => {
	const exchange = captured({ url: "https://my.gateway.test/v1/chat/completions", status: 429, body: "" });
	const watched = (speaksLike: string | null) =>
		decode(exchange, { watchedHosts: [{ host: "my.gateway.test", speaksLike }] });
	expect(watched(null).router).toBe("my.gateway.test");
	expect(watched(null).diagnosis?.entry).toBe("http/429");
	expect(watched("crazyrouter").diagnosis?.entry).toBe("crazyrouter/429");
	expect(watched("crazyrouter").diagnosis?.retry.scheduleMs).toEqual([1000, 2000, 4000]);
});

test("most specific voice wins: code, type, message, status", () => {
	const at = (status: number, fields: object) => decodeAnswer({ status, body: openai(fields) }).diagnosis;
	expect(at(403, { code: "insufficient_quota" })).toMatchObject({
		specificity: "code",
		category: "insufficient_quota",
	});
	expect(at(500, { type: "new_api_panic" })).toMatchObject({
		specificity: "type",
		category: "router_internal",
	});
	expect(at(403, { message: "用户额度不足", type: "new_api_error" })).toMatchObject({
		specificity: "message",
		category: "insufficient_quota",
	});
	expect(at(403, {})).toMatchObject({ specificity: "status", entry: "crazyrouter/403" });
	expect(
		at(500, { code: "invalid_request", message: "field messages is required" })?.retry.verdict,
		"a client's mistake sent as 500",
	).toBe("after-change");
});

test("a general type does not beat a status that tells more", () => {
	const at = (status: number) =>
		decodeAnswer({ status, url: STRANGER, body: openai({ type: "invalid_request_error" }) }).diagnosis
			?.category;
	expect(at(400)).toBe("bad_request");
	expect(at(500)).toBe("bad_request");
	expect(at(401)).toBe("auth");
	expect(at(404)).toBe("not_found");
	expect(at(429)).toBe("rate_limit");
});

test("503 with a code is no maintenance; the reading taken is said", () => {
	const { diagnosis } = decodeAnswer({
		status: 503,
		body: {
			error: {
				code: "model_not_found",
				message: "Model x is temporarily unavailable",
				type: "new_api_error",
			},
		},
	});
	expect(diagnosis?.category).toBe("no_channel");
	expect(diagnosis?.contradictions).toHaveLength(1);
});

test("a code nobody documents is said to be undocumented; the status still speaks", () => {
	const { diagnosis } = decodeAnswer({
		status: 400,
		body: openai({ code: "flux_capacitor_empty", message: "?" }),
	});
	expect(diagnosis?.specificity).toBe("status");
	expect(diagnosis?.explanation).toContain("`flux_capacitor_empty` is documented by nobody");
	const other = decodeAnswer({ status: 418, body: "" }).diagnosis;
	expect(other?.explanation).toContain("CrazyRouter does not document HTTP 418");
	const unknown = decodeAnswer({ status: 467, body: "" }).diagnosis;
	expect(unknown).toMatchObject({ specificity: "none", entry: null, category: "unknown", fault: "client" });
	expect(decodeAnswer({ status: 566, body: "" }).diagnosis?.fault).toBe("router");
});

test("no channel for a misspelt or an empty model is the caller's", () => {
	const at = (model: string) =>
		brief(
			decodeAnswer({
				status: 503,
				url: STRANGER,
				body: openai({ message: `当前分组 default 下对于模型 ${model} 无可用渠道`, type: "new_api_error" }),
			}),
		);
	expect(at("claude-sonnet-4")).toBe("no_channel/router/later");
	expect(at("calude-sonnet-4")).toBe("no_channel/client/after-change");
	expect(at("gtp-4o")).toBe("no_channel/client/after-change");
	expect(at("my-own-model")).toBe("no_channel/router/later");
	expect(at("")).toMatch(/^bad_request\/client\//);
});

test("ids: the router's header before others, error_id inside and beside the error", () => {
	const headers = { "cf-ray": "ray", "x-request-id": "provider", "X-Oneapi-Request-Id": "own" };
	expect(decodeAnswer({ headers }).requestId, "also of a success").toBe("own");
	expect(decodeAnswer({ status: 500, headers, body: "" }).diagnosis?.requestId).toBe("own");
	expect(
		decodeAnswer({ status: 500, url: ROUT_MY, body: openai({ error_id: "e1" }) }).diagnosis?.errorId,
	).toBe("e1");
	expect(
		decodeAnswer({ status: 500, url: ROUT_MY, body: { ...openai({}), error_id: "e2" } }).diagnosis?.errorId,
	).toBe("e2");
	expect(
		decodeAnswer({ status: 500, body: openai({ message: "x (request id: 2026abcdef)" }) }).diagnosis
			?.requestId,
	).toBe("2026abcdef");
});

test("evidence names place and value", () => {
	const { diagnosis } = decodeAnswer({
		status: 429,
		headers: { "Retry-After": "7" },
		body: openai({ code: "rate_limit_exceeded", message: "Slow down" }),
	});
	expect(diagnosis?.evidence).toEqual([
		{ where: "response.status", path: "", value: "429" },
		{ where: "response.headers", path: "Retry-After", value: "7" },
		{ where: "response.body", path: "error.code", value: "rate_limit_exceeded" },
		{ where: "response.body", path: "error.message", value: "Slow down" },
	]);
});

test("retry advice: CrazyRouter doubles from 1 s, rout.my's rule holds for four statuses only", () => {
	const retry = (status: number, url?: string) =>
		decodeAnswer({ status, body: "", ...(url ? { url } : {}) }).diagnosis?.retry;
	expect(retry(429)?.scheduleMs).toEqual([1000, 2000, 4000]);
	expect(retry(429)?.rule).toMatch(/1 s/);
	expect(retry(401)?.scheduleMs).toBeNull();
	for (const status of [429, 500, 502, 503])
		expect(retry(status, ROUT_MY)?.scheduleMs?.at(-1), String(status)).toBe(30_000);
	for (const status of [400, 401, 403, 404, 405])
		expect(retry(status, ROUT_MY), String(status)).toMatchObject({
			verdict: "after-change",
			scheduleMs: null,
		});
	expect(retry(504, ROUT_MY)?.scheduleMs).toBeNull();
	expect(retry(429, STRANGER)?.scheduleMs).toBeNull();
});

test("a wait is passed on only where waiting helps", () => {
	const headers = { "retry-after": "30" };
	expect(decodeAnswer({ status: 429, headers, body: "" }).diagnosis?.retry).toMatchObject({
		afterMs: 30_000,
		afterFrom: "Retry-After",
	});
	expect(
		decodeAnswer({ status: 429, headers, body: openai({ code: "insufficient_quota" }) }).diagnosis?.retry,
	).toMatchObject({ verdict: "after-change", afterMs: null });
	expect(
		decodeAnswer({ status: 429, body: openai({ message: "Rate limit reached. Please try again in 20s." }) })
			.diagnosis?.retry,
	).toMatchObject({ afterMs: 20_000, afterFrom: "message" });
	const google = {
		error: {
			code: 429,
			message: "Quota exceeded for metric requests per minute",
			status: "RESOURCE_EXHAUSTED",
			details: [{ "@type": "x/google.rpc.RetryInfo", retryDelay: "34.5s" }],
		},
	};
	expect(decodeAnswer({ status: 429, body: google }).diagnosis?.retry).toMatchObject({
		afterMs: 34_500,
		afterFrom: "error.details.0.retryDelay",
	});
});

test.each([
	["/v1/video/create", 502, true],
	["/v1/videos", 504, true],
	["/mj/submit/imagine", 500, true],
	["/mj-fast/mj/submit/action", 503, true],
	["/kling/v1/videos/text2video", 524, true],
	["/suno/submit/music", 500, true],
	["/v1/images/generations", 504, true],
	["/v1/videos", 0, true],
	["/v1/videos", 400, false],
	["/v1/videos", 429, false],
	["/v1/chat/completions", 502, false],
	["/mj/task/list-by-condition", 502, false],
])("a paid submit on %s that ended with %i: warned %s", (path, status, warned) => {
	const { diagnosis } = decodeAnswer({ url: `https://api.crazyrouter.com${path}`, status, body: "" });
	expect(diagnosis?.warning !== "").toBe(warned);
	expect(/before you send it again/.test(diagnosis?.actions[0] ?? "")).toBe(warned);
});

test("a poll on the same path warns of nothing", () => {
	expect(
		decodeAnswer({
			url: "https://api.crazyrouter.com/v1/videos/task_1",
			method: "GET",
			status: 502,
			body: "",
		}).diagnosis?.warning,
	).toBe("");
});

test("a failed job: the reason's category, moderation and a bare failure in the job's own words", () => {
	const job = (fields: object) =>
		decodeAnswer({
			method: "GET",
			url: "https://api.crazyrouter.com/v1/videos/t",
			body: { code: "success", message: "", data: { task_id: "t", status: "FAILURE", ...fields } },
		}).diagnosis;
	expect(job({ fail_reason: "moderation_failure: Tags contained artist name" })?.category).toBe(
		"task_moderation",
	);
	expect(job({ fail_reason: "" })).toMatchObject({ category: "task_failed", entry: "task/failed" });
	expect(job({ fail_reason: "Internal Server Error" })?.category).toBe("task_failed");
	expect(job({ fail_reason: "invalid parameter: duration must be 5 or 10" })).toMatchObject({
		category: "bad_request",
		fault: "client",
	});
	expect(job({ fail_reason: "x" })?.failedInside).toBe(true);
});

test("a long id in an error stays exact", () => {
	const body =
		'{"code":9,"description":"failed","result":1400192973884162012,"request_id":1234567890123456789}';
	const { diagnosis } = decodeAnswer({ url: "https://api.crazyrouter.com/mj/submit/imagine", body });
	expect(diagnosis?.category).toBe("upstream_failure");
	expect(JSON.stringify(diagnosis)).not.toContain("1400192973884162000");
});

test("a very long success body is not parsed, its ends are looked at", () => {
	const long = "x".repeat(3_000_000);
	expect(brief(decodeAnswer({ body: `{"data":[{"b64_json":"${long}"}]}` }))).toBe("fine");
	expect(
		decodeAnswer({
			body: `{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"},"x":"${long}"}`,
		}).diagnosis?.category,
	).toBe("rate_limit");
});

test("no secret reaches a diagnosis", () => {
	const key = `sk-${"FAKEfake".repeat(6)}`;
	const decoded = decodeAnswer({
		status: 401,
		url: `https://api.crazyrouter.com/v1beta/models/x:generateContent?key=${key}`,
		requestHeaders: { Authorization: `Bearer ${key}` },
		body: openai({ message: `Invalid key ${key}`, code: "invalid_api_key" }),
	});
	expect(JSON.stringify(decoded)).not.toContain(key);
});

test("an error that a second key of the same name hides is still told", () => {
	const body = '{"error":{"message":"Insufficient balance","code":"insufficient_quota"},"error":null}';
	for (const status of [200, 402]) {
		const { diagnosis } = decodeAnswer({ status, body });
		expect(diagnosis?.category).toBe("insufficient_quota");
	}
	expect(decodePaste(body).diagnosis?.category).toBe("insufficient_quota");
});

test("the description of a link in Google's details is no message", () => {
	const { diagnosis } = decodePaste(
		'google.api_core.exceptions.ResourceExhausted: 429 You exceeded your current quota. [links {\n  description: "Learn more about Gemini API quotas"\n  url: "https://ai.google.dev/limits"\n}\n, retry_delay {\n  seconds: 45\n}\n]',
	);
	expect(diagnosis).toMatchObject({ category: "rate_limit", retry: { afterMs: 45_000 } });
	expect(diagnosis?.serverMessage).toContain("You exceeded");
});

test("Google's quota with a wait is a limit of rate, not an empty purse", () => {
	const error = {
		code: 429,
		message: "You exceeded your current quota, please check your plan and billing details.",
		status: "RESOURCE_EXHAUSTED",
	};
	const { diagnosis } = decodeAnswer({ status: 429, body: { error } });
	expect(diagnosis).toMatchObject({ category: "rate_limit", retry: { verdict: "later" } });
});

test("a bare number of another family does not overrule the status and the words", () => {
	const body = { message: "Rate limit exceeded", type: "rate_limited", code: "1300" };
	expect(brief(decodeAnswer({ status: 429, body }))).toBe("rate_limit/account/later");
	const policy = { error: { code: "1300", message: "API 调用被策略阻止" } };
	expect(brief(decodeAnswer({ status: 400, body: policy }))).toBe("content_policy/client/after-change");
});

test("general words say less than 401 and 429, specific ones say more", () => {
	const at = (status: number, message: string) =>
		brief(decodeAnswer({ status, body: { error: { message } }, url: STRANGER }));
	expect(at(401, "The value must be valid")).toBe("auth/account/after-change");
	expect(at(429, "Something failed, please retry")).toBe("rate_limit/account/later");
	expect(at(429, "Insufficient balance")).toBe("insufficient_quota/account/after-change");
	expect(at(400, "The value must be valid")).toBe("bad_request/client/after-change");
});

test("a code that nobody lists is read as the words it is made of", () => {
	expect(decodePaste("{ code: 'UND_ERR_HEADERS_TIMEOUT' }").diagnosis?.category).toBe("timeout");
	const body = { error: { code: "AccountBalanceInsufficient", message: "x" } };
	expect(decodeAnswer({ status: 400, body }).diagnosis).toMatchObject({
		category: "insufficient_quota",
		specificity: "code",
	});
});

test("a code and a wording that agree outweigh an earlier wording", () => {
	const body = {
		error: {
			message: "Your account x is not active, organization x exceeded current quota",
			type: "exceeded_current_quota_error",
		},
	};
	expect(brief(decodeAnswer({ status: 403, body }))).toBe("insufficient_quota/account/after-change");
});

import { expect, test } from "vitest";
import { brief, decodeAnswer, decodePaste, STRANGER } from "./fixtures/verdict";

const ROOT = {
	error: { message: "Your credit balance is too low to use the API", type: "invalid_request_error" },
};
/** The body of an upstream inside the message of a gateway, `times` deep. */
function wrap(times: number): unknown {
	let body: unknown = ROOT;
	for (let at = 0; at < times; at += 1)
		body = {
			error: { message: JSON.stringify(body), type: "upstream_error", code: "bad_response_status_code" },
		};
	return body;
}

test.each([1, 2, 3])(
	"JSON in a message, %i times escaped: the verdict follows the root and the cause carries it",
	(times) => {
		const { diagnosis } = decodeAnswer({ status: 500, body: wrap(times), url: STRANGER });
		expect(diagnosis?.category).toBe("insufficient_quota");
		expect(diagnosis?.cause?.category).toBe("insufficient_quota");
		expect(diagnosis?.cause?.evidence.at(-1)?.value).toContain("credit balance");
		expect(diagnosis?.evidence.map(({ value }) => value)).toContain("bad_response_status_code");
	},
);

test("a provider's refusal behind a gateway is the gateway's own account: not the caller's fault", () => {
	const { diagnosis } = decodeAnswer({ status: 500, body: wrap(1), url: STRANGER });
	expect(diagnosis?.fault).toBe("router");
	expect(diagnosis?.retry.verdict).toBe("later");
	expect(diagnosis?.cause?.fault).toBe("account");
});

test.each([
	[
		"a Python dict",
		"Error code: 401 - {'error': {'message': 'Incorrect API key provided', 'code': 'invalid_api_key'}}",
	],
	[
		"bytes",
		'OpenAIException - b\'{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}\'',
	],
	[
		"JSON after words",
		'upstream said: {"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}} (request id: 20260101)',
	],
	[
		"an escaped string",
		'"{\\"error\\":{\\"message\\":\\"Incorrect API key provided\\",\\"code\\":\\"invalid_api_key\\"}}"',
	],
])("a provider's 401 inside a 500, as %s", (_name, message) => {
	const decoded = decodeAnswer({
		status: 500,
		body: { error: { message, type: "upstream_error" } },
		url: STRANGER,
	});
	expect(brief(decoded)).toBe("auth/router/later");
	expect(decoded.diagnosis?.cause?.entry).toBe("openai/invalid_api_key");
});

test("fail_to_fetch_task carries the upstream's body", () => {
	const body = {
		code: "fail_to_fetch_task",
		message: '{"code":1201,"message":"model_name is invalid","request_id":"r3"}',
		data: null,
	};
	const url = "https://api.crazyrouter.com/kling/v1/videos/text2video";
	const { diagnosis } = decodeAnswer({ status: 400, body, url });
	expect(diagnosis?.entry).toBe("kling/code-1201");
	expect(diagnosis?.cause?.category).toBe("bad_request");
});

test("metadata.raw carries the provider's answer", () => {
	const raw = JSON.stringify({
		error: { message: "This model's maximum context length is 8192 tokens", code: "context_length_exceeded" },
	});
	const body = {
		error: { message: "Provider returned error", code: 400, metadata: { raw, provider_name: "X" } },
	};
	expect(brief(decodeAnswer({ status: 400, body, url: STRANGER }))).toBe(
		"context_length/client/after-change",
	);
});

test.each([
	[
		"param",
		{
			error: {
				message: "当前分组上游负载已饱和，请稍后再试",
				type: "upstream_error",
				param: "404",
				code: "bad_response_status_code",
			},
		},
	],
	[
		"words",
		{ error: { message: "当前分组上游负载已饱和, last upstream error: status 404", type: "upstream_error" } },
	],
])("an inner status in %s is the cause; the informative outer message keeps the verdict", (_where, body) => {
	const { diagnosis } = decodeAnswer({ status: 429, body, url: STRANGER });
	expect(diagnosis?.category).toBe("overloaded");
	expect(diagnosis?.cause?.category).toBe("not_found");
});

test("a root that says nothing does not beat an outer error that does", () => {
	const body = {
		error: { message: '{"error":{"message":"x17"}}', code: "insufficient_user_quota", type: "new_api_error" },
	};
	expect(decodeAnswer({ status: 403, body, url: STRANGER }).diagnosis?.entry).toBe(
		"new-api/insufficient_user_quota",
	);
});

test("an upstream's HTML page inside a message", () => {
	const message =
		"bad response: <html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>";
	const body = { error: { message, type: "upstream_error", code: "bad_response_body" } };
	expect(decodeAnswer({ status: 500, body, url: STRANGER }).diagnosis?.category).toBe("upstream_failure");
});

test("an error that only repeats itself has no cause", () => {
	const body = {
		error: {
			message: "Rate limit exceeded",
			code: "rate_limit_exceeded",
			details: { message: "Rate limit exceeded" },
		},
	};
	expect(decodeAnswer({ status: 429, body }).diagnosis?.cause).toBeNull();
});

test("an SDK's string is no wrapper: its error is the outermost one", () => {
	const { diagnosis } = decodePaste(
		"openai.RateLimitError: Error code: 429 - {'error': {'message': 'slow', 'code': 'rate_limit_exceeded'}}",
	);
	expect(diagnosis?.cause).toBeNull();
	expect(diagnosis?.entry).toBe("openai/rate_limit_exceeded");
});

test("request ids: the last suffix is the outermost gateway's, and none stays in the message", () => {
	const message =
		"Invalid parameter: messages (request id: 20260101000000INNER) (request id: 20260101000001OUTER)";
	const { diagnosis } = decodeAnswer({ status: 400, body: { error: { message, type: "x" } }, url: STRANGER });
	expect(diagnosis?.requestId).toBe("20260101000001OUTER");
	expect(diagnosis?.serverMessage).toBe("Invalid parameter: messages");
});

test("a printed error of an HTTP client leads to the body it holds", () => {
	const text = `AxiosError: Request failed with status code 401
    at settle (axios.js:1) {
  code: 'ERR_BAD_REQUEST',
  config: { headers: { Accept: 'application/json' }, data: '{"model":"x"}' },
  response: { status: 401, data: { error: { message: '该令牌已过期', type: 'new_api_error' } } }
}`;
	expect(brief(decodePaste(text))).toBe("auth/account/after-change");
	expect(decodePaste(text).diagnosis?.entry).toBe("new-api/token-expired");
});

test("a provider's rate limit behind a router is not the caller's", () => {
	const raw = JSON.stringify({
		error: { message: "Rate limit reached for requests", type: "rate_limit_error" },
	});
	const body = { error: { message: "Provider returned error", code: 429, metadata: { raw } } };
	const { diagnosis } = decodeAnswer({ status: 429, body, url: STRANGER });
	expect(diagnosis).toMatchObject({ entry: "wrapped/rate_limit", category: "rate_limit", fault: "upstream" });
	expect(diagnosis?.cause?.fault).toBe("account");
});

test("words that name the channel's key or balance name the gateway's, not the caller's", () => {
	expect(brief(decodePaste("上游渠道密钥无效"))).toBe("auth/router/later");
	expect(brief(decodePaste("渠道余额不足"))).toBe("insufficient_quota/router/later");
	expect(brief(decodePaste("余额不足"))).toBe("insufficient_quota/account/after-change");
});

test("Cloudflare's words inside a gateway's error were said to the gateway", () => {
	const body = {
		success: false,
		error: { message: "Failed to enqueue: error code: 1003", code: "FORBIDDEN" },
	};
	expect(brief(decodeAnswer({ status: 403, body, url: STRANGER }))).toBe("upstream_failure/router/later");
});

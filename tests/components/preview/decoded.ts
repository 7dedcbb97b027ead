import { type Exchange, NO_BODY } from "../../../lib/exchange";
import { createSession, reduce, type Session } from "../../../lib/session";

/** Status, path, headers, body: read by the real decoder. */
const ANSWERS: readonly (readonly [number, string, Readonly<Record<string, string>>, string])[] = [
	[
		401,
		"/v1/chat/completions",
		{},
		'{"error":{"message":"Incorrect API key provided (request id: 20261121093455817aXbYcZ)","type":"new_api_error","param":"","code":"invalid_api_key"}}',
	],
	[
		429,
		"/v1/chat/completions",
		{ "Retry-After": "40", "X-Oneapi-Request-Id": "20261121093455817aXbYcZ" },
		'{"error":{"message":"Rate limit exceeded, please retry later","type":"requests","param":null,"code":"rate_limit_exceeded"}}',
	],
	[
		403,
		"/v1/chat/completions",
		{},
		'{"error":{"message":"user quota is not enough","type":"new_api_error","code":"insufficient_user_quota"}}',
	],
	[
		502,
		"/v1/messages",
		{},
		'{"error":{"message":"Provider returned error: {\\"type\\":\\"error\\",\\"error\\":{\\"type\\":\\"overloaded_error\\",\\"message\\":\\"Overloaded\\"},\\"request_id\\":\\"req_011CQx\\"}","type":"upstream_error","code":"bad_response_status_code","param":"529"}}',
	],
	[
		200,
		"/v1/chat/completions",
		{ "Content-Type": "text/event-stream" },
		'data: {"id":"c1","model":"gpt-4o","choices":[{"delta":{"content":"Once"}}]}\n\ndata: {"error":{"message":"upstream connection reset by peer","type":"upstream_error","code":"upstream_error"}}\n\n',
	],
	[
		200,
		"/v1/chat/completions",
		{ "Content-Type": "application/json" },
		'{"id":"c1","model":"gpt-4o-mini","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}',
	],
	[
		502,
		"/v1/video/create",
		{ "Content-Type": "text/html" },
		"<html><head><title>502 Bad Gateway</title></head></html>",
	],
	[418, "/v1/chat/completions", {}, '{"error":{"message":"short and stout","code":"teapot\u202e`<b>`"}}'],
	[
		200,
		"/mj/submit/imagine",
		{},
		'{"code":24,"description":"可能包含敏感词","properties":{"bannedWord":"gore"},"result":""}',
	],
];

/** A session read by the real decoder, as of `now` (epoch milliseconds). */
export function decodedSession(now: number): Session {
	const session = createSession();
	reduce(session, { type: "load", origin: "sample", exchanges: [...ANSWERS.map(exchangeOf), ...klingJob()] });
	return session;

	function exchangeOf([status, path, headers, text]: (typeof ANSWERS)[number], index: number): Exchange {
		return exchange(`d${index}`, now - (ANSWERS.length - index) * 4000, "POST", status, path, headers, text);
	}

	function klingJob(): Exchange[] {
		const start = now - 120_000;
		const poll = (n: number, status: string, more = "") =>
			exchange(
				`k${n}`,
				start + n * 9000,
				"GET",
				200,
				"/kling/v1/videos/text2video/866177520012342564",
				{},
				`{"code":0,"message":"SUCCEED","data":{"task_id":"866177520012342564","task_status":"${status}"${more}}}`,
			);
		return [
			exchange(
				"k0",
				start,
				"POST",
				200,
				"/kling/v1/videos/text2video",
				{},
				'{"code":0,"message":"SUCCEED","data":{"task_id":"866177520012342564","task_status":"submitted","created_at":1795251000000}}',
				'{"prompt":"a lighthouse in a storm","model_name":"kling-v2"}',
			),
			poll(1, "submitted"),
			poll(2, "processing"),
			exchange(
				"k3",
				start + 27_000,
				"GET",
				502,
				"/kling/v1/videos/text2video/866177520012342564",
				{},
				"<html>bad</html>",
			),
			...[4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => poll(n, "processing")),
		];
	}
}

function exchange(
	id: string,
	at: number,
	method: string,
	status: number,
	path: string,
	headers: Readonly<Record<string, string>>,
	text: string,
	sent = '{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}',
): Exchange {
	return {
		id,
		source: "sample",
		startedDateTime: new Date(at).toISOString(),
		time: 240,
		method,
		url: `https://api.crazyrouter.com${path}`,
		status,
		statusText: "",
		requestHeaders: [],
		requestBody:
			method === "GET"
				? { ...NO_BODY, state: "empty" }
				: { state: "ok", text: sent, mimeType: "application/json", size: sent.length },
		responseHeaders: Object.entries({ "Content-Type": "application/json", ...headers }).map(
			([name, value]) => ({ name, value }),
		),
		responseBody: {
			state: "ok",
			text,
			mimeType: headers["Content-Type"] ?? "application/json",
			size: text.length,
		},
		error: null,
		resourceType: "fetch",
		streamMessages: [],
		pageOrigin: "http://localhost:5173",
		marks: [],
	};
}

import { expect, test } from "vitest";
import { fromEntry } from "../lib/from-entry";

const given = { id: "e1", source: "har" } as const;
const body = (content: object, response: object = {}) =>
	fromEntry({ request: { url: "https://h.test/" }, response: { status: 200, ...response, content } }, given)
		.responseBody;

test("a whole entry", () => {
	const exchange = fromEntry(
		{
			startedDateTime: "2026-03-01T10:00:00.000+01:00",
			time: 12.5,
			_resourceType: "fetch",
			_fromCache: "disk",
			request: {
				method: "post",
				url: "https://h.test/v1/x?a=1",
				headers: [{ name: "Origin", value: "https://app.test" }, { name: "X", value: 5 }, { name: 3 }, null],
				postData: { mimeType: "application/json", text: '{"model":"m"}' },
			},
			response: {
				status: 429,
				statusText: "Too Many Requests",
				headers: [{ name: "Retry-After", value: "3" }],
				content: { size: 2, mimeType: "application/json", text: "{}" },
				_error: null,
				_fetchedViaServiceWorker: true,
			},
		},
		given,
	);
	expect(exchange).toMatchObject({
		id: "e1",
		startedDateTime: "2026-03-01T10:00:00.000+01:00",
		time: 12.5,
		method: "POST",
		url: "https://h.test/v1/x?a=1",
		status: 429,
		statusText: "Too Many Requests",
		pageOrigin: "https://app.test",
		resourceType: "fetch",
		error: null,
		marks: ["from disk cache", "via service worker"],
	});
	expect(exchange.requestHeaders).toEqual([
		{ name: "Origin", value: "https://app.test" },
		{ name: "X", value: "5" },
	]);
	expect(exchange.requestBody.text).toBe('{"model":"m"}');
	expect(exchange.responseBody).toEqual({ state: "ok", text: "{}", mimeType: "application/json", size: 2 });
});

test.each([
	["nothing", undefined],
	["null", null],
	["a string", "x"],
	["an empty object", {}],
	[
		"wrong kinds everywhere",
		{ startedDateTime: 5, time: "x", request: [], response: { status: "x", headers: {}, content: 7 } },
	],
	["fields of the prototype", JSON.parse('{"__proto__":{"request":{"url":"https://evil.test"}}}')],
])("%s becomes an empty exchange", (_name, entry) => {
	expect(fromEntry(entry, given)).toMatchObject({
		method: null,
		url: null,
		status: 0,
		startedDateTime: null,
		time: null,
	});
});

test.each([
	[-999, 0],
	["429", 429],
	[200.5, 0],
	[1e9, 0],
])("status %s is read as %i", (status, read) => {
	expect(fromEntry({ response: { status } }, given).status).toBe(read);
});

test("empty, missing and binary bodies never look alike", () => {
	expect(body({ size: 0, text: "" }).state).toBe("empty");
	expect(body({ size: 0 }).state).toBe("empty");
	expect(body({ size: 90 }).state).toBe("unavailable");
	expect(body({ size: 90, text: "" }).state).toBe("unavailable");
	expect(body({ size: 3, encoding: "base64", text: "/9j/", mimeType: "image/jpeg" }).state).toBe("binary");
	expect(body({ size: 3, encoding: "base64", text: "/9j/", mimeType: "" }).state).toBe("binary");
	expect(body({ size: 3, encoding: "base64", text: "%%%", mimeType: "" }).state).toBe("binary");
});

test("base64 is decoded as UTF-8", () => {
	expect(body({ encoding: "base64", text: btoa("caf\xc3\xa9") }).text).toBe("café");
	expect(body({ encoding: "base64", text: "5L2g5aW9" }).text).toBe("你好");
});

test("Firefox's padding of a cut body is taken off and the body marked as truncated", () => {
	expect(body({ text: `{"a":1${"\0".repeat(500)}` })).toMatchObject({ state: "truncated", text: '{"a":1' });
});

test("a byte order mark and lone surrogates", () => {
	expect(body({ text: "\uFEFF{}" }).text).toBe("{}");
	expect(body({ text: "a\ud800b" }).text).toBe("a\ufffdb");
});

test("a live body is the caller's; its state stays", () => {
	const entry = {
		request: {},
		response: { status: 200, content: { size: 10, mimeType: "text/plain", text: "other" } },
	};
	expect(fromEntry(entry, { ...given, body: { state: "ok", text: "mine" } }).responseBody.text).toBe("mine");
	expect(fromEntry(entry, { ...given, body: { state: "evicted", text: "" } }).responseBody).toMatchObject({
		state: "evicted",
		text: "",
	});
});

test("form fields and secrets in them", () => {
	const exchange = fromEntry(
		{
			request: {
				postData: {
					mimeType: "application/x-www-form-urlencoded",
					params: [
						{ name: "model", value: "m" },
						{ name: "api_key", value: "abc" },
					],
				},
			},
		},
		given,
	);
	expect(exchange.requestBody.text).toMatch(/^model=m&api_key=\[key:\w{4}\]$/);
});

test("stream messages are kept, broken ones left out", () => {
	const entry = {
		_eventSourceMessages: [{ time: 1.5, eventName: "message", data: "a" }, { data: 5 }, null, { data: "b" }],
	};
	expect(fromEntry(entry, given).streamMessages).toEqual([
		{ time: 1.5, eventName: "message", data: "a" },
		{ time: 0, eventName: "", data: "b" },
	]);
});

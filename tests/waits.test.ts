import { expect, test } from "vitest";
import { spanMs, waitInText, waitsInHeaders } from "../lib/waits";
import { exchange } from "./fixtures/exchange";

const NOW = Date.parse("2026-03-01T10:00:00Z");

test.each([
	["Please try again in 20s.", 20_000],
	["Please try again in 1m30s", 90_000],
	["Please try again in 700ms. Visit", 700],
	["try again in 6.2 seconds", 6200],
	["Please retry in 23.53s", 23_530],
	["retry after 12 seconds", 12_000],
	["Please wait 2 minutes and 30 seconds", 150_000],
	["Limit resets in 3 hours", 10_800_000],
	["请在 30 秒后重试", 30_000],
	["请 5 分钟后再试", 300_000],
	["попробуйте через 30 секунд", 30_000],
	["quota will reset after 1h10m5s", 4_205_000],
	["Your limit resets at 2026-03-01 10:05:00 UTC", 300_000],
	['"retryDelay": "36s"', 36_000],
	["retry_delay {\n  seconds: 45\n}", 45_000],
	["reset_at: 2026-03-01T10:00:30Z", 30_000],
])("%s", (text, ms) => {
	expect(waitInText(text, NOW)).toBe(ms);
});

test.each([
	"上游任务超时（超过1小时）",
	"1分钟内最多请求60次",
	"Limit 30000, Used 29950, Requested 400",
	"Your limit reset at 2025-01-01 00:00:00 UTC",
	"try again later",
	"try again in 999999999999 days",
])("no wait in: %s", (text) => {
	expect(waitInText(text, NOW)).toBeNull();
});

function headers(fields: Record<string, string>, status = 429) {
	const responseHeaders = Object.entries(fields).map(([name, value]) => ({ name, value }));
	return waitsInHeaders(
		exchange({ status, responseHeaders, time: 500, startedDateTime: "2026-03-01T10:00:00Z" }),
	)[0];
}

test("Retry-After in seconds, as a date, and nonsense", () => {
	expect(headers({ "Retry-After": "12" })).toEqual({ ms: 12_000, from: "Retry-After" });
	expect(
		headers({ "retry-after": "Sun, 01 Mar 2026 10:00:20 GMT", date: "Sun, 01 Mar 2026 10:00:05 GMT" }),
	).toEqual({
		ms: 15_000,
		from: "Retry-After",
	});
	expect(headers({ "retry-after": "Sun, 01 Mar 2026 10:00:20 GMT" })?.ms).toBe(19_500);
	expect(headers({ "retry-after": "Sun, 01 Mar 2020 10:00:20 GMT" })?.ms).toBe(0);
	for (const nonsense of ["soon", "-5", "", "1e99", "99999999999", "NaN", "12 apples"])
		expect(headers({ "retry-after": nonsense }), nonsense).toBeUndefined();
});

test("retry-after-ms is more exact and comes first", () => {
	expect(headers({ "retry-after": "2", "retry-after-ms": "1200" })).toEqual({
		ms: 1200,
		from: "retry-after-ms",
	});
});

test("the reset of the limit that is used up, in all its notations", () => {
	expect(headers({ "x-ratelimit-reset-tokens": "6m0s" })?.ms).toBe(360_000);
	expect(headers({ "x-ratelimit-reset": String((NOW + 30_500) / 1000) })?.ms).toBe(30_000);
	expect(headers({ "x-ratelimit-reset": String(NOW + 30_500) })?.ms).toBe(30_000);
	expect(headers({ "anthropic-ratelimit-tokens-reset": "2026-03-01T10:01:00Z" })?.ms).toBe(59_500);
	const both = { "x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "40s" };
	expect(headers(both)).toBeUndefined();
	expect(
		headers({ ...both, "x-ratelimit-remaining-tokens": "0", "x-ratelimit-remaining-requests": "9" }),
	).toEqual({
		ms: 40_000,
		from: "x-ratelimit-reset-tokens",
	});
	expect(headers({ "x-ratelimit-reset": "30" }, 500), "resets count for a 429 only").toBeUndefined();
});

test("spans in words", () => {
	expect(spanMs("1 day")).toBe(86_400_000);
	expect(spanMs("2 个小时")).toBe(7_200_000);
	expect(spanMs("3 parsecs")).toBeNull();
});

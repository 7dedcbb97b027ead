import { describe, expect, it } from "vitest";
import { looksPasted } from "../lib/paste-form";

describe("looked up or decoded", () => {
	it.each([
		"429",
		"insufficient_quota",
		"mj 24",
		"kling failed",
		"499 rout.my",
		"429 insufficient_quota",
		"余额不足",
		"no available channel",
		"net::ERR_CONNECTION_REFUSED",
		"",
		"   ",
		"429\n",
	])("a query: %j", (text) => expect(looksPasted(text)).toBe(false));

	it.each([
		'{"error":{}}',
		"[1]",
		"HTTP/2 429",
		"data: {}",
		"event: error",
		"<!doctype html>",
		"curl https://api.rout.my/v1/models",
		"Error code: 429 - {'error': 1}",
		"openai.RateLimitError: slow down",
		"No available channel for model x under group y",
		"one line\nanother line",
		"x".repeat(200),
		"SDK said {'error': 'x'}",
	])("a paste: %j", (text) => expect(looksPasted(text)).toBe(true));

	it("looks at a megabyte no longer than at a line", () => {
		const started = performance.now();
		for (const fill of ["{", "a ", "\n", "'", "error ", "\\"])
			looksPasted(fill.repeat(1_000_000 / fill.length));
		expect(performance.now() - started).toBeLessThan(500);
	});
});

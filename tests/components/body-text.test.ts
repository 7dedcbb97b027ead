import { expect, test } from "vitest";
import { prettyParts, rawParts, streamLines } from "../../components/body-text";
import { exchange } from "./make";

const CODE = [{ where: "response.body", path: "error.code", value: "rate_limit" }];

test("the quoted value is marked in place", () => {
	const body = prettyParts('{"code":"other","error":{"code":"rate_limit"}}', 10_000, CODE);
	expect(body?.parts.filter(({ mark }) => mark)).toEqual([{ text: '"rate_limit"', mark: true }]);
	expect(body?.parts.map(({ text }) => text).join("")).toContain('"code": "other"');
});

test("raw text is marked at the first place the value stands", () => {
	const { parts, more } = rawParts("<p>rate_limit</p> rate_limit", 20, CODE);
	expect(parts).toEqual([
		{ text: "<p>", mark: false },
		{ text: "rate_limit", mark: true },
		{ text: "</p> ra", mark: false },
	]);
	expect(more).toBe(true);
});

test("events come from what the browser kept, else from the body, a cut last one included", () => {
	const kept = exchange({
		streamMessages: [
			{ time: 10, eventName: "message", data: "a" },
			{ time: 10.25, eventName: "error", data: "b" },
		],
	});
	expect(streamLines(kept).map(({ name, offsetMs }) => [name, offsetMs])).toEqual([
		["message", 0],
		["error", 250],
	]);
	const text = 'data: {"a":1}\n\nevent: error\ndata: {"error":"cut"}';
	const parsed = exchange({ responseBody: { state: "truncated", text, mimeType: "", size: null } });
	expect(streamLines(parsed)).toEqual([
		{ name: "", data: '{"a":1}', offsetMs: null },
		{ name: "error", data: '{"error":"cut"}', offsetMs: null },
	]);
	const json = exchange({ responseBody: { state: "ok", text: '{"data":1}', mimeType: "", size: null } });
	expect(streamLines(json)).toEqual([]);
});

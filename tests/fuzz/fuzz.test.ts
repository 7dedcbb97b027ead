import { expect, test } from "vitest";
import { fromEntry } from "../../lib/from-entry";
import { readPaste } from "../../lib/paste";
import { BODIES } from "./bodies";
import { checkDecoded } from "./check-decoded";
import { PROPERTIES, runProperties } from "./properties";

const CASES = 100_000;

test("the shares of all properties make a whole", () => {
	expect(PROPERTIES.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

test(`${CASES.toLocaleString("en")} arbitrary inputs: nothing throws, every verdict is made of known words`, {
	timeout: 180_000,
}, () => {
	const ran = runProperties(CASES, 20_260_301);
	expect(ran.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThanOrEqual(CASES);
});

test("every body cut off at every character", { timeout: 60_000 }, () => {
	for (const body of BODIES)
		for (let length = 0; length <= body.length; length += 1) {
			const text = body.slice(0, length);
			checkDecoded(answer(200, text));
			checkDecoded(answer(500, text));
			checkDecoded(readPaste(text, "p").exchange);
		}
});

test.each([
	["arrays 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000)],
	["objects 10,000 deep", `${'{"error":'.repeat(10_000)}1${"}".repeat(10_000)}`],
	["messages 10,000 deep", '{"error":{"message":'.repeat(10_000)],
	["brackets that never close", "{".repeat(200_000)],
	["quotes that never close", '{"a":"'.repeat(30_000)],
	["backslashes", `{"error":{"message":"${"\\".repeat(100_001)}`],
	["a million spaces", " ".repeat(1_000_000)],
	["stream lines of one character", "data:a\n\n".repeat(60_000)],
	["markup that never closes", `<!doctype html>${"<script".repeat(30_000)}`],
	["tags that never close", `<!doctype html>${"<a ".repeat(60_000)}`],
	["numbers", `Error code: ${"4".repeat(100_000)}`],
	["a number beyond every number", '{"error":{"code":1e400,"message":"x","status":-1e999}}'],
	["one field many times", `{"error":{${'"code":"a",'.repeat(20_000)}"code":"insufficient_quota"}}`],
	["lone surrogates", '{"error":{"message":"\\ud800\\udfff\\ud800","code":"\\udc00"}}'],
	[
		"a prototype",
		'{"__proto__":{"error":{"message":"x"}},"error":{"__proto__":{"code":"insufficient_quota"}}}',
	],
])("%s: decoded without harm in well under a second", (_name, text) => {
	const begun = performance.now();
	checkDecoded(answer(500, text));
	checkDecoded(answer(200, text));
	checkDecoded(readPaste(text, "p").exchange);
	expect(performance.now() - begun).toBeLessThan(1500);
});

function answer(status: number, text: string) {
	return fromEntry(
		{
			request: { method: "POST", url: "https://api.crazyrouter.com/v1/chat/completions" },
			response: { status, content: { text } },
		},
		{ id: "x", source: "har" },
	);
}

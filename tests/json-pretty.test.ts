import fc from "fast-check";
import { expect, test } from "vitest";
import { prettyJson, samePath } from "../lib/json-pretty";

const LIMIT = 1_000_000;

function textOf(source: string, limit = LIMIT): string | undefined {
	const pretty = prettyJson(source, limit);
	return pretty?.tokens.map(({ before, text }) => before + text).join("");
}

test("numbers keep every digit", () => {
	expect(textOf('{"id":1720000000000001234,"f":1.50e+10}')).toBe(
		'{\n  "id": 1720000000000001234,\n  "f": 1.50e+10\n}',
	);
});

test("empty objects and lists stay on one line", () => {
	expect(textOf('{"a":{},"b":[ ],"c":[1]}')).toBe('{\n  "a": {},\n  "b": [],\n  "c": [\n    1\n  ]\n}');
});

test("a body that was cut is shown as far as it goes", () => {
	expect(textOf('{"error":{"message":"half a sen')).toBe('{\n  "error": {\n    "message": "half a sen');
	expect(textOf('{"ok":tru')).toBe('{\n  "ok": tru');
});

test("what is not JSON is left alone", () => {
	for (const text of ["", "plain", "{'python': True}", "<html>", '{"a":1]', "[1,2}", "{a:1}"])
		expect(prettyJson(text, LIMIT)).toBeNull();
});

test("values know their place", () => {
	const tokens = prettyJson('{"data":[{"id":"a"},{"id":"b"}],"error":{"code":"x"}}', LIMIT)?.tokens ?? [];
	expect(tokens.filter(({ path }) => path).map(({ path, text }) => `${path}=${text}`)).toEqual([
		'data.0.id="a"',
		'data.1.id="b"',
		'error.code="x"',
	]);
	expect(samePath("data[1].id", "data.1.id")).toBe(true);
	expect(samePath("$.error.code", "error.code")).toBe(true);
	expect(samePath("error.code", "error.type")).toBe(false);
});

test("escapes are read, and what cannot be read stays as written", () => {
	expect(textOf('{"m":"\\u4e2d\\u6587"}')).toBe('{\n  "m": "中文"\n}');
	expect(textOf('{"m":"\\uZZZZ"}')).toBe('{\n  "m": "\\uZZZZ"\n}');
});

test("work stops at the limit and says that there is more", () => {
	const pretty = prettyJson(`[${"1,".repeat(50_000)}1]`, 500);
	expect(pretty?.more).toBe(true);
	expect(pretty?.tokens.length).toBeLessThan(500);
});

test("depth costs nothing", () => {
	expect(prettyJson("[".repeat(100_000), LIMIT)?.tokens.length).toBeGreaterThan(1000);
});

test("formatting changes white space only", () => {
	fc.assert(
		fc.property(fc.json(), (source) => {
			const text = textOf(source);
			if (/^\s*[{[]/.test(source)) expect(JSON.parse(text ?? "")).toEqual(JSON.parse(source));
			else expect(text).toBeUndefined();
		}),
	);
});

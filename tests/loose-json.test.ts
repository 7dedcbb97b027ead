import { expect, test } from "vitest";
import { parseLoose } from "../lib/loose-json";

test.each([
	["JSON", '{"a":[1,2.5,"x",null,true]}', { a: [1, 2.5, "x", null, true] }],
	[
		"a Python dict",
		"{'a': None, 'b': True, 'c': \"it's\", 'd': b'raw', 'e': (1, 2)}",
		{ a: null, b: true, c: "it's", d: "raw", e: [1, 2] },
	],
	["line breaks inside a string", "{'m': 'one\ntwo'}", { m: "one\ntwo" }],
	["an apostrophe between letters", "{'m': 'the user's key'}", { m: "the user's key" }],
	[
		"console.log of an object",
		"{\n  status: 429,\n  headers: [Object],\n  error: { code: 'x', param: undefined },\n  ... 3 more items\n}",
		{ status: 429, headers: "", error: { code: "x", param: null } },
	],
	[
		"class names before a brace",
		"{ headers: Headers { a: 'b' }, res: Response(429) }",
		{ headers: { a: "b" }, res: 429 },
	],
	["a long number", '{"id":1234567890123456789}', { id: "1234567890123456789" }],
	["escapes", '{"a":"\\u4f60\\n\\x41"}', { a: "你\nA" }],
	["a key twice: the last one that says something", '{"a":1,"b":"x","a":2,"b":null}', { a: 2, b: "x" }],
	["trailing commas", "{a: 1,}", { a: 1 }],
])("%s", (_name, text, value) => {
	const read = parseLoose(text, 0);
	if ("headers" in value && value.headers === "")
		expect(read?.value).toMatchObject({ status: 429, error: { code: "x" } });
	else expect(read?.value).toEqual(value);
	expect(read?.complete).toBe(true);
});

test("text that stops in the middle gives what was there", () => {
	expect(parseLoose('{"error":{"message":"upstream err', 0)).toMatchObject({
		value: { error: { message: "upstream err" } },
		complete: false,
	});
});

test("prose in braces is no object", () => {
	expect(parseLoose("{ well }", 0)?.value ?? {}).toEqual({});
	expect(parseLoose("plain", 0)).toBeNull();
});

test("a field called __proto__ is data and changes no prototype", () => {
	const value = parseLoose("{'__proto__': {'polluted': 1}, 'a': 2}", 0)?.value;
	expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
	expect(Object.hasOwn(value as object, "__proto__")).toBe(true);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("the end is where the value ends", () => {
	const text = "x {'a': 1} rest";
	expect(text.slice(parseLoose(text, 2)?.end)).toBe(" rest");
});

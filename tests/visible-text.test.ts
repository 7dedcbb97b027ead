import fc from "fast-check";
import { expect, test } from "vitest";
import { capped, textOf, visibleParts, visibleText } from "../lib/visible-text";

const HIDDEN =
	/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]|\p{Surrogate}/u;

const CODE_POINT = fc.integer({ min: 0, max: 0x10ffff });
const HIDDEN_POINT = fc.constantFrom(0, 0x1b, 0xad, 0x200b, 0x202e, 0x2066, 0xd800, 0xdc00, 0xfe0f, 0xe0041);

test("what hides or reorders becomes a named chip", () => {
	expect(visibleParts("pay\u202egnp.exe")).toEqual([
		{ text: "pay" },
		{ chip: "U+202E" },
		{ text: "gnp.exe" },
	]);
	expect(visibleText("a\u200bb\u0000\u001b[31m")).toBe("a[U+200B]b[U+0000][␛][31m");
	expect(visibleText("line\nend\t")).toBe("line[⏎]end[tab]");
	expect(visibleText("\ud800x")).toBe("[U+D800]x");
	expect(visibleText("tag\u{e0041}")).toBe("tag[U+E0041]");
});

test("an emoji keeps its presentation selector, anything else shows it", () => {
	expect(visibleText("\u2764\ufe0f")).toBe("\u2764\ufe0f");
	expect(visibleText("a\ufe0f")).toBe("a[U+FE0F]");
});

test("several lines stay several lines where they are asked for", () => {
	expect(visibleParts("a\r\nb\tc\rd", 100, true)).toEqual([
		{ text: "a\nb\tc" },
		{ chip: "CR" },
		{ text: "d" },
	]);
});

test("more than eight combining marks on a letter are cut", () => {
	const zalgo = `e${"\u0301".repeat(40)}x`;
	expect(visibleText(zalgo)).toBe(`e${"\u0301".repeat(8)}…x`);
});

test("anything but text becomes its JSON, never an element", () => {
	expect(textOf({ type: "div", props: { children: "x" } })).toBe('{"type":"div","props":{"children":"x"}}');
	expect(textOf(null)).toBe("");
	expect(textOf(12n)).toBe("12");
	const circle: Record<string, unknown> = {};
	circle.self = circle;
	expect(textOf(circle)).toBe("[object Object]");
});

test("a cut never splits a pair", () => {
	expect(capped("ab😀cd", 3)).toBe("ab…");
	expect(capped("abc", 3)).toBe("abc");
});

test("no text at all lets a hidden character through", () => {
	fc.assert(
		fc.property(fc.array(fc.oneof(CODE_POINT, HIDDEN_POINT), { maxLength: 40 }), (points) => {
			const text = String.fromCodePoint(...points);
			const leaks = visibleParts(text).some((part) => "text" in part && HIDDEN.test(part.text));
			expect(leaks, JSON.stringify(text)).toBe(false);
		}),
		{ numRuns: 2000 },
	);
});

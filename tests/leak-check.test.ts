import { describe, expect, test } from "vitest";
import { findLeak, isSearchable } from "../lib/leak-check";
import { createSecretMatcher } from "../lib/secret-matcher";
import { ENCODINGS } from "./export/encodings";
import { createRandom } from "./export/random";

const SECRET = "sk-fake1234567890abcdef_XYZ";

describe("a secret in a finished text is found", () => {
	test.each(Object.keys(ENCODINGS))("as %s", (name) => {
		const written = ENCODINGS[name]?.(SECRET) ?? "";
		const text = `{\n  "a": 1,\n  "request": "x${name.startsWith("base64") ? " " : ""}${written} y"\n}`;
		expect(findLeak(text, ["other-secret-0001", SECRET])).toMatchObject({ line: 3, near: "request" });
	});

	test("inside a longer base64 text, at any alignment", () => {
		for (const before of ["", "a", "ab", "abc", "a longer text before it "])
			for (const form of ["base64", "base64url"] as const)
				expect(
					findLeak(Buffer.from(`${before}${SECRET} and after`).toString(form), [SECRET]),
					before,
				).toMatchObject({ encoding: "base64" });
	});

	test("as base64 of UTF-16 and with zero bytes between", () => {
		expect(findLeak(Buffer.from(SECRET, "utf16le").toString("base64"), [SECRET])).not.toBeNull();
		expect(findLeak([...SECRET].join("\u0000"), [SECRET])).not.toBeNull();
	});

	test("half in one encoding, half in another, upper or lower case", () => {
		const half = Math.floor(SECRET.length / 2);
		const mixed = `${SECRET.slice(0, 4)}${ENCODINGS.percent?.(SECRET.slice(4, half)).toLowerCase()}${ENCODINGS["html entities"]?.(SECRET.slice(half))}`;
		expect(findLeak(mixed, [SECRET])).toMatchObject({ encoding: "escaped" });
		expect(
			findLeak([...SECRET].map((char) => `\\x${char.charCodeAt(0).toString(16)}`).join(""), [SECRET]),
		).not.toBeNull();
		expect(
			findLeak([...SECRET].map((char) => `&#x${char.charCodeAt(0).toString(16)};`).join(""), [SECRET]),
		).not.toBeNull();
		expect(findLeak(JSON.stringify(JSON.stringify('a"b\\c/0123')), ['a"b\\c/0123'])).not.toBeNull();
		expect(findLeak(SECRET.replace("sk", "ｓｋ"), [SECRET])).not.toBeNull();
	});
});

test("the place is told, the secret is not", () => {
	const leak = findLeak(`# Report\n\n## Request\nkey ${SECRET}`, [SECRET]);
	expect(leak).toEqual({ encoding: "raw", line: 4, near: "" });
	expect(JSON.stringify(leak)).not.toContain(SECRET);
});

test("a text without any secret is let through, however close it comes", () => {
	expect(findLeak(SECRET.slice(0, -1), [SECRET])).toBeNull();
	expect(findLeak("", [SECRET])).toBeNull();
	expect(findLeak("anything", [])).toBeNull();
});

test("values that any text may hold are not searched for", () => {
	for (const plain of ["1", "en-US", "dark", "deleted", "completions", "2026", "application/json"])
		expect(isSearchable(plain), plain).toBe(false);
	for (const secret of [SECRET, "hunter2-word", "0123456789012345678901", "correct horse battery staple"])
		expect(isSearchable(secret), secret).toBe(true);
	expect(findLeak("the theme is dark", ["dark"])).toBeNull();
});

test("five thousand secrets cost about as much as one", { timeout: 60_000 }, () => {
	const random = createRandom(3);
	const secrets = Array.from({ length: 5000 }, () => random.text("abcdefghijklmnopqrstuvwxyz0123456789", 40));
	const text = JSON.stringify({ text: 'words and more words, "quoted" and % signs; '.repeat(24_000) });
	const begun = performance.now();
	expect(findLeak(text, secrets)).toBeNull();
	expect(performance.now() - begun).toBeLessThan(20_000);
	expect(findLeak(`${text}${secrets[4321]}`, secrets)).not.toBeNull();
});

test("the matcher finds what indexOf finds, on random texts", () => {
	const random = createRandom(11);
	for (let round = 0; round < 3000; round += 1) {
		const text = random.text("ab", 60);
		const patterns = Array.from({ length: 1 + random.below(6) }, () =>
			random.text("ab", 6 + random.below(4)),
		);
		const found = createSecretMatcher(new Map(patterns.map((pattern) => [pattern, pattern]))).find(text);
		const first = Math.min(...patterns.map((pattern) => text.indexOf(pattern)).filter((at) => at >= 0));
		expect(found[0]?.start ?? Number.POSITIVE_INFINITY).toBe(first);
		for (const { start, end, secret } of found) expect(text.slice(start, end)).toBe(secret);
	}
});

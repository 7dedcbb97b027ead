import { describe, expect, test } from "vitest";
import { isPlainToken } from "../../lib/export/plain-words";
import { REDACTION_RULES } from "../../lib/export/rules";
import { safeBody } from "../../lib/export/safe-body";
import { safeUrl } from "../../lib/export/safe-url";
import { createScope } from "../../lib/export/scope";
import { scrubText } from "../../lib/export/scrub";
import { findLeak } from "../../lib/leak-check";
import { createVault } from "../../lib/vault";

const FILLS: Readonly<Record<string, string>> = {
	letters: "a",
	digits: "7",
	hyphens: "-",
	stars: "*",
	"words and stars": "ab**",
	dots: "a.",
	"at signs": "a@",
	percent: "%41",
	backslashes: "\\",
	"json escapes": "\\u0041",
	entities: "&#65;",
	slashes: "/a",
	"link beginnings": "https://",
	"key beginnings": "sk-",
	"token beginnings": "eyJ",
	"private keys": "-----BEGIN A PRIVATE KEY-----",
	bearer: "Bearer ",
	"named values": 'password:"',
	quotes: '"',
	brackets: "[{",
	tags: "<a ",
	"stream lines": "data:a\n\n",
	"form pairs": "a=b&",
	"own marks": "‹redacted: ",
	zeros: "\u0000",
};

const scope = () => createScope({ vault: createVault() });
const timed = (work: () => unknown) => {
	const begun = performance.now();
	work();
	return performance.now() - begun;
};

describe.each(Object.entries(FILLS))("a hostile fill of %s", (_name, unit) => {
	const fill = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

	// The limits are for a busy machine; what grows with the square takes minutes.
	test("is scrubbed, redacted and searched in a time that grows with its length", { timeout: 60_000 }, () => {
		expect(timed(() => scrubText(fill(60_000), scope()))).toBeLessThan(8000);
		const body = { state: "ok", mimeType: "", size: null } as const;
		for (const side of ["request", "response"] as const)
			for (const text of [
				fill(300_000),
				`{"error":{"message":"${fill(300_000)}"}}`,
				`<html>${fill(300_000)}`,
			])
				expect(timed(() => safeBody({ ...body, text }, { side, failed: true }, scope()))).toBeLessThan(
					10_000,
				);
		expect(timed(() => safeUrl(`https://h.test/${fill(30_000)}?${fill(30_000)}`, scope()))).toBeLessThan(
			2000,
		);
		expect(timed(() => findLeak(fill(1_000_000), ["sk-fake1234567890"]))).toBeLessThan(10_000);
		expect(timed(() => isPlainToken(fill(100_000)))).toBeLessThan(2000);
	});
});

test("each pattern alone takes a megabyte of anything in bounded time", { timeout: 300_000 }, () => {
	for (const { id, pattern } of REDACTION_RULES) {
		if (!pattern) continue;
		for (const [name, unit] of Object.entries(FILLS)) {
			const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
			expect(
				timed(() => text.replace(pattern, "")),
				`${id} on ${name}`,
			).toBeLessThan(8000);
		}
	}
});

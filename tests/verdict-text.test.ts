import { describe, expect, it } from "vitest";
import { explainPaste } from "../lib/explain-paste";
import { verdictAsMarkdown, verdictAsText } from "../lib/verdict-text";

const verdictOn = (text: string) => {
	const { decoded } = explainPaste(text, { watchedHosts: [], router: "crazyrouter", id: "x" });
	const { diagnosis, requestId } = decoded;
	if (!diagnosis) throw new Error("nothing is wrong with it");
	return {
		title: diagnosis.title,
		speaker: "CrazyRouter",
		explanation: diagnosis.explanation,
		diagnosis,
		requestId,
		source: diagnosis.source,
	};
};
const HOSTILE = "![x](https://evil.test/p.png) @team <b>hi</b>";
const verdict = verdictOn(
	`HTTP/1.1 429 Too Many Requests\nx-request-id: req_1\n\n${JSON.stringify({ error: { message: `the prompt was ${HOSTILE}`, code: "insufficient_quota", param: HOSTILE } })}`,
);

describe("a verdict that leaves by the clipboard", () => {
	it("says what happened, who has to act, what to do, and where that stands", () => {
		const text = verdictAsText(verdict);
		for (const part of [
			verdict.title,
			"Who has to act",
			"Does a retry help?",
			"1. ",
			"error.code = insufficient_quota",
			"req_1",
			"According to: CrazyRouter",
			verdict.source,
		])
			expect(text).toContain(part);
		expect(text).not.toContain("`");
	});

	it("holds no message of the server, which may quote what was asked", () => {
		expect(verdictAsText(verdict)).not.toContain("the prompt was");
		expect(verdictAsMarkdown(verdict)).not.toContain("the prompt was");
	});

	it("Markdown: captured words are only ever code", () => {
		const text = verdictAsMarkdown(verdict);
		expect(text).toContain("`error.code = insufficient_quota`");
		const outside = text.replace(/`+[^`]*`+/g, "");
		for (const part of ["![", "<b>", "@team"]) expect(outside).not.toContain(part);
	});

	it("names what hides or reorders text", () => {
		const text = verdictAsText(verdictOn('{"error":{"message":"x","code":"ab\\u202ecd"}}'));
		expect(text).not.toContain("\u202e");
	});
});

import { describe, expect, it } from "vitest";
import { createLookup } from "../lib/lookup";
import { asPlainText, asXml, escapeXml, firstSentence, suggest } from "../lib/suggest";
import { allTopics } from "../lib/topics";

const lookup = createLookup(allTopics());

describe("suggestions of the address bar", () => {
	it("the best verdict first, both routers where both speak", () => {
		expect(suggest(lookup, "429 insufficient_quota")[0]?.id).toBe("crazyrouter/insufficient_quota");
		expect(
			suggest(lookup, "429")
				.slice(0, 2)
				.map(({ id }) => id),
		).toEqual(["crazyrouter/429", "rout.my/429"]);
		expect(suggest(lookup, "zzzzqqqq")).toEqual([]);
	});
	it("each leads to an entry of its own", () => {
		const ids = suggest(lookup, "model not found").map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids) expect(lookup.byId(id)).not.toBeNull();
	});
	it("no more than the browser shows", () => expect(suggest(lookup, "error").length).toBeLessThanOrEqual(6));
});

describe("first sentence", () => {
	it.each([
		["The balance is used up. Top up.", "The balance is used up."],
		["At rout.my this is 429. Wait.", "At rout.my this is 429."],
		["No full stop", "No full stop"],
		["", ""],
	])("%s", (text, sentence) => expect(firstSentence(text)).toBe(sentence));
	it("of every entry is a part of it", () => {
		for (const { explanation, id } of lookup.topics)
			expect(explanation.startsWith(firstSentence(explanation)), id).toBe(true);
	});
});

describe("descriptions", () => {
	const hostile = { id: "x", key: '<&"', title: "it's </match><url>", sentence: "a\u0000b\ud800 `code`" };
	it("are XML in Chrome: every description of the catalogue parses", () => {
		const tags = /^(?:[^<>&"']|&#\d+;|<\/?(?:match|dim)>)*$/;
		for (const { id } of lookup.topics)
			for (const suggestion of suggest(lookup, id)) expect(asXml(suggestion), id).toMatch(tags);
		expect(asXml(hostile)).toMatch(tags);
		expect(asXml(hostile)).not.toMatch(/[\u0000-\u001f\ud800-\udfff]/);
	});
	it("are text in Firefox", () => {
		expect(asPlainText({ id: "x", key: "429", title: "A & B", sentence: "So." })).toBe("429 · A & B — So.");
	});
	it("escape once", () => expect(escapeXml("a & b < c")).toBe("a &#38; b &#60; c"));
});

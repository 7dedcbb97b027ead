import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decode } from "../../lib/decode";
import { readPaste } from "../../lib/paste";

const SIDES: Readonly<Record<string, string>> = {
	client: "mine",
	account: "mine",
	router: "theirs",
	upstream: "theirs",
	network: "network",
};
const AGAIN: Readonly<Record<string, string>> = {
	yes: "again",
	later: "again",
	no: "change",
	"after-change": "change",
};

const PHRASES = readFileSync(new URL("../fixtures/phrases.txt", import.meta.url), "utf8")
	.split("\n")
	.filter((line) => line !== "" && !line.startsWith("#"))
	.map((line) => {
		const parts = line.split("|");
		const [category = "", side = "", retry = ""] = parts.splice(-3);
		return { text: parts.join("|"), category: category.split(" "), side: side.split(" "), retry };
	});

describe("messages people meet", () => {
	it("there are some hundred", () => expect(PHRASES.length).toBeGreaterThan(400));
	it.each(PHRASES)("$text", ({ text, category, side, retry }) => {
		const { diagnosis } = decode(readPaste(text, "phrase").exchange, { watchedHosts: [] });
		const said = diagnosis ? `${diagnosis.category} by ${diagnosis.entry}` : "nothing";
		expect(category, said).toContain(diagnosis?.category);
		if (!side.includes("any")) expect(side, said).toContain(SIDES[diagnosis?.fault ?? ""]);
		if (retry !== "any") expect(AGAIN[diagnosis?.retry.verdict ?? ""], said).toBe(retry);
	});
});

import { describe, expect, it } from "vitest";
import { createLookup, type Topic } from "../lib/lookup";
import { typingDistance } from "../lib/typing-distance";

const topic = (
	id: string,
	speaker: string,
	keys: string[],
	title: string,
	keywords: string[] = [],
	rank = 0,
): Topic => ({
	id,
	speaker,
	keys,
	title,
	explanation: "",
	keywords,
	rank,
	entry: null,
	word: null,
});

const lookup = createLookup([
	topic(
		"crazyrouter/insufficient_quota",
		"CrazyRouter",
		["insufficient_quota"],
		"Balance used up",
		["余额不足", "残高"],
		3,
	),
	topic("openai/insufficient_quota", "OpenAI", ["insufficient_quota"], "Quota used up", ["billing"], 2),
	topic("crazyrouter/429", "CrazyRouter", ["429"], "Too many requests", ["rate limit"], 3),
	topic("rout.my/429", "rout.my", ["429"], "Rate limit or quota exhausted", [], 3),
	topic("rout.my/499", "rout.my", ["499"], "Client disconnected", [], 3),
	topic(
		"crazyrouter/rate_limit_exceeded",
		"CrazyRouter",
		["rate_limit_exceeded"],
		"Too many requests for this key",
		[],
		3,
	),
	topic("midjourney/24", "Midjourney", ["24"], "Banned prompt", [], 1),
	topic("kling/24", "Kling", ["24"], "Something else", [], 1),
	topic("suno/TEXT_SUCCESS", "Suno", ["TEXT_SUCCESS"], "Lyrics are ready", [], 1),
	topic("suno/SUCCESS", "Suno", ["SUCCESS"], "Done", [], 1),
]);
const keys = (query: string) => lookup.search(query).map((hit) => hit.key);
const first = (query: string) => lookup.search(query)[0];

describe("lookup", () => {
	it("puts the readings of a status side by side", () => {
		expect(first("429")?.readings.map(({ speaker }) => speaker)).toEqual(["CrazyRouter", "rout.my"]);
	});
	it("finds a code by name, part, beginning, and without separators", () => {
		for (const query of [
			"insufficient_quota",
			"insufficient quota",
			"insufficientquota",
			"insuff",
			"INSUFFICIENT-QUOTA",
		])
			expect(first(query)?.key, query).toBe("insufficient_quota");
	});
	it("forgives typing errors", () => {
		for (const query of ["insuficient_quota", "insufficient_qouta", "balence"])
			expect(first(query)?.key, query).toBe("insufficient_quota");
	});
	it("finds by meaning in English, Chinese and Japanese", () => {
		for (const query of ["balance", "余额", "余额不足", "残高"])
			expect(first(query)?.key, query).toBe("insufficient_quota");
	});
	it("a speaker's name chooses among equal codes", () => {
		expect(first("midjourney 24")?.readings[0]?.id).toBe("midjourney/24");
		expect(first("kling 24")?.readings[0]?.id).toBe("kling/24");
		expect(first("499 rout.my")?.readings[0]?.id).toBe("rout.my/499");
	});
	it("a status and a code together: the code first", () => {
		expect(keys("429 insufficient_quota").slice(0, 2)).toEqual(["insufficient_quota", "429"]);
	});
	it("never takes a part of a word for the word", () => {
		expect(keys("TEXT_SUCCESS")[0]).toBe("TEXT_SUCCESS");
		expect(keys("SUCCESS")[0]).toBe("SUCCESS");
	});
	it("nothing for nothing, and for noise", () => {
		for (const query of ["", "   ", "?!", "zzzzzzzzqqq", "__proto__", "constructor"])
			expect(keys(query), query).toEqual([]);
	});
	it("survives any text", () => {
		for (const query of ["\uD800", "a".repeat(1e6), "\0\u202e", "(((((", "💥".repeat(500)])
			lookup.search(query);
	});
	it("an entry is found by its id", () => {
		expect(lookup.byId("rout.my/499")?.title).toBe("Client disconnected");
		expect(lookup.byId("__proto__")).toBeNull();
	});
});

describe("typing distance", () => {
	it.each([
		["quota", "quota", 0],
		["quota", "qouta", 1],
		["quota", "quot", 1],
		["quota", "quotas", 1],
		["quota", "kvota", 2],
		["abc", "xyz", 3],
	])("%s and %s: %i", (a, b, slips) => expect(typingDistance(a, b, 3)).toBe(slips));
	it("stops early", () => expect(typingDistance("aaaaaaaa", "bbbbbbbb", 2)).toBe(3));
});

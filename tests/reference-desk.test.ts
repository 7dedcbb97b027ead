import { describe, expect, it } from "vitest";
import { createReferenceDesk } from "../lib/reference-desk";
import { allTopics } from "../lib/topics";

const hosts = [
	{ host: "ai.example", speaksLike: "rout.my" },
	{ host: "plain.example", speaksLike: null },
];
const desk = createReferenceDesk(hosts);

describe("the reference", () => {
	it("has routers first, then media systems, and every entry in one part", () => {
		const groups = desk.groups();
		expect(groups.slice(0, 2).map(({ id }) => id)).toEqual(["crazyrouter", "rout.my"]);
		const kinds = groups.map(({ kind }) => kind);
		expect(kinds).toEqual([...kinds].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
		expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(allTopics().length);
	});
	it("every part lists all of its entries, each with its source", () => {
		for (const group of desk.groups()) {
			const hits = desk.page(group.id)?.sections.flatMap((section) => section.hits) ?? [];
			expect(hits.length, group.id).toBe(group.count);
			for (const { readings } of hits) {
				expect(readings.length, group.id).toBe(1);
				expect(readings[0]?.source, readings[0]?.id).toMatch(/^https:/);
			}
		}
		expect(desk.page("__proto__")).toBeNull();
	});
	it("statuses stand in their order", () => {
		const statuses = desk.page("crazyrouter")?.sections.find(({ kind }) => kind === "statuses")?.hits ?? [];
		const numbers = statuses.map(({ key }) => Number(key));
		expect(numbers.length).toBeGreaterThan(5);
		expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
	});
	it("a media system has its status words beside its codes", () => {
		const kinds = desk.page("kling")?.sections.map(({ kind }) => kind);
		expect(kinds?.slice(0, 2)).toEqual(["words", "codes"]);
	});
});

const ORDER: readonly string[] = ["router", "media", "other"];

describe("the desk", () => {
	it("what it answers is plain data", () => {
		const answers = [desk.search("429", null), desk.groups(), desk.page("suno"), desk.explain("429", null)];
		expect(structuredClone(answers)).toEqual(answers);
	});
	it("one entry by its id", () => {
		expect(desk.entry("rout.my/499")?.readings[0]?.diagnosis?.source).toMatch(/^https:/);
		expect(desk.entry("constructor")).toBeNull();
	});
	it("own hosts can be chosen, and speak like the router they were given", () => {
		expect(desk.routers().map(({ id }) => id)).toEqual([
			"crazyrouter",
			"rout.my",
			"ai.example",
			"plain.example",
		]);
		expect(desk.search("429", "ai.example")[0]?.readings[0]?.id).toBe("rout.my/429");
		expect(desk.search("429", "plain.example")[0]?.readings[0]?.id).toBe("crazyrouter/429");
	});
	it("two pastes are two exchanges", () => {
		expect(desk.explain("429", null).exchange.id).not.toBe(desk.explain("429", null).exchange.id);
	});
});

import { describe, expect, it } from "vitest";
import { FAMILIES } from "../lib/catalog/list";
import { ROUTERS } from "../lib/catalog/router-list";
import { createLookup } from "../lib/lookup";
import { MEDIA_SYSTEMS } from "../lib/media/list";
import { allTopics } from "../lib/topics";

const topics = allTopics();
const lookup = createLookup(topics);
const first = (query: string, router: string | null = null) => lookup.search(query, { router })[0];
const ids = (query: string, router: string | null = null) =>
	first(query, router)?.readings.map(({ id }) => id) ?? [];

describe("what the lookup knows", () => {
	it("every entry and every status word, each with an id of its own and a source", () => {
		const entries = [...ROUTERS, ...FAMILIES].reduce((count, { entries }) => count + entries.length, 0);
		const words = MEDIA_SYSTEMS.reduce((count, { words }) => count + words.size, 0);
		expect(topics.length).toBe(entries + words);
		expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length);
		for (const { id, entry, word } of topics)
			expect(entry?.source ?? word?.source, id).toMatch(/^https:\/\//);
	});
});

/** Query, and the reading that must be the first one of the first line. */
const EXPECTED: readonly (readonly [query: string, id: string])[] = [
	["429", "crazyrouter/429"],
	["insufficient_quota", "crazyrouter/insufficient_quota"],
	["insufficient quota", "crazyrouter/insufficient_quota"],
	["429 insufficient_quota", "crazyrouter/insufficient_quota"],
	["mj 24", "midjourney/banned-word"],
	["midjourney 24", "midjourney/banned-word"],
	["kling failed", "kling/failed"],
	["TEXT_SUCCESS", "suno/TEXT_SUCCESS"],
	["499 rout.my", "rout.my/499"],
	["rout.my 499", "rout.my/499"],
	["openai insufficient_quota", "openai/insufficient_quota"],
	["model not found", "crazyrouter/model_not_found"],
	["context length", "crazyrouter/context_length_exceeded"],
	["rate limit exceeded", "crazyrouter/rate_limit_exceeded"],
	["no available channel", "crazyrouter/model_not_found-temporary"],
	["maximum context length is", "messages/context"],
	["banned prompt", "midjourney/banned-prompt"],
	["MODAL", "midjourney/MODAL"],
	["cors", "network/cors-hidden"],
	["balance", "crazyrouter/insufficient_quota"],
	["余额不足", "crazyrouter/insufficient_quota"],
	["残高", "crazyrouter/insufficient_quota"],
	["无可用渠道", "crazyrouter/model_not_found-temporary"],
	["敏感词", "crazyrouter/content_filter"],
	["上游", "crazyrouter/502"],
	["モデル", "crazyrouter/model_not_found"],
	["レート制限", "crazyrouter/429"],
	["ＴＥＸＴ＿ＳＵＣＣＥＳＳ", "suno/TEXT_SUCCESS"],
	["insuficient_qouta", "crazyrouter/insufficient_quota"],
	["balence", "crazyrouter/insufficient_quota"],
	["contxet_length_exceeded", "crazyrouter/context_length_exceeded"],
	["rate_limt_exceeded", "crazyrouter/rate_limit_exceeded"],
	["modle_not_found", "crazyrouter/model_not_found"],
	["TEXT_SUCESS", "suno/TEXT_SUCCESS"],
];

describe("what people type", () => {
	it.each(EXPECTED)("%s", (query, id) => expect(ids(query)[0]).toBe(id));

	it("both routers side by side where both speak", () => {
		for (const query of ["429", "401", "500", "model_not_found"])
			expect(
				ids(query)
					.slice(0, 2)
					.map((id) => id.split("/")[0]),
				query,
			).toEqual(["crazyrouter", "rout.my"]);
	});

	it("the chosen router speaks first, the other one not at all", () => {
		expect(ids("429", "rout.my")[0]).toBe("rout.my/429");
		expect(ids("429", "crazyrouter")[0]).toBe("crazyrouter/429");
		for (const { readings } of lookup.search("429", { router: "rout.my" }))
			expect(readings.filter(({ router }) => router === "crazyrouter")).toEqual([]);
	});

	it("every code is found by its own name", () => {
		for (const { keys, id } of topics) {
			const [key] = keys;
			if (key === undefined) continue;
			const found = lookup.search(key, { limit: 1 })[0];
			expect(found?.key.toLowerCase().replace(/[\s_./-]/g, ""), id).toBe(
				key
					.normalize("NFKC")
					.toLowerCase()
					.replace(/[\s_./-]/g, ""),
			);
		}
	});
});

import { expect, test } from "vitest";
import { FAMILIES } from "../../lib/catalog/list";
import { buildLiteralIndex } from "../../lib/catalog/literal-index";
import { requiredLiterals } from "../../lib/catalog/literals";
import { ROUTERS } from "../../lib/catalog/router-list";
import { readCases } from "../fixtures/case-file";

test.each([
	["rate limit", ["rate limit"]],
	["rate[ _-]?limit", ["limit"]],
	["(insufficient|low) balance", [" balance"]],
	["quota|credit", ["quota", "credit"]],
	["^too many (requests|tokens)$", ["too many "]],
	["a{2,}bcd", ["bcd"]],
	["(?:not )?found", ["found"]],
	["\\bERR_\\w+", ["err_"]],
	["[a-z]+", null],
	["x?y*", null],
	["无可用(渠道|通道)", ["无可用"]],
])("what must occur for /%s/", (pattern, literals) => {
	expect(requiredLiterals(pattern)).toEqual(literals);
});

test("no pattern of the catalogue matches a text without one of its literals", () => {
	const texts = readCases("cases").map(({ response }) => response.body.slice(0, 3000));
	for (const { entries } of [...ROUTERS, ...FAMILIES])
		for (const { id, match } of entries)
			for (const pattern of match.message ?? []) {
				const literals = requiredLiterals(pattern);
				if (literals === null) continue;
				const test = new RegExp(pattern, "iu");
				for (const text of texts)
					if (test.test(text))
						expect(
							literals.some((literal) => text.toLowerCase().includes(literal)),
							`${id}: ${pattern}`,
						).toBe(true);
			}
});

test("the index finds every literal in a text, wherever it stands", () => {
	const literals = ["quota", "额度", "ip", "err_failed", "uot"];
	const index = buildLiteralIndex(literals.map((literal) => [literal, literal]));
	const found = (text: string) => {
		const hits = new Set<string>();
		index.scan(text, (hit) => hits.add(hit));
		return [...hits].sort();
	};
	expect(found("your quota is out")).toEqual(["quota", "uot"]);
	expect(found("额度")).toEqual(["额度"]);
	expect(found("err_failed ip")).toEqual(["err_failed", "ip"]);
	expect(found("")).toEqual([]);
});

import { expect, test } from "vitest";
import { readHar } from "../lib/har";

const entry = { request: { method: "GET", url: "https://h.test/" }, response: { status: 200 } };
const har = (entries: unknown) => JSON.stringify({ log: { entries } });

test("entries in order, each with its index", () => {
	const { exchanges, problems } = readHar(`\uFEFF${har([entry, entry])}`, "f#");
	expect(exchanges.map(({ index, exchange }) => [index, exchange.id])).toEqual([
		[0, "f#0"],
		[1, "f#1"],
	]);
	expect(problems).toEqual([]);
});

test("each broken entry is a problem of its own, the others are read", () => {
	const { exchanges, problems } = readHar(
		har([entry, null, { request: {} }, { request: { url: "x" } }, entry]),
		"f#",
	);
	expect(exchanges.map(({ index }) => index)).toEqual([0, 4]);
	expect(problems.map(({ place }) => place)).toEqual([
		"log.entries[1]",
		"log.entries[2].request.url",
		"log.entries[3].response",
	]);
});

test.each([
	["", "empty"],
	["not json", "not JSON"],
	['{"log":{"entries":[', "not JSON"],
	["[]", "no `log`"],
	["{}", "no `log`"],
	['{"log":{}}', "not a list"],
	["PK\u0003\u0004zip", "compressed"],
])("%j is refused with a reason", (text, reason) => {
	const { exchanges, problems } = readHar(text, "f#");
	expect(exchanges).toEqual([]);
	expect(problems[0]?.place).toBe("");
	expect(problems[0]?.reason).toContain(reason);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHar } from "../lib/har";
import { recoverEntries } from "../lib/har-recover";
import { jsonErrorAt } from "../lib/json-error";
import { createRandom, runsOr } from "./export/random";

const ENTRY = {
	startedDateTime: "2026-02-03T10:11:12.345+01:00",
	time: 120.5,
	request: {
		method: "POST",
		url: "https://api.rout.my/v1/chat/completions",
		headers: [{ name: "Accept", value: "*/*" }],
		postData: { mimeType: "application/json", text: '{"model":"gpt-4o"}' },
	},
	response: {
		status: 429,
		statusText: "",
		headers: [{ name: "Retry-After", value: "3" }],
		content: { size: 30, mimeType: "application/json", text: '{"error":{"message":"slow }{ \\" down"}}' },
	},
	timings: { send: 0, wait: 1, receive: 0 },
};
const har = (entries: readonly unknown[]) => JSON.stringify({ log: { version: "1.2", entries } });
const statuses = (text: string) => readHar(text, "f").exchanges.map(({ exchange }) => exchange.status);

describe("what recorders really write", () => {
	test.each<[string, unknown, number]>([
		["Fiddler: byte order mark", ENTRY, 429],
		["Charles: status as text", { ...ENTRY, response: { ...ENTRY.response, status: "503" } }, 503],
		["a failed request: status -999", { ...ENTRY, response: { status: -999 } }, 0],
		[
			"mitmproxy: status null, no timings",
			{ ...ENTRY, timings: undefined, response: { status: null, headers: null, content: null } },
			0,
		],
		["Safari: null date, no time", { ...ENTRY, startedDateTime: null, time: undefined }, 429],
		[
			"Insomnia: no headers",
			{ request: { method: "GET", url: "https://h.test/" }, response: { status: 200, content: {} } },
			200,
		],
		[
			"wrong base64 flag",
			{ ...ENTRY, response: { ...ENTRY.response, content: { text: "{not base64}", encoding: "base64" } } },
			429,
		],
		["headers as an object", { ...ENTRY, request: { ...ENTRY.request, headers: { a: "b" } } }, 429],
		[
			"pseudo headers",
			{ ...ENTRY, request: { ...ENTRY.request, headers: [{ name: ":authority", value: "h.test" }] } },
			429,
		],
	])("%s", (_name, entry, status) => {
		const { exchanges, problems } = readHar(`\uFEFF${har([entry])}`, "f");
		expect(problems).toEqual([]);
		expect(exchanges[0]?.exchange.status).toBe(status);
	});

	test("a list without the log around it", () => {
		expect(statuses(JSON.stringify({ entries: [ENTRY] }))).toEqual([429]);
	});
});

describe("a damaged file", () => {
	const text = har([ENTRY, ENTRY, ENTRY]);

	test("cut in the middle: the whole entries are read and the file is named as cut", () => {
		const { exchanges, problems } = readHar(text.slice(0, text.lastIndexOf("Retry-After")), "f");
		expect(exchanges.length).toBe(2);
		expect(problems).toEqual([
			{
				place: "",
				reason: expect.stringMatching(
					/^the file ends in the middle \(line 1, column \d+\): 2 whole entries were read$/,
				),
			},
		]);
	});

	test("one entry broken inside: the others are read, the broken one is named", () => {
		const second = text.indexOf('"startedDateTime"', text.indexOf('"startedDateTime"') + 5);
		const broken = `${text.slice(0, second + 60)}"${text.slice(second + 60)}`;
		const { exchanges, problems } = readHar(broken, "f");
		expect(exchanges.map(({ index }) => index)).toEqual([0, 2]);
		expect(problems.map(({ place }) => place)).toEqual(["", "log.entries[1]"]);
	});

	test("cut at every character: never throws, never more entries than there were", () => {
		for (let length = 0; length < text.length; length += 1) {
			const { exchanges, problems } = readHar(text.slice(0, length), "f");
			expect(exchanges.length).toBeLessThanOrEqual(3);
			expect(problems.length).toBeGreaterThan(0);
		}
	});

	test("UTF-16 read as bytes is told as such", () => {
		expect(readHar([...'{"log":{}}'].join("\u0000"), "f").problems[0]?.reason).toContain("UTF-16");
	});

	test("a file made to be expensive is given up", { timeout: 60_000 }, () => {
		const begun = performance.now();
		recoverEntries(`{"log":{"entries":[${'{"time":{'.repeat(300_000)}`);
		recoverEntries(`{"log":{"entries":[${'{"time":"'.repeat(300_000)}`);
		expect(performance.now() - begun).toBeLessThan(20_000);
	});

	test("no reason quotes the file", () => {
		const secret = "sk-fake0000000000000000000000";
		const { problems } = readHar(`{"log":{"entries":[${secret}]}}`, "f");
		expect(problems.length).toBe(1);
		expect(JSON.stringify(problems)).not.toContain("fake");
	});
});

test("the place of an error is where JSON ends to be JSON", () => {
	expect(jsonErrorAt('{\n "a": 1,\n "b" 2\n}')).toEqual({ line: 3, column: 6 });
	expect(jsonErrorAt('{"a":[1,]}')).toEqual({ line: 1, column: 9 });
	expect(jsonErrorAt('{"a":1}}')).toEqual({ line: 1, column: 8 });
	expect(jsonErrorAt('["a\n"]')).toEqual({ line: 1, column: 2 });
	expect(jsonErrorAt("[01]")).toEqual({ line: 1, column: 2 });
	expect(jsonErrorAt("")).toEqual({ line: 1, column: 1 });
	expect(jsonErrorAt(har([ENTRY]))).toBeNull();
});

test("the error finder and JSON.parse agree on any text", { timeout: 60_000 }, () => {
	const pieces = fc.constantFrom(
		"{",
		"}",
		"[",
		"]",
		",",
		":",
		'"a"',
		'"',
		"1",
		"-",
		"0.5e3",
		"true",
		"nul",
		" ",
		"\n",
		"\\",
		"x",
		"\u0000",
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.array(pieces, { maxLength: 12 }).map((list) => list.join("")),
				fc.json(),
			),
			(text) => {
				let valid = true;
				try {
					JSON.parse(text);
				} catch {
					valid = false;
				}
				return (jsonErrorAt(text) === null) === valid;
			},
		),
		{ numRuns: 20_000, seed: 5 },
	);
});

/** Drops, retypes, duplicates or damages any field of an entry. */
function mutate(value: unknown, random: ReturnType<typeof createRandom>): unknown {
	if (random.below(12) === 0)
		return random.pick<unknown>([
			null,
			"",
			"text",
			-1,
			Number.POSITIVE_INFINITY,
			true,
			[],
			{},
			[[[]]],
			{ __proto__: null },
			"\ud800",
			"2026-99-99",
		]);
	if (Array.isArray(value))
		return [...value.map((item) => mutate(item, random)), ...(random.below(5) === 0 ? value : [])];
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(() => random.below(15) > 0)
			.map(([key, item]) => [random.below(30) === 0 ? "__proto__" : key, mutate(item, random)]),
	);
}

test("mutated files: nothing throws, every entry is read or named", { timeout: 300_000 }, () => {
	const random = createRandom(17);
	const files = runsOr(10_000);
	for (let index = 0; index < files; index += 1) {
		const entries = [mutate(ENTRY, random), ENTRY, mutate(ENTRY, random)];
		let text = har(entries);
		if (random.below(4) === 0) text = text.slice(0, random.below(text.length));
		if (random.below(4) === 0) {
			const at = random.below(text.length);
			text = `${text.slice(0, at)}${random.pick(['"', "{", "}", "\\", "\u0000", ",", "]"])}${text.slice(at)}`;
		}
		const { exchanges, problems } = readHar(text, "f");
		expect(exchanges.length + problems.length).toBeGreaterThan(0);
	}
});

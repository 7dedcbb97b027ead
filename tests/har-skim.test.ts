import { describe, expect, test } from "vitest";
import type { Exchange } from "../lib/exchange";
import { listHar, readHar } from "../lib/har";
import { createSkimmer } from "../lib/har-skim";
import { generatedEntry } from "./export/generated";
import { createRandom, type Random } from "./export/random";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const PLAIN =
	'{"startedDateTime":"2026-01-02T03:04:05.678Z","time":12.5,"request":{"method":"GET","url":"https://h.test/"},"response":{"status":200,"statusText":"OK"}}';
const SKIMMED = {
	startedDateTime: "2026-01-02T03:04:05.678Z",
	time: 12.5,
	_resourceType: undefined,
	_error: undefined,
	request: { method: "GET", url: "https://h.test/" },
	response: { status: 200, statusText: "OK" },
};

function skim(text: string) {
	return createSkimmer(bytesOf(` ${text}`))(1);
}

describe("an entry is skimmed", () => {
	test.each<[string, string, object]>([
		["as it stands", PLAIN, {}],
		["with white space everywhere", JSON.stringify(JSON.parse(PLAIN), null, "\t"), {}],
		[
			"with the same names further inside",
			PLAIN.replace(
				'"request":{',
				'"_x":{"request":{"url":"https://no.test/"},"time":[{"time":1}]},"request":{"headers":[{"name":"url","value":"]}"}],',
			),
			{},
		],
		["with quotes and brackets in texts", PLAIN.replace('"response":{', '"response":{"a":"}\\"]\\\\",'), {}],
		[
			"with escapes",
			PLAIN.replace("https://h.test/", "https:\\/\\/h.test\\/\\u0061"),
			{
				request: { method: "GET", url: "https://h.test/a" },
			},
		],
		[
			"with letters of two to four bytes",
			PLAIN.replace("https://h.test/", "https://h.test/é漢😀"),
			{
				request: { method: "GET", url: "https://h.test/é漢😀" },
			},
		],
		[
			"with an error in the response",
			PLAIN.replace('"OK"', '"OK","_error":"net::ERR_X"'),
			{
				_error: "net::ERR_X",
			},
		],
		["with nothing where something could be", PLAIN.replace("12.5", "null"), { time: null }],
		[
			"with a status in words",
			PLAIN.replace("200", '"200"'),
			{
				response: { status: "200", statusText: "OK" },
			},
		],
		["with an empty list and object", PLAIN.replace('"time"', '"a":[],"b":{},"time"'), {}],
	])("%s", (_name, text, more) => {
		expect(skim(text)).toEqual({ entry: { ...SKIMMED, ...more }, end: bytesOf(text).length + 1 });
	});

	test.each([
		["a field that comes twice", PLAIN.replace('"time"', '"time":1,"time"')],
		["a request that comes twice", PLAIN.replace('"response"', '"request":{"url":"x"},"response"')],
		["an error in two places", PLAIN.replace('"OK"}', '"OK","_error":null},"_error":"x"')],
		["a name with escapes", PLAIN.replace('"url"', '"\\u0075rl"')],
		["a field of another kind", PLAIN.replace("12.5", "true")],
		["a number written oddly", PLAIN.replace("12.5", "+12.5")],
		["no URL", PLAIN.replace('"url"', '"uri"')],
		["a URL that is none", PLAIN.replace('"https://h.test/"', "null")],
		["no response", PLAIN.replace('"response"', '"answer"')],
		["a response that is none", PLAIN.replace('{"status":200,"statusText":"OK"}', "null")],
		["a comma too many", PLAIN.replace('"OK"}', '"OK",}')],
		["a comma too few", PLAIN.replace(',"time"', ' "time"')],
		["no colon", PLAIN.replace('"time":', '"time"')],
		["a text that does not end", PLAIN.slice(0, 20)],
		["an object that does not end", PLAIN.slice(0, -1)],
		["a list", "[]"],
		["nothing", ""],
	])("unless there is %s", (_name, text) => {
		expect(skim(text)).toBeNull();
	});
});

/** All of a file by the list and what follows, carefully where the list proves to be wrong. */
function listThenRead(text: string) {
	const attempt = (careful: boolean) => {
		const problems: unknown[] = [];
		let heads: object[] = [];
		const list = listHar(
			bytesOf(text),
			"f",
			null,
			{
				take: (id, head) => heads.push({ id, ...head }),
				problem: (problem) => problems.push(problem),
				again() {
					heads = [];
					problems.length = 0;
				},
			},
			{ careful },
		);
		return { heads, problems, exchanges: [...(list?.exchanges() ?? [])] };
	};
	const quick = attempt(false);
	return quick.exchanges.includes(null) ? attempt(true) : quick;
}

const headOf = ({
	id,
	startedDateTime,
	time,
	method,
	url,
	status,
	statusText,
	error,
	resourceType,
}: Exchange) => ({
	...{ id, startedDateTime, time, method, url, status, statusText, error, resourceType },
});

const ODD = ['"', "{", "}", "[", "]", "\\", "\u0000", ",", ":", "0", "é", " ", "\ud800"];

/** A text with characters put in, left out or cut off, so that it may or may not be JSON. */
function damaged(text: string, random: Random): string {
	const at = random.below(text.length);
	switch (random.below(5)) {
		case 0:
			return `${text.slice(0, at)}${random.pick(ODD)}${text.slice(at)}`;
		case 1:
			return `${text.slice(0, at)}${text.slice(at + 1 + random.below(3))}`;
		case 2:
			return text.slice(0, at);
		case 3:
			return text.replace(
				/"(?:time|url|status|_error|request)"/,
				random.pick(['"time"', '"\\u0075rl"', '"_error"']),
			);
		default:
			return text;
	}
}

test("what is listed first and read afterwards is what is read at once, damaged or not", () => {
	const random = createRandom(20_261_122);
	for (let file = 0; file < 400; file += 1) {
		const entries = Array.from({ length: random.below(6) }, () => generatedEntry(random));
		const har = {
			log: { version: "1.2", pages: [], entries: [...entries, ...(file % 9 ? [] : [null, {}])] },
		};
		const text = damaged(JSON.stringify(har, null, random.pick([0, 2])), random);
		const { heads, problems, exchanges } = listThenRead(text);
		const whole = readHar(text.toWellFormed(), "f");
		expect(exchanges).toEqual(whole.exchanges.map(({ exchange }) => exchange));
		expect(heads).toEqual(exchanges.map((exchange) => exchange && headOf(exchange)));
		expect(problems).toEqual(whole.problems);
	}
});

test("an entry that is no JSON after all makes the list void, and is named when it is read with care", () => {
	const broken = PLAIN.replace('"GET"', '"GET","x":tru');
	const text = `{"log":{"entries":[${PLAIN},${broken},${PLAIN}]}}`;
	const list = listHar(bytesOf(text), "f", null, { take() {}, problem() {}, again() {} });
	expect(list?.count).toBe(3);
	expect([...(list?.exchanges() ?? [])]).toEqual([null]);
	const { exchanges, problems } = listThenRead(text);
	expect(exchanges).toHaveLength(2);
	expect(problems).toHaveLength(2);
});

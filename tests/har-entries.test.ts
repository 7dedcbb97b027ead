import { expect, test } from "vitest";
import { listHar, readHar, shiftProblem } from "../lib/har";
import { cutIn, eachEntry, openingOf, WHOLE } from "../lib/har-entries";

const entry = (n: number, text = "") => ({
	startedDateTime: new Date(Date.UTC(2026, 1, 3, 10, 0, n)).toISOString(),
	time: n,
	request: { method: "GET", url: `https://h.test/${n}`, headers: [] },
	response: { status: 200, headers: [], content: { text } },
});
/** What a body would have to hold to be taken for the next entry. */
const TRICK = '},{"startedDateTime":"}, {"startedDateTime';
const ENTRIES = Array.from({ length: 40 }, (_, n) => entry(n, n % 3 === 0 ? TRICK : "plain"));
const harOf = (entries: readonly unknown[], space?: number) =>
	JSON.stringify({ log: { version: "1.2", entries, comment: "end" } }, null, space);

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Lists a text and then reads it whole; both must tell of the same requests. */
function read(text: string, portion = WHOLE) {
	const urls: (string | null)[] = [];
	let restarts = 0;
	const list = listHar(
		bytesOf(text),
		"f",
		null,
		{
			take: (_id, { url }) => urls.push(url),
			problem: () => undefined,
			again: () => {
				restarts += 1;
				urls.length = 0;
			},
		},
		{ portion },
	);
	if (list) {
		expect(list.count).toBe(urls.length);
		expect([...list.exchanges()].map((exchange) => exchange?.url)).toEqual(urls);
	}
	if (portion === WHOLE)
		expect(readHar(text, "f").exchanges.map(({ exchange }) => exchange.url)).toEqual(urls);
	return { fit: list !== null, urls, restarts };
}

test.each([undefined, 2])("a file cut before an entry is read part by part (indent %s)", (space) => {
	const text = harOf(ENTRIES, space);
	const opening = openingOf(text.slice(0, 2000)) ?? "";
	expect(opening).toContain('"startedDateTime"');
	const whole = read(text).urls;
	expect(whole).toHaveLength(40);
	for (let near = 1; near < text.length; near += 97) {
		const found = cutIn(text.slice(near), opening);
		if (found < 0) continue;
		const at = near + found;
		const [first, second] = [
			read(text.slice(0, at), { begins: true, ends: false }),
			read(text.slice(at), { begins: false, ends: true }),
		];
		expect([first.fit, second.fit]).toEqual([true, true]);
		expect([...first.urls, ...second.urls]).toEqual(whole);
	}
});

test("a middle part is neither beginning nor end", () => {
	const text = harOf(ENTRIES);
	const at = (n: number) => text.indexOf(JSON.stringify(ENTRIES[n]));
	const { fit, urls } = read(text.slice(at(10), at(30)), { begins: false, ends: false });
	expect(fit).toBe(true);
	expect(urls).toHaveLength(20);
});

test("a cut anywhere else is noticed", () => {
	const text = harOf(ENTRIES);
	const inside = text.indexOf('"response"', text.length / 2);
	expect(read(text.slice(0, inside), { begins: true, ends: false }).fit).toBe(false);
	expect(read(text.slice(inside), { begins: false, ends: true }).fit).toBe(false);
	const afterEntry = text.indexOf(JSON.stringify(ENTRIES[5])) - 1;
	expect(read(text.slice(0, afterEntry), { begins: true, ends: false }).fit).toBe(false);
	expect(read(text.slice(afterEntry), { begins: false, ends: true }).fit).toBe(false);
});

test("files that cannot be cut say so", () => {
	expect(openingOf('{"log":{"entries":[]}}')).toBeNull();
	expect(openingOf('{"log":{"entries":[{"é":1}]}}')).toBeNull();
	expect(openingOf("no list")).toBeNull();
	expect(cutIn('{"a":[{"time":1}]}', '{"time"')).toBe(-1);
});

test("what was handed over in vain is taken back", () => {
	const damaged = `${harOf(ENTRIES).slice(0, -40)}`;
	const { urls, restarts } = read(damaged);
	// Skimmed, then parsed one by one, then what is left of it.
	expect(restarts).toBe(2);
	expect(new Set(urls).size).toBe(urls.length);
	expect(readHar(damaged, "f").exchanges).toHaveLength(urls.length);
	expect(eachEntry("", () => undefined)).toBe(false);
});

test("problems of a later part are counted from the beginning of the file", () => {
	expect(shiftProblem({ place: "log.entries[3].request", reason: "x" }, 20).place).toBe(
		"log.entries[23].request",
	);
	expect(shiftProblem({ place: "", reason: "x" }, 20).place).toBe("");
});

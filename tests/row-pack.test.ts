import { expect, test } from "vitest";
import { createRouterFinder } from "../lib/catalog/router-for-host";
import { decode } from "../lib/decode";
import type { Exchange } from "../lib/exchange";
import { fromEntry } from "../lib/from-entry";
import { createListPacker, unpackList } from "../lib/list-pack";
import { createRowPacker, createRowUnpacker } from "../lib/row-pack";
import { sampleExchanges } from "../lib/sample/session";
import { createSession, noticeRow, type Row, reduce } from "../lib/session";
import { generatedEntry } from "./export/generated";
import { createRandom } from "./export/random";

function rowsOf(exchanges: readonly Exchange[]): readonly Row[] {
	return exchanges.map((exchange) => ({ exchange, decoded: decode(exchange, { watchedHosts: [] }) }));
}

function throughPack(rows: readonly Row[]) {
	const packer = createRowPacker();
	const unpack = createRowUnpacker((text) => text);
	const [back, notices] = [[] as Row[], [] as ReturnType<typeof noticeRow>[]];
	for (const row of rows) {
		packer.add(row, noticeRow(row, []));
		if (packer.rows < 7) continue;
		const read = unpack(structuredClone(packer.take()));
		back.push(...read.rows);
		notices.push(...read.notices);
	}
	const last = unpack(packer.take());
	return { rows: [...back, ...last.rows], notices: [...notices, ...last.notices] };
}

const random = createRandom(20_260_401);
const generated = Array.from({ length: 300 }, (_, index) =>
	fromEntry(generatedEntry(random), { id: `g${index}`, source: "har" }),
);

test.each([
	["the sample session", sampleExchanges()],
	["generated exchanges", generated],
])("%s crosses threads unchanged", (_name, exchanges) => {
	const rows = rowsOf(exchanges);
	expect(throughPack(rows).rows).toEqual(rows);
});

test("jobs and findings come out alike, whether noticed here or there", () => {
	const rows = rowsOf(sampleExchanges());
	const [here, there] = [createSession(), createSession()];
	reduce(here, { type: "imported", rows });
	reduce(there, { type: "imported", ...throughPack(rows) });
	expect(there.tasks.length).toBeGreaterThan(0);
	expect(there.findings.length).toBeGreaterThan(0);
	expect(there.tasks).toEqual(here.tasks);
	expect(there.findings).toEqual(here.findings);
});

const routerOf = createRouterFinder([]);
/** @param batch Rows that cross at once. */
function listOf(rows: readonly Row[], batch = 70, rename = (text: string) => text): readonly Row[] {
	const packer = createListPacker();
	const listed: Row[] = [];
	for (const { exchange } of rows) {
		packer.add(exchange.id, exchange);
		if (packer.count >= batch) listed.push(...unpackList(packer.take(), rename, routerOf));
	}
	return [...listed, ...unpackList(packer.take(), rename, routerOf)];
}

test("a list is told ahead of its rows: all but headers, bodies and verdicts", () => {
	const rows = rowsOf(generated);
	const listed = listOf(rows);
	for (const [index, { exchange, decoded }] of listed.entries()) {
		const whole = rows[index];
		expect(exchange.responseBody.state).toBe("pending");
		expect(decoded).toEqual({
			router: whole?.decoded.router,
			diagnosis: null,
			envelope: null,
			model: null,
			stream: null,
			requestId: null,
		});
		const { requestHeaders, requestBody, responseHeaders, responseBody, streamMessages, pageOrigin, marks } =
			whole?.exchange ?? exchange;
		expect({
			...exchange,
			requestHeaders,
			requestBody,
			responseHeaders,
			responseBody,
			streamMessages,
			pageOrigin,
			marks,
		}).toEqual(whole?.exchange);
	}
});

test("what requests have in common crosses once, also where others stand between them", () => {
	const [one, other] = rowsOf(generated.filter(({ url }, index) => url !== generated[index - 1]?.url));
	if (!one || !other) throw new Error("nothing was generated");
	const packer = createListPacker();
	for (const [index, { exchange }] of [one, other, one, other].entries()) packer.add(`n${index}`, exchange);
	const packed = packer.take();
	expect(packed.split(JSON.stringify(one.exchange.url))).toHaveLength(2);
	const urls = unpackList(packed, String, routerOf).map(({ exchange }) => exchange.url);
	expect(urls).toEqual([one, other, one, other].map(({ exchange }) => exchange.url));
	expect(unpackList(packer.take(), String, routerOf)).toEqual([]);
});

test("secrets in listed addresses get the names of the whole file", () => {
	const [row] = rowsOf(generated);
	if (!row) throw new Error("nothing was generated");
	const url = "https://h.test/?key=‹key 100001›";
	const masked = { ...row, exchange: { ...row.exchange, url } };
	const [listed] = listOf([masked], 70, (text) => text.replaceAll("‹key 100001›", "‹key 7›"));
	expect(listed?.exchange.url).toBe("https://h.test/?key=‹key 7›");
});

const at = (row: Row, startedDateTime: string | null): Row => ({
	...row,
	exchange: { ...row.exchange, startedDateTime },
});
const minute = (index: number) => new Date(Date.UTC(2026, 10, 21, 9, index)).toISOString();

test.each<[string, (row: Row, index: number) => Row]>([
	["in order of time", (row, index) => at(row, minute(index))],
	["newest first", (row, index) => at(row, minute(-index))],
	["shuffled", (row, index) => at(row, minute((index * 7919) % 300))],
	["all at the same moment", (row) => at(row, minute(1))],
	["without any time", (row) => at(row, null)],
])("what was listed first comes to the same as what was read at once: %s", (_name, timed) => {
	const rows = rowsOf([...sampleExchanges(), ...generated]).map(timed);
	const [once, twice] = [createSession(), createSession()];
	reduce(once, { type: "imported", ...throughPack(rows) });
	reduce(twice, { type: "imported", rows: listOf(rows) });
	expect(twice.tasks).toEqual([]);
	// Something else came into the list in the meantime.
	const [between] = rowsOf(generated);
	if (!between) throw new Error("nothing was generated");
	const other = at({ ...between, exchange: { ...between.exchange, id: "between" } }, minute(3));
	reduce(once, { type: "imported", rows: [other] });
	reduce(twice, { type: "imported", rows: [other] });
	for (let first = 0; first < rows.length; first += 40) {
		const { rows: some, notices } = throughPack(rows.slice(first, first + 40));
		reduce(twice, { type: "understood", rows: some, notices, first });
	}
	expect(twice.rows).toEqual(once.rows);
	expect(twice.tasks).toEqual(once.tasks);
	expect(twice.findings.map(({ kind }) => kind).sort()).toEqual(once.findings.map(({ kind }) => kind).sort());
});

test("rows that fell out of the list are not put back, the others find their places", () => {
	const [row] = rowsOf(generated);
	if (!row) throw new Error("nothing was generated");
	const rows = Array.from({ length: 50_010 }, (_, index) => {
		const moved = at(row, minute(index));
		return { ...moved, exchange: { ...moved.exchange, id: `n${index}` } };
	});
	const session = createSession();
	reduce(session, { type: "imported", rows: listOf(rows) });
	expect(session.dropped).toBe(10);
	reduce(session, { type: "understood", ...throughPack(rows.slice(0, 20)), first: 0 });
	reduce(session, { type: "understood", ...throughPack(rows.slice(50_000)), first: 50_000 });
	expect(session.rows).toHaveLength(50_000);
	expect(session.rows.filter(({ exchange }) => exchange.responseBody.state === "pending")).toHaveLength(
		49_980,
	);
	expect(session.rows[0]).toEqual(rows[10]);
	expect(session.rows.at(-1)).toEqual(rows.at(-1));
});

test("a header field that repeats crosses once", () => {
	const [row] = rowsOf(sampleExchanges());
	if (!row) throw new Error("the sample is empty");
	const packer = createRowPacker();
	packer.add(row, noticeRow(row, []));
	packer.take();
	packer.add({ ...row, exchange: { ...row.exchange, id: "again" } }, noticeRow(row, []));
	expect(packer.take().fields).toBe("[]");
});

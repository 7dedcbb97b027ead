import { expect, test } from "vitest";
import { decode } from "../lib/decode";
import type { Exchange } from "../lib/exchange";
import { fromEntry } from "../lib/from-entry";
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

test("a header field that repeats crosses once", () => {
	const [row] = rowsOf(sampleExchanges());
	if (!row) throw new Error("the sample is empty");
	const packer = createRowPacker();
	packer.add(row, noticeRow(row, []));
	packer.take();
	packer.add({ ...row, exchange: { ...row.exchange, id: "again" } }, noticeRow(row, []));
	expect(packer.take().fields).toBe("[]");
});

import { expect, test } from "vitest";
import { decode } from "../../lib/decode";
import type { Decoded } from "../../lib/diagnosis";
import { exportAs } from "../../lib/export/export-as";
import { fromEntry } from "../../lib/from-entry";
import type { Row } from "../../lib/session";
import { generatedEntry } from "./generated";
import { createRandom, runsOr } from "./random";

/** Full run: `EXPORT_RUNS=100000 npx vitest run tests/export/reimport.test.ts`. */
const EXCHANGES = runsOr(2000);
const SEED = 20_260_215;

function rowOf(entry: unknown): Row {
	const exchange = fromEntry(entry, { id: "1", source: "har" });
	return {
		exchange,
		decoded: decode(exchange, { watchedHosts: [{ host: "gateway.test", speaksLike: null }] }),
	};
}

function harOf(row: Row): string {
	const made = exportAs("har", { rows: [row], extensionVersion: "1.0.0", browser: "Chrome 140" });
	if (!made.ok) throw new Error(made.problem);
	return made.text;
}

function verdictOf({ router, diagnosis }: Decoded): string {
	if (!diagnosis) return `${router} fine`;
	return `${router} ${diagnosis.category} ${diagnosis.fault} ${diagnosis.retry.verdict}`;
}

test(`the verdict of ${EXCHANGES.toLocaleString("en")} exchanges is the same after export and import`, {
	timeout: 3_600_000,
}, () => {
	const random = createRandom(SEED);
	const changed: string[] = [];
	const unstable: string[] = [];
	let problems = 0;
	for (let index = 0; index < EXCHANGES; index += 1) {
		const row = rowOf(generatedEntry(random));
		const har = harOf(row);
		const again = rowOf(JSON.parse(har).log.entries[0]);
		if (row.decoded.diagnosis) problems += 1;
		if (verdictOf(row.decoded) !== verdictOf(again.decoded))
			changed.push(
				`#${index} ${verdictOf(row.decoded)} → ${verdictOf(again.decoded)}: ${again.exchange.responseBody.text.slice(0, 600)}`,
			);
		if (index % 5 === 0 && harOf(again) !== har) unstable.push(`#${index}`);
	}
	console.info(
		`${EXCHANGES} exchanges, ${problems} with a problem: ${changed.length} verdicts changed, ${unstable.length} changed by redacting twice`,
	);
	expect(changed.length / EXCHANGES, changed.slice(0, 10).join("\n")).toBeLessThanOrEqual(0.001);
	expect(unstable).toEqual([]);
});

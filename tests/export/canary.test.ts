import { expect, test } from "vitest";
import type { ExportInput } from "../../lib/export/evidence";
import { exportAs } from "../../lib/export/export-as";
import { EXPORT_FORMATS } from "../../lib/export/list";
import { fromEntry } from "../../lib/from-entry";
import { createSession, reduce } from "../../lib/session";
import { createVault, type Vault } from "../../lib/vault";
import { createSurvivorSearch, ENCODINGS } from "./encodings";
import { type Planted, plantedEntry } from "./planted";
import { createRandom, runsOr } from "./random";

/** Full run: `EXPORT_RUNS=10000 npx vitest run tests/export/canary.test.ts`. */
const EXCHANGES = runsOr(600);
const SEED = 20_260_214;

/** The exchange as the panel holds it: with the jobs and findings that it led to. */
function inputOf({ entry }: Planted, vault: Vault | null): ExportInput {
	const session = createSession();
	reduce(session, { type: "watched-hosts", hosts: [{ host: "gateway.test", speaksLike: null }] });
	for (const id of ["1", "2"])
		reduce(session, { type: "exchange", exchange: fromEntry(entry, { id, source: "har", vault }) });
	const { rows, tasks, findings } = session;
	return { rows, tasks, findings, vault, extensionVersion: "1.0.0", browser: "Chrome 140" };
}

/** What survived, by format and placement. */
function leaks(planted: Planted, withVault: boolean): readonly string[] {
	const vault = withVault ? createVault() : null;
	const input = inputOf(planted, vault);
	const found: string[] = [];
	const survivors = createSurvivorSearch(planted.canaries);
	for (const { id } of EXPORT_FORMATS) {
		const made = exportAs(id, input);
		const text = made.ok ? made.text + made.fileName : `${made.problem} ${made.where}`;
		if (!made.ok && made.where !== "") found.push(`${id}: refused, ${made.where}`);
		for (const survivor of survivors(text)) found.push(`${id}: ${survivor}`);
	}
	return found;
}

test("every encoding of a canary is found where it stands", () => {
	const canary = "CNRYx7Kd82hQvB19zzTp";
	const survivors = createSurvivorSearch(new Map([["here", canary]]));
	for (const [name, encode] of Object.entries(ENCODINGS))
		expect(survivors(`before ${encode(canary)} after`), name).not.toEqual([]);
	expect(survivors("nothing of the kind")).toEqual([]);
});

test("every registered form writes an exchange in which nothing is secret", () => {
	const entry = {
		startedDateTime: "2026-02-03T10:11:12.345+01:00",
		time: 12,
		request: {
			method: "POST",
			url: "https://api.rout.my/v1/chat/completions",
			headers: [],
			postData: { mimeType: "application/json", text: '{"model":"gpt-4o"}' },
		},
		response: {
			status: 429,
			statusText: "",
			headers: [],
			content: { size: 2, mimeType: "application/json", text: "{}" },
		},
	};
	const input = inputOf({ entry, canaries: new Map(), encoding: "raw" }, null);
	for (const { id } of EXPORT_FORMATS) {
		const made = exportAs(id, input);
		expect(made.ok, id).toBe(true);
		if (made.ok) expect(made.text.length, id).toBeGreaterThan(20);
	}
});

test(`no canary survives any export of ${EXCHANGES.toLocaleString("en")} random exchanges`, {
	timeout: 3_600_000,
}, () => {
	const random = createRandom(SEED);
	const placements = new Set<string>();
	const failures: string[] = [];
	let planted = 0;
	for (let index = 0; index < EXCHANGES && failures.length < 20; index += 1) {
		const made = plantedEntry(random, index);
		for (const placement of made.canaries.keys()) placements.add(placement);
		planted += made.canaries.size;
		for (const leak of leaks(made, index % 2 === 0)) failures.push(`#${index} ${made.encoding} → ${leak}`);
	}
	console.info(
		`${EXCHANGES} exchanges × ${EXPORT_FORMATS.length} exports: ${placements.size} placements, ${planted} canaries planted, ${failures.length} survived`,
	);
	expect(failures).toEqual([]);
	expect(placements.size).toBeGreaterThanOrEqual(33);
});

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium as findChromium } from "../../scripts/setup/browser.mjs";
import { FOR_PAGE } from "./for-page.mjs";
import { inFirefox } from "./in-firefox.mjs";
import { report } from "./report.mjs";

/**
 * What opening a HAR file and exporting cost, in the real browsers, measured in one run: `node tests/bench/har.bench.mjs`.
 * - from the file to the drawn list of its 50,000 requests, to `JSON.parse` of the same file, read and parsed in a new worker
 *   as well (limit 1.5), and to the same list with all verdicts, jobs and findings (limit 8, a bound of our own)
 * - the longest task of the page meanwhile, and while 5,000 requests are exported (limit 50 ms)
 * - reading entries into exchanges with masked secrets, to `JSON.parse` of the same text, both warm, in one worker
 */

const ENTRIES = 50_000;
/** The least of each time counts, because a busy machine only ever adds. */
const OPENINGS = 4;
const OTHERS = 2;

/**
 * @typedef {import("./report.mjs").Figure} Figure
 * @typedef {import("./har-entry").OpeningRound} OpeningRound
 * @typedef {import("./har-entry").OtherRound} OtherRound
 */

/** @returns {Promise<Figure[]>} */
async function benchHar() {
	const server = await serve();
	try {
		const { openings, others } = await roundsInChromium(server.url);
		/** @type {OpeningRound[]} */
		const inFirefoxToo = [];
		for (let round = 0; round < OPENINGS; round += 1)
			inFirefoxToo.push(await inFirefox(`${server.url}?tell`, server.told));
		if (process.env.BENCH_ROUNDS)
			process.stderr.write(
				`${JSON.stringify({ chromium: openings, firefox: inFirefoxToo, others }, null, "\t")}\n`,
			);
		return [...opening("Chromium", openings), ...opening("Firefox", inFirefoxToo), ...other(others)];
	} finally {
		server.close();
	}
}

/** @param {string} url @returns {Promise<{ openings: OpeningRound[], others: OtherRound[] }>} */
async function roundsInChromium(url) {
	const { chromium } = await import("@playwright/test");
	const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
	/** Each on a page of its own, so that none clears up after another. @param {string} name */
	const ask = async (name) => {
		const page = await browser.newPage();
		await page.goto(url);
		const found = await page.evaluate(({ name, entries }) => Reflect.get(globalThis, name)(entries), {
			name,
			entries: ENTRIES,
		});
		await page.close();
		return found;
	};
	try {
		/** @type {OpeningRound[]} */
		const openings = [];
		/** @type {OtherRound[]} */
		const others = [];
		for (let round = 0; round < OPENINGS; round += 1) openings.push(await ask("measureOpening"));
		for (let round = 0; round < OTHERS; round += 1) others.push(await ask("measureOthers"));
		return { openings, others };
	} finally {
		await browser.close();
	}
}

/** @template Round @param {readonly Round[]} rounds @param {(round: Round) => number} read */
const least = (rounds, read) => Math.min(...rounds.map(read));

/** Of pauses the median counts: the least would hide what happens every other time. @template Round @param {readonly Round[]} rounds @param {(round: Round) => number} read */
function median(rounds, read) {
	const sorted = rounds.map(read).sort((a, b) => a - b);
	const half = sorted.length / 2;
	return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

/** @param {string} browser @param {readonly OpeningRound[]} rounds @returns {Figure[]} */
function opening(browser, rounds) {
	if (rounds.some(({ rows }) => rows !== ENTRIES)) throw new Error("not every entry was opened");
	return [
		{
			name: `${browser}: HAR, 50,000 entries (62 MB): from the file to the list of all requests : reading and JSON.parse`,
			value: least(rounds, ({ listed }) => listed) / least(rounds, ({ fresh }) => fresh),
			unit: "×",
			limit: 1.5,
		},
		{
			name: `${browser}: HAR, 50,000 entries: from the file to all verdicts, jobs and findings : reading and JSON.parse`,
			value: least(rounds, ({ understood }) => understood) / least(rounds, ({ fresh }) => fresh),
			unit: "×",
			limit: 8,
		},
		{
			name: `${browser}: HAR, 50,000 entries: longest task of the page`,
			value: median(rounds, (round) => round.longestTask),
			unit: "ms",
			limit: 50,
		},
	];
}

/** @param {readonly OtherRound[]} rounds @returns {Figure[]} */
function other(rounds) {
	return [
		{
			name: "HAR, 50,000 entries into masked exchanges : JSON.parse, both warm, in one worker",
			value: least(rounds, ({ read }) => read) / least(rounds, ({ parse }) => parse),
			unit: "×",
			limit: 3,
		},
		{
			name: "Export of 5,000 requests as HAR and CSV: longest task of the page",
			value: median(rounds, (round) => round.exportTask),
			unit: "ms",
			limit: 50,
		},
	];
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="stylesheet" href="/style.css"><div id="app"></div><script type="module">
import { measureExporting, measureOpening } from "./page.js";
const root = document.getElementById("app");
const asked = (script, task) => new Promise((resolve, reject) => {
	const begun = performance.now();
	const worker = new Worker(script);
	worker.onerror = reject;
	worker.onmessage = ({ data }) => {
		worker.terminate();
		resolve({ data, time: performance.now() - begun });
	};
	worker.postMessage(task);
});
const made = async (entries) => (await asked("./making.js", entries)).data;
globalThis.measureOpening = async (entries) => {
	const file = await made(entries);
	const fresh = (await asked("./parsing.js", file)).time;
	return { fresh, ...(await measureOpening(file, root)) };
};
globalThis.measureOthers = async (entries) => ({
	...(await measureExporting(5000, root)),
	...(await asked("./reading.js", await made(entries))).data,
});
if (location.search === "?tell")
	globalThis.measureOpening(${ENTRIES}).catch((error) => ({ error: String(error) })).then((round) => fetch("/told", { method: "POST", body: JSON.stringify(round) }));
</script>`;

/** The page, its script, the panel's own worker under the name the opener asks for, and the worker of the comparison. */
async function serve() {
	const here = fileURLToPath(new URL(".", import.meta.url));
	const bundle = async (/** @type {string} */ contents) => {
		const { outputFiles } = await build({ ...FOR_PAGE, stdin: { contents, resolveDir: here, loader: "ts" } });
		return outputFiles[0]?.text ?? "";
	};
	// In files of their own, as in the extension: what the worker loads later must not be loaded at once.
	const { outputFiles: workerFiles } = await build({
		...FOR_PAGE,
		entryPoints: { "har-worker": `${here}../../entrypoints/panel/har-worker.ts` },
		splitting: true,
		outdir: "/",
	});
	const files = new Map([
		["/", { type: "text/html", text: PAGE }],
		["/style.css", { type: "text/css", text: await readFile(`${here}../../components/style.css`, "utf8") }],
		[
			"/page.js",
			{
				type: "text/javascript",
				text: await bundle('export { measureExporting, measureOpening } from "./har-entry";'),
			},
		],
		...workerFiles.map(
			({ path, text }) =>
				/** @type {const} */ ([
					path === "/har-worker.js" ? "/har-worker.ts" : path,
					{ type: "text/javascript", text },
				]),
		),
		[
			"/export-worker.ts",
			{ type: "text/javascript", text: await bundle('import "../../entrypoints/panel/export-worker";') },
		],
		[
			"/making.js",
			{
				type: "text/javascript",
				text: await bundle(
					'import { makeFile } from "./har-entry"; onmessage = ({ data }) => postMessage(makeFile(data));',
				),
			},
		],
		[
			"/parsing.js",
			{
				type: "text/javascript",
				text: "onmessage = async ({ data }) => postMessage(JSON.parse(await data.text()).log.entries.length);",
			},
		],
		[
			"/reading.js",
			{
				type: "text/javascript",
				text: await bundle(
					'import { measureReading } from "./har-entry"; onmessage = async ({ data }) => postMessage(await measureReading(data));',
				),
			},
		],
	]);
	/** @type {(round: OpeningRound) => void} */
	let hear = () => {};
	/** @type {(error: Error) => void} */
	let fail = () => {};
	const server = createServer(async (request, response) => {
		const { pathname } = new URL(request.url ?? "/", "http://bench.test");
		if (pathname === "/told") {
			const said = JSON.parse(Buffer.concat(await request.toArray()).toString());
			if (said.error) fail(new Error(said.error));
			else hear(said);
		}
		const file = files.get(pathname);
		response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" });
		response.end(file?.text ?? "");
	});
	const told = () =>
		new Promise((/** @type {(round: OpeningRound) => void} */ resolve, reject) => {
			hear = resolve;
			fail = reject;
		});
	await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	return { url: `http://127.0.0.1:${port}/`, told, close: () => server.close() };
}

report(await benchHar());

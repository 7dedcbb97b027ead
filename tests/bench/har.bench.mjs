import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium as findChromium } from "../../scripts/setup/browser.mjs";

/**
 * What opening a HAR file and exporting cost, in the real browser, measured in one run: `node tests/bench/har.bench.mjs`.
 * - from the file to the drawn list of 50,000 requests with all verdicts, jobs and findings, to `JSON.parse` of the same file,
 *   read and parsed in a new worker as well (limit 1.5)
 * - the longest task of the page meanwhile, and while 5,000 requests are exported (limit 50 ms)
 * - reading entries into exchanges with masked secrets, to `JSON.parse` of the same text, both warm, in one worker
 */

const ENTRIES = 50_000;
const ROUNDS = 2;

/** @typedef {{ name: string, value: number, unit: string, limit: number }} Figure */

/** @returns {Promise<Figure[]>} */
export async function benchHar() {
	const { chromium } = await import("@playwright/test");
	const server = await serve();
	const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
	try {
		const page = await browser.newPage();
		await page.goto(server.url);
		/** @type {import("./har-entry").HarRound[]} */
		const rounds = [];
		for (let round = 0; round < ROUNDS; round += 1)
			rounds.push(await page.evaluate((entries) => Reflect.get(globalThis, "measure")(entries), ENTRIES));
		const least = (/** @type {(round: import("./har-entry").HarRound) => number} */ read) =>
			Math.min(...rounds.map(read));
		if (rounds.some(({ rows }) => rows !== ENTRIES)) throw new Error("not every entry was opened");
		if (process.env.BENCH_ROUNDS) process.stderr.write(`${JSON.stringify(rounds, null, "\t")}\n`);
		return [
			{
				name: "HAR, 50,000 entries (62 MB): from the file to the list of all requests : reading and JSON.parse",
				value: least(({ listed, fresh }) => listed / fresh),
				unit: "×",
				limit: 1.5,
			},
			{
				name: "HAR, 50,000 entries: from the file to all verdicts, jobs and findings : reading and JSON.parse",
				value: least(({ understood, fresh }) => understood / fresh),
				unit: "×",
				limit: 4,
			},
			{
				name: "HAR, 50,000 entries: longest task of the page",
				value: least((round) => round.longestTask),
				unit: "ms",
				limit: 50,
			},
			{
				name: "HAR, 50,000 entries into masked exchanges : JSON.parse, both warm, in one worker",
				value: least((round) => round.read / round.parse),
				unit: "×",
				limit: 2.5,
			},
			{
				name: "Export of 5,000 requests as HAR and CSV: longest task of the page",
				value: least((round) => round.exportTask),
				unit: "ms",
				limit: 50,
			},
		];
	} finally {
		await browser.close();
		server.close();
	}
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="stylesheet" href="/style.css"><div id="app"></div><script type="module">
import { harText, measureExporting, measureOpening } from "./page.js";
globalThis.measure = async (entries) => {
	const root = document.getElementById("app");
	const exporting = await measureExporting(5000, root);
	const text = harText(entries);
	const begun = performance.now();
	const plain = new Worker("./parsing.js");
	const fresh = await new Promise((resolve) => { plain.onmessage = () => resolve(performance.now() - begun); plain.postMessage(new File([text], "bench.har")); });
	plain.terminate();
	const worker = new Worker("./reading.js", { type: "module" });
	const reading = await new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.postMessage(text); });
	worker.terminate();
	return { ...exporting, ...reading, fresh, ...(await measureOpening(text, root)) };
};
</script>`;

/** The page, its script, the panel's own worker under the name the opener asks for, and the worker of the comparison. */
async function serve() {
	const here = fileURLToPath(new URL(".", import.meta.url));
	const bundle = async (/** @type {string} */ contents) => {
		const { outputFiles } = await build({
			stdin: { contents, resolveDir: here, loader: "ts" },
			bundle: true,
			write: false,
			format: "esm",
			target: "es2022",
			logLevel: "error",
			minify: true,
			jsx: "automatic",
			jsxImportSource: "preact",
			define: { "process.env.NODE_ENV": '"production"' },
		});
		return outputFiles[0]?.text ?? "";
	};
	const files = new Map([
		["/", { type: "text/html", text: PAGE }],
		["/style.css", { type: "text/css", text: await readFile(`${here}../../components/style.css`, "utf8") }],
		[
			"/page.js",
			{
				type: "text/javascript",
				text: await bundle('export { harText, measureExporting, measureOpening } from "./har-entry";'),
			},
		],
		[
			"/har-worker.ts",
			{ type: "text/javascript", text: await bundle('import "../../entrypoints/panel/har-worker";') },
		],
		[
			"/export-worker.ts",
			{ type: "text/javascript", text: await bundle('import "../../entrypoints/panel/export-worker";') },
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
					'import { measureReading } from "./har-entry"; onmessage = ({ data }) => postMessage(measureReading(data));',
				),
			},
		],
	]);
	const server = createServer((request, response) => {
		const file = files.get(request.url ?? "/");
		response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" });
		response.end(file?.text ?? "");
	});
	await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	for (const { name, value, unit, limit } of await benchHar())
		process.stdout.write(
			`${value <= limit ? "ok  " : "OVER"} ${value.toFixed(2).padStart(8)} ${unit}  ${name} (limit ${limit})\n`,
		);

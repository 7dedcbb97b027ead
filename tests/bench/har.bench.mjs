import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium as findChromium } from "../../scripts/setup/browser.mjs";

/**
 * What opening a HAR file costs, in the real browser, as ratios measured in one run: `node tests/bench/har.bench.mjs`.
 * - reading 50,000 entries into exchanges with masked secrets, to `JSON.parse` of the same text in the same worker (limit 1.5)
 * - the longest task of the page while the file is opened (limit 50 ms)
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
		const parse = least((round) => round.parse);
		if (rounds.some(({ rows }) => rows !== ENTRIES)) throw new Error("not every entry was opened");
		const text = `50,000 entries`;
		return [
			{
				name: `HAR, ${text} : JSON.parse, in a worker`,
				value: least((round) => round.read) / parse,
				unit: "×",
				limit: 1.5,
			},
			{
				name: `HAR, ${text}: longest task of the page`,
				value: least((round) => round.longestTask),
				unit: "ms",
				limit: 50,
			},
			{
				name: `HAR, ${text}: from the file to the list : JSON.parse`,
				value: least((round) => round.opened) / parse,
				unit: "×",
				limit: 8,
			},
		];
	} finally {
		await browser.close();
		server.close();
	}
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><script type="module">
import { harText, measureOpening } from "./page.js";
globalThis.measure = async (entries) => {
	const text = harText(entries);
	const worker = new Worker("./reading.js", { type: "module" });
	const reading = await new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.postMessage(text); });
	worker.terminate();
	return { ...reading, ...(await measureOpening(text)) };
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
		});
		return outputFiles[0]?.text ?? "";
	};
	const files = new Map([
		["/", { type: "text/html", text: PAGE }],
		[
			"/page.js",
			{
				type: "text/javascript",
				text: await bundle('export { harText, measureOpening } from "./har-entry";'),
			},
		],
		[
			"/har-worker.ts",
			{ type: "text/javascript", text: await bundle('import "../../entrypoints/panel/har-worker";') },
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

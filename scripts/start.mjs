import { existsSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { chromium } from "./setup/browser.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { ROOT, runTool, tail } from "./setup/run.mjs";
import { Problem, runMain, say } from "./setup/say.mjs";

/** Ports the demo takes when they are free, so that its address is the same every day. */
const USUAL_PORTS = { http: 4620, https: 4643 };

/** What the page does when nobody is there to press its buttons: one of each kind, some of them jobs. */
const TOUR = [
	"ok",
	"crazyrouter429Seconds",
	"crazyrouterInvalidApiKey",
	"crazyrouterInsufficientQuota",
	"crazyrouterModelNotFound",
	"crazyrouter500Internal",
	"crazyrouter502Result",
	"crazyrouterWrapped",
	"crazyrouter200Error",
	"routmy400",
	"routmy403",
	"routmy429Seconds",
	"routmy503",
	"streamOk",
	"streamErrorMid",
	"streamSilentEnd",
	"bodyHtml",
	"corsRefused",
	"abortEarly",
	"midjourney",
	"klingModeration",
	"sunoBatch",
];

const HELP = `npm start                  opens Chromium with the extension, DevTools and the demo page
npm start -- --headless    does the same without a window: prints the panel's table and saves a screenshot
npm start -- --keep        with --headless: stays until Ctrl-C
npm start -- --port 5000   takes this port for the demo page and the next one for HTTPS
CHROMIUM=/path npm start   uses this Chromium`;

/** @param {readonly string[]} args */
function parse(args) {
	const wish = {
		help: false,
		headless: !hasDisplay(),
		keep: false,
		port: /** @type {number | null} */ (null),
	};
	for (let i = 0; i < args.length; i++) {
		const arg = args[i];
		if (arg === "--help" || arg === "-h") wish.help = true;
		else if (arg === "--headless") wish.headless = true;
		else if (arg === "--keep") wish.keep = true;
		else if (arg === "--port") {
			i += 1;
			const port = Number(args[i]);
			if (!Number.isInteger(port) || port < 1 || port > 65_534)
				throw new Problem(
					`--port wants a number from 1 to 65534 and got ${args[i] ?? "nothing"}: try --port 5000.`,
				);
			wish.port = port;
		} else throw new Problem(`npm start does not know ${arg}.\n${HELP}`);
	}
	return wish;
}

function hasDisplay() {
	if (process.platform !== "linux") return true;
	return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function build() {
	const started = Date.now();
	const built = await runTool("wxt/bin/wxt.mjs", ["build"], { env: { WXT_TELEMETRY: "0" } });
	if (built.code !== 0)
		throw new Problem(`The extension does not build; the last words:\n${tail(built.output, 30)}`);
	const extension = join(ROOT, ".output", "chrome-mv3");
	if (!existsSync(join(extension, "manifest.json"))) throw new Problem("The build left no manifest behind.");
	say(`Extension: built in ${((Date.now() - started) / 1000).toFixed(1)} s (${relative(ROOT, extension)})`);
	return extension;
}

/** @param {number | null} port @returns {Promise<import("../demo/server/start.mjs").Demo>} */
async function startDemoOn(port) {
	const { startDemo } = await import("../demo/server/start.mjs");
	const { http, https } = port === null ? USUAL_PORTS : { http: port, https: port + 1 };
	try {
		return await startDemo({ httpPort: http, httpsPort: https });
	} catch (error) {
		const { code, port: taken } = /** @type {NodeJS.ErrnoException & { port?: number }} */ (error);
		if (code === "EACCES")
			throw new Problem(
				`Port ${taken} may not be used by this account: choose one above 1024, like --port 5000.`,
			);
		if (code !== "EADDRINUSE") throw error;
		if (port !== null)
			throw new Problem(`Port ${taken} is taken by another program: end it, or choose another with --port.`);
		say(`Demo: port ${taken} is taken by another program, so free ports are used instead`);
		return startDemo();
	}
}

/**
 * Lets the page call everything in TOUR, prints what the panel shows and saves its picture.
 * @param {import("./devtools.mjs").Opened} browser
 * @returns {Promise<number>} exit code
 */
async function tour(browser) {
	await browser.page.waitForFunction(() => "demo" in window);
	say(`Page: calling the router in ${TOUR.length} ways`);
	await browser.page.evaluate(async (names) => {
		const { demo } = /** @type {{ demo: { run(name: string): Promise<unknown> } }} */ (
			/** @type {unknown} */ (window)
		);
		const running = [];
		for (const name of names) {
			running.push(demo.run(name));
			await new Promise((resolve) => setTimeout(resolve, 80));
		}
		await Promise.all(running);
	}, TOUR);
	const panel = await browser.panel();
	const rows = panel.getByRole("row");
	await rows
		.nth(1)
		.waitFor({ timeout: 15_000 })
		.catch(() => {});
	await browser.page.waitForTimeout(800);
	const table = await rows.evaluateAll((elements) =>
		elements.map((row) => {
			const cells = [
				...row.querySelectorAll('[role="gridcell"], [role="cell"], [role="columnheader"], td, th'),
			];
			const texts = (cells.length > 0 ? cells : [row]).map(
				(cell) => cell.textContent?.replace(/\s+/g, " ").trim() ?? "",
			);
			return texts;
		}),
	);
	printTable(table);
	mkdirSync(join(ROOT, "screenshots"), { recursive: true });
	for (const scheme of /** @type {const} */ (["light", "dark"])) {
		await browser.frontEnd.emulateMedia({ colorScheme: scheme });
		await browser.page.waitForTimeout(200);
		const path = join(ROOT, "screenshots", `panel-${scheme}.png`);
		await browser.frontEnd.screenshot({ path });
		say(`Screenshot: ${relative(process.cwd(), path)}`);
	}
	if (table.length > 1) return 0;
	say("The panel shows no rows: open DevTools by hand (npm start on a machine with a display) to see why.");
	return 1;
}

/** @param {readonly (readonly string[])[]} table */
function printTable(table) {
	const widths = [];
	for (const row of table)
		for (const [i, cell] of row.entries()) widths[i] = Math.min(60, Math.max(widths[i] ?? 0, cell.length));
	const fit = (/** @type {string} */ cell, /** @type {number} */ width) =>
		(cell.length > width ? `${cell.slice(0, width - 1)}…` : cell).padEnd(width);
	say("");
	for (const row of table)
		say(
			row
				.map((cell, i) => fit(cell, widths[i] ?? 0))
				.join("  ")
				.trimEnd(),
		);
	say("");
}

/** Resolves at Ctrl-C or when the process is asked to end. */
function interrupted() {
	return new Promise((/** @type {(value: void) => void} */ resolve) => {
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => resolve());
	});
}

await runMain(async () => {
	const wish = parse(process.argv.slice(2));
	if (wish.help) {
		say(HELP);
		return 0;
	}
	const stop = interrupted();
	await ensurePackages();
	const executablePath = await chromium();
	say(`Chromium: ${executablePath}`);
	const demo = await startDemoOn(wish.port);
	say(`Demo: ${demo.httpOrigin}, and the routers' own names on port ${demo.httpsPort}, all on this machine`);
	const { HOST_RESOLVER_RULES } = await import("../demo/server/start.mjs");
	const { openWithDevTools } = await import("./devtools.mjs");
	/** @type {import("./devtools.mjs").Opened | null} */
	let browser = null;
	try {
		browser = await openWithDevTools({
			executablePath,
			extension: await build(),
			headless: wish.headless,
			hostResolverRules: HOST_RESOLVER_RULES,
		});
		await browser.show(demo.pageUrl);
		if (!wish.headless) {
			await browser.panel();
			say(
				"Browser: open. Press the page's buttons and read the Routescope tab. Ctrl-C or closing the window ends everything",
			);
			await Promise.race([stop, browser.closed]);
			return 0;
		}
		say("Browser: no display, so it runs without a window");
		const code = await Promise.race([tour(browser), stop.then(() => 130)]);
		if (wish.keep && code === 0) {
			say("Everything stays up. Ctrl-C ends it");
			await stop;
		}
		return code;
	} finally {
		await browser?.close();
		await demo.close();
	}
});

import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { formatTable, readGrid } from "./panel-table.mjs";
import { ROOT } from "./setup/run.mjs";
import { say } from "./setup/say.mjs";
import { callRouter } from "./tour.mjs";

/** How often an open window is asked whether it is still there, ms. */
const LOOK_EVERY = 1000;

/**
 * Starts Firefox with the built extension and DevTools open on the Routescope tab, by the driver of the end-to-end tests.
 * @param {{ executablePath: string, extension: string, headless: boolean, url: string }} options
 * @returns {Promise<{ use(): Promise<number>, close(): Promise<void> }>} `use` resolves with the exit code: with a window
 * when it is closed, without one when the panel's table is printed
 */
export async function openInFirefox({ executablePath, extension, headless, url }) {
	process.env.FIREFOX = executablePath;
	if (!headless) process.env.HEADED = "1";
	const { launchFirefox } = await loadDriver();
	const browser = await launchFirefox({ url, extension });
	const panel = await browser.openPanel();
	return {
		close: () => browser.close(),
		use: async () => {
			if (headless) return tour(browser, panel);
			say(
				"Browser: press the page's buttons and read the Routescope tab; Ctrl-C or closing the window ends all",
			);
			while (await browser.page.evaluate(() => true).catch(() => false))
				await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
			return 0;
		},
	};
}

/** The driver is TypeScript, so it is bundled first. @returns {Promise<typeof import("../tests/e2e/firefox")>} */
async function loadDriver() {
	const { build } = await import("esbuild");
	const outfile = join(ROOT, "node_modules", ".cache", "routescope", "firefox-driver.mjs");
	await build({
		entryPoints: [join(ROOT, "tests", "e2e", "firefox.ts")],
		outfile,
		bundle: true,
		packages: "external",
		platform: "node",
		format: "esm",
		logLevel: "error",
	});
	return import(pathToFileURL(outfile).href);
}

/**
 * @param {import("../tests/e2e/driver").Driver} browser
 * @param {import("../tests/e2e/driver").Surface} panel
 */
async function tour({ page }, panel) {
	await callRouter(page);
	const table = await readPanel(panel);
	if (table.length === 0) {
		say("The panel shows no rows.");
		return 1;
	}
	say(`\nRequests, as the panel shows them\n${formatTable(table)}\n`);
	const path = join(ROOT, "screenshots", "firefox-requests.png");
	mkdirSync(join(ROOT, "screenshots"), { recursive: true });
	await panel.screenshot(path);
	say(`Screenshot: ${relative(process.cwd(), path)}`);
	return 0;
}

/** Firefox tells of a request some 150 ms after its end. @param {import("../tests/e2e/driver").Surface} panel */
async function readPanel(panel) {
	await new Promise((resolve) => setTimeout(resolve, 1000));
	return panel.evaluate(readGrid);
}

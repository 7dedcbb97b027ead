import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { formatTable, readTable } from "./panel-table.mjs";
import { ROOT } from "./setup/run.mjs";
import { say } from "./setup/say.mjs";

/** What the page does when nobody is there to press its buttons: one of each kind, some of them jobs. */
const CALLS = [
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
	"lumaFailure",
	"runwayFlaky",
	"sunoBatch",
];

/**
 * Lets the page make these calls and waits for all of them.
 * @param {{ evaluate<Result, Given>(run: (given: Given) => Promise<Result>, given: Given): Promise<Result> }} page
 */
export async function callRouter(page) {
	say(`Page: calling the router in ${CALLS.length} ways`);
	await page.evaluate(async (names) => {
		const { demo } = /** @type {{ demo: { run(name: string): Promise<unknown> } }} */ (
			/** @type {unknown} */ (window)
		);
		const running = [];
		for (const name of names) {
			running.push(demo.run(name));
			await new Promise((resolve) => setTimeout(resolve, 80));
		}
		await Promise.all(running);
	}, CALLS);
}

/** The row whose detail is opened for the picture. */
const SHOWN_ROW = "failed inside";

/**
 * Lets the page make CALLS, prints what the panel shows and saves its pictures.
 * @param {import("./devtools.mjs").Opened} browser
 * @returns {Promise<number>} exit code: 1 when the panel shows nothing
 */
export async function tour(browser) {
	const { page } = browser;
	await page.waitForFunction(() => "demo" in window);
	await callRouter(page);
	const panel = await browser.panel();
	await panel
		.getByRole("row")
		.nth(1)
		.waitFor({ timeout: 15_000 })
		.catch(() => {});
	await page.waitForTimeout(500);
	const requests = await readTable(panel);
	if (requests.length === 0) {
		await picture(browser, "empty", "light");
		say("The panel shows no rows; its picture may say why.");
		return 1;
	}
	say(`\nRequests, as the panel shows them\n${formatTable(requests)}`);
	await panel.getByRole("row").filter({ hasText: SHOWN_ROW }).first().click();
	for (const scheme of /** @type {const} */ (["light", "dark"])) await picture(browser, "requests", scheme);
	await panel.getByRole("tab", { name: /^Tasks/ }).click();
	await page.waitForTimeout(300);
	const tasks = await readTable(panel);
	say(`\nTasks, as the panel shows them\n${formatTable(tasks)}\n`);
	for (const scheme of /** @type {const} */ (["light", "dark"])) await picture(browser, "tasks", scheme);
	return 0;
}

/**
 * Saves a picture of the real DevTools window.
 * @param {import("./devtools.mjs").Opened} browser @param {string} name @param {"light" | "dark"} colorScheme
 */
async function picture({ frontEnd, page }, name, colorScheme) {
	const folder = join(ROOT, "screenshots");
	mkdirSync(folder, { recursive: true });
	await frontEnd.emulateMedia({ colorScheme });
	await page.waitForTimeout(250);
	const path = join(folder, `${name}-${colorScheme}.png`);
	await frontEnd.screenshot({ path });
	say(`Screenshot: ${relative(process.cwd(), path)}`);
}

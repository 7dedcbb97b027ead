import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "./setup/say.mjs";

/** Title of the extension's tab in DevTools. */
const PANEL_TITLE = "Routescope";
const FRONT_END = "devtools://devtools/bundled/devtools_app.html";
/** Height of DevTools below the page, CSS pixels. */
const DOCKED_HEIGHT = 480;
/** How long the browser may take for each step, ms. */
const PATIENCE = 30_000;

/**
 * @typedef {object} Opened
 * @property {import("@playwright/test").Page} page the tab, with DevTools open on it
 * @property {import("@playwright/test").Page} frontEnd DevTools itself
 * @property {(url: string) => Promise<void>} show opens a URL once DevTools records
 * @property {() => Promise<import("@playwright/test").FrameLocator>} panel chooses the Routescope tab
 * @property {Promise<void>} closed resolves when the user closes the browser
 * @property {() => Promise<void>} close
 */

/**
 * Starts Chromium with the built extension, DevTools open, and the routers' names leading to this machine.
 * @param {{ executablePath: string, extension: string, headless: boolean, hostResolverRules: string }} options
 * @returns {Promise<Opened>}
 */
export async function openWithDevTools({ executablePath, extension, headless, hostResolverRules }) {
	// Otherwise Playwright lets go of the DevTools window (an internal switch, hence Playwright's exact pin).
	process.env.PW_CHROMIUM_ATTACH_TO_OTHER = "1";
	const { chromium } = await import("@playwright/test");
	const profile = mkdtempSync(join(tmpdir(), "routescope-"));
	// Docked below, or in a window of its own when nobody looks: both leave room for every tab of DevTools.
	const dock = headless ? "undocked" : "bottom";
	mkdirSync(join(profile, "Default"));
	writeFileSync(
		join(profile, "Default", "Preferences"),
		JSON.stringify({
			devtools: {
				preferences: {
					currentDockState: JSON.stringify(dock),
					"inspector-view.split-view-state": JSON.stringify({ horizontal: { size: DOCKED_HEIGHT } }),
				},
			},
		}),
	);
	const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	try {
		const context = await chromium.launchPersistentContext(profile, {
			executablePath,
			headless,
			viewport: null,
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
			ignoreDefaultArgs: ["--enable-automation"],
			args: [
				`--disable-extensions-except=${extension}`,
				`--load-extension=${extension}`,
				"--auto-open-devtools-for-tabs",
				`--host-resolver-rules=${hostResolverRules}`,
				"--ignore-certificate-errors",
				"--test-type",
				"--no-first-run",
				"--no-proxy-server",
				"--disable-background-networking",
				"--disable-component-update",
				"--disable-sync",
				"--disable-quic",
				...(headless ? ["--window-size=1600,1000", "--disable-gpu"] : ["--start-maximized"]),
			],
		});
		const closed = new Promise((/** @type {(value: void) => void} */ resolve) => {
			context.once("close", () => resolve());
		});
		const close = async () => {
			await context.close().catch(() => {});
			removeProfile();
		};
		try {
			return { ...(await reach(context)), closed, close };
		} catch (error) {
			await close();
			throw error;
		}
	} catch (error) {
		removeProfile();
		const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
		throw new Problem(
			`Chromium did not open DevTools with the extension (${said}): try npm start -- --headless, or set CHROMIUM to another one.`,
			{ cause: error },
		);
	}
}

/** Finds the tab, DevTools and the extension in it. @param {import("@playwright/test").BrowserContext} context */
async function reach(context) {
	const isFrontEnd = (/** @type {import("@playwright/test").Page} */ page) =>
		page.url().startsWith(FRONT_END);
	const frontEnd =
		context.pages().find(isFrontEnd) ??
		(await context.waitForEvent("page", { predicate: isFrontEnd, timeout: PATIENCE }));
	const page = context.pages().find((candidate) => !candidate.url().startsWith("devtools://"));
	if (page === undefined) throw new Error("Chromium opened no tab");
	const tab = frontEnd.getByRole("tab", { name: PANEL_TITLE, exact: true });
	await tab.waitFor({ timeout: PATIENCE });
	return {
		page,
		frontEnd,
		show: (/** @type {string} */ url) => showRecorded(page, frontEnd, url),
		async panel() {
			await tab.click();
			return frontEnd.frameLocator('iframe[src$="/panel.html"]');
		},
	};
}

/**
 * DevTools records a little after it is visible: loads the page until the real `getHAR()` lists its document.
 * @param {import("@playwright/test").Page} page
 * @param {import("@playwright/test").Page} frontEnd
 * @param {string} url
 */
async function showRecorded(page, frontEnd, url) {
	const deadline = Date.now() + PATIENCE;
	for (;;) {
		await page.goto(url);
		const background = frontEnd.frames().find((frame) => frame.url().endsWith("/devtools.html"));
		const recorded = await background?.evaluate(
			(wanted) =>
				new Promise((resolve) => {
					chrome.devtools.network.getHAR((log) => {
						const { entries } = /** @type {{ entries: { request: { url: string } }[] }} */ (log);
						resolve(entries.some((entry) => entry.request.url === wanted));
					});
				}),
			url,
		);
		if (recorded) return;
		if (Date.now() > deadline) throw new Error("DevTools opened but does not record");
		await delay(100);
	}
}

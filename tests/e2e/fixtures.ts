import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { test as base, expect, type TestInfo } from "@playwright/test";
import { launchChromium } from "./chromium";
import type { Driver, Launch } from "./driver";
import { type Echo, openEcho } from "./echo";
import { launchFirefox } from "./firefox";
import { freshPanel } from "./panel";
import { type DemoStage, openDemo, type PanelStage, type Stage } from "./stage";

const BROWSERS: Readonly<Record<string, { readonly launch: Launch; readonly build: string }>> = {
	chromium: { launch: launchChromium, build: ".output/chrome-mv3" },
	firefox: { launch: launchFirefox, build: ".output/firefox-mv3" },
};

interface WorkerFixtures {
	readonly demo: DemoStage;
	readonly echo: Echo;
	/** Starts the project's browser with the built extension, DevTools open on the demo page. */
	readonly launch: () => Promise<Driver>;
	readonly sharedDriver: Driver;
}
interface TestFixtures {
	/** The browser that all scenarios share, with the panel empty. */
	readonly panelStage: PanelStage;
	/** A browser of its own. */
	readonly newStage: Stage;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
	demo: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
		async ({}, use) => {
			const demo = await openDemo();
			await use(demo);
			await demo.close();
		},
		{ scope: "worker" },
	],
	echo: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
		async ({}, use) => {
			const echo = await openEcho();
			await use(echo);
			await echo.close();
		},
		{ scope: "worker" },
	],
	launch: [
		async ({ demo }, use, worker) => {
			const browser = BROWSERS[worker.project.name];
			if (!browser) throw new Error(`No browser is called ${worker.project.name}`);
			const extension = resolve(browser.build);
			if (!existsSync(extension))
				throw new Error(`${browser.build} is not built: run npm run build && npm run build:firefox.`);
			await use(() => browser.launch({ url: demo.pageUrl, extension }));
		},
		{ scope: "worker" },
	],
	sharedDriver: [
		async ({ launch }, use) => {
			const driver = await launch();
			await use(driver);
			await driver.close();
		},
		{ scope: "worker" },
	],
	async panelStage({ demo, echo, sharedDriver: driver }, use, info) {
		await driver.takeProblems();
		await driver.takeRequests();
		await use(await freshPanel({ demo, echo, driver }));
		await photographFailure(driver, info);
		await expectQuiet(driver);
	},
	async newStage({ demo, echo, launch }, use, info) {
		const driver = await launch();
		try {
			await use({ demo, echo, driver });
			await photographFailure(driver, info);
			await expectQuiet(driver);
		} finally {
			await driver.close();
		}
	},
});

/** A failed test leaves a picture of the panel as it was. */
async function photographFailure(driver: Driver, info: TestInfo): Promise<void> {
	if (info.status === info.expectedStatus) return;
	const path = info.outputPath("panel.png");
	await (await driver.openPanel()).screenshot(path);
	await info.attach("panel", { path, contentType: "image/png" });
}

/** The extension's pages complained about nothing and asked the network for nothing. */
async function expectQuiet(driver: Driver): Promise<void> {
	expect(await driver.takeProblems(), "errors of the extension's own pages").toEqual([]);
	expect(await driver.takeRequests(), "requests of the extension's own pages").toEqual([]);
}

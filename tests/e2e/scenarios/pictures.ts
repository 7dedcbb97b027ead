import { mkdirSync } from "node:fs";
import { tabs } from "../../../lib/messages/interface";
import { call, start } from "../calls";
import { click, one } from "../dom";
import { type Surface, until } from "../driver";
import { clear, open, rowCount } from "../panel";
import type { PanelStage, Scenario } from "../stage";

/** Where pictures of the real panel go, for people to look at. Not kept in git. */
const FOLDER = "screenshots";
const WIDTHS = [360, 1200] as const;
const SCHEMES = ["light", "dark"] as const;

declare const demo: { readonly session: { speed: number }; run(name: string): Promise<unknown> };

/** Firefox lays a narrower page out in parts and tells nobody when it is done; Chromium draws a whole frame. */
function laidOut(browserName: string, panel: Surface): Promise<unknown> {
	if (browserName === "firefox") return new Promise((resolve) => setTimeout(resolve, 400));
	return panel.evaluate(
		() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
		null,
	);
}

async function photograph({ driver, panel }: PanelStage, view: string): Promise<void> {
	for (const scheme of SCHEMES) {
		await driver.setColorScheme(scheme);
		for (const width of WIDTHS) {
			await driver.setPanelWidth(width);
			await until(`${scheme} at ${width} px`, () =>
				panel.evaluate(
					([scheme, width]) =>
						Math.abs(innerWidth - width) < 2 && matchMedia(`(prefers-color-scheme: ${scheme})`).matches,
					[scheme, width] as const,
				),
			);
			await laidOut(driver.browserName, panel);
			await panel.screenshot(`${FOLDER}/${driver.browserName}-${view}-${scheme}-${width}.png`);
		}
	}
}

export const PICTURE_SCENARIOS: readonly Scenario[] = [
	{
		name: "pictures of the panel, light and dark, narrow and wide",
		browser: "shared",
		async run(stage) {
			const { panel, driver } = stage;
			mkdirSync(FOLDER, { recursive: true });
			await photograph(stage, "empty");
			for (const job of ["midjourney", "kling", "lumaFailure", "sunoBatch", "runwayModeration"])
				await driver.page.evaluate((job) => {
					demo.session.speed = 20;
					void demo.run(job);
				}, job);
			await start(stage, { to: "rout.my", demo: "hang", model: "veo-3", path: "/v1/video/generations" });
			for (const demoCase of [
				"insufficient_quota",
				"wrapped",
				"body-html",
				"stream-error-mid",
				"cors-refused",
			])
				await call(stage, { demo: demoCase, model: "gpt-4o" });
			for (const demoCase of ["403", "502", "daily-quota"])
				await call(stage, { to: "rout.my", demo: demoCase, model: "claude-sonnet" });
			await call(stage, { demo: "stream-ok", model: "gpt-4o-mini", body: { stream: true } });
			await call(stage, { demo: "429-seconds", model: "gpt-4o" });
			await until("the session", async () => (await rowCount(panel)) >= 15);
			await photograph(stage, "list");
			await driver.setPanelWidth(1200);
			await open(panel, "demo=429-seconds");
			await photograph(stage, "detail");
			await driver.setPanelWidth(1200);
			await click(panel, { role: "tab", text: tabs.tasks });
			await one(panel, { role: "row", text: "Kling", within: "#rs-tasks" });
			await photograph(stage, "tasks");
			await driver.setColorScheme("light");
			await driver.setPanelWidth(1200);
			await driver.page.reload();
			await clear(panel);
		},
	},
];

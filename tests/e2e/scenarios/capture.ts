import { banners, empty, toolbar } from "../../../lib/messages/interface";
import { liveNotices } from "../../../lib/messages/live";
import { addressOf, call, callTogether } from "../calls";
import { click, fill, gone, one, shows, visibleText } from "../dom";
import { until } from "../driver";
import { expectSame } from "../expect";
import { clear, freshPanel, row, rowCount, rows, rowsInAll, setPreserveLog, setRecording } from "../panel";
import type { Scenario } from "../stage";

const PANEL_FILLED = "the panel to list all";

export const CAPTURE_SCENARIOS: readonly Scenario[] = [
	{
		name: "requests made before the panel was first shown are listed, once",
		browser: "new",
		async run(stage) {
			await call(stage, { demo: "401" });
			await callTogether(stage, [
				{ demo: "429", model: "demo-429" },
				{ demo: "429", model: "demo-429" },
			]);
			const panel = await stage.driver.openPanel();
			await until(PANEL_FILLED, async () => (await rowCount(panel)) === 3);
			await call(stage, { demo: "502" });
			await row(panel, "demo-502 ");
			await rowsInAll(panel, 4);
			expectSame((await rows(panel, "demo-401 ")).length, 1, "rows of the first");
			expectSame((await rows(panel, "demo-429 ")).length, 2, "rows of the two at once");
		},
	},
	{
		name: "what happens while another DevTools tab is shown is listed when the panel is back",
		browser: "shared",
		async run(stage) {
			await stage.driver.hidePanel();
			await call(stage, { demo: "403" });
			const panel = await stage.driver.openPanel();
			await row(panel, "demo-403 ");
			await rowsInAll(panel, 1);
		},
	},
	{
		name: "a new document clears the list, unless Preserve log is on",
		browser: "shared",
		async run(stage) {
			const { driver, demo, panel } = stage;
			await call(stage, { demo: "429" });
			await row(panel, "demo-429 ");
			await driver.page.goto(`${demo.httpOrigin}/away`);
			await until("the list to be empty", async () => (await rowCount(panel)) === 0);

			await setPreserveLog(panel, true);
			await call(stage, { demo: "500" });
			await row(panel, "demo-500 ");
			await driver.page.goto(demo.pageUrl);
			await call(stage, { demo: "502" });
			await row(panel, "demo-502 ");
			await driver.page.reload();
			await call(stage, { demo: "503" });
			await row(panel, "demo-503 ");
			await rowsInAll(panel, 3);
			await setPreserveLog(panel, false);
		},
	},
	{
		name: "pushState and fragments keep the list",
		browser: "shared",
		async run(stage) {
			await call(stage, { demo: "429" });
			await row(stage.panel, "demo-429 ");
			await stage.driver.page.evaluate(() => {
				history.pushState(null, "", "?pushed");
				location.hash = "there";
			}, null);
			await call(stage, { demo: "500" });
			await row(stage.panel, "demo-500 ");
			await rowsInAll(stage.panel, 2);
		},
	},
	{
		name: "Clear empties the list, and what follows is listed again",
		browser: "shared",
		async run(stage) {
			await callTogether(stage, [{ demo: "429" }, { demo: "500" }]);
			await row(stage.panel, "demo-429 ");
			await row(stage.panel, "demo-500 ");
			await clear(stage.panel);
			await call(stage, { demo: "502" });
			await row(stage.panel, "demo-502 ");
			await rowsInAll(stage.panel, 1);
		},
	},
	{
		name: "while paused nothing is listed",
		browser: "shared",
		async run(stage) {
			await setRecording(stage.panel, false);
			await shows(stage.panel, empty.paused);
			expectSame(
				(await visibleText(stage.panel)).includes(empty.hintFirefox),
				stage.driver.browserName === "firefox",
				"the hint at Firefox's filter",
			);
			await call(stage, { demo: "429" });
			await stage.driver.reported(addressOf(stage, { demo: "429" }));
			await setRecording(stage.panel, true);
			await call(stage, { demo: "500" });
			await row(stage.panel, "demo-500 ");
			expectSame((await rows(stage.panel, "demo-429 ")).length, 0, "rows made while paused");
		},
	},
	{
		name: "a host nobody watches is offered, and one click watches it",
		browser: "new",
		async run(stage) {
			await call(stage, { to: "stranger", demo: "429" });
			await call(stage, { to: "lookalike", demo: "500" });
			const panel = await stage.driver.openPanel();
			await shows(panel, "gateway.example.test");
			await shows(panel, "api.crazyrouter.com.example.test");
			expectSame(await rowCount(panel), 0, "rows of unwatched hosts");
			await click(panel, { role: "button", name: empty.watchNamed("gateway.example.test") });
			// What was seen before the host was watched comes back from DevTools' own log.
			await row(panel, "demo-429 ");
			await call(stage, { to: "stranger", demo: "502" });
			await row(panel, "demo-502 ");
			expectSame((await rows(panel, "demo-500 ")).length, 0, "rows of the look-alike");
		},
	},
	{
		name: "beside the browser's own Network panel nothing is lost",
		browser: "new",
		async run(stage) {
			await stage.driver.showNetworkPanel();
			await call(stage, { demo: "429" });
			const panel = await stage.driver.openPanel();
			await row(panel, "demo-429 ");
			// Looking for running requests would make Firefox's own panel lose some.
			if (stage.driver.browserName === "firefox") await shows(panel, liveNotices["log-shared"]);
			for (const demo of ["500", "502", "503", "504"]) await call(stage, { demo });
			for (const demo of ["500", "502", "503", "504"]) await row(panel, `demo-${demo} `);
			await rowsInAll(panel, 5);
		},
	},
	{
		name: "localhost is watched by typing it, and still is when DevTools opens again",
		browser: "new",
		async run(stage) {
			const panel = await stage.driver.openPanel();
			await fill(panel, { role: "textbox", name: empty.hostLabel }, "com");
			await click(panel, { role: "button", name: empty.add });
			await shows(panel, "shared by strangers");
			await click(panel, { role: "textbox", name: empty.hostLabel });
			await panel.press("End");
			for (const _ of "com") await panel.press("Backspace");
			await fill(panel, { role: "textbox", name: empty.hostLabel }, new URL(stage.demo.httpOrigin).host);
			await panel.press("Enter");
			await call(stage, { to: "localhost", demo: "insufficient_quota" });
			await row(panel, "demo-insufficient_quota ");

			await stage.driver.reopenDevTools();
			const again = await stage.driver.openPanel();
			await call(stage, { to: "localhost", demo: "502" });
			await row(again, "demo-502 ");
		},
	},
	{
		name: "the sample session fills the panel, marked as such, and ends with Clear",
		browser: "shared",
		async run({ panel }) {
			await until("the sample session", async () => {
				// The hosts seen meanwhile push the button down, maybe under the click.
				if ((await rowCount(panel)) === 0) await click(panel, { role: "button", name: empty.sample });
				return until("its rows", async () => (await rowCount(panel)) >= 10, 3000);
			});
			await shows(panel, banners.sample);
			await clear(panel);
			await gone(panel, { role: "button", name: banners.endSample });
		},
	},
	{
		name: "Reload page reloads the inspected page",
		browser: "shared",
		async run(stage) {
			const { panel, driver } = stage;
			await driver.page.evaluate(() => Object.assign(window, { beforeReload: true }) && null, null);
			const isAnother = () =>
				driver.page.evaluate(() => document.readyState === "complete" && !("beforeReload" in window), null);
			await until("another document", async () => {
				// The hosts seen meanwhile push the button down, maybe under the click.
				await click(panel, { role: "button", name: empty.reload });
				return until("another document soon", isAnother, 3000);
			});
			await one(panel, { role: "button", name: toolbar.clear });
			await freshPanel(stage);
		},
	},
];

import { call } from "../calls";
import { all } from "../dom";
import { until } from "../driver";
import { expectSame, expectWords } from "../expect";
import { open, row } from "../panel";
import type { Scenario } from "../stage";

/** What a page complains about arrives within a few milliseconds. */
const SILENCE_MS = 300;

export const SAFETY_SCENARIOS: readonly Scenario[] = [
	{
		name: "markup and direction tricks in an answer stay text",
		browser: "shared",
		async run(stage) {
			const { panel } = stage;
			await call(stage, { demo: "body-markup", model: '<b id="model">demo-body-markup</b> ' });
			await row(panel, "demo=body-markup");
			const { text } = await open(panel, "demo=body-markup");
			expectWords(text, ["<img src=x", "<script>alert(1)</script>"], "the detail");
			const made = await panel.evaluate(
				() => ({
					elements: document.querySelectorAll("img, #model, [onerror], article script, [role=grid] script")
						.length,
					title: document.title,
					override: document.body.textContent?.includes("\u202e") ?? false,
				}),
				null,
			);
			expectSame(made, { elements: 0, title: "Routescope", override: false }, "what the strings made");
		},
	},
	{
		name: "secrets of a request are masked on screen",
		browser: "shared",
		async run(stage) {
			const secret = "sk-demo-abcdefghijklmnopqrstuvwxyz0123456789ABCD";
			await call(stage, {
				demo: "401",
				headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
				query: { key: secret },
				body: { api_key: secret },
			});
			await open(stage.panel, "demo-401 ");
			for (const tab of ["Headers", "Request", "Timing", "Response"]) {
				const [found] = await all(stage.panel, { role: "tab", name: tab });
				if (!found) throw new Error(`no tab ${tab}`);
				await stage.panel.clickAt(found.x, found.y);
				await until(
					`the tab ${tab}`,
					async () => (await all(stage.panel, { role: "tab", name: tab }))[0]?.on === true,
				);
				const html = await stage.panel.evaluate(() => document.documentElement.outerHTML, null);
				expectSame(html.includes(secret), false, `the secret stands in ${tab}`);
			}
		},
	},
	{
		name: "the guard itself: errors and forbidden requests of the panel do not go unnoticed",
		browser: "shared",
		async run({ driver, panel }) {
			await panel.evaluate(() => {
				console.error("said on purpose");
				Promise.reject(new Error("rejected on purpose"));
				setTimeout(() => {
					throw new Error("thrown on purpose");
				});
				fetch("https://api.crazyrouter.com/on-purpose").catch(() => undefined);
				const image = new Image();
				image.src = "https://api.crazyrouter.com/on-purpose.png";
			}, null);
			const heard: string[] = [];
			await until("all five complaints", async () => {
				heard.push(...(await driver.takeProblems()));
				const text = heard.join("\n");
				return [
					"said on purpose",
					"rejected on purpose",
					"thrown on purpose",
					"connect-src",
					"img-src",
				].every((part) => text.includes(part));
			});
			// Chromium reports the attempts too, and both some of the complaints twice; nothing of them left for the others.
			await until("silence", async () => {
				const left = [...(await driver.takeProblems()), ...(await driver.takeRequests())];
				await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
				return left.length === 0 && (await driver.takeProblems()).length === 0;
			});
		},
	},
];

import { DEMO_KEY } from "../calls";
import { entryOf } from "../catalogue";
import { until } from "../driver";
import { expectSame, expectWords } from "../expect";
import { open, rows } from "../panel";
import type { Scenario } from "../stage";

/** What the demo page offers (demo/page/main.ts). */
declare const demo: {
	readonly session: { client: "openai" | "fetch" };
	run(name: string): Promise<{ readonly status: number | null; readonly error: string | null }>;
};

export const CLIENT_SCENARIOS: readonly Scenario[] = [
	{
		name: "calls of the official openai client, with key and preflight, are explained and keep their key",
		browser: "shared",
		async run({ driver, panel }) {
			const seen = await driver.page.evaluate((name) => {
				demo.session.client = "openai";
				return demo.run(name);
			}, "crazyrouterRateLimitExceeded");
			expectSame([seen.status, seen.error], [429, "RateLimitError"], "what the client told the page");
			const entry = entryOf("crazyrouter/rate_limit_exceeded");
			await until("its row", async () => (await rows(panel, entry.title)).length === 1);
			const { text } = await open(panel, entry.title, entry.title);
			expectWords(text, entry.actions, "the detail");
			const html = await panel.evaluate(() => document.documentElement.outerHTML, null);
			expectSame(
				/sk-demo-not-a-real-key/.test(html) || html.includes(DEMO_KEY),
				false,
				"the key is on screen",
			);
		},
	},
];

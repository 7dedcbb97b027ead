import type { BodyState } from "../../../lib/exchange";
import { bodyStates } from "../../../lib/messages/interface";
import { call, start } from "../calls";
import { visibleText } from "../dom";
import { until } from "../driver";
import { expectSame, expectWords } from "../expect";
import { open, row, setPreserveLog } from "../panel";
import type { PanelStage, Scenario } from "../stage";

/** What a reader is told of a body nobody can read; per browser where they differ. */
interface BadBody {
	readonly demo: string;
	readonly status: number;
	readonly state: BodyState | { readonly chromium: BodyState; readonly firefox: BodyState };
	/** It went well as far as anybody can tell. */
	readonly quiet?: boolean;
	/** Said somewhere in the detail. */
	readonly says?: readonly string[];
}

const BAD_BODIES: readonly BadBody[] = [
	{ demo: "body-not-json", status: 503, state: "ok", says: ["upstream connect error"] },
	{ demo: "body-empty", status: 500, state: "empty" },
	{ demo: "body-204", status: 204, state: "empty", quiet: true },
	{ demo: "body-cut-json", status: 500, state: "ok" },
	{ demo: "body-html", status: 502, state: "ok", says: ["502 Bad Gateway"] },
	{ demo: "body-html-as-json", status: 502, state: "ok" },
	{ demo: "body-binary", status: 500, state: "binary" },
	{ demo: "body-wrong-type", status: 400, state: "ok", says: ["The server met an unexpected condition"] },
	{ demo: "body-json-as-html", status: 429, state: "ok", says: ["The server met an unexpected condition"] },
	{ demo: "body-no-type", status: 400, state: "ok", says: ["The server met an unexpected condition"] },
	{ demo: "body-nested", status: 500, state: "ok" },
	{ demo: "429-empty", status: 429, state: "empty" },
];

async function bodyState({ driver, panel }: PanelStage, { demo, state }: BadBody): Promise<void> {
	const wanted = typeof state === "string" ? state : state[driver.browserName];
	await open(panel, `demo-${demo} `);
	const shown = await until("the body to be read", async () => {
		const state = await panel.evaluate(
			() => document.querySelector<HTMLElement>("[data-state]")?.dataset.state ?? "ok",
			null,
		);
		return state !== "pending" && state;
	});
	expectSame(shown, wanted, `the body's state of ${demo}`);
	if (wanted !== "ok")
		expectWords(await visibleText(panel), [bodyStates[wanted].title], `the detail of ${demo}`);
}

export const BODY_SCENARIOS: readonly Scenario[] = [
	{
		name: "a body that is not what it says leaves an honest row",
		browser: "shared",
		async run(stage) {
			for (const { demo } of BAD_BODIES) await call(stage, { demo });
			for (const bad of BAD_BODIES) {
				const listed = await row(stage.panel, `demo-${bad.demo} `);
				expectSame(listed.data.status, String(bad.status), `the status of ${bad.demo}`);
				expectSame(listed.data.verdict === "none", bad.quiet ?? false, `${bad.demo} is quiet`);
				await bodyState(stage, bad);
				if (bad.says) expectWords((await open(stage.panel, `demo-${bad.demo} `)).text, bad.says, bad.demo);
			}
		},
	},
	{
		name: "5 MB of body are read, or shown as cut off",
		browser: "shared",
		async run(stage) {
			const demo = "body-5mb";
			await call(stage, { demo });
			expectSame((await row(stage.panel, `demo-${demo} `)).data.status, "500", "the status");
			await bodyState(stage, { demo, status: 500, state: { chromium: "ok", firefox: "truncated" } });
		},
	},
	{
		name: "a body that ends too early leaves an honest row",
		browser: "shared",
		async run(stage) {
			await call(stage, { demo: "body-truncated" });
			const listed = await row(stage.panel, "demo-body-truncated ");
			expectSame(listed.data.status, "500", "the status");
			expectSame(listed.data.verdict === "none", false, "it is quiet");
		},
	},
	{
		name: "a page that leaves while a body is being read breaks nothing",
		browser: "shared",
		async run(stage) {
			const { driver, demo, panel } = stage;
			await setPreserveLog(panel, true);
			await start(stage, { demo: "body-5mb" });
			await start(stage, { demo: "stream-slow" });
			await call(stage, { demo: "429" });
			await driver.page.goto(`${demo.httpOrigin}/away`);
			await call(stage, { demo: "500" });
			await row(panel, "demo-500 ");
			await until("no body to be waited for any longer", () =>
				panel.evaluate(() => document.querySelector("[data-state=pending]") === null, null),
			);
			await setPreserveLog(panel, false);
		},
	},
];

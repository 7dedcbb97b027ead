import { pill as pills, detail as words } from "../../../lib/messages/interface";
import { call } from "../calls";
import { entryOf } from "../catalogue";
import { until } from "../driver";
import { expectSame, expectWords } from "../expect";
import { open, row } from "../panel";
import type { Scenario } from "../stage";

/** Seconds in the pill `Wait 19 s`, or null when it does not count. */
function secondsIn(text: string): number | null {
	const seconds = /Wait (\d+) s/.exec(text)?.[1];
	return seconds === undefined ? null : Number(seconds);
}

export const VERDICT_SCENARIOS: readonly Scenario[] = [
	{
		name: "Retry-After counts down, given in seconds or as a date",
		browser: "shared",
		async run(stage) {
			for (const demo of ["429-seconds", "429-date"]) {
				await call(stage, { demo });
				const model = `demo-${demo} `;
				const first = await until(`${demo} to count`, async () =>
					secondsIn((await row(stage.panel, model)).text),
				);
				expectSame(first > 5 && first <= 45, true, `${first} s is what ${demo} asked for`);
				await until(`${demo} to count down`, async () => {
					const now = secondsIn((await row(stage.panel, model)).text);
					return now !== null && now < first;
				});
				const { text } = await open(stage.panel, model);
				expectWords(text, ["Retry-After", "Wait "], "the detail");
			}
		},
	},
	{
		name: "a Retry-After of nonsense or of the past promises no time of its own",
		browser: "shared",
		async run(stage) {
			const demos = ["rate_limit_exceeded", "429-nonsense", "429-past"];
			for (const demo of demos) await call(stage, { demo });
			// What the documentation asks for, a second or so, passes; then all three say the same.
			const last = await until(
				"three verdicts that stand still",
				async () => {
					const texts = await Promise.all(
						demos.map(async (demo) => (await row(stage.panel, `demo-${demo} `)).text),
					);
					return texts.every((text) => secondsIn(text) === null) && texts;
				},
				5000,
			);
			const pillOf = (text: string) =>
				Object.values(pills).find((pill) => typeof pill === "string" && text.includes(pill));
			expectSame(new Set(last.map(pillOf)).size, 1, `one verdict in ${last.join(" | ")}`);
		},
	},
	{
		name: "the cause inside a wrapper is dug out and speaks",
		browser: "shared",
		async run(stage) {
			await call(stage, { demo: "wrapped" });
			const { text } = await open(stage.panel, "demo-wrapped ");
			expectWords(text, [words.cause, "The upstream account has no credit left"], "the detail");
			const { text: listed } = await row(stage.panel, "demo-wrapped ");
			expectSame(
				listed.includes(entryOf("crazyrouter/502").title),
				false,
				"the wrapper's status speaks in the row",
			);
		},
	},
	{
		name: "request id and error_id are shown to quote",
		browser: "shared",
		async run(stage) {
			await call(stage, { demo: "500-upstream" });
			const crazyrouter = await open(stage.panel, "demo-500-upstream ");
			expectWords(crazyrouter.text, [words.requestId, words.forSupport], "CrazyRouter's detail");
			expectSame(/\b20\d{12}\w{10,}/.test(crazyrouter.text), true, `a request id in ${crazyrouter.text}`);
			for (const demo of ["500", "503"]) {
				await call(stage, { to: "rout.my", demo });
				const detail = await open(stage.panel, `demo-${demo} `);
				expectWords(detail.text, [words.errorId, "err_demo_"], `rout.my's detail of ${demo}`);
			}
		},
	},
	{
		name: "undocumented statuses and codes are said to be undocumented",
		browser: "shared",
		async run(stage) {
			await call(stage, { demo: "undocumented-code" });
			const code = await open(stage.panel, "demo-undocumented-code ");
			expectWords(code.text, ["flux_capacitor_empty"], "the detail");
			await call(stage, { demo: "undocumented-status" });
			const status = await open(stage.panel, "demo-undocumented-status ");
			expectWords(status.text, ["418"], "the detail");
		},
	},
	{
		name: "an error inside HTTP 200 is a failure",
		browser: "shared",
		async run(stage) {
			for (const to of ["crazyrouter", "rout.my"] as const) {
				const model = `inside-${to}`;
				expectSame(await call(stage, { to, demo: "200-error", model }), 200, "what the page saw");
				const listed = await row(stage.panel, model);
				expectSame(listed.data.status, "200", "the row's status");
				expectSame(listed.data.verdict === "none", false, "it is quiet");
				expectWords(listed.text, ["failed inside"], "the row");
			}
		},
	},
];

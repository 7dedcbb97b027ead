import { tabs } from "../../../lib/messages/interface";
import { all, click, one, type Seen } from "../dom";
import { type Surface, until } from "../driver";
import { expectSame } from "../expect";
import { row, rows } from "../panel";
import type { PanelStage, Scenario } from "../stage";

/** What the demo page offers (demo/page/main.ts). */
declare const demo: { readonly session: { speed: number }; run(name: string): Promise<unknown> };

/** Starts what the page's button of that name does, and does not wait for its end. */
function press(stage: PanelStage, name: string, speed = 12): Promise<void> {
	return stage.driver.page.evaluate(
		([name, speed]) => {
			demo.session.speed = speed;
			void demo.run(name);
		},
		[name, speed] as const,
	);
}

const JOBS = "#rs-tasks";

function jobs(panel: Surface, text: string): Promise<readonly Seen[]> {
	return all(panel, { role: "row", text, within: JOBS });
}

/** The phases a job's row goes through until one of `ends`, each once, in the order seen. */
async function watchPhases(
	panel: Surface,
	text: string,
	ends: readonly string[],
): Promise<readonly string[]> {
	const seen: string[] = [];
	await until(
		`the job ${text} to end (so far: ${seen})`,
		async () => {
			const phase = (await jobs(panel, text))[0]?.data.phase;
			if (phase !== undefined && seen.at(-1) !== phase) seen.push(phase);
			return phase !== undefined && ends.includes(phase);
		},
		40_000,
	);
	return seen;
}

/** Opens the job's detail. Clicks again where the lines changed places under the click. */
async function openJob(panel: Surface, name: string, title: string): Promise<void> {
	await until(`the detail of ${name}: ${title}`, async () => {
		await click(panel, { role: "row", text: name, within: JOBS });
		return (await all(panel, { role: "heading", text: title })).length === 1;
	});
}

async function showTasks(panel: Surface): Promise<void> {
	await click(panel, { role: "tab", text: tabs.tasks });
	await until("the Tasks tab", async () => (await one(panel, { role: "tab", text: tabs.tasks })).on === true);
}

export const TASK_SCENARIOS: readonly Scenario[] = [
	{
		name: "a Midjourney and a Kling job are one live line each: queued, running, succeeded",
		browser: "shared",
		async run(stage) {
			const { panel } = stage;
			await showTasks(panel);
			// Slow enough for every phase to be polled twice.
			await press(stage, "midjourney", 5);
			await press(stage, "kling", 8);
			const [midjourney, kling] = await Promise.all(
				["Midjourney", "Kling"].map((name) => watchPhases(panel, name, ["succeeded", "failed", "expired"])),
			);
			expectSame(midjourney, ["queued", "running", "succeeded"], "phases of the Midjourney job");
			expectSame(kling, ["queued", "running", "succeeded"], "phases of the Kling job");
			expectSame((await jobs(panel, "")).length, 2, "lines in all");
			await openJob(panel, "Midjourney", "is done");

			// In the request list the polls of one job fold into one line.
			await click(panel, { role: "tab", text: tabs.requests });
			await until("two folded lines", async () => {
				const kinds = (await rows(panel)).map(
					({ data, text }) => `${data.kind} ${/Midjourney|Kling/.exec(text)}`,
				);
				return kinds.includes("fold Midjourney") && kinds.includes("fold Kling");
			});
		},
	},
	{
		name: "a Suno batch asked about in one request ends as its jobs do",
		browser: "shared",
		async run(stage) {
			const { panel } = stage;
			await showTasks(panel);
			await press(stage, "sunoBatch");
			const ended = await until(
				"three Suno jobs to end",
				async () => {
					const phases = (await jobs(panel, "Suno")).map(({ data }) => data.phase ?? "");
					return phases.length === 3 && phases.every((phase) => /succeeded|failed/.test(phase)) && phases;
				},
				40_000,
			);
			expectSame(ended.toSorted(), ["failed", "succeeded", "succeeded"], "phases of the batch");
		},
	},
	{
		name: "a failed Luma job says why",
		browser: "shared",
		async run(stage) {
			const { panel } = stage;
			await showTasks(panel);
			await press(stage, "lumaFailure");
			expectSame(
				(await watchPhases(panel, "Luma", ["succeeded", "failed"])).at(-1),
				"failed",
				"the last phase",
			);
			await openJob(panel, "Luma", "failed");
			await click(panel, { role: "tab", text: tabs.requests });
			const line = await row(panel, "Luma");
			expectSame(line.data.kind, "fold", "the job's line in the request list");
		},
	},
];

import { tabs } from "../../../lib/messages/interface";
import { all, click, one, type Seen } from "../dom";
import { type Surface, until } from "../driver";
import { expectSame } from "../expect";
import { row, rows } from "../panel";
import type { PanelStage, Scenario } from "../stage";

/** What the demo page offers (demo/page/main.ts). */
declare const demo: { readonly session: { speed: number }; run(name: string): Promise<unknown> };

/** Starts what the page's button of that name does, and does not wait for its end. */
function press(stage: PanelStage, name: string): Promise<void> {
	return stage.driver.page.evaluate(
		([name, speed]) => {
			demo.session.speed = speed;
			void demo.run(name);
		},
		[name, SPEED] as const,
	);
}

/** Jobs take a fortieth of their time, and are asked about forty times as often. */
const SPEED = 40;

const JOBS = "#rs-tasks";

function jobs(panel: Surface, text: string): Promise<readonly Seen[]> {
	return all(panel, { role: "row", text, within: JOBS });
}

/** Waits until the job is in one of these phases; each one it is seen in on the way is added to `seen`, once. */
async function reach(
	panel: Surface,
	text: string,
	phases: readonly string[],
	seen: string[] = [],
): Promise<readonly string[]> {
	await until(
		`the job ${text} to be ${phases.join(" or ")}`,
		async () => {
			const phase = (await jobs(panel, text))[0]?.data.phase;
			if (phase !== undefined && seen.at(-1) !== phase) seen.push(phase);
			if (phase !== undefined && phases.includes(phase)) return true;
			throw new Error(`it was ${seen.join(", ")}`);
		},
		40_000,
	);
	return seen;
}

/** Waits until the page has asked about jobs at this path `times` more often than now. */
async function polled(stage: PanelStage, path: string, times: number): Promise<void> {
	const polls = () =>
		stage.driver.page.evaluate(
			(path) => performance.getEntriesByType("resource").filter(({ name }) => name.includes(path)).length,
			path,
		);
	const before = await polls();
	await until(`${times} polls of ${path}`, async () => (await polls()) >= before + times);
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

/** What both a Midjourney and a Kling job go through, and after how many ms of router time both have left a phase. */
const COURSE = [
	{ phase: "queued", leftAfter: 13_000 },
	{ phase: "running", leftAfter: 95_000 },
	{ phase: "succeeded", leftAfter: null },
] as const;

export const TASK_SCENARIOS: readonly Scenario[] = [
	{
		name: "a Midjourney and a Kling job are one live line each: queued, running, succeeded",
		browser: "shared",
		async run(stage) {
			const { panel, demo } = stage;
			await showTasks(panel);
			const midjourney: string[] = [];
			const kling: string[] = [];
			// Nothing goes on before the panel was seen to tell of it, and every phase was polled twice.
			demo.clock.stop();
			try {
				await press(stage, "midjourney");
				await press(stage, "kling");
				for (const { phase, leftAfter } of COURSE) {
					await Promise.all([
						reach(panel, "Midjourney", [phase], midjourney),
						reach(panel, "Kling", [phase], kling),
					]);
					if (leftAfter === null) break;
					await Promise.all([polled(stage, "/mj/task/", 2), polled(stage, "/text2video/", 2)]);
					demo.clock.pass(leftAfter / SPEED);
				}
			} finally {
				demo.clock.run();
			}
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
			expectSame((await reach(panel, "Luma", ["succeeded", "failed"])).at(-1), "failed", "the last phase");
			await openJob(panel, "Luma", "failed");
			await click(panel, { role: "tab", text: tabs.requests });
			const line = await row(panel, "Luma");
			expectSame(line.data.kind, "fold", "the job's line in the request list");
		},
	},
];

import { DIAGNOSIS_TEXT } from "../../../lib/messages/diagnosis";
import {
	body as bodyWords,
	detail as detailWords,
	pill,
	stream,
	tabs,
	toolbar,
} from "../../../lib/messages/interface";
import { live, pendingPhases } from "../../../lib/messages/live";
import { AUTHORIZED, addressOf, type Call, start } from "../calls";
import { entryOf } from "../catalogue";
import { all, click, one, type Seen, shows } from "../dom";
import { type Surface, until } from "../driver";
import { expectSame, expectWords } from "../expect";
import { detail, open, row, rowCount, rows, rowsInAll } from "../panel";
import type { PanelStage, Scenario, Stage } from "../stage";

/**
 * Requests and streams while they run. Their answers are held back by the demo (`?hold=name`) until the panel was seen to
 * say what it must: how soon it looks at the log differs from browser to browser and with the load of the machine.
 */

declare global {
	interface Window {
		routescopeTestRows?: Record<string, string[]>;
		routescopeTestStops?: Record<string, AbortController>;
	}
}

/** Firefox needs a second and more to put its log together, and is asked the less often for it. */
const LOOK_MS = 30_000;

/** The rows of requests that are on their way. */
async function running(panel: Surface, text = ""): Promise<readonly Seen[]> {
	return (await rows(panel, text)).filter(({ data }) => data.phase !== undefined && data.kind === "row");
}

/** The one row of a running request, once it says `phrase`. */
function onItsWay(panel: Surface, text: string, phrase: string): Promise<Seen> {
	return until(
		`${text} to say ${JSON.stringify(phrase)} while it runs`,
		async () => {
			const found = await running(panel, text);
			if (found.length > 1) throw new Error(`${found.length} rows of ${text}`);
			if (found[0] && !found[0].text.includes(phrase)) throw new Error(`it says ${found[0].text}`);
			return found[0];
		},
		LOOK_MS,
	);
}

/** Writes down, at each change of the panel, how the rows that hold `text` stand: place and phase, or status. */
function watchRows(panel: Surface, text: string): Promise<void> {
	return panel.evaluate((text) => {
		const log: string[] = [];
		window.routescopeTestRows = { ...window.routescopeTestRows, [text]: log };
		const look = () => {
			const states = [...document.querySelectorAll<HTMLElement>("[role=grid] [role=row]")]
				.filter((row) => row.textContent?.includes(text))
				.map((row) => `${row.getAttribute("aria-rowindex")} ${row.dataset.phase ?? row.dataset.status}`);
			const state = states.join(" | ");
			if (log.at(-1) !== state) log.push(state);
		};
		new MutationObserver(look).observe(document.body, {
			subtree: true,
			childList: true,
			attributes: true,
			characterData: true,
		});
		look();
	}, text);
}

function watchedRows(panel: Surface, text: string): Promise<readonly string[]> {
	return panel.evaluate((text) => window.routescopeTestRows?.[text] ?? [], text);
}

/** Has the page begin a stream that it may abort later, by its model's name. */
function startStream(stage: Stage, model: string, wish: Call): Promise<void> {
	return stage.driver.page.evaluate(
		({ url, model }) => {
			const stop = new AbortController();
			window.routescopeTestStops = { ...window.routescopeTestStops, [model]: stop };
			const body = JSON.stringify({ model, stream: true });
			fetch(url, { method: "POST", body, signal: stop.signal })
				.then((response) => response.text())
				.catch(() => undefined);
		},
		{ url: addressOf(stage, wish), model },
	);
}

/** A number that the stream's facts give, once the open detail gives it. */
async function fact(panel: Surface, name: string): Promise<number> {
	const { text } = await until("the stream's facts", async () => {
		const seen = await detail(panel);
		return seen?.text.includes(name) && seen;
	});
	return Number(new RegExp(`${name} (?:about |at least )?([\\d.]+)`).exec(text)?.[1] ?? Number.NaN);
}

async function openRunning(panel: Surface, text: string): Promise<void> {
	await until(`the detail of ${text}`, async () => {
		const [found] = await running(panel, text);
		if (found?.on !== true) await click(panel, { role: "row", text, within: "[role=grid]" });
		return (await running(panel, text))[0]?.on === true;
	});
}

async function showTab(panel: Surface, name: string): Promise<void> {
	await click(panel, { role: "tab", text: name });
	await until(name, async () => (await one(panel, { role: "tab", text: name })).on === true);
}

/** Switches the looking at running requests on or off, and gives what the settings say that it costs. */
async function setLive(panel: Surface, on: boolean): Promise<void> {
	await click(panel, { role: "button", name: toolbar.settings });
	const target = { role: "checkbox", name: live.setting };
	if ((await one(panel, target)).on !== on) await click(panel, target);
	// The browser ticks the box at once, the panel is drawn a moment later.
	await until(`live ${on} and its cost`, async () => {
		if ((await one(panel, target)).on !== on) return false;
		const cost = await panel.evaluate(() => document.querySelector(".live-cost")?.textContent ?? "", null);
		return (cost === live.costOff) === !on;
	});
	await panel.press("Escape");
}

const JOBS = "#rs-tasks";

function jobs(panel: Surface, text: string): Promise<readonly Seen[]> {
	return all(panel, { role: "row", text, within: JOBS });
}

/** The one line of a job, once it has this phase in words. */
function job(panel: Surface, name: string, phase: string): Promise<Seen> {
	return until(
		`the job ${name} to be ${phase}`,
		async () => {
			const found = await jobs(panel, name);
			if (found.length !== 1) throw new Error(`${found.length} lines`);
			return found[0]?.text.includes(phase) && found[0];
		},
		LOOK_MS,
	);
}

const POLLS = 20;
const SHORT = 5;

/** Requests so quick that they must never show as running. Gives how long the slowest took, by the page's own clock. */
function shortRequests(stage: Stage): Promise<number> {
	return stage.driver.page.evaluate(
		async ({ url, count }) => {
			let slowest = 0;
			for (let n = 0; n < count; n += 1) {
				const from = performance.now();
				await fetch(`${url}${n}`, { cache: "no-store" });
				slowest = Math.max(slowest, performance.now() - from);
				await new Promise((resolve) => setTimeout(resolve, 250));
			}
			return slowest;
		},
		{ url: addressOf(stage, { demo: "body-204", path: "/v1/models", query: { n: "short-" } }), count: SHORT },
	);
}

async function watchPendingRows(stage: PanelStage): Promise<void> {
	const { panel, demo, driver } = stage;
	await watchRows(panel, "live-slow");
	await watchRows(panel, "n=short");
	await start(stage, { model: "live-slow", query: { hold: "slow" }, headers: AUTHORIZED });
	await startStream(stage, "live-body", { demo: "body-held", query: { hold: "body" } });
	await driver.page.evaluate(
		({ url, count }) => {
			for (let n = 0; n < count; n += 1) void fetch(url, { cache: "no-store" }).catch(() => undefined);
		},
		{
			url: addressOf(stage, { to: "rout.my", path: "/v1/models", query: { hold: "polls", n: "same" } }),
			count: POLLS,
		},
	);
	const short = shortRequests(stage);
	const before = await onItsWay(panel, "live-slow", pendingPhases.waiting);
	await onItsWay(panel, "body-held", `${pendingPhases.receiving} `);
	await until("a row for each poll", async () => (await running(panel, "n=same")).length === POLLS, LOOK_MS);
	await until("the time to tick", async () => (await running(panel, "live-slow"))[0]?.text !== before.text);
	await openRunning(panel, "live-slow");
	const { text = "" } = (await detail(panel)) ?? {};
	expectWords(text, [detailWords.onItsWay, bodyWords.unanswered], "the detail of a running request");
	// A slow machine may make any request a long one.
	if ((await short) < 500)
		expectSame(
			(await watchedRows(panel, "n=short")).filter((state) => /[a-z]/.test(state)),
			[],
			"short requests shown as running",
		);

	await setLive(panel, false);
	expectSame((await running(panel)).length, 0, "running rows when switched off");
	await new Promise((resolve) => setTimeout(resolve, 1500));
	expectSame((await running(panel)).length, 0, "running rows a while later");
	await setLive(panel, true);
	await until("all of them again", async () => (await running(panel)).length === POLLS + 2, LOOK_MS);

	for (const name of ["polls", "slow", "body:rest"]) demo.release(name);
	await until("all to be over", async () => (await running(panel)).length === 0, LOOK_MS);
	expectSame(
		(await rows(panel, "n=same")).map(({ data }) => data.status),
		Array(POLLS).fill("200"),
		"the rows of the polls",
	);
	await until(
		"the chosen request to be told answered",
		async () => (await detail(panel))?.title === detailWords.fine,
	);
	await rowsInAll(panel, POLLS + SHORT + 2);
	const states = await watchedRows(panel, "live-slow");
	const place = states.at(-1)?.split(" ")[0];
	const last = states.slice(states.lastIndexOf("") + 1);
	expectSame(
		last.filter((state) => !/^\d+ (?:waiting|finishing|200)$/.test(state)),
		[],
		"other states of the row",
	);
	expectSame(
		last.filter((state) => state.split(" ")[0] !== place),
		[],
		"other places of the row",
	);
	expectSame(last.at(-1), `${place} 200`, "the row in the end");
}

async function watchStreams(stage: PanelStage): Promise<void> {
	const { panel, demo, driver } = stage;
	await startStream(stage, "live-stall", { demo: "stream-stalled" });
	await startStream(stage, "live-words", { demo: "stream-held", query: { hold: "words" } });
	await startStream(stage, "live-error", { demo: "stream-error-held", query: { hold: "error" } });

	await onItsWay(panel, "live-words", "streaming 3 events");
	await openRunning(panel, "live-words");
	await shows(panel, "Demo answer: a");
	const first = await fact(panel, live.firstEvent);
	demo.release("words:1");
	demo.release("error:1");
	await onItsWay(panel, "live-words", "streaming 7 events");
	await shows(panel, "Demo answer: a router is a door,");
	expectSame(await fact(panel, stream.events), 7, "events told in the detail");
	expectSame((await fact(panel, live.rate)) > 0, true, "events a second");
	expectSame(await fact(panel, live.firstEvent), first, "the time of the first event");

	// Red while the connection is still open.
	const failed = await until(
		"the failed stream to be told while it runs",
		async () => (await running(panel, "live-error")).find(({ data }) => data.verdict !== "none"),
		LOOK_MS,
	);
	expectWords(
		failed.text,
		[entryOf("crazyrouter/rate_limit_exceeded").title],
		"the row of the failed stream",
	);
	demo.release("error:2");
	demo.release("words:2");
	await onItsWay(panel, "live-words", "streaming 13 events");
	await shows(panel, "every door has a sign.");
	demo.release("words:3");
	await row(panel, "live-words", LOOK_MS);
	const after = (await detail(panel))?.text ?? "";
	expectWords(
		after,
		[
			stream.title,
			`${stream.events} 15`,
			live.rate,
			// Firefox tells of a gap only where it is longer than the time between two looks.
			...(driver.browserName === "chromium" ? [live.gap] : []),
			`${live.finish} stop`,
			"every door has a sign.",
		],
		"the stream after its end",
	);

	await onItsWay(panel, "live-stall", "silent ");
	await openRunning(panel, "live-stall");
	await shows(panel, "nothing for ");
	await driver.page.evaluate(() => window.routescopeTestStops?.["live-stall"]?.abort(), null);
	await row(panel, "live-stall", LOOK_MS);
	const kept = (await detail(panel))?.text ?? "";
	// Firefox tells neither who broke it off, nor when its last events came.
	if (driver.browserName === "chromium")
		expectWords(kept, [detailWords.streamLeft, live.gap], "the aborted stream");
	expectWords(kept, [`${stream.events} 3`, "Demo answer: a"], "the aborted stream");
	expectSame((await rows(panel, "live-")).length, 3, "rows in all");
}

async function loseToNavigation(stage: PanelStage): Promise<void> {
	const { panel, demo, driver } = stage;
	const submit = (model: string, hold: string, path: string, to: Call["to"] = "crazyrouter") =>
		start(stage, { to, model, path, query: { hold }, headers: AUTHORIZED, body: { prompt: "A lighthouse" } });
	await showTab(panel, tabs.tasks);
	await submit("live-suno", "suno", "/suno/submit/music");
	await submit("live-video", "video", "/v1/video/generations", "rout.my");
	await start(stage, { model: "live-chat", query: { hold: "chat" }, headers: AUTHORIZED });
	await job(panel, "Suno", "running");
	await job(panel, "Video", "running");
	demo.release("suno");
	await until(
		"the song to have an id",
		async () => !/no id/.test((await jobs(panel, "Suno"))[0]?.text ?? "no id"),
	);
	expectSame((await jobs(panel, "")).length, 2, "lines in all");
	await showTab(panel, tabs.requests);
	await onItsWay(panel, "live-chat", pendingPhases.waiting);
	await driver.page.goto(`${demo.pageUrl}&left`);

	const { title } = entryOf("network/page-left");
	const lost = (model: string) =>
		until(
			`${model} to be told lost`,
			async () => (await rows(panel, model)).find(({ text, data }) => text.includes(title) && !data.phase),
			LOOK_MS,
		);
	await lost("live-chat");
	expectWords((await lost("live-video")).text, [pill.check], "the row of the lost submit");
	await open(panel, "live-video", title);
	expectWords((await detail(panel))?.text ?? "", [DIAGNOSIS_TEXT.paidWarning], "the lost submit");
	expectSame((await running(panel)).length, 0, "running rows after the page left");
	await showTab(panel, tabs.tasks);
	await job(panel, "Video", "page left");
}

const MANY = 200;

/** The `n=…` of all rows, those out of sight included. */
function allNumbers(panel: Surface): Promise<readonly string[]> {
	return panel.evaluate(async () => {
		const found = new Map<string, string>();
		const grid = document.querySelector("[role=grid]");
		let scroller = grid?.parentElement ?? null;
		while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement;
		if (!grid || !scroller) return [];
		for (let top = 0; top <= scroller.scrollHeight; top += 300) {
			scroller.scrollTop = top;
			await new Promise((resolve) => setTimeout(resolve, 30));
			for (const row of grid.querySelectorAll("[role=row]"))
				found.set(
					row.getAttribute("aria-rowindex") ?? "",
					/n=many-\d+/.exec(row.textContent ?? "")?.[0] ?? "",
				);
		}
		return [...found.values()];
	}, null);
}

async function makeManyRequests(stage: PanelStage): Promise<void> {
	const { panel, driver } = stage;
	const url = addressOf(stage, { demo: "body-204", path: "/v1/models", query: { n: "many-" } });
	await driver.page.evaluate(
		async ({ url, count }) => {
			let next = 0;
			const work = async () => {
				while (next < count) {
					next += 1;
					await fetch(`${url}${next}-`, { cache: "no-store" });
				}
			};
			await Promise.all([work(), work(), work(), work(), work()]);
		},
		{ url, count: MANY },
	);
	await until("a row for each", async () => (await rowCount(panel)) === MANY, LOOK_MS);
	await new Promise((resolve) => setTimeout(resolve, 1500));
	await rowsInAll(panel, MANY);
	expectSame(new Set(await allNumbers(panel)).size, MANY, "different requests listed");
}

export const LIVE_SCENARIOS: readonly Scenario[] = [
	{
		name: "requests on their way are rows that tick and turn into their answers, 20 equal ones too; switched off, none",
		browser: "shared",
		run: watchPendingRows,
	},
	{
		name: "streams are read as they come: words, a stall, an error before the end, an abort, and the same view after",
		browser: "shared",
		run: watchStreams,
	},
	{
		name: "jobs run on the timeline from their submit; what the page leaves behind is kept, with a warning",
		browser: "shared",
		run: loseToNavigation,
	},
	{
		name: "200 quick requests are 200 rows",
		browser: "shared",
		run: makeManyRequests,
	},
];

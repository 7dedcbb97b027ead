import { tabs, toolbar, detail as words } from "../../lib/messages/interface";
import { all, click, one, type Seen, type Target } from "./dom";
import { type Surface, until } from "./driver";
import type { PanelStage, Stage } from "./stage";

/** The panel as its user works it. */

const LIST = "[role=grid]";
const DETAIL = `[aria-label="${words.region}"]`;

/** Shows the panel and brings it to the state every shared scenario begins with. */
export async function freshPanel(stage: Stage): Promise<PanelStage> {
	// A new document each time: the browser's log would grow from scenario to scenario, and with it what a look at it costs.
	await stage.driver.page.goto(stage.demo.pageUrl);
	const panel = await stage.driver.openPanel();
	await one(panel, { role: "button", name: toolbar.clear });
	await click(panel, { role: "tab", text: tabs.requests });
	await setRecording(panel, true);
	await setPreserveLog(panel, false);
	await quiet(stage);
	await clear(panel);
	return { ...stage, panel };
}

/**
 * Waits until what was asked for before has been reported: events arrive in the order the requests ended. Asks again
 * where Firefox was putting its log together and told nobody of the request.
 */
async function quiet(stage: Stage): Promise<void> {
	await until("an event of a request made now", async () => {
		const url = `${stage.demo.httpOrigin}/favicon.svg?${Math.random()}`;
		await stage.driver.page.evaluate((url) => fetch(url).then((response) => response.text()), url);
		await stage.driver.reported(url, 1000);
		return true;
	});
}

export async function clear(panel: Surface): Promise<void> {
	// A request that was already on its way may be listed after the first click.
	await until("an empty list", async () => {
		await click(panel, { role: "button", name: toolbar.clear });
		return (await rowCount(panel)) === 0;
	});
}

const RECORD_BUTTONS = [toolbar.recording, toolbar.paused];

export async function setRecording(panel: Surface, on: boolean): Promise<void> {
	const [wanted, other] = on ? RECORD_BUTTONS : RECORD_BUTTONS.toReversed();
	const found = await all(panel, { role: "button", name: other ?? "" });
	if (found.length > 0) await click(panel, { role: "button", name: other ?? "", nth: 0 });
	await one(panel, { role: "button", name: wanted ?? "", nth: 0 });
}

export async function setPreserveLog(panel: Surface, on: boolean): Promise<void> {
	const target: Target = { role: "checkbox", name: toolbar.preserveLog };
	if ((await one(panel, target)).on !== on) await click(panel, target);
	await until(`Preserve log ${on ? "on" : "off"}`, async () => (await one(panel, target)).on === on);
}

/** How many requests are listed, also those out of sight. */
export function rowCount(panel: Surface): Promise<number> {
	return panel.evaluate(
		(css) => Number(document.querySelector(css)?.getAttribute("aria-rowcount") ?? 0),
		LIST,
	);
}

/** Waits until so many requests are listed. */
export async function rowsInAll(panel: Surface, wanted: number): Promise<void> {
	await until(`${wanted} rows in all`, async () => {
		const count = await rowCount(panel);
		if (count !== wanted) throw new Error(`${count} rows`);
		return true;
	});
}

/** The rows in sight that hold this text. */
export function rows(panel: Surface, text = ""): Promise<readonly Seen[]> {
	return all(panel, { role: "row", text, within: LIST });
}

/** The one row that holds this text, once its request has ended and its answer is read: before, it has no verdict. */
export function row(panel: Surface, text: string, timeoutMs?: number): Promise<Seen> {
	return until(
		`the row "${text}" of an ended request with its answer`,
		async () => {
			const seen = await one(panel, { role: "row", text, within: LIST }, timeoutMs);
			const { kind, phase, unread } = seen.data;
			return kind === "fold" || (phase === undefined && unread === undefined) ? seen : null;
		},
		timeoutMs,
	);
}

export interface Detail {
	/** First heading: what happened. */
	readonly title: string;
	/** Everything the detail shows. */
	readonly text: string;
}

/**
 * Opens the detail of an ended request and waits until it tells of the answer and has this title. Clicks again where the list
 * moved under the click.
 */
export function open(panel: Surface, rowText: string, title = ""): Promise<Detail> {
	const target: Target = { role: "row", text: rowText, within: LIST };
	return until(`the detail of ${rowText} titled "${title}"`, async () => {
		const listed = await one(panel, target);
		if (listed.on !== true) await click(panel, target);
		if (listed.data.unread !== undefined) throw new Error("its answer is not read yet");
		const seen = await detail(panel);
		if (!seen?.title.includes(title)) throw new Error(`its title is ${seen?.title}`);
		return (await one(panel, target)).on === true && seen;
	});
}

/** The open detail, or null. */
export async function detail(panel: Surface): Promise<Detail | null> {
	const [heading] = await all(panel, { role: "heading", within: DETAIL });
	const [region] = await all(panel, { role: "region", name: words.region });
	return heading && region ? { title: heading.text, text: region.text } : null;
}

import { h, render } from "preact";
import { ExportDialog } from "../../components/ExportDialog";
import { Panel } from "../../components/Panel";
import { createExporter } from "../../entrypoints/panel/exporter";
import { createFileOpener } from "../../entrypoints/panel/file-opener";
import { decode } from "../../lib/decode";
import { readHar } from "../../lib/har";
import { createSession, reduce } from "../../lib/session";
import { createVault } from "../../lib/vault";
import { harText } from "./har-text";
import { NOTHING_DONE } from "./no-actions";

/** What opening one file costs, in milliseconds, on a page that holds nothing else. */
export interface OpeningRound {
	/** From choosing the file to its tree: the file's text and one `JSON.parse`, in a new worker. */
	readonly fresh: number;
	/** From choosing the file to the list of all its requests on the screen. */
	readonly listed: number;
	/** From choosing the file to the same list with all answers, verdicts, jobs and findings. */
	readonly understood: number;
	/** Longest task of the page meanwhile. */
	readonly longestTask: number;
	readonly rows: number;
}

/** Costs of one round of everything else, in milliseconds. */
export interface OtherRound {
	/** `JSON.parse` of the whole text, in a worker. */
	readonly parse: number;
	/** `readHar` of the same text, in the same worker: exchanges with their secrets masked. */
	readonly read: number;
	/** Longest task of the page while 5,000 requests are exported as HAR and as CSV, and how long that takes. */
	readonly exportTask: number;
	readonly exportTime: number;
}

/** How often both are measured in turn; the least counts, because a busy machine only ever adds. */
const TURNS = 5;

/** In a worker: the file of the bench. On the page it would leave a heap of its own to be cleared up while we measure. */
export function makeFile(entries: number): File {
	return new File([harText(entries)], "bench.har");
}

/** In a worker: parse and read in turn, the same text. */
export async function measureReading(file: File): Promise<Pick<OtherRound, "parse" | "read">> {
	const text = await file.text();
	let parse = Number.POSITIVE_INFINITY;
	let read = Number.POSITIVE_INFINITY;
	for (let turn = 0; turn < TURNS; turn += 1) {
		parse = Math.min(
			parse,
			timed(() => JSON.parse(text) !== null),
		);
		read = Math.min(
			read,
			timed(() => readHar(text, "f", createVault()).exchanges.length > 0),
		);
	}
	return { parse, read };
}

function timed(work: () => boolean): number {
	const begun = performance.now();
	if (!work()) throw new Error("nothing was read");
	return performance.now() - begun;
}

/** The longest task of this page while something goes on. Firefox tells of none: there it is the longest gap between two words of a channel. */
async function watchingTasks(work: () => Promise<void>): Promise<number> {
	let longestTask = 0;
	const isTold = PerformanceObserver.supportedEntryTypes.includes("longtask");
	const watch = isTold ? observeTasks : measureGaps;
	const stop = watch((duration) => {
		longestTask = Math.max(longestTask, duration);
	});
	await work();
	await new Promise((resolve) => setTimeout(resolve, 300));
	stop();
	return longestTask;
}

/** Tasks over 50 ms; the browser tells of no shorter ones. */
function observeTasks(note: (milliseconds: number) => void): () => void {
	const noteAll = (entries: PerformanceEntryList) => {
		for (const { duration } of entries) note(duration);
	};
	const observer = new PerformanceObserver((list) => noteAll(list.getEntries()));
	observer.observe({ type: "longtask" });
	return () => {
		noteAll(observer.takeRecords());
		observer.disconnect();
	};
}

function measureGaps(note: (milliseconds: number) => void): () => void {
	const { port1, port2 } = new MessageChannel();
	let last = performance.now();
	port1.onmessage = () => {
		const now = performance.now();
		note(now - last);
		last = now;
		port2.postMessage(null);
	};
	port2.postMessage(null);
	return () => port1.close();
}

/** On the page: exports so many requests in these forms through the dialog, and watches the page's own tasks. */
export async function measureExporting(
	count: number,
	root: HTMLElement,
): Promise<Pick<OtherRound, "exportTask" | "exportTime">> {
	const session = createSession();
	const rows = readHar(harText(count), "f", session.vault).exchanges.map(({ exchange }) => ({
		exchange,
		decoded: decode(exchange, { watchedHosts: [] }),
	}));
	reduce(session, { type: "imported", rows });
	const about = { extensionVersion: "1.0.0", browser: "Chrome 140" };
	const source = { session, row: null, task: null, shown: session.rows, about };
	const startExport = createExporter();
	const dialog = { source, startExport, onSave: () => true, onClose() {} };
	await new Promise((resolve) => setTimeout(resolve, 500));
	const begun = performance.now();
	const exportTask = await watchingTasks(async () => {
		render(h(ExportDialog, dialog), root);
		for (const form of ["har", "csv"]) {
			const field = [...root.querySelectorAll("select")].find((select) =>
				[...select.options].some(({ value }) => value === form),
			);
			if (!field) throw new Error(`no such form: ${form}`);
			field.value = form;
			field.dispatchEvent(new Event("change", { bubbles: true }));
			await new Promise((resolve) => setTimeout(resolve, 50));
			while (root.querySelector(".export-preview") === null)
				await new Promise((resolve) => setTimeout(resolve, 5));
		}
	});
	const exportTime = performance.now() - begun;
	render(null, root);
	return { exportTask, exportTime };
}

/** On the page: opens the file as the panel does, draws the panel, and watches the page's own tasks. */
export async function measureOpening(file: File, root: HTMLElement): Promise<Omit<OpeningRound, "fresh">> {
	let session = createSession();
	let drawing = false;
	const draw = () => {
		if (drawing) return;
		drawing = true;
		requestAnimationFrame(() => {
			drawing = false;
			const props = { session, version: session.version, file: opener.state, actions: NOTHING_DONE };
			render(h(Panel, props), root);
		});
	};
	const opener = createFileOpener({
		change: draw,
		show(read) {
			session = read;
			draw();
		},
		drop() {},
	});
	const frames = async (isOver: () => boolean) => {
		while (!isOver()) await new Promise((resolve) => requestAnimationFrame(resolve));
	};
	draw();
	await new Promise((resolve) => setTimeout(resolve, 500));
	let [listed, understood] = [0, 0];
	const longestTask = await watchingTasks(async () => {
		const begun = performance.now();
		opener.open(file, []);
		await frames(
			() =>
				session.rows.length > 0 &&
				root.querySelector(`[aria-rowcount="${session.rows.length}"] [role="row"]`) !== null,
		);
		listed = performance.now() - begun;
		await frames(
			() => opener.state?.understanding === null && root.querySelector(".banner progress") === null,
		);
		understood = performance.now() - begun;
	});
	if (session.rows.some(({ exchange }) => exchange.responseBody.state !== "ok"))
		throw new Error("not every answer was read");
	render(null, root);
	return { listed, understood, longestTask, rows: session.rows.length };
}

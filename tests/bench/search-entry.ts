import { h, render } from "preact";
import { Panel } from "../../components/Panel";
import { decode } from "../../lib/decode";
import { readHar } from "../../lib/har";
import { createSession, reduce } from "../../lib/session";
import { harText } from "./har-text";
import { NOTHING_DONE } from "./no-actions";

/** What one query costs, in milliseconds: from the key to the whole result, and the longest task of the page meanwhile. */
export interface SearchRound {
	readonly query: string;
	readonly found: number;
	readonly time: number;
	readonly longestTask: number;
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** On the page: a panel over so many requests of a file, and each query typed at once into its search field. */
export async function measureSearching(
	count: number,
	queries: readonly string[],
	root: HTMLElement,
): Promise<readonly SearchRound[]> {
	const session = createSession();
	session.origin = "file";
	const rows = readHar(harText(count), "f", session.vault).exchanges.map(({ exchange }) => ({
		exchange,
		decoded: decode(exchange, { watchedHosts: [] }),
	}));
	reduce(session, { type: "imported", rows });
	render(h(Panel, { session, version: session.version, actions: NOTHING_DONE }), root);
	while (root.querySelector(`[aria-rowcount="${count}"]`) === null) await frame();
	const field = root.querySelector<HTMLInputElement>("[role=searchbox]");
	if (!field) throw new Error("no search field");
	let longestTask = 0;
	const note = (entries: PerformanceEntryList) => {
		for (const { duration } of entries) longestTask = Math.max(longestTask, duration);
	};
	const observer = new PerformanceObserver((list) => note(list.getEntries()));
	observer.observe({ type: "longtask" });
	const rounds: SearchRound[] = [];
	for (const query of queries) {
		await pause(300);
		note(observer.takeRecords());
		longestTask = 0;
		const begun = performance.now();
		field.value = query;
		field.dispatchEvent(new Event("input", { bubbles: true }));
		await pause(0);
		let time = performance.now() - begun;
		for (const deadline = begun + 20_000; isSearching(root) && performance.now() < deadline; ) {
			await frame();
			time = performance.now() - begun;
		}
		await pause(300);
		note(observer.takeRecords());
		const found = Number(root.querySelector("[role=grid]")?.getAttribute("aria-rowcount") ?? 0);
		rounds.push({ query, found, time, longestTask });
	}
	observer.disconnect();
	render(null, root);
	return rounds;
}

function isSearching(root: HTMLElement): boolean {
	return root.querySelector("[aria-busy=true]") !== null;
}

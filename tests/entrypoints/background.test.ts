import { describe, expect, it, vi } from "vitest";
import { addMenu, serveMenu } from "../../entrypoints/background/menu";
import { serveOmnibox } from "../../entrypoints/background/omnibox";
import type { Given, Place } from "../../entrypoints/panel/hand-over";
import { menu, omnibox } from "../../lib/messages/lookup";

interface Line {
	readonly content: string;
	readonly description: string;
}

function addressBar(xml: boolean) {
	const shown: { first: string; lines: Line[] } = { first: "", lines: [] };
	const opened: [Given, Place][] = [];
	let change = (_text: string, _show: (lines: Line[]) => void) => {};
	let enter = (_text: string, _disposition: string) => {};
	serveOmnibox(
		{
			setDefaultSuggestion: ({ description }) => {
				shown.first = description;
			},
			onInputChanged: {
				addListener: (listener) => {
					change = listener;
				},
			},
			onInputEntered: {
				addListener: (listener) => {
					enter = listener;
				},
			},
		},
		{ xml, open: (given, place) => void opened.push([given, place]) },
	);
	return {
		shown,
		opened,
		type: (text: string) =>
			change(text, (lines) => {
				shown.lines = lines;
			}),
		enter: (text: string, disposition = "currentTab") => enter(text, disposition),
	};
}

describe("the address bar", () => {
	it("suggests verdicts, best first", () => {
		const bar = addressBar(true);
		bar.type("429 insufficient_quota");
		expect(bar.shown.first).toContain("<match>insufficient_quota</match>");
		expect(bar.shown.lines.length).toBeGreaterThan(1);
		expect(bar.shown.lines.map(({ content }) => content)).toContain("crazyrouter/429");
	});
	it("speaks plainly in Firefox", () => {
		const bar = addressBar(false);
		bar.type("429");
		expect(bar.shown.first).toMatch(/^429 · /);
		expect([bar.shown.first, ...bar.shown.lines.map(({ description }) => description)].join()).not.toMatch(
			/<match>|&#/,
		);
	});
	it("says so when there is nothing yet, or nothing", () => {
		const bar = addressBar(true);
		bar.type("");
		expect(bar.shown.first).toBe(omnibox.start);
		bar.type("zzzzqqqq");
		expect(bar.shown.first).toBe(omnibox.nothing);
		expect(bar.shown.lines).toEqual([]);
	});
	it("Enter opens a chosen entry, words to look up, or a message to read", () => {
		const bar = addressBar(true);
		bar.enter("kling/failed");
		bar.enter("429 insufficient_quota", "newForegroundTab");
		bar.enter("zzzzqqqq xxxyyy", "newBackgroundTab");
		expect(bar.opened).toEqual([
			[{ kind: "entry", text: "kling/failed" }, "this tab"],
			[{ kind: "query", text: "429 insufficient_quota" }, "new tab"],
			[{ kind: "text", text: "zzzzqqqq xxxyyy" }, "background tab"],
		]);
	});
});

describe("the context menu", () => {
	it("has one item, on selected text, and not a second one after an update", async () => {
		const items: object[] = [];
		const api = {
			removeAll: async () => void items.splice(0),
			create: (item: object) => void items.push(item),
			onClicked: { addListener: vi.fn() },
		};
		await addMenu(api);
		await addMenu(api);
		expect(items).toEqual([{ id: "explain", title: menu.explain, contexts: ["selection"] }]);
	});
	it("opens the viewer on the selected text", () => {
		const opened: Given[] = [];
		let click = (_info: { menuItemId: string | number; selectionText?: string }) => {};
		serveMenu(
			{
				removeAll: async () => undefined,
				create: () => undefined,
				onClicked: {
					addListener: (listener) => {
						click = listener;
					},
				},
			},
			(given) => void opened.push(given),
		);
		click({ menuItemId: "explain", selectionText: "Error code: 429" });
		click({ menuItemId: "explain" });
		click({ menuItemId: "another", selectionText: "x" });
		expect(opened).toEqual([{ kind: "text", text: "Error code: 429" }]);
	});
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Given, type HandOverApi, openViewer, takeGiven } from "../../entrypoints/panel/hand-over";

type Listener = Parameters<HandOverApi["runtime"]["onMessage"]["addListener"]>[0];

/** A browser with one sender: tabs are opened, and their pages may ask. */
function fakeBrowser() {
	const listeners = new Set<Listener>();
	const opened: { url: string; active?: boolean }[] = [];
	let nextTab = 7;
	const api: HandOverApi = {
		runtime: {
			id: "us",
			getURL: (path) => `ext://us/${path}`,
			sendMessage: () => Promise.reject(new Error("Receiving end does not exist.")),
			onMessage: {
				addListener: (listener) => void listeners.add(listener),
				removeListener: (listener) => void listeners.delete(listener),
			},
		},
		tabs: {
			create: async (options) => {
				opened.push(options);
				return { id: nextTab++ };
			},
			update: async (options) => {
				opened.push(options);
				return { id: 1 };
			},
		},
	};
	/** The page in a tab asks; null when nobody answers. */
	const askFrom = async (tab: number, id = "us"): Promise<Given | null> => {
		let answer: unknown = null;
		const viewer = {
			runtime: {
				...api.runtime,
				sendMessage: (message: unknown) =>
					new Promise<unknown>((resolve) => {
						for (const listener of listeners)
							listener(message, { id, tab: { id: tab } }, (given) => {
								answer = given;
							});
						setTimeout(() => resolve(answer), 0);
					}),
			},
		};
		return takeGiven(viewer);
	};
	return { api, opened, askFrom, listeners };
}

const TEXT: Given = { kind: "text", text: "Error code: 429, key sk-demo0123456789abcdefghij" };

describe("a text on its way into the viewer", () => {
	it("is given to the tab that was opened for it, once, and is in no address", async () => {
		const { api, opened, askFrom, listeners } = fakeBrowser();
		const handed = openViewer(api, TEXT, "new tab");
		expect(await askFrom(7)).toEqual(TEXT);
		expect(await handed).toBe(7);
		expect(opened).toEqual([{ url: "ext://us/panel.html", active: true }]);
		expect(listeners.size).toBe(0);
		expect(await askFrom(7)).toBeNull();
	});

	it("is not given to another tab, nor to another extension", async () => {
		const { api, askFrom } = fakeBrowser();
		const handed = openViewer(api, TEXT, "background tab");
		expect(await askFrom(99)).toBeNull();
		expect(await askFrom(7, "them")).toBeNull();
		expect(await askFrom(7)).toEqual(TEXT);
		await handed;
	});

	it("two at a time do not meet", async () => {
		const { api, askFrom } = fakeBrowser();
		const both = [
			openViewer(api, TEXT, "new tab"),
			openViewer(api, { kind: "entry", text: "kling/failed" }, "new tab"),
		];
		expect((await askFrom(8))?.text).toBe("kling/failed");
		expect((await askFrom(7))?.text).toBe(TEXT.text);
		expect(await Promise.all(both)).toEqual([7, 8]);
	});

	it("the address bar uses the tab it is in", async () => {
		const { api, opened, askFrom } = fakeBrowser();
		const handed = openViewer(api, TEXT, "this tab");
		expect(await askFrom(1)).toEqual(TEXT);
		expect(await handed).toBe(1);
		expect(opened).toEqual([{ url: "ext://us/panel.html" }]);
	});

	it("an empty viewer needs nobody who listens", async () => {
		const { api, opened, listeners } = fakeBrowser();
		expect(await openViewer(api, null, "new tab")).toBe(7);
		expect(opened.length).toBe(1);
		expect(listeners.size).toBe(0);
	});

	it("takes only what has the agreed form", async () => {
		for (const answer of [
			undefined,
			null,
			"text",
			{ kind: "page", text: "x" },
			{ kind: "text" },
			{ ...TEXT, more: 1 },
		]) {
			const { api } = fakeBrowser();
			const runtime = { ...api.runtime, sendMessage: () => Promise.resolve(answer) };
			expect(await takeGiven({ runtime })).toBeNull();
		}
	});
});

describe("a tab that never asks", () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());
	it("loses the text after a while", async () => {
		const { api, listeners } = fakeBrowser();
		const handed = openViewer(api, TEXT, "new tab");
		await vi.advanceTimersByTimeAsync(60_000);
		expect(await handed).toBe(7);
		expect(listeners.size).toBe(0);
	});
});

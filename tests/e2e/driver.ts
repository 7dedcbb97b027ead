/**
 * What a scenario may do with a browser. Chromium and Firefox both implement it, so that one list of scenarios
 * proves the same behaviour in both; nothing else in the scenarios knows which browser it drives.
 */

/** Keys a scenario presses, by their `KeyboardEvent.key` names. */
export type Key = "Enter" | "Escape" | "Tab" | "ArrowDown" | "ArrowUp" | "Backspace" | "Home" | "End";

/** One document: the inspected page, the panel, the popup. */
export interface Surface {
	/**
	 * Runs a self-contained function in the document; argument and result travel as JSON.
	 * A function that closes over anything of its module breaks in both browsers.
	 */
	evaluate<A, R>(fn: (arg: A) => R, arg: A): Promise<Awaited<R>>;
	/** A trusted click (user activation included) at a point of the document's viewport, in CSS pixels. */
	clickAt(x: number, y: number): Promise<void>;
	/** Trusted key strokes into whatever has the focus. */
	type(text: string): Promise<void>;
	press(key: Key): Promise<void>;
	/** PNG of what is visible of this document. */
	screenshot(path: string): Promise<void>;
}

/** The inspected page. */
export interface PageSurface extends Surface {
	/** Resolves when the document has loaded. */
	goto(url: string): Promise<void>;
	reload(): Promise<void>;
}

export interface Driver {
	readonly browserName: "chromium" | "firefox";
	readonly page: PageSurface;
	/** The extension's devtools page, which has `chrome.devtools`. */
	readonly devtoolsPage: Pick<Surface, "evaluate">;
	/** Shows the Routescope tab of DevTools (first call: its document is created by it). */
	openPanel(): Promise<Surface>;
	/** Shows another tab of DevTools, so that the panel is hidden but alive. */
	hidePanel(): Promise<void>;
	/** Shows the browser's own Network panel instead. */
	showNetworkPanel(): Promise<void>;
	/** Closes DevTools and opens it again; the panel of before is gone. */
	reopenDevTools(): Promise<void>;
	/** Opens the popup; one at a time. */
	openPopup(): Promise<Surface>;
	closePopup(): Promise<void>;
	/** Opens the viewer, as the popup does with nothing to show. */
	openViewer(): Promise<Surface>;
	/** The viewer tab that the extension has opened by itself. */
	openedViewer(): Promise<Surface>;
	closeViewer(): Promise<void>;
	/** What the address bar suggests after `rs `: the descriptions, best first, as the extension gave them. */
	suggested(text: string): Promise<readonly string[]>;
	/** Enter in the address bar after `rs `, for a tab of its own. */
	enterInAddressBar(text: string): Promise<void>;
	/** A click on the extension's item in the context menu of a selected text. */
	explainSelection(text: string): Promise<void>;
	/** Waits until DevTools has told extensions that a request to this very URL ended; the panel has heard of it then. */
	reported(url: string, timeoutMs?: number): Promise<void>;
	/** Of every page of the extension, those opened later included. */
	setColorScheme(scheme: "light" | "dark"): Promise<void>;
	/** Width of the panel's document, in CSS pixels. */
	setPanelWidth(width: number): Promise<void>;
	/**
	 * Console errors, uncaught errors, unhandled rejections and CSP violations of the extension's own pages since the
	 * last call.
	 */
	takeProblems(): Promise<readonly string[]>;
	/** URLs the extension's own pages asked the network for since the last call, its own files excepted. */
	takeRequests(): Promise<readonly string[]>;
	close(): Promise<void>;
}

export interface LaunchOptions {
	/** Page the browser shows with DevTools open and recording when `launch` resolves. */
	readonly url: string;
	/** Absolute path of the built extension. */
	readonly extension: string;
}

export type Launch = (options: LaunchOptions) => Promise<Driver>;

/** Title of the DevTools tab. */
export const PANEL_TITLE = "Routescope";

/** Between two questions of `until`, doubled from the first to the second. */
const SHORTEST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 40;

/**
 * Calls `probe` until it gives something other than false, null or undefined. The one way to wait in these tests.
 * @throws Error naming `what`, with the last answer or error, after `timeoutMs`.
 */
export async function until<T>(
	what: string,
	probe: () => Promise<T | false | null | undefined> | T | false | null | undefined,
	timeoutMs = 20_000,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	let last: unknown;
	// Most of what is waited for is there within a few milliseconds; asking costs the browser time, so later less often.
	for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
		try {
			const answer = await probe();
			if (answer !== false && answer !== null && answer !== undefined) return answer;
			last = answer;
		} catch (error) {
			last = error;
		}
		if (Date.now() > deadline)
			throw new Error(`Gave up after ${timeoutMs} ms waiting for ${what}. Last seen: ${String(last)}`);
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
	}
}

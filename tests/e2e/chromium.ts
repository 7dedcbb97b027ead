import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
	type BrowserContext,
	type CDPSession,
	type ConsoleMessage,
	chromium,
	type Frame,
	type Page,
	type Request,
} from "@playwright/test";
import { type Driver, type LaunchOptions, PANEL_TITLE, type Surface, until } from "./driver";

// Playwright otherwise lets go of DevTools' own window (it is attached while still of type "other").
// Internal to Playwright, hence its exact pin; read when the first browser of the process connects.
process.env.PW_CHROMIUM_ATTACH_TO_OTHER = "1";

/** URLs of finished requests, filled in the extension's devtools page by `open`. */
declare const routescopeTestSeen: readonly string[];

const FRONT_END = "devtools://devtools/bundled/devtools_app.html";

/** The routers' real names lead to the demo server, and nothing leads out of this machine. */
const HOST_RULES = [
	"crazyrouter.com",
	"*.crazyrouter.com",
	"api.rout.my",
	"*.rout.my",
	"*.test",
	"localhost",
].map((host) => `MAP ${host} 127.0.0.1`);

const ARGUMENTS = [
	"--no-sandbox",
	"--disable-gpu",
	"--no-first-run",
	"--no-proxy-server",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--disable-quic",
	"--disable-search-engine-choice-screen",
	"--ignore-certificate-errors",
	"--window-size=1600,1000",
	`--host-resolver-rules=${HOST_RULES.join(", ")}`,
];

/** Undocked: DevTools has a window of its own, in which every tab fits and can be clicked. */
const PROFILE = { devtools: { preferences: { currentDockState: '"undocked"' } } };

const isExtensionUrl = (url: string) => url.startsWith("chrome-extension://");

/** Starts Chromium with the built extension, opens DevTools on `url` and waits until it records. */
export async function launchChromium({ url, extension }: LaunchOptions): Promise<Driver> {
	const profile = mkdtempSync(join(tmpdir(), "routescope-chromium-"));
	mkdirSync(join(profile, "Default"));
	writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(PROFILE));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		headless: !process.env.HEADED,
		viewport: null,
		args: [...ARGUMENTS, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
	});
	const problems: string[] = [];
	const requests: string[] = [];
	watch(context, problems, requests);
	try {
		const page = context.pages()[0] ?? (await context.newPage());
		await page.goto(url);
		const browser = context.browser();
		if (!browser) throw new Error("Playwright gives no browser for this context: cannot open DevTools.");
		const session = await browser.newBrowserCDPSession();
		const devtools = new DevTools(context, session, page);
		await devtools.open();
		return driver(context, page, devtools, profile, problems, requests);
	} catch (error) {
		await context.close();
		throw error;
	}
}

/** Collects what the extension's own pages complain about and ask for. */
function watch(context: BrowserContext, problems: string[], requests: string[]): void {
	// DevTools' own window is not ours to judge; its messages name their place, what we evaluate ourselves has none.
	const isOurs = (page: Page | null, place: string) =>
		isExtensionUrl(place) ||
		isExtensionUrl(page?.url() ?? "") ||
		((page?.url() ?? "").startsWith("devtools://") && !place.includes("devtools://"));
	// Playwright reports CSP violations as console errors too, with the document as their place.
	context.on("console", (message: ConsoleMessage) => {
		if (message.type() === "error" && isOurs(message.page(), message.location().url))
			problems.push(`console: ${message.text()} (${message.location().url})`);
	});
	context.on("weberror", (error) => {
		const text = error.error().stack ?? String(error.error());
		if (isOurs(error.page(), text)) problems.push(`uncaught: ${text}`);
	});
	context.on("request", (request) => {
		if (isExtensionUrl(request.url()) || request.url().startsWith("data:")) return;
		const from = originatorOf(request);
		if (isExtensionUrl(from) || (request.headers().origin ?? "").startsWith("chrome-extension://"))
			requests.push(request.url());
	});
}

/** URL of the document that asked; "" for preflights and navigations, which have no frame yet and are never a page's own doing. */
function originatorOf(request: Request): string {
	try {
		return request.frame().url();
	} catch {
		return "";
	}
}

/** DevTools' own window and the extension's pages in it. */
class DevTools {
	private window: Page | null = null;

	constructor(
		private readonly context: BrowserContext,
		private readonly session: CDPSession,
		private readonly page: Page,
	) {}

	get frontEnd(): Page {
		if (!this.window) throw new Error("DevTools is not open.");
		return this.window;
	}

	frame(path: string): Frame | null {
		return (
			this.frontEnd
				.frames()
				.find((frame) => isExtensionUrl(frame.url()) && new URL(frame.url()).pathname === path) ?? null
		);
	}

	extensionUrl(path: string): string {
		return new URL(path, this.frame("/devtools.html")?.url()).href;
	}

	/** Opens DevTools on the page and reloads it until the document's event arrives and `getHAR()` lists it: UI visible is not yet recording. */
	async open(): Promise<void> {
		const cdp = await this.context.newCDPSession(this.page);
		const { targetInfo } = await cdp.send("Target.getTargetInfo");
		await cdp.detach();
		// Not in Playwright's protocol types yet.
		await (this.session.send as (method: string, params: object) => Promise<unknown>)("Target.openDevTools", {
			targetId: targetInfo.targetId,
		});
		this.window = await until("DevTools' window", () =>
			this.context.pages().find((page) => page.url().startsWith(FRONT_END)),
		);
		await this.window.getByRole("tab", { name: "Elements", exact: true }).waitFor();
		const background = await until("the extension's devtools page", () => this.frame("/devtools.html"));
		await background.evaluate(() => {
			const seen: string[] = [];
			Object.assign(window, { routescopeTestSeen: seen });
			chrome.devtools.network.onRequestFinished.addListener((entry) => {
				seen.push(entry.request.url);
			});
		});
		const url = this.page.url().replace(/#.*/, "");
		await until("DevTools to record", async () => {
			await this.page.reload();
			await this.reported(url, 1000);
			return background.evaluate(
				(url) =>
					new Promise<boolean>((resolve) => {
						chrome.devtools.network.getHAR((log) => {
							const { entries } = log as { entries: { request: { url: string } }[] };
							resolve(entries.some((entry) => entry.request.url === url));
						});
					}),
				url,
			);
		});
	}

	async reported(url: string, timeoutMs?: number): Promise<void> {
		await until(
			`the network event of ${url}`,
			() => this.frame("/devtools.html")?.evaluate((url) => routescopeTestSeen.includes(url), url),
			timeoutMs,
		);
	}

	async close(): Promise<void> {
		await this.frontEnd.close();
		this.window = null;
	}

	async showTab(name: string): Promise<void> {
		await this.frontEnd.getByRole("tab", { name, exact: true }).click();
	}
}

function driver(
	context: BrowserContext,
	page: Page,
	devtools: DevTools,
	profile: string,
	problems: string[],
	requests: string[],
): Driver {
	let popup: Page | null = null;
	let viewer: Page | null = null;
	let scheme: "light" | "dark" = "light";
	/** A page of the extension in a tab of its own, the size of the popup or of a window. */
	const show = async (page: Page, size: { width: number; height: number }): Promise<Surface> => {
		await page.setViewportSize(size);
		await page.emulateMedia({ colorScheme: scheme });
		await page.waitForLoadState();
		return surface(page, page.mainFrame());
	};
	const isViewer = (page: Page) => page.url() === devtools.extensionUrl("/panel.html");
	// Playwright stays attached to it, so the browser does not end it.
	const worker = async () =>
		context.serviceWorkers().find((one) => isExtensionUrl(one.url())) ??
		(await context.waitForEvent("serviceworker"));
	return {
		browserName: "chromium",
		page: {
			...surface(page, page.mainFrame()),
			goto: async (url) => void (await page.goto(url)),
			reload: async () => void (await page.reload()),
		},
		devtoolsPage: {
			async evaluate<A, R>(fn: (arg: A) => R, arg: A): Promise<Awaited<R>> {
				const frame = await until("the extension's devtools page", () => devtools.frame("/devtools.html"));
				return frame.evaluate(fn as never, arg) as Promise<Awaited<R>>;
			},
		},
		async openPanel() {
			await devtools.showTab(PANEL_TITLE);
			const frame = await until("the panel's document", () => devtools.frame("/panel.html"));
			await frame.waitForLoadState();
			return surface(devtools.frontEnd, frame);
		},
		hidePanel: () => devtools.showTab("Console"),
		showNetworkPanel: () => devtools.showTab("Network"),
		async reopenDevTools() {
			await devtools.close();
			await devtools.open();
		},
		async openPopup() {
			popup = await context.newPage();
			await popup.goto(devtools.extensionUrl("/popup.html"));
			return show(popup, { width: 400, height: 600 });
		},
		async closePopup() {
			await popup?.close();
			popup = null;
		},
		async openViewer() {
			viewer = await context.newPage();
			await viewer.goto(devtools.extensionUrl("/panel.html"));
			return show(viewer, { width: 1200, height: 800 });
		},
		async openedViewer() {
			viewer = await until("the viewer's tab", () => context.pages().find(isViewer));
			return show(viewer, { width: 1200, height: 800 });
		},
		async closeViewer() {
			await viewer?.close();
			viewer = null;
		},
		async suggested(text) {
			// The address bar is not part of any page; the browser's own event is sent in its place.
			return (await worker()).evaluate(
				(text) =>
					new Promise<string[]>((resolve) => {
						const { omnibox } = chrome as unknown as {
							omnibox: {
								setDefaultSuggestion(line: { description: string }): unknown;
								onInputChanged: {
									dispatch(text: string, show: (lines: { description: string }[]) => void): void;
								};
							};
						};
						let first = "";
						const original = omnibox.setDefaultSuggestion;
						omnibox.setDefaultSuggestion = (line) => {
							first = line.description;
							return original.call(omnibox, line);
						};
						omnibox.onInputChanged.dispatch(text, (lines) => {
							omnibox.setDefaultSuggestion = original;
							resolve([first, ...lines.map(({ description }) => description)]);
						});
					}),
				text,
			);
		},
		async enterInAddressBar(text) {
			await (await worker()).evaluate((text) => {
				const { omnibox } = chrome as unknown as {
					omnibox: { onInputEntered: { dispatch(text: string, disposition: string): void } };
				};
				omnibox.onInputEntered.dispatch(text, "newForegroundTab");
			}, text);
		},
		async explainSelection(text) {
			await (await worker()).evaluate((selectionText) => {
				const { contextMenus } = chrome as unknown as {
					contextMenus: { onClicked: { dispatch(info: object, tab: object): void } };
				};
				contextMenus.onClicked.dispatch({ menuItemId: "explain", selectionText, editable: false }, {});
			}, text);
		},
		reported: (url, timeoutMs) => devtools.reported(url, timeoutMs),
		async setColorScheme(colorScheme) {
			scheme = colorScheme;
			for (const page of [devtools.frontEnd, popup, viewer])
				if (page && !page.isClosed()) await page.emulateMedia({ colorScheme });
		},
		setPanelWidth: (width) => devtools.frontEnd.setViewportSize({ width, height: 900 }),
		takeProblems: async () => problems.splice(0),
		takeRequests: async () => requests.splice(0),
		async close() {
			await context.close();
			rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

/** A frame, with the page whose mouse and keyboard reach it. */
function surface(page: Page, frame: Frame): Surface {
	const element = async () => (frame === page.mainFrame() ? null : await frame.frameElement());
	return {
		evaluate: (fn, arg) => frame.evaluate(fn as never, arg) as never,
		async clickAt(x, y) {
			const box = (await (await element())?.boundingBox()) ?? { x: 0, y: 0 };
			await page.mouse.click(box.x + x, box.y + y);
		},
		type: (text) => page.keyboard.type(text),
		press: (key) => page.keyboard.press(key),
		async screenshot(path) {
			const inner = await element();
			await (inner ? inner.screenshot({ path }) : page.screenshot({ path }));
		},
	};
}

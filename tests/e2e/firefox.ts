/**
 * Stock Firefox over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), no geckodriver. DevTools, its panels and
 * the popup are reached by privileged script, which leans on Firefox internals: each such step is wrapped in
 * `inBrowser` with a name, and an error says which step a Firefox update has moved.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import WebSocket from "ws";
import { type Driver, type Key, type LaunchOptions, PANEL_TITLE, type Surface, until } from "./driver";

// What these privileged scripts use of Firefox, as far as they use it.
interface XulBrowser {
	permanentKey?: object;
	readonly currentURI?: { readonly spec: string };
	readonly webProgress?: { readonly isLoadingDocument: boolean };
}
interface Toolbox {
	getAdditionalTools(): readonly { readonly id: string; readonly label: string }[];
	isToolRegistered(id: string): boolean;
	selectTool(id: string): Promise<unknown>;
}
interface Extension {
	emit(event: string, ...values: readonly unknown[]): void;
	readonly views: Iterable<{ readonly viewType: string; readonly xulBrowser?: XulBrowser }>;
}
interface Modules {
	"resource://devtools/shared/loader/Loader.sys.mjs": {
		require(id: "devtools/client/framework/devtools"): {
			readonly gDevTools: {
				showToolboxForTab(tab: object, options: object): Promise<Toolbox>;
				getToolboxForTab(tab: object): Toolbox;
				closeToolboxForTab(tab: object): Promise<void>;
			};
		};
		require(id: "devtools/client/netmonitor/src/api"): {
			readonly NetMonitorAPI: {
				readonly prototype: {
					addRequestFinishedListener(listener: FinishedListener): void;
					removeRequestFinishedListener(listener: FinishedListener): void;
				};
			};
		};
	};
	"resource://gre/modules/ExtensionParent.sys.mjs": {
		readonly ExtensionParent: {
			readonly apiManager: {
				readonly global: {
					browserActionFor(extension: Extension): { triggerAction(window: Window): Promise<void> };
				};
			};
		};
	};
	"resource://gre/modules/ExtensionSearchHandler.sys.mjs": {
		readonly ExtensionSearchHandler: {
			handleSearch(
				search: { keyword: string; text: string; inPrivateWindow: boolean },
				show: (lines: readonly { description: string }[]) => void,
			): Promise<unknown>;
			handleInputEntered(keyword: string, text: string, where: string): void;
			getDescription(keyword: string): string;
		};
	};
	"chrome://remote/content/shared/NavigableManager.sys.mjs": {
		readonly NavigableManager: {
			getBrowserById(id: string): XulBrowser | null;
			getIdForBrowser(browser: XulBrowser): string;
			routescopeTest?: Map<string, XulBrowser>;
		};
	};
}
interface ScriptError {
	readonly category: string;
	readonly errorMessage: string;
	readonly flags: number;
	readonly sourceName: string;
}
interface Channel {
	readonly URI: { readonly spec: string };
	readonly loadInfo?: { readonly triggeringPrincipal?: { readonly URI?: { readonly spec: string } } };
}
interface ConsoleStorage {
	addLogEventListener(
		listener: (event: { level: string; filename: string; arguments: readonly unknown[] }) => void,
		principal: object,
	): void;
}
declare const ChromeUtils: { importESModule<K extends keyof Modules>(url: K): Modules[K] };
declare const Ci: {
	readonly nsIConsoleAPIStorage: object;
	readonly nsIHttpChannel: object;
	readonly nsIPrincipal: object;
	readonly nsIScriptError: new () => ScriptError;
};
declare const Cc: {
	readonly "@mozilla.org/consoleAPI-storage;1": { getService(type: object): ConsoleStorage };
	readonly "@mozilla.org/systemprincipal;1": { createInstance(type: object): object };
};
declare const Cu: { getGlobalForObject(object: object): { readonly Object: new () => object } };
declare const Services: {
	readonly console: { registerListener(listener: { observe(message: object): void }): void };
	readonly cpmm: { sendAsyncMessage(name: string, data: object): void };
	readonly obs: {
		addObserver(
			observer: { observe(subject: { QueryInterface(type: object): Channel }): void },
			topic: string,
		): void;
	};
	readonly ppmm: {
		addMessageListener(name: string, listener: (message: { data: Record<string, string> }) => void): void;
		loadProcessScript(url: string, allowDelayedLoad: boolean): void;
	};
	readonly prefs: {
		setStringPref(name: string, value: string): void;
		setIntPref(name: string, value: number): void;
	};
	readonly scriptSecurityManager: { getSystemPrincipal(): object };
};
declare const WebExtensionPolicy: {
	getByID(id: string): { readonly extension: Extension; getURL(path: string): string };
};
declare const browser: {
	readonly devtools: {
		readonly network: {
			readonly onRequestFinished: {
				addListener(listener: (entry: { request: { url: string } }) => void): void;
			};
		};
	};
};
declare const gBrowser: {
	selectedTab: object;
	readonly tabs: readonly { readonly linkedBrowser: XulBrowser }[];
	addTab(url: string, options: { triggeringPrincipal: object }): object;
	removeTab(tab: object): void;
};
declare const routescopeTest: {
	readonly problems: string[];
	readonly requests: string[];
	/** Addresses of the requests DevTools has told extensions of. */
	reported?: readonly string[];
};
type FinishedListener = (data: { readonly harEntry: { readonly request: { readonly url: string } } }) => void;

const GECKO_ID = "routescope@routescope.invalid";

/** An undisturbed popup is open after 150 ms. */
const PRESS_AGAIN_MS = 3000;

const PREFERENCES: Readonly<Record<string, string | number | boolean>> = {
	"app.normandy.enabled": false,
	"app.update.enabled": false,
	"browser.aboutwelcome.enabled": false,
	"browser.newtabpage.enabled": false,
	"browser.safebrowsing.update.enabled": false,
	"browser.shell.checkDefaultBrowser": false,
	"browser.startup.homepage": "about:blank",
	"browser.startup.page": 0,
	"browser.tabs.remote.separatePrivilegedContentProcess": false,
	"datareporting.policy.dataSubmissionEnabled": false,
	"datareporting.policy.dataSubmissionPolicyBypassNotification": true,
	"devtools.everOpened": true,
	"devtools.theme": "light",
	"devtools.toolbox.sidebar.width": 1000,
	"extensions.blocklist.enabled": false,
	"extensions.getAddons.cache.enabled": false,
	"extensions.update.enabled": false,
	"network.captive-portal-service.enabled": false,
	"network.connectivity-service.enabled": false,
	// The routers' real names lead to the demo server, and nothing leads out of this machine.
	"network.dns.forceResolve": "127.0.0.1",
	"network.proxy.type": 0,
	"services.settings.server": "data:,#remote-settings-dummy/v1",
	"startup.homepage_welcome_url": "",
	"toolkit.telemetry.enabled": false,
	"toolkit.telemetry.server": "",
};

/** Starts Firefox with the built extension, opens DevTools on `url` and waits until it records. */
export async function launchFirefox({ url, extension }: LaunchOptions): Promise<Driver> {
	const firefox = await Firefox.start();
	try {
		await firefox.send("webExtension.install", { extensionData: { type: "path", path: extension } });
		await firefox.watch();
		await firefox.navigate(url);
		await firefox.openDevTools();
		return driver(firefox);
	} catch (error) {
		await firefox.close();
		throw error;
	}
}

function driver(firefox: Firefox): Driver {
	return {
		browserName: "firefox",
		page: {
			...surface(firefox, () => firefox.pageContext),
			goto: (url) => firefox.navigate(url),
			async reload() {
				await firefox.send("browsingContext.reload", { context: firefox.pageContext, wait: "complete" });
			},
		},
		devtoolsPage: { evaluate: (fn, arg) => firefox.inDevtoolsPage(fn, arg) },
		async openPanel() {
			const context = await firefox.showPanel();
			return surface(firefox, () => context);
		},
		hidePanel: () => firefox.showTool("webconsole"),
		showNetworkPanel: () => firefox.showTool("netmonitor"),
		async reopenDevTools() {
			await firefox.closeDevTools();
			await firefox.openDevTools();
		},
		async openPopup() {
			const context = await firefox.openPopup();
			return surface(firefox, () => context);
		},
		closePopup: () => firefox.closePopup(),
		async openViewer() {
			const context = await firefox.openViewer();
			return surface(firefox, () => context);
		},
		async openedViewer() {
			const context = await firefox.viewer();
			return surface(firefox, () => context);
		},
		closeViewer: () => firefox.closeViewer(),
		suggested: (text) => firefox.suggested(text),
		enterInAddressBar: (text) => firefox.enterInAddressBar(text),
		explainSelection: (text) => firefox.explainSelection(text),
		reported: (url, timeoutMs) => firefox.reported(url, timeoutMs),
		setColorScheme: (scheme) => firefox.setColorScheme(scheme),
		setPanelWidth: (width) => firefox.setPanelWidth(width),
		takeProblems: () => firefox.takeProblems(),
		takeRequests: () => firefox.takeRequests(),
		close: () => firefox.close(),
	};
}

/** WebDriver's code points for keys that are not characters. */
const KEYS: Readonly<Record<Key, string>> = {
	Backspace: "\uE003",
	Tab: "\uE004",
	Enter: "\uE007",
	Escape: "\uE00C",
	End: "\uE010",
	Home: "\uE011",
	ArrowUp: "\uE013",
	ArrowDown: "\uE015",
};

function surface(firefox: Firefox, context: () => string): Surface {
	const keys = (values: readonly string[]) =>
		firefox.send("input.performActions", {
			context: context(),
			actions: [
				{
					type: "key",
					id: "keyboard",
					actions: values.flatMap((value) => [
						{ type: "keyDown", value },
						{ type: "keyUp", value },
					]),
				},
			],
		});
	return {
		evaluate: (fn, arg) => firefox.call(context(), fn, arg),
		async clickAt(x, y) {
			await firefox.send("input.performActions", {
				context: context(),
				actions: [
					{
						type: "pointer",
						id: "mouse",
						parameters: { pointerType: "mouse" },
						actions: [
							{ type: "pointerMove", x: Math.round(x), y: Math.round(y) },
							{ type: "pointerDown", button: 0 },
							{ type: "pointerUp", button: 0 },
						],
					},
				],
			});
		},
		type: async (text) => void (await keys([...text])),
		press: async (key) => void (await keys([KEYS[key]])),
		async screenshot(path) {
			const { data } = await firefox.send("browsingContext.captureScreenshot", { context: context() });
			writeFileSync(path, Buffer.from(String(data), "base64"));
		},
	};
}

type Fields = Record<string, unknown>;
interface Waiting {
	readonly method: string;
	resolve(result: Fields): void;
	reject(error: Error): void;
}

/** One Firefox process with its BiDi session. */
class Firefox {
	private lastId = 0;
	private readonly waiting = new Map<number, Waiting>();
	/** The browser window's own privileged document. */
	private window = "";
	pageContext = "";
	/** The extension's devtools page. */
	private background = "";

	private constructor(
		private readonly child: ChildProcess,
		private readonly profile: string,
		private readonly socket: WebSocket,
		private readonly reap: () => void,
	) {
		socket.on("message", (data) => this.receive(JSON.parse(String(data))));
		socket.on("close", () => this.abandon("the connection to Firefox closed"));
	}

	static async start(): Promise<Firefox> {
		const profile = mkdtempSync(join(tmpdir(), "routescope-firefox-"));
		const lines = Object.entries(PREFERENCES).map(
			([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
		);
		writeFileSync(join(profile, "user.js"), `${lines.join("\n")}\n`);
		const child = spawn(
			process.env.FIREFOX ?? "/usr/bin/firefox-esr",
			[
				...(process.env.HEADED ? [] : ["--headless"]),
				"--no-remote",
				"--remote-debugging-port=0",
				// Without it no script runs in DevTools and no BiDi command reaches its panels.
				"--remote-allow-system-access",
				"--profile",
				profile,
				"about:blank",
			],
			{
				env: {
					...process.env,
					HOME: profile,
					MOZ_CRASHREPORTER_DISABLE: "1",
					MOZ_HEADLESS_WIDTH: "1600",
					MOZ_HEADLESS_HEIGHT: "1000",
				},
				stdio: ["ignore", "pipe", "pipe"],
				// A process group of its own, so that its content processes end with it.
				detached: true,
			},
		);
		const reap = () => signal(child, "SIGKILL");
		process.once("exit", reap);
		const socket = new WebSocket(`${await endpoint(child)}/session`, { perMessageDeflate: false });
		const firefox = new Firefox(child, profile, socket, reap);
		await new Promise<void>((resolve, reject) => {
			socket.once("open", resolve);
			socket.once("error", reject);
		});
		await firefox.send("session.new", { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
		firefox.pageContext = firstContext(await firefox.send("browsingContext.getTree", {}));
		firefox.window = firstContext(
			await firefox.send("browsingContext.getTree", { "moz:scope": "chrome" }),
			"chrome://browser/content/browser.xhtml",
		);
		return firefox;
	}

	/** One BiDi command. Rejects with the command's name and Firefox's words. */
	send(method: string, params: Fields): Promise<Fields> {
		const id = ++this.lastId;
		return new Promise((resolve, reject) => {
			this.waiting.set(id, { method, resolve, reject });
			this.socket.send(JSON.stringify({ id, method, params }));
		});
	}

	private receive(message: Fields): void {
		const waiting = this.waiting.get(Number(message.id));
		if (waiting) {
			this.waiting.delete(Number(message.id));
			if (message.type === "error")
				waiting.reject(new Error(`${waiting.method}: ${message.error}: ${message.message}`));
			else waiting.resolve(message.result as Fields);
		}
	}

	private abandon(reason: string): void {
		for (const { method, reject } of this.waiting.values()) reject(new Error(`${method}: ${reason}`));
		this.waiting.clear();
	}

	/** Runs a self-contained function in a context; argument and result travel as JSON. */
	async call<A, R>(context: string, fn: (arg: A) => R, arg: A): Promise<Awaited<R>> {
		const answer = await this.send("script.callFunction", {
			target: { context },
			awaitPromise: true,
			functionDeclaration: `async (json) => JSON.stringify({ value: await (${fn})(JSON.parse(json).arg) })`,
			arguments: [{ type: "string", value: JSON.stringify({ arg }) }],
			userActivation: false,
		});
		if (answer.type === "exception") {
			const details = answer.exceptionDetails as { text?: string; stackTrace?: unknown };
			throw new Error(`${details.text}\n${JSON.stringify(details.stackTrace)}`);
		}
		return JSON.parse(String((answer.result as Fields).value)).value;
	}

	/** Privileged script in the browser window. `step` is what a reader needs to know when Firefox has changed. */
	private async inBrowser<A, R>(step: string, fn: (arg: A) => R, arg: A): Promise<Awaited<R>> {
		try {
			return await this.call(this.window, fn, arg);
		} catch (error) {
			throw new Error(
				`Firefox internals used to ${step} failed (moved by an update? see tests/e2e/firefox.ts): ${error}`,
			);
		}
	}

	async navigate(url: string): Promise<void> {
		await this.send("browsingContext.navigate", { context: this.pageContext, url, wait: "complete" });
	}

	setColorScheme(scheme: string): Promise<void> {
		return this.inBrowser(
			"set the colour scheme",
			(scheme) => {
				Services.prefs.setStringPref("devtools.theme", scheme);
				// 0 is dark, 1 is light: pages outside DevTools.
				Services.prefs.setIntPref(
					"layout.css.prefers-color-scheme.content-override",
					scheme === "dark" ? 0 : 1,
				);
			},
			scheme,
		);
	}

	/** Starts collecting what the extension's pages complain about and ask for. */
	async watch(): Promise<void> {
		await this.inBrowser(
			"watch errors and requests",
			() => {
				const state: typeof routescopeTest = { problems: [], requests: [] };
				Object.assign(window, { routescopeTest: state });
				const isOurs = (url = "") => url.startsWith("moz-extension://");
				// What console.error writes stays in the process of the page: listen in each of them.
				const listenToConsole = () => {
					const storage = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
					storage.addLogEventListener((event) => {
						if (event.level === "error" || event.level === "assert")
							Services.cpmm.sendAsyncMessage("routescope-test:console", {
								place: event.filename,
								text: event.arguments.map(String).join(" "),
							});
					}, Cc["@mozilla.org/systemprincipal;1"].createInstance(Ci.nsIPrincipal));
				};
				Services.ppmm.addMessageListener("routescope-test:console", ({ data }) => {
					if (isOurs(data.place)) state.problems.push(`console: ${data.text} (${data.place})`);
				});
				Services.ppmm.loadProcessScript(`data:,(${encodeURIComponent(String(listenToConsole))})()`, true);
				// Uncaught errors, rejections and CSP violations of content processes arrive here too.
				Services.console.registerListener({
					observe(message) {
						// instanceof also makes the interface's fields readable. nsIScriptError.warningFlag is 1.
						if (!(message instanceof Ci.nsIScriptError) || (message.flags & 1) === 1) return;
						// Firefox's note that a popup was closed while it asked the browser for something: no fault of the page.
						if (message.errorMessage.includes("Promise resolved after context unloaded")) return;
						// What Firefox's own modules say about an extension page that closed early is not the page's doing.
						if (
							/^(?:resource|chrome):/.test(message.sourceName) ||
							message.errorMessage.startsWith("Promise resolved after context unloaded")
						)
							return;
						if (isOurs(message.sourceName) || message.errorMessage.includes("moz-extension://"))
							state.problems.push(`${message.category}: ${message.errorMessage} (${message.sourceName})`);
					},
				});
				Services.obs.addObserver(
					{
						observe(subject) {
							const channel = subject.QueryInterface(Ci.nsIHttpChannel);
							if (isOurs(channel.loadInfo?.triggeringPrincipal?.URI?.spec))
								state.requests.push(channel.URI.spec);
						},
					},
					"http-on-modify-request",
				);
			},
			null,
		);
	}

	takeProblems(): Promise<string[]> {
		return this.inBrowser("read collected errors", () => routescopeTest.problems.splice(0), null);
	}

	takeRequests(): Promise<string[]> {
		return this.inBrowser("read collected requests", () => routescopeTest.requests.splice(0), null);
	}

	/**
	 * BiDi lists tabs only. Makes the `<browser>` of the extension's page of that kind known to it, so that every
	 * command (script, trusted input, screenshot) works on it; null while there is none.
	 */
	private async extensionContext(
		viewType: "devtools_page" | "devtools_panel" | "popup",
	): Promise<string | null> {
		return this.inBrowser(
			`reach the extension's ${viewType}`,
			([id, type]) => {
				const { extension } = WebExtensionPolicy.getByID(id);
				const views = [...extension.views].filter((view) => view.viewType === type);
				const browser = views.at(-1)?.xulBrowser;
				if (!browser?.currentURI?.spec.startsWith("moz-extension:") || browser.webProgress?.isLoadingDocument)
					return null;
				const { NavigableManager } = ChromeUtils.importESModule(
					"chrome://remote/content/shared/NavigableManager.sys.mjs",
				);
				browser.permanentKey ??= new (Cu.getGlobalForObject(Services).Object)();
				const context = NavigableManager.getIdForBrowser(browser);
				if (!NavigableManager.routescopeTest) {
					const extra = new Map<string, XulBrowser>();
					NavigableManager.routescopeTest = extra;
					const original = NavigableManager.getBrowserById.bind(NavigableManager);
					NavigableManager.getBrowserById = (id) => extra.get(id) ?? original(id);
				}
				NavigableManager.routescopeTest?.set(context, browser);
				return context;
			},
			[GECKO_ID, viewType] as const,
		);
	}

	/**
	 * Opens DevTools on the page and reloads it until the extension is told of it: `addListener` connects to the network
	 * backend in the background and nobody says when it is done.
	 */
	async openDevTools(): Promise<void> {
		await this.inBrowser(
			"open DevTools",
			async () => {
				const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
				const { gDevTools } = require("devtools/client/framework/devtools");
				const { prototype } = require("devtools/client/netmonitor/src/api").NetMonitorAPI;
				// A listener of our own would keep Firefox's log alive, which the extension has built anew now and then.
				if (!routescopeTest.reported) {
					const reported: string[] = [];
					routescopeTest.reported = reported;
					const { addRequestFinishedListener: add, removeRequestFinishedListener: remove } = prototype;
					const wrapped = new WeakMap<FinishedListener, FinishedListener>();
					prototype.addRequestFinishedListener = function (listener) {
						const tell: FinishedListener = (data) => {
							listener(data);
							reported.push(data.harEntry.request.url);
						};
						wrapped.set(listener, tell);
						add.call(this, tell);
					};
					prototype.removeRequestFinishedListener = function (listener) {
						remove.call(this, wrapped.get(listener) ?? listener);
					};
				}
				await gDevTools.showToolboxForTab(gBrowser.selectedTab, { toolId: "webconsole", hostType: "right" });
			},
			null,
		);
		this.background = await until("the extension's devtools page", () =>
			this.extensionContext("devtools_page"),
		);
		await until("the extension's devtools page to be loaded", () =>
			this.call(this.background, () => document.readyState === "complete", null),
		);
		const url = (await this.call(this.pageContext, () => location.href, null)).replace(/#.*/, "");
		await until("DevTools to record", async () => {
			await this.send("browsingContext.reload", { context: this.pageContext, wait: "complete" });
			await this.reported(url, 1000);
			return true;
		});
	}

	async reported(url: string, timeoutMs?: number): Promise<void> {
		await until(
			`the network event of ${url}`,
			() =>
				this.inBrowser(
					"see which requests were reported",
					(url) => routescopeTest.reported?.includes(url) === true,
					url,
				),
			timeoutMs,
		);
	}

	inDevtoolsPage<A, R>(fn: (arg: A) => R, arg: A): Promise<Awaited<R>> {
		return this.call(this.background, fn, arg);
	}

	async closeDevTools(): Promise<void> {
		await this.inBrowser(
			"close DevTools",
			async () => {
				const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
				const { gDevTools } = require("devtools/client/framework/devtools");
				await gDevTools.closeToolboxForTab(gBrowser.selectedTab);
			},
			null,
		);
	}

	/** Selects a built-in tool by id, or an extension's panel by its title. */
	async showTool(name: string): Promise<void> {
		await until(`the DevTools tab ${name}`, () =>
			this.inBrowser(
				"select a DevTools tab",
				async (name) => {
					const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
					const { gDevTools } = require("devtools/client/framework/devtools");
					const toolbox = gDevTools.getToolboxForTab(gBrowser.selectedTab);
					const added = toolbox.getAdditionalTools().find((tool) => tool.label === name);
					const id = added?.id ?? (toolbox.isToolRegistered(name) ? name : null);
					if (id) await toolbox.selectTool(id);
					return id !== null;
				},
				name,
			),
		);
	}

	async showPanel(): Promise<string> {
		await this.showTool(PANEL_TITLE);
		const context = await until("the panel's document", () => this.extensionContext("devtools_panel"));
		await until("the panel's document to be loaded", () =>
			this.call(context, () => document.readyState === "complete", null),
		);
		return context;
	}

	async setPanelWidth(width: number): Promise<void> {
		await this.inBrowser(
			"resize DevTools",
			(width) => {
				const frame = document.querySelector<HTMLElement>(".devtools-toolbox-side-iframe");
				if (!frame) throw new Error("no .devtools-toolbox-side-iframe");
				frame.style.width = `${width}px`;
			},
			width,
		);
	}

	/** The toolbar button's real popup, not its page in a tab. */
	openPopup(): Promise<string> {
		let pressedAt = 0;
		let nothingYet = false;
		return until("the popup", async () => {
			const state = await this.popupState();
			if (state === "open") return this.popupPage();
			// Its page is made in a panel that stays closed. Pressed again meanwhile, Firefox throws it away and begins anew.
			const patient = Date.now() - pressedAt < PRESS_AGAIN_MS;
			// One that lost the focus while it opened has closed itself: press the button again.
			if (state === "gone" ? !nothingYet || !patient : state === "closed" && pressedAt > 0 && !patient) {
				await this.pressPopupButton();
				pressedAt = Date.now();
				nothingYet = true;
			} else if (state !== "gone") nothingYet = false;
			return null;
		});
	}

	private async pressPopupButton(): Promise<void> {
		await this.inBrowser(
			"press the popup's button",
			async (id) => {
				const { ExtensionParent } = ChromeUtils.importESModule(
					"resource://gre/modules/ExtensionParent.sys.mjs",
				);
				const { extension } = WebExtensionPolicy.getByID(id);
				await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
			},
			GECKO_ID,
		);
	}

	/** The popup's page once it is drawn. */
	private async popupPage(): Promise<string | null> {
		const context = await this.extensionContext("popup");
		if (context === null) return null;
		const drawn = () => document.readyState === "complete" && innerHeight > 0;
		return (await this.call(context, drawn, null)) ? context : null;
	}

	/** "gone", or the XUL panel's word: closed (while its page is made), showing, open, hiding. */
	private popupState(): Promise<string> {
		return this.inBrowser(
			"see the popup",
			() => {
				const states = [...document.querySelectorAll("browser.webextension-popup-browser")].map(
					(browser) => (browser.closest("panel") as unknown as { state: string } | null)?.state ?? "showing",
				);
				return states.find((state) => state !== "closed") ?? states[0] ?? "gone";
			},
			null,
		);
	}

	async closePopup(): Promise<void> {
		await this.inBrowser(
			"close the popup",
			() => {
				for (const browser of document.querySelectorAll("browser.webextension-popup-browser"))
					(browser.closest("panel") as unknown as { hidePopup(): void }).hidePopup();
			},
			null,
		);
		await until("the popup to be gone", async () => (await this.extensionContext("popup")) === null);
	}

	/** The viewer in a tab of its own, in front. */
	async openViewer(): Promise<string> {
		await this.inBrowser(
			"open the viewer",
			(id) => {
				gBrowser.selectedTab = gBrowser.addTab(WebExtensionPolicy.getByID(id).getURL("panel.html"), {
					triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
				});
			},
			GECKO_ID,
		);
		return this.viewer();
	}

	/** The viewer's tab, once it is loaded. */
	async viewer(): Promise<string> {
		const context = await until("the viewer's tab", async () => {
			const { contexts } = await this.send("browsingContext.getTree", { maxDepth: 0 });
			return (contexts as readonly { context: string; url: string }[]).find(({ url }) =>
				/^moz-extension:\/\/[^/]+\/panel\.html$/.test(url),
			)?.context;
		});
		await until("the viewer to be loaded", () =>
			this.call(context, () => document.readyState === "complete", null),
		);
		return context;
	}

	/** Closes the viewer; the inspected page is in front again. */
	async closeViewer(): Promise<void> {
		await this.inBrowser(
			"close the viewer",
			() => {
				for (const tab of [...gBrowser.tabs])
					if (tab.linkedBrowser.currentURI?.spec.startsWith("moz-extension:")) gBrowser.removeTab(tab);
			},
			null,
		);
	}

	/** What the address bar is told to show after the keyword. */
	suggested(text: string): Promise<string[]> {
		return this.inBrowser(
			"ask for suggestions",
			async (text) => {
				const { ExtensionSearchHandler } = ChromeUtils.importESModule(
					"resource://gre/modules/ExtensionSearchHandler.sys.mjs",
				);
				const others = await new Promise<readonly { description: string }[]>((resolve) => {
					// With no text the session only starts.
					void ExtensionSearchHandler.handleSearch(
						{ keyword: "rs", text: `rs ${text}`, inPrivateWindow: false },
						resolve,
					);
				});
				return [ExtensionSearchHandler.getDescription("rs"), ...others.map(({ description }) => description)];
			},
			text,
		);
	}

	async enterInAddressBar(text: string): Promise<void> {
		await this.suggested(text);
		await this.inBrowser(
			"press Enter in the address bar",
			(text) => {
				const { ExtensionSearchHandler } = ChromeUtils.importESModule(
					"resource://gre/modules/ExtensionSearchHandler.sys.mjs",
				);
				ExtensionSearchHandler.handleInputEntered("rs", `rs ${text}`, "tab");
			},
			text,
		);
	}

	async explainSelection(text: string): Promise<void> {
		await this.inBrowser(
			"choose the menu item",
			([id, selectionText]) => {
				WebExtensionPolicy.getByID(id).extension.emit(
					"webext-menu-menuitem-click",
					{ menuItemId: "explain", selectionText, editable: false, modifiers: [], button: 0 },
					gBrowser.selectedTab,
				);
			},
			[GECKO_ID, text] as const,
		);
	}

	async close(): Promise<void> {
		await Promise.race([this.send("session.end", {}).catch(() => null), pause(2000)]);
		this.socket.terminate();
		const ended = new Promise((resolve) => this.child.once("exit", resolve));
		if (this.child.exitCode === null && this.child.signalCode === null) {
			signal(this.child, "SIGTERM");
			await Promise.race([ended, pause(4000)]);
		}
		this.reap();
		process.removeListener("exit", this.reap);
		rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** Reads the address Firefox prints once it listens. */
function endpoint(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let output = "";
		const timer = setTimeout(() => {
			signal(child, "SIGKILL");
			reject(new Error(`Firefox offered no WebDriver BiDi connection within 60 s:\n${output}`));
		}, 60_000);
		const read = (chunk: Buffer) => {
			output += chunk;
			const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(output)?.[1];
			if (address === undefined) return;
			clearTimeout(timer);
			resolve(address);
		};
		child.stdout?.on("data", read);
		child.stderr?.on("data", read);
		child.once("error", (error) => {
			clearTimeout(timer);
			reject(
				new Error(`Firefox could not be started (install firefox-esr, or set FIREFOX): ${error.message}`),
			);
		});
		child.once("exit", (code) => {
			clearTimeout(timer);
			reject(new Error(`Firefox ended with ${code} before it listened:\n${output}`));
		});
	});
}

/** Signals the whole process group; a group already gone is fine. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, name);
	} catch {
		// Nothing left to end.
	}
}

/** Does not keep the test process alive. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

function firstContext(tree: Fields, url?: string): string {
	const contexts = tree.contexts as readonly { context: string; url: string }[];
	const found = contexts.find((context) => url === undefined || context.url === url);
	if (!found) throw new Error(`Firefox lists no context ${url ?? ""}: ${JSON.stringify(tree)}`);
	return found.context;
}

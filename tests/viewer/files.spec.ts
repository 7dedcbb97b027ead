import {
	closeSync,
	ftruncateSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { type BrowserContext, chromium, expect, type Page, test } from "@playwright/test";

/** The built extension in a tab of Chromium: files in through the worker, exports out through a download. */

const EXTENSION = resolve(".output/chrome-mv3");
const KEY = "sk-fakefakefakefakefakefake0001";

let folder = "";
let context: BrowserContext;
let page: Page;
const trouble: string[] = [];

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "routescope-files-"));
	context = await chromium.launchPersistentContext(join(folder, "profile"), {
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", `--disable-extensions-except=${EXTENSION}`, `--load-extension=${EXTENSION}`],
	});
	const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
	page = await context.newPage();
	page.on("pageerror", (error) => trouble.push(String(error)));
	page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
	await page.goto(`chrome-extension://${new URL(worker.url()).host}/panel.html`);
});

test.afterAll(async () => {
	await context?.close();
	rmSync(folder, { recursive: true, force: true });
});

test.afterEach(() => {
	expect(trouble.splice(0)).toEqual([]);
});

function entry(n: number): object {
	return {
		startedDateTime: new Date(Date.UTC(2026, 10, 21, 9, 0, n)).toISOString(),
		time: 120,
		request: {
			method: "POST",
			url: `https://api.crazyrouter.com/v1/chat/completions?n=${n}`,
			headers: [{ name: "Authorization", value: `Bearer ${KEY}` }],
			postData: { mimeType: "application/json", text: '{"model":"gpt-4o","messages":[]}' },
		},
		response: {
			status: 429,
			headers: [{ name: "Content-Type", value: "application/json" }],
			content: {
				mimeType: "application/json",
				text: '{"error":{"message":"Rate limit exceeded","type":"requests","code":"rate_limit_exceeded"}}',
			},
		},
	};
}

function har(entries: readonly unknown[]): string {
	return JSON.stringify({ log: { version: "1.2", creator: { name: "test", version: "1" }, entries } });
}

async function open(name: string, content?: string | Uint8Array): Promise<void> {
	const path = join(folder, name);
	if (content !== undefined) writeFileSync(path, content);
	await page.locator(".toolbar .file-input").setInputFiles(path);
}

test("a HAR is read by the worker, broken entries named; gzip too", async () => {
	await open("capture.har", har([entry(1), { request: {} }, entry(2)]));
	await expect(page.getByText("Opened from a file")).toContainText("capture.har");
	await expect(page.getByRole("row")).toHaveCount(2);
	await expect(page.locator(".broken-entries")).toContainText("1 entry could not be read");
	await open("packed.har.gz", gzipSync(har([entry(1), entry(2), entry(3)])));
	await expect(page.getByText("Opened from a file")).toContainText("packed.har.gz");
	await expect(page.getByRole("row")).toHaveCount(3);
});

test("a file that was cut is read as far as it goes, each request with its own headers", async () => {
	const whole = har(Array.from({ length: 400 }, (_, n) => entry(n)));
	await open("cut.har", whole.slice(0, -150));
	await expect(page.getByText("Opened from a file")).toContainText("cut.har");
	await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "399");
	await expect(page.locator(".broken-entries")).toContainText("1 entry could not be read");
	await page.getByRole("grid").focus();
	for (const key of ["End", "Home"]) {
		await page.keyboard.press(key);
		await page.keyboard.press("Enter");
		await page.getByRole("tab", { name: "Headers" }).click();
		await expect(page.locator(".fields .secret")).toHaveText("‹key 1›");
		await page.getByRole("grid").focus();
	}
});

test("keys of a file are masked, shown one by one, and never saved", async () => {
	await open("keys.har", har([entry(1)]));
	await expect(page.getByText("Opened from a file")).toContainText("keys.har");
	await page.getByRole("row").first().click();
	await page.getByRole("tab", { name: "Headers" }).click();
	const mark = page.locator(".fields .secret");
	await expect(mark).toHaveText("‹key 1›");
	await mark.click();
	await expect(mark).toHaveText(KEY);
	await page.getByRole("button", { name: "Export" }).click();
	const dialog = page.getByRole("dialog", { name: "Export" });
	await dialog.getByLabel("As").selectOption("har");
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		dialog.getByRole("button", { name: "Save" }).click(),
	]);
	const saved = readFileSync(await download.path(), "utf8");
	expect(download.suggestedFilename()).toBe("routescope.har");
	await expect.poll(() => dialog.locator(".export-preview").textContent()).toBe(saved);
	expect(saved).not.toContain(KEY);
	await page.keyboard.press("Escape");
});

test("the form chosen is the form saved, however fast one is", async () => {
	await open("fast.har", har(Array.from({ length: 2000 }, (_, n) => entry(n))));
	await expect(page.getByText("Opened from a file")).toContainText("fast.har");
	await page.getByRole("button", { name: "Export" }).click();
	const dialog = page.getByRole("dialog", { name: "Export" });
	const save = dialog.getByRole("button", { name: /^Saved?$/ });
	await expect(save).toBeVisible();
	for (const [format, name] of [
		["csv", "routescope-list.csv"],
		["har", "routescope.har"],
	] as const) {
		const download = page.waitForEvent("download");
		// Faster than any hand: what the form before left behind must not be there to be clicked any more.
		await dialog.getByLabel("As").evaluate(async (field: HTMLSelectElement, format) => {
			field.value = format;
			field.dispatchEvent(new Event("change", { bubbles: true }));
			await Promise.resolve();
			await Promise.resolve();
			document.querySelector<HTMLButtonElement>(".export .primary")?.click();
		}, format);
		await save.click();
		expect((await download).suggestedFilename()).toBe(name);
	}
	await page.keyboard.press("Escape");
});

test("dropping a file tells what becomes of the list: nothing here is live", async () => {
	await open("dropped.har", har([entry(1)]));
	await expect(page.getByText("Opened from a file")).toContainText("dropped.har");
	const dataTransfer = await page.evaluateHandle(() => {
		const data = new DataTransfer();
		data.items.add(new File(["{}"], "b.har"));
		return data;
	});
	await page.dispatchEvent(".panel", "dragenter", { dataTransfer });
	const overlay = page.locator(".drop-here");
	await expect(overlay).toContainText("What is listed now makes room for it.");
	await expect(overlay).not.toContainText("live");
	await page.dispatchEvent(".panel", "dragleave", { dataTransfer });
	await expect(overlay).toHaveCount(0);
});

test("what cannot be opened is refused with a sentence, and what was shown stays", async () => {
	await open("shown.har", har([entry(1), entry(2)]));
	await expect(page.getByText("Opened from a file")).toContainText("shown.har");
	await expect(page.getByRole("row")).toHaveCount(2);
	const refusal = page.getByRole("alert");
	await open("empty.har", "");
	await expect(refusal).toContainText("This file is empty");
	await open("broken.har", '{"log": {"entries": [\n{"a": }]}}');
	await expect(refusal).toContainText(/not JSON.*line 2/);
	await open("bomb.har.gz", gzipSync(new Uint8Array(64 * 1024 * 1024)));
	await expect(refusal).toContainText("Unpacked, this file is");
	const huge = openSync(join(folder, "huge.har"), "w");
	ftruncateSync(huge, 300 * 1024 * 1024);
	closeSync(huge);
	await open("huge.har");
	await expect(refusal).toContainText("Files over 256 MB are not opened");
	await expect(page.getByRole("row")).toHaveCount(2);
	await refusal.getByRole("button", { name: "Dismiss" }).click();
	await expect(refusal).toHaveCount(0);
});

/**
 * A tab of its own, on a machine that says to have so many processors, that counts the workers of files and keeps back what
 * they say from the first word of the kind `window.heldFrom` on, until `letGo`.
 */
async function openTab(processors: number, heldFrom = ""): Promise<Page> {
	const tab = await context.newPage();
	await tab.addInitScript(
		([count, heldFrom]) => {
			Object.defineProperty(navigator, "hardwareConcurrency", { get: () => count });
			const kept: (() => void)[] = [];
			let started = 0;
			Object.assign(window, {
				heldFrom,
				startedWorkers: () => started,
				letGo() {
					Object.assign(window, { heldFrom: "" });
					for (const say of kept.splice(0)) say();
				},
			});
			const Plain = Worker;
			window.Worker = class extends Plain {
				constructor(...given: ConstructorParameters<typeof Worker>) {
					super(...given);
					if (String(given[0]).includes("har-worker")) started += 1;
				}
				override set onmessage(listener: (event: MessageEvent) => void) {
					let holding = false;
					super.onmessage = (event) => {
						holding ||= event.data.type === Reflect.get(window, "heldFrom");
						if (holding && Reflect.get(window, "heldFrom") !== "") kept.push(() => listener(event));
						else listener(event);
					};
				}
			};
		},
		[processors, heldFrom] as const,
	);
	await tab.goto(page.url());
	return tab;
}

const letGo = (tab: Page) => tab.evaluate(() => Reflect.get(window, "letGo")());

/** Opens a file in such a tab and waits until it is listed. */
async function openWith(processors: number, path: string): Promise<Page> {
	const tab = await openTab(processors);
	await tab.locator(".toolbar .file-input").setInputFiles(path);
	await expect(tab.getByText("Opened from a file")).toContainText(basename(path), { timeout: 60_000 });
	return tab;
}

test("a file cut at the wrong places is read again as a whole", async () => {
	// Header fields begin as these entries do, so cuts fall among them.
	const headers = Array.from({ length: 40 }, (_, n) => ({ name: `x-${n}`, value: "1".repeat(40) }));
	const entries = Array.from({ length: 4000 }, (_, n) => ({
		name: n,
		...entry(n),
		request: { method: "GET", url: `https://h.test/${n}`, headers },
	}));
	const path = join(folder, "alike.har");
	writeFileSync(path, har(entries));
	const tab = await openWith(4, path);
	await expect(tab.getByRole("grid")).toHaveAttribute("aria-rowcount", "4000");
	await expect(tab.locator(".broken-entries")).toHaveCount(0);
	// Three that were given up, and one for all.
	expect(await tab.evaluate(() => Reflect.get(window, "startedWorkers")())).toBe(4);
	await tab.close();
});

test("a large file is read side by side: the same requests, and the same names for the same keys", async () => {
	const other = "sk-fakefakefakefakefakefake0002";
	// Each part sees both keys, the last one in the other order; the third stands in the last part only.
	const entries = Array.from({ length: 24_000 }, (_, n) => {
		const key =
			n === 23_999 ? "sk-fakefakefakefakefakefake0003" : n % 2 === (n < 20_000 ? 0 : 1) ? KEY : other;
		const made = entry(n) as { request: { headers: unknown } };
		return {
			...made,
			request: { ...made.request, headers: [{ name: "Authorization", value: `Bearer ${key}` }] },
		};
	});
	entries.splice(20, 0, { request: {} } as never);
	entries.splice(23_000, 0, { request: {} } as never);
	const path = join(folder, "large.har");
	writeFileSync(path, har(entries));
	const tellings: unknown[] = [];
	for (const processors of [1, 4]) {
		const tab = await openWith(processors, path);
		await expect(tab.getByRole("grid")).toHaveAttribute("aria-rowcount", "24000");
		expect(await tab.evaluate(() => Reflect.get(window, "startedWorkers")())).toBe(processors === 1 ? 1 : 3);
		await expect(tab.locator(".banner progress")).toHaveCount(0, { timeout: 60_000 });
		await tab.locator(".broken-entries").getByRole("button", { name: "Show" }).click();
		const broken = await tab.locator(".broken-entries li").allTextContents();
		const seen: string[] = [];
		await tab.getByRole("grid").focus();
		for (const keys of [["Home", "Enter"], ["ArrowDown"], ["End"], ["ArrowUp"], ["ArrowUp"]]) {
			for (const key of keys) await tab.keyboard.press(key);
			await tab.getByRole("tab", { name: "Headers" }).click();
			seen.push(`${await tab.locator(".fields .secret").first().textContent()}`);
			await tab.getByRole("grid").focus();
		}
		tellings.push({ broken, seen });
		await tab.close();
	}
	expect(tellings[1]).toEqual(tellings[0]);
	expect(tellings[0]).toEqual({
		broken: ["log.entries[20].request.url is not a string", "log.entries[23000].request.url is not a string"],
		seen: ["‹key 1›", "‹key 2›", "‹key 3›", "‹key 2›", "‹key 1›"],
	});
});

test("reading can be given up", async () => {
	const tab = await openTab(2, "all-listed");
	await tab.locator(".toolbar .file-input").setInputFiles(fileOf("long.har", 3000));
	await tab.locator(".banner.progress").getByRole("button", { name: "Cancel" }).click();
	await expect(tab.locator(".banner.progress")).toHaveCount(0);
	await letGo(tab);
	await expect(tab.getByText("long.har")).toHaveCount(0);
	await expect(tab.getByRole("row")).toHaveCount(0);
	await tab.close();
});

function fileOf(name: string, count: number): string {
	const path = join(folder, name);
	writeFileSync(path, har(Array.from({ length: count }, (_, n) => entry(n))));
	return path;
}

test("all requests are listed before their verdicts, and nobody takes a list without them for a good one", async () => {
	const tab = await openTab(2, "understood");
	await tab.locator(".toolbar .file-input").setInputFiles(fileOf("first.har", 3000));
	const grid = tab.getByRole("grid");
	await expect(grid).toHaveAttribute("aria-rowcount", "3000");
	const banner = tab.locator(".banner").filter({ hasText: "first.har" });
	await expect(banner).toContainText("Verdicts: 0 of 3,000");
	const first = tab.getByRole("row").first();
	await expect(first).toContainText("reading");
	await expect(first.locator(".status")).toHaveAttribute("data-tone", "quiet");
	await expect(tab.locator(".summary")).not.toContainText("ok");
	const top = (await first.boundingBox())?.height;
	await first.click();
	const detail = tab.locator(".detail-body");
	await expect(detail.getByRole("heading").first()).toHaveText("Reading the answer");
	await expect(detail.getByRole("button", { name: "Copy as cURL" })).toHaveCount(0);
	for (const word of ["Not named", "None was sent", "no body"]) await expect(detail).not.toContainText(word);
	const exporter = tab.getByRole("button", { name: "Export" });
	await expect(exporter).toHaveAttribute("aria-disabled", "true");
	await exporter.click({ force: true });
	await expect(tab.getByRole("dialog", { name: "Export" })).toHaveCount(0);
	await letGo(tab);
	await expect(banner).not.toContainText("Verdicts:");
	await expect(first).toContainText("Too many requests for this key");
	await expect(first.locator(".status")).toHaveAttribute("data-tone", "warn");
	expect((await first.boundingBox())?.height).toBe(top);
	await expect(detail.getByRole("heading").first()).toContainText("Too many requests for this key");
	await expect(tab.locator(".summary")).toContainText("3,000");
	await exporter.click();
	await expect(tab.getByRole("dialog", { name: "Export" })).toBeVisible();
	await tab.close();
});

test("a file that is not what its list said is read again with care, and what is broken is named", async () => {
	const tab = await openTab(2, "understood");
	const text = har(Array.from({ length: 3000 }, (_, n) => entry(n)));
	const path = join(folder, "untrue.har");
	writeFileSync(path, text.replace('n=1500"', 'n=1500","x":tru'));
	await tab.locator(".toolbar .file-input").setInputFiles(path);
	const grid = tab.getByRole("grid");
	await expect(grid).toHaveAttribute("aria-rowcount", "3000");
	await expect(tab.locator(".broken-entries")).toHaveCount(0);
	await letGo(tab);
	await expect(grid).toHaveAttribute("aria-rowcount", "2999");
	await expect(tab.locator(".broken-entries")).toContainText("could not be read");
	await expect(tab.getByText("Verdicts:")).toHaveCount(0);
	await grid.focus();
	for (const key of ["Home", "End"]) {
		await tab.keyboard.press(key);
		await expect(tab.locator('[role="row"][aria-selected="true"]')).toContainText("Too many requests");
	}
	expect(await tab.evaluate(() => Reflect.get(window, "startedWorkers")())).toBe(2);
	await tab.close();
});

test("a second file that is refused leaves the first its verdicts; a closed one is read no further", async () => {
	const tab = await openTab(2, "understood");
	await tab.locator(".toolbar .file-input").setInputFiles(fileOf("kept.har", 2000));
	await expect(tab.getByRole("grid")).toHaveAttribute("aria-rowcount", "2000");
	const empty = join(folder, "none.har");
	writeFileSync(empty, har([]));
	await tab.locator(".toolbar .file-input").setInputFiles(empty);
	await expect(tab.getByRole("alert")).toContainText("There is no request in this file.");
	await expect(tab.locator(".banner").filter({ hasText: "kept.har" })).toContainText("Verdicts: 0 of 2,000");
	await letGo(tab);
	await expect(tab.getByRole("row").first()).toContainText("Too many requests for this key");
	await expect(tab.getByText("Verdicts:")).toHaveCount(0);

	await tab.evaluate(() => Object.assign(window, { heldFrom: "understood" }));
	await tab.locator(".toolbar .file-input").setInputFiles(fileOf("closed.har", 2000));
	await expect(tab.getByText("Opened from a file")).toContainText("closed.har");
	await tab.getByRole("button", { name: "Close" }).click();
	await expect(tab.getByRole("row")).toHaveCount(0);
	await letGo(tab);
	await expect(tab.getByText("closed.har")).toHaveCount(0);
	await expect(tab.getByRole("row")).toHaveCount(0);
	await tab.close();
});

test("a reader that breaks down before the verdicts says so, and leaves no half list behind", async () => {
	const tab = await openTab(2, "understood");
	await tab.addInitScript(() => {
		const Plain = Worker;
		window.Worker = class extends Plain {
			constructor(...given: ConstructorParameters<typeof Worker>) {
				super(...given);
				Object.assign(window, { reader: this });
			}
		};
	});
	await tab.reload();
	await tab.locator(".toolbar .file-input").setInputFiles(fileOf("broken-down.har", 2000));
	await expect(tab.getByRole("grid")).toHaveAttribute("aria-rowcount", "2000");
	await tab.evaluate(() =>
		Reflect.get(window, "reader").dispatchEvent(new Event("error", { cancelable: true })),
	);
	await expect(tab.getByRole("alert")).toContainText("The browser could not read this file");
	await expect(tab.getByRole("row")).toHaveCount(0);
	await tab.close();
});

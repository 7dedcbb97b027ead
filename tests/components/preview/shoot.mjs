// Draws the panel with made-up sessions and photographs it: node tests/components/preview/shoot.mjs OUT_DIR [name…]
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";
import { bundlePreview, ORIGIN, serve } from "./bundle.mjs";

const out = resolve(process.argv[2] ?? "screenshots");
const wanted = process.argv.slice(3);

/** name: [hash, width, height, colour scheme, what to do first] */
const SHOTS = {
	"panel-light": ["", 1200, 700, "light", select("Too many requests")],
	"panel-dark": ["", 1200, 700, "dark", select("Too many requests")],
	"panel-tall": ["", 1200, 1500, "light", select("Too many requests")],
	"stream-light": ["", 1200, 1300, "light", select("Stream broke off")],
	"fine-light": ["", 1200, 700, "light", select("gpt-4o-mini")],
	"narrow-light": ["", 360, 700, "light", async () => {}],
	"narrow-detail-dark": ["", 360, 700, "dark", select("Too many requests")],
	"empty-light": ["#empty", 1200, 700, "light", async () => {}],
	"empty-dark": ["#empty", 1200, 700, "dark", async () => {}],
	"empty-narrow-light": ["#nothing", 360, 900, "light", async () => {}],
	"empty-narrow-dark": ["#empty", 360, 900, "dark", async () => {}],
	"tasks-light": ["", 1200, 700, "light", tab("Tasks", "lighthouse")],
	"tasks-dark": ["", 1200, 700, "dark", tab("Tasks", "lighthouse")],
	"tasks-failed": ["", 1200, 900, "light", tab("Tasks", "news footage")],
	"tasks-narrow": ["", 360, 700, "light", tab("Tasks")],
	"tasks-narrow-detail": ["", 360, 900, "dark", tab("Tasks", "news footage")],
	"findings-light": ["", 1200, 500, "light", tab("Findings")],
	"settings-light": ["", 800, 500, "light", (page) => page.getByRole("button", { name: "Settings" }).click()],
	"popup-light": [
		"#popup",
		400,
		600,
		"light",
		(page) => page.getByRole("combobox", { name: "Look up" }).fill("429 insufficient_quota"),
	],
	"popup-dark": [
		"#popup",
		400,
		600,
		"dark",
		(page) => page.getByRole("combobox", { name: "Look up" }).fill("429"),
	],
	"popup-empty": ["#popup", 400, 600, "light", async () => {}],
	"export-light": ["", 1200, 700, "light", exporting("Too many requests")],
	"export-dark": ["", 1200, 700, "dark", exporting("Too many requests")],
	"export-narrow": ["", 360, 700, "light", exporting()],
	"file-light": [
		"#file",
		1200,
		500,
		"light",
		(page) => page.getByRole("button", { name: "Show", exact: true }).click(),
	],
	"file-reading": ["#reading", 1200, 400, "dark", async () => {}],
	"file-refused": ["#refused", 360, 500, "light", async () => {}],
	"live-light": ["#live", 1200, 800, "light", select("streaming")],
	"live-dark": ["#live", 1200, 800, "dark", select("silent")],
	"live-narrow": ["#live", 360, 600, "dark", async () => {}],
	"live-narrow-detail": ["#live", 360, 900, "light", select("streaming")],
	"live-tasks": ["#live", 1200, 600, "light", tab("Tasks", "page left")],
	"live-tasks-narrow": ["#live", 360, 700, "dark", tab("Tasks")],
	"live-waiting": ["#live", 1200, 600, "light", select("waiting")],
	"live-lost": ["#live", 1200, 800, "light", select("left")],
	"secrets-light": [
		"#secrets",
		1200,
		800,
		"light",
		async (page) => {
			await page.getByRole("row").first().click();
			await page.getByRole("tab", { name: "Headers" }).click();
			await page.getByRole("button", { name: "‹key 1›" }).first().click();
		},
	],
	"settings-dark": ["", 360, 600, "dark", (page) => page.getByRole("button", { name: "Settings" }).click()],
	"decoded-wrapped": ["#decoded", 1200, 1300, "light", select("/v1/messages")],
	"decoded-limit": ["#decoded", 1200, 900, "dark", select("429")],
	"decoded-job": ["#decoded", 1200, 900, "light", tab("Tasks", "lighthouse")],
	"decoded-odd": ["#decoded", 1200, 900, "light", select("418")],
	"fold-light": [
		"",
		1200,
		700,
		"light",
		async (page) => page.getByRole("row").filter({ hasText: "imagine" }).first().click(),
	],
};

function select(text) {
	return (page) => page.getByRole("row").filter({ hasText: text }).first().click();
}

function exporting(text) {
	return async (page) => {
		if (text) await select(text)(page);
		await page.getByRole("button", { name: "Export" }).click();
	};
}

function tab(name, row) {
	return async (page) => {
		await page.getByRole("tab", { name }).first().click();
		if (row) await page.getByRole("row").filter({ hasText: row }).first().click();
	};
}

const files = await bundlePreview();
await mkdir(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
for (const [name, [hash, width, height, colorScheme, act]] of Object.entries(SHOTS)) {
	if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
	const page = await browser.newPage({ viewport: { width, height }, colorScheme });
	page.on("console", (message) => console.log(name, message.text()));
	page.on("pageerror", (error) => console.log(name, String(error)));
	await serve(page, files);
	await page.goto(`${ORIGIN}/${hash}`);
	await act(page);
	await page.waitForTimeout(400);
	await page.screenshot({ path: join(out, `${name}.png`) });
	await page.close();
}
await browser.close();

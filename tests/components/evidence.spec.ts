import { expect, test } from "@playwright/test";
import { open } from "./open";
import { KEYS, ODD_KEY } from "./preview/keys";

/** Evidence in and out: what the export shows is what leaves; secrets stay masked until somebody asks for one. */

test.use({ launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" } });

interface Saved {
	readonly fileName: string;
	readonly mimeType: string;
	readonly text: string;
}

test("the export shows exactly what it saves, says what was taken out, and never a key", async ({ page }) => {
	const trouble = await open(page, "#secrets");
	await page.getByRole("row").first().click();
	await page.getByRole("button", { name: "Export" }).click();
	const dialog = page.getByRole("dialog", { name: "Export" });
	const formats = await dialog.getByLabel("As").locator("option").allTextContents();
	expect(formats.length).toBeGreaterThanOrEqual(8);
	for (const scope of ["exchange", "session"])
		for (const format of formats) {
			await dialog.getByLabel("What").selectOption(scope);
			await dialog.getByLabel("As").selectOption({ label: format });
			await dialog.getByRole("button", { name: /^Saved?$/ }).click();
			const saved = await page.evaluate(() => (window as unknown as { saved: Saved }).saved);
			await expect
				.poll(() => dialog.locator(".export-preview").textContent(), format)
				.toBe(saved.text.replaceAll("\r\n", "\n"));
			expect(saved.fileName).toMatch(/^routescope[a-z-]*\.[a-z0-9]+$/);
			for (const key of KEYS) expect(saved.text, format).not.toContain(key);
		}
	await dialog.getByLabel("As").selectOption("har");
	await expect(dialog.locator(".export-taken")).toContainText(/Taken out: .*key/);
	await page.keyboard.press("Escape");
	await expect(dialog).toHaveCount(0);
	expect(trouble).toEqual([]);
});

test("all of a long export can be read before it leaves", async ({ page }) => {
	const trouble = await open(page);
	await page.getByRole("button", { name: "Export" }).click();
	const dialog = page.getByRole("dialog", { name: "Export" });
	await dialog.getByLabel("As").selectOption("har");
	await dialog.getByRole("button", { name: /^Saved?$/ }).click();
	const { text } = await page.evaluate(() => (window as unknown as { saved: Saved }).saved);
	expect(text.length).toBeGreaterThan(64 * 1024);
	const preview = dialog.locator(".export-preview");
	await expect.poll(() => preview.textContent()).toBe(`${text.slice(0, 64 * 1024)}…`);
	await expect(dialog).toContainText("The preview shows 65.5 kB of");
	const more = dialog.getByRole("button", { name: "Show 64 kB more" });
	while ((await more.count()) > 0) await more.click();
	await expect.poll(() => preview.textContent()).toBe(text);
	await dialog.getByLabel("As").selectOption("csv");
	await dialog.getByLabel("As").selectOption("har");
	await expect(more).toBeVisible();
	expect(trouble).toEqual([]);
});

test("prompts leave only when that is ticked, and the scope follows what is chosen", async ({ page }) => {
	await open(page);
	await page.getByRole("button", { name: "Export" }).click();
	const scope = page.getByRole("dialog", { name: "Export" }).getByLabel("What");
	await expect(scope.locator("option")).toHaveText([/^Requests shown \(\d+\)$/, /^Whole session \(\d+\)$/]);
	await expect(page.getByRole("checkbox", { name: "Include prompt text" })).not.toBeChecked();
	await page.keyboard.press("Escape");
	await page.getByRole("searchbox").fill("too many requests");
	await page.getByRole("button", { name: "Export" }).click();
	await expect(scope.locator("option").first()).toHaveText("Requests shown (1)");
});

test("prompt text is there while its box is ticked, and only then", async ({ page }) => {
	await open(page, "#secrets");
	const prompt = "Say hello to the lighthouse keeper";
	await page.getByRole("button", { name: "Export" }).click();
	const dialog = page.getByRole("dialog", { name: "Export" });
	await dialog.getByLabel("As").selectOption("har");
	const preview = dialog.locator(".export-preview");
	const box = dialog.getByRole("checkbox", { name: "Include prompt text" });
	for (const ticked of [false, true, false]) {
		await box.setChecked(ticked);
		await expect(preview).toContainText("gpt-4o");
		if (ticked) await expect(preview).toContainText(prompt);
		else await expect(preview).not.toContainText(prompt);
		await dialog.getByRole("button", { name: /^Saved?$/ }).click();
		const { text } = await page.evaluate(() => (window as unknown as { saved: Saved }).saved);
		expect(text.includes(prompt)).toBe(ticked);
		for (const key of KEYS) expect(text).not.toContain(key);
	}
});

test("what would carry a key out is refused: where, and never the key", async ({ page }) => {
	const trouble = await open(page, "#leak");
	await page.getByRole("button", { name: "Export" }).click();
	const dialog = page.getByRole("dialog", { name: "Export" });
	await dialog.getByLabel("As").selectOption("har");
	const refusal = dialog.getByRole("alert");
	await expect(refusal.getByRole("heading")).toHaveText("Not exported");
	await expect(refusal).toContainText(/Where: line \d+/);
	await expect(dialog).not.toContainText(ODD_KEY);
	await expect(dialog.getByRole("button", { name: /Save|Copy/ })).toHaveCount(0);
	await expect(dialog.locator(".export-preview")).toHaveCount(0);
	expect(trouble).toEqual([]);
});

test("masked secrets show one by one, and hide again", async ({ page }) => {
	await page.clock.install();
	const trouble = await open(page, "#secrets");
	const [first, second] = KEYS;
	await page.getByRole("row").first().click();
	await page.getByRole("tab", { name: "Headers" }).click();
	await expect(page.locator("body")).not.toContainText("sk-fake");
	const header = page.locator(".fields .secret");
	await expect(header).toHaveText("‹key 1›");
	// What the page itself wrote like a mark is text.
	await expect(page.locator(".raw")).toContainText("‹key 9› is made up");
	await header.click();
	await expect(header).toHaveText(first);
	await expect(page.locator(".quote")).toContainText("‹key 1›");
	await page.clock.runFor(29_000);
	await expect(header).toHaveText(first);
	await page.clock.runFor(1500);
	await expect(header).toHaveText("‹key 1›");
	await header.click();
	await expect(header).toHaveText(first);
	await page.evaluate(() => window.dispatchEvent(new Event("routescope:panel-hidden")));
	await expect(header).toHaveText("‹key 1›");
	await page.getByRole("row").last().click();
	await page.getByRole("tab", { name: "Headers" }).click();
	await expect(header).toHaveText("‹key 2›");
	await header.click();
	await expect(header).toHaveText(second);
	expect(trouble).toEqual([]);
});

test("a file says its name, its broken entries, and what came meanwhile", async ({ page }) => {
	await open(page, "#file");
	await expect(page.getByText("Opened from a file")).toContainText("capture.har.gz");
	await expect(page.getByText("3 live requests meanwhile")).toBeVisible();
	const broken = page.locator(".broken-entries");
	await expect(broken).toContainText("2 entries could not be read");
	await broken.getByRole("button", { name: "Show" }).click();
	await expect(broken.locator("li")).toHaveCount(2);
	await expect(broken).toContainText("log.entries[17].request.url");
	await page.getByRole("button", { name: "Back to live" }).click();
	await expect(page.getByText("Opened from a file")).toHaveCount(0);
	await expect(broken).toHaveCount(0);
});

test("while another file is read, the one that is shown keeps its name", async ({ page }) => {
	await open(page, "#file-next");
	await expect(page.locator(".banner.progress")).toContainText("next.har: Reading");
	await expect(page.getByText("Opened from a file")).toContainText("File: capture.har.gz.");
	await open(page, "#file-refused");
	await expect(page.getByRole("alert")).toContainText("next.har: This is not JSON");
	await expect(page.getByText("Opened from a file")).toContainText("File: capture.har.gz.");
});

test("a file can be chosen and dropped", async ({ page }) => {
	await open(page, "#empty");
	const opened = () => page.evaluate(() => (window as unknown as { openedFile?: string }).openedFile);
	const buffer = Buffer.from("{}");
	await page.locator(".file-input").setInputFiles({ name: "a.har", mimeType: "application/json", buffer });
	await expect.poll(opened).toBe("a.har");
	const dataTransfer = await page.evaluateHandle(() => {
		const data = new DataTransfer();
		data.items.add(new File(["{}"], "b.har"));
		return data;
	});
	await page.dispatchEvent(".panel", "dragenter", { dataTransfer });
	await expect(page.getByText("Drop the HAR file to open it")).toBeVisible();
	await page.dispatchEvent(".panel", "drop", { dataTransfer });
	await expect.poll(opened).toBe("b.har");
	await expect(page.getByText("Drop the HAR file to open it")).toHaveCount(0);
});

test("the divider moves by keys and by pointer", async ({ page }) => {
	await page.setViewportSize({ width: 1200, height: 600 });
	await open(page);
	const divider = page.getByRole("separator", { name: "Width of the list" });
	const width = () => page.locator(".list").evaluate((list) => list.clientWidth);
	const before = await width();
	await divider.focus();
	await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("ArrowLeft");
	await expect(divider).toHaveAttribute("aria-valuenow", "42");
	expect(await width()).toBeLessThan(before);
	await page.keyboard.press("Enter");
	await expect(divider).toHaveAttribute("aria-valuenow", "46");
	expect(await width()).toBe(before);
	const box = await divider.boundingBox();
	if (!box) throw new Error("the divider is not drawn");
	await page.mouse.move(box.x + 5, box.y + 100);
	await page.mouse.down();
	await page.mouse.move(800, box.y + 100, { steps: 3 });
	await page.mouse.up();
	await expect.poll(async () => Math.abs((await width()) - 800)).toBeLessThan(8);
});

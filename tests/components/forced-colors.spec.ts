import { expect, type Locator, test } from "@playwright/test";
import { open } from "./open";

/** With forced colours the browser takes soft backgrounds and shadows away: lines, shapes and words must say it all. */

test.use({ launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" } });

test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: "active" }));

/** What is seen of an element beside its words: its lines and its own colours. */
function look(one: Locator): Promise<string> {
	return one.evaluate((element) => {
		const style = getComputedStyle(element);
		const {
			backgroundColor,
			backgroundImage,
			borderRadius,
			borderTop,
			borderBottom,
			outlineStyle,
			outlineWidth,
		} = style;
		return [
			backgroundColor,
			backgroundImage,
			borderRadius,
			borderTop,
			borderBottom,
			outlineStyle,
			outlineWidth,
		].join(" | ");
	});
}

/** Expects each of them to look unlike all the others. */
async function expectApart(names: Readonly<Record<string, Locator>>): Promise<void> {
	const looks = new Map<string, string>();
	for (const [name, one] of Object.entries(names)) {
		const seen = await look(one);
		expect(looks.get(seen), `${name} looks like another: ${seen}`).toBeUndefined();
		looks.set(seen, name);
	}
}

test("what is chosen and where the focus is", async ({ page }) => {
	await open(page);
	const tab = (selected: boolean) => page.locator(`.tab-line .tab[aria-selected="${selected}"]`).first();
	await expectApart({ selected: tab(true), other: tab(false) });
	const chip = (pressed: boolean) => page.locator(`.chip[aria-pressed="${pressed}"]`).first();
	await expectApart({ pressed: chip(true), other: chip(false) });

	for (const [name, rows] of [
		["Requests", ".rows"],
		["Tasks", ".task-rows"],
	] as const) {
		await page.getByRole("tab", { name }).first().click();
		const row = (selected: boolean) =>
			page.locator(`${rows} [role="row"][aria-selected="${selected}"]`).first();
		await page.locator(`${rows} [role="row"]`).first().click();
		await page.locator(rows).press("ArrowDown");
		const focused = await look(row(true));
		await page.getByRole("searchbox").focus();
		await expectApart({ selected: row(true), other: row(false) });
		expect(await look(row(true)), `the selected row of ${name} shows the focus`).not.toBe(focused);
	}

	const plain = page.getByRole("button", { name: "Settings" });
	const before = await look(plain);
	await plain.focus();
	await page.keyboard.press("Shift+Tab");
	await page.keyboard.press("Tab");
	await expect(plain).toBeFocused();
	expect(await look(plain), "a button's focus").not.toBe(before);
});

test("the divider shows that it has the focus", async ({ page }) => {
	await open(page);
	await page.getByRole("row").first().click();
	const divider = page.getByRole("separator");
	const before = await look(divider);
	await divider.focus();
	await page.keyboard.press("ArrowLeft");
	expect(await look(divider)).not.toBe(before);
});

test("marks, pills, bars and the parts of a timeline", async ({ page }) => {
	await open(page);
	const rows = page.locator(".row", { hasText: "Fix first" });
	expect(await rows.count()).toBeGreaterThan(1);
	expect(await rows.locator(".status svg").count(), "a shape beside each status").toBe(await rows.count());
	await page.getByRole("row").filter({ hasText: "Too many requests" }).first().click();
	await expectApart({ bar: page.locator(".backoff .bar").first(), ground: page.locator("body") });
	const pill = page.locator(".pill").first();
	expect(await pill.evaluate((one) => getComputedStyle(one).borderTopStyle)).toBe("solid");

	await page.getByRole("tab", { name: "Tasks" }).first().click();
	const segment = (kind: string) => page.locator(`.segment[data-kind="${kind}"]`).first();
	await expectApart({
		ground: page.locator("body"),
		queued: segment("queued"),
		running: segment("running"),
		quiet: segment("quiet"),
		done: page.locator('.cap[data-tone="ok"]').first(),
		failed: page.locator('.cap[data-tone="bad"]').first(),
		blip: page.locator(".blip").first(),
		tick: page.locator(".tick").first(),
	});
});

test("a running stream: its mark, its pause, the view that is shown", async ({ page }) => {
	await open(page, "#live");
	await expectApart({ mark: page.locator(".pulse").first(), ground: page.locator("body") });
	await page.getByRole("row").filter({ hasText: "silent" }).first().click();
	const button = (pressed: boolean) => page.locator(`.switch button[aria-pressed="${pressed}"]`).first();
	await expectApart({ pressed: button(true), other: button(false) });
	const [bar, pause] = [page.locator("rect.arrival").first(), page.locator("rect.pause").first()];
	expect(await bar.evaluate((one) => getComputedStyle(one).fill)).not.toBe("none");
	expect(await pause.evaluate((one) => getComputedStyle(one).strokeDasharray)).not.toBe("none");
});

test("a file being read shows how far it is", async ({ page }) => {
	await open(page, "#reading");
	const bar = page.getByRole("progressbar");
	await expect(bar).toHaveJSProperty("value", 0.25);
	expect(await bar.evaluate((one) => getComputedStyle(one).appearance), "drawn by the system").toBe("auto");
});

test("the chosen line of the popup", async ({ page }) => {
	await open(page, "#empty");
	await page.evaluate(() => {
		location.hash = "#popup";
	});
	await page.getByRole("combobox", { name: "Look up" }).fill("429");
	const hit = (selected: boolean) => page.locator(`.hit[aria-selected="${selected}"]`).first();
	await hit(true).waitFor();
	await expectApart({ chosen: hit(true), other: hit(false) });
});

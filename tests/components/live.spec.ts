import { expect, test } from "@playwright/test";
import { open } from "./open";

/** Requests on their way: rows that tick, turn into their answer in place, and streams seen while they run. */

test.use({ launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" } });

test("running requests are rows with their phase, ticking, without a verdict", async ({ page }) => {
	const trouble = await open(page, "#live");
	const row = (phase: string) => page.locator(`[role="row"][data-phase="${phase}"]`);
	await expect(row("waiting")).toContainText("waiting for headers");
	await expect(row("receiving")).toContainText("receiving 48.2 kB");
	await expect(row("streaming").last()).toContainText("streaming 60 events");
	await expect(row("streaming").first()).toContainText(/silent \d+ s/);
	const elapsed = row("waiting").locator(".cell-duration");
	const before = await elapsed.textContent();
	await expect.poll(() => elapsed.textContent()).not.toBe(before);
	const strip = page.getByRole("status", { name: "While it runs" });
	await expect(strip).toContainText("Keep the connection open");
	await expect(strip).toContainText("log was cleared");
	expect(trouble).toEqual([]);
});

test("a running request turns into its finished row in place, once, and stays chosen", async ({ page }) => {
	await open(page, "#live");
	const grid = page.getByRole("grid", { name: "Requests" });
	const chosen = page.locator('[role="row"][aria-selected="true"]');
	const waiting = page.locator('[role="row"][data-phase="waiting"]');
	const count = await grid.getAttribute("aria-rowcount");
	await waiting.click();
	await expect(page.getByRole("heading", { level: 2 })).toHaveText("On its way");
	const at = await chosen.getAttribute("aria-rowindex");
	const element = await chosen.elementHandle();
	await page.evaluate(() => (window as unknown as { finishWaiting(): void }).finishWaiting());
	await expect(waiting).toHaveCount(0);
	await expect(grid).toHaveAttribute("aria-rowcount", count ?? "");
	await expect(chosen).toHaveAttribute("aria-rowindex", at ?? "");
	await expect(page.getByRole("heading", { level: 2 })).toHaveText("Answered normally");
	expect(await element?.evaluate((node) => node.isConnected)).toBe(true);
});

test("a stream is told the same way while it runs and after it was aborted", async ({ page }) => {
	await open(page, "#live");
	const detail = page.getByRole("region", { name: "Details" });
	const streaming = page.locator('[role="row"][data-phase="streaming"]');
	const aborted = page.getByRole("row").filter({ hasText: "stream ended before" });
	for (const row of [streaming.last(), aborted]) {
		await row.click();
		await expect(detail.getByRole("heading", { name: "The stream", exact: true })).toBeVisible();
		for (const fact of ["First event", "Events per second", "Longest gap"])
			await expect(detail.locator(".stream-facts")).toContainText(fact);
		await expect(detail.getByRole("img", { name: /Arrival of the events/ })).toBeVisible();
		await expect(detail.locator(".stream-text")).toContainText("Once upon a time word 1");
		await detail.locator(".stream-course").getByRole("button", { name: "Events", exact: true }).click();
		await expect(detail.locator(".stream-course .stream li").first()).toContainText("Once upon a time");
		await detail.locator(".stream-course").getByRole("button", { name: "Answer", exact: true }).click();
	}
	await expect(detail.locator(".stream-facts")).toContainText("Silent before it ended8.19 s");
	await expect(detail.locator(".stream-course p.stalled")).toHaveCount(0);
	await streaming.first().click();
	await expect(detail.locator(".stream-facts")).not.toContainText("Silent before it ended");
	await expect(detail.locator(".stream-course p.stalled")).toContainText(/nothing for \d+ s/);
	await detail.locator(".stream-course").getByRole("button", { name: "Events", exact: true }).click();
	await expect(detail.locator(".stream-course .stream li")).toHaveCount(20);
});

test("a request whose page left has that verdict and the warning about paying twice", async ({ page }) => {
	await open(page, "#live");
	await page.getByRole("row").filter({ hasText: "page left" }).click();
	const detail = page.getByRole("region", { name: "Details" });
	await expect(detail.getByRole("heading", { level: 2 })).toContainText("page left before the answer");
	await expect(detail.getByRole("note")).toContainText(/paid|accepted/);
	await expect(page.locator('[role="row"][aria-selected="true"] .pill')).toHaveText("Check first");
	await expect(detail).toContainText("the job may have been accepted and paid");
});

test("a submit whose page left stays on the timeline, with an end in words", async ({ page }) => {
	await open(page, "#live");
	await page.getByRole("tab", { name: "Tasks" }).click();
	const line = page.locator("#rs-tasks").getByRole("row").filter({ hasText: "page left" });
	await expect(line).toHaveCount(1);
	const elapsed = await line.locator(".task-elapsed").textContent();
	await expect(line.locator(".cap")).toHaveAttribute("data-tone", "warn");
	await expect(line.locator(".edge")).toHaveCount(0);
	await line.click();
	await expect(page.getByRole("heading", { level: 2 })).toContainText("on its way when the page left");
	await expect(page.locator(".task-detail")).toContainText("It may be running, and be charged.");
	await expect(line.locator(".task-elapsed")).toHaveText(elapsed ?? "");
	const running = page.locator("#rs-tasks").getByRole("row").filter({ hasText: "running" });
	await expect(running).toHaveCount(1);
	await expect(running.locator(".segment")).toHaveAttribute("data-kind", "running");
});

test("a submit whose answer was lost stays on the timeline, with an end in words", async ({ page }) => {
	await open(page, "#live");
	await page.evaluate((startedDateTime) => {
		const { change } = window as unknown as { change: (event: object) => void };
		const blank = { statusText: "", requestHeaders: [], responseHeaders: [], streamMessages: [], marks: [] };
		const text = '{"model":"veo-3","prompt":"boats"}';
		change({
			type: "exchange",
			exchange: {
				...blank,
				id: "aborted-submit",
				source: "devtools",
				startedDateTime,
				time: 4000,
				method: "POST",
				url: "https://api.crazyrouter.com/v1/video/create",
				status: 0,
				requestBody: { state: "ok", text, mimeType: "application/json", size: text.length },
				responseBody: { state: "unavailable", text: "", mimeType: "", size: null },
				error: "net::ERR_ABORTED",
				resourceType: "fetch",
				pageOrigin: null,
			},
		});
	}, new Date(Date.now() - 5000).toISOString());
	await page.getByRole("tab", { name: "Tasks" }).click();
	const line = page.locator("#rs-tasks").getByRole("row").filter({ hasText: "no answer" });
	await expect(line).toHaveCount(1);
	await expect(line.locator(".cap")).toHaveAttribute("data-tone", "warn");
	await line.click();
	await expect(page.getByRole("heading", { level: 2 })).toContainText("was never answered");
	await expect(page.locator(".task-detail")).toContainText("It may be running, and be charged.");
	await expect(page.locator(".task-detail")).toContainText("It ended 4 s after it was sent");
});

test("a running request's response says that the answer has not come, or is arriving", async ({ page }) => {
	await open(page, "#live");
	const body = page.locator(".raw .body-state");
	await page.locator('[role="row"][data-phase="waiting"]').click();
	await expect(body).toHaveText("The answer has not come yet.");
	await page.locator('[role="row"][data-phase="receiving"]').click();
	await expect(body).toContainText("still arriving");
});

test("preflights that went well are counted below the list and shown on demand", async ({ page }) => {
	await open(page, "#live");
	const grid = page.getByRole("grid", { name: "Requests" });
	const footer = page.locator(".list-footer");
	await expect(footer).toContainText("12 preflights not listed · Show");
	await expect(page.getByRole("button", { name: /^All/ })).toHaveText(/^All12$/);
	const before = Number(await grid.getAttribute("aria-rowcount"));
	await footer.getByRole("button", { name: "Show" }).click();
	await expect(grid).toHaveAttribute("aria-rowcount", String(before + 12));
	await footer.getByRole("button", { name: "Hide" }).click();
	await expect(grid).toHaveAttribute("aria-rowcount", String(before));
});

test("the settings say what watching costs right now", async ({ page }) => {
	await open(page, "#live");
	await page.getByRole("button", { name: "Settings" }).click();
	await expect(page.getByRole("checkbox", { name: "Show requests while they run" })).toBeChecked();
	await expect(page.locator(".live-cost")).toContainText(/Costs [\d.]+ % of the time now/);
});

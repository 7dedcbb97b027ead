import { expect, type Page, test } from "@playwright/test";
import { open } from "./open";
import { HOSTILE } from "./preview/hostile-text";

/** The components in a real browser, under the extension's own content security policy, with made-up sessions. */

test.use({ launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" } });

test("captured text in any slot is only text", async ({ page }) => {
	const shapes: string[] = [];
	const trouble = await open(page, "#empty");
	for (let index = -1; index < HOSTILE.length; index++) {
		await page.evaluate(
			(to) => {
				location.hash = to;
			},
			`hostile-${index < 0 ? "plain" : index}`,
		);
		const counts: number[] = [];
		await page.getByRole("tab", { name: "Requests" }).click();
		await page.getByRole("row").first().click();
		for (const name of ["Response", "Request", "Headers", "Timing"]) {
			await page.getByRole("tab", { name, exact: true }).click();
			counts.push(await elements(page));
		}
		await page.getByRole("button", { name: "Settings" }).click();
		counts.push(await elements(page));
		await page.keyboard.press("Escape");
		await page.getByRole("tab", { name: "Tasks" }).click();
		await page.getByRole("row").first().click();
		counts.push(await elements(page));
		await page.getByRole("tab", { name: "Findings" }).click();
		counts.push(await elements(page));
		shapes.push(`${counts.join(" ")} | ${trouble.splice(0).join("; ")}`);
		const links = await page
			.locator("a[href]")
			.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).protocol));
		expect(links.filter((protocol) => protocol !== "https:" && protocol !== "http:")).toEqual([]);
	}
	const [plain, ...hostile] = shapes;
	hostile.forEach((shape, index) => {
		expect.soft(shape, HOSTILE[index]).toBe(plain);
	});
});

test.describe("hosts that arrive while somebody aims", () => {
	for (const width of [360, 480, 1200])
		test(`nothing that can be pressed moves at ${width} px`, async ({ page }) => {
			await page.setViewportSize({ width, height: 1400 });
			const trouble = await open(page, "#nothing");
			const places = () =>
				page.locator(".empty :is(button, input)").evaluateAll((all) =>
					all.map((one) => {
						const { x, y, width, height } = one.getBoundingClientRect();
						return `${one.getAttribute("aria-label") ?? one.textContent} ${x} ${y} ${width} ${height}`;
					}),
				);
			let before = await places();
			expect(before).toHaveLength(4);
			const hosts = [
				...Array.from({ length: 8 }, (_, at) => `cdn${at}.example.test`),
				"api.late-but-wanted.test",
			];
			for (const [at, host] of hosts.entries()) {
				const seen = [host, ...Array.from({ length: at * 130 }, () => hosts[0] ?? "")];
				await page.evaluate((some) => {
					const { change } = window as unknown as { change: (event: object) => void };
					for (const each of some)
						change({ type: "unwatched", host: each, apiLike: each.startsWith("api.") });
				}, seen);
				const after = await places();
				expect(after.slice(0, before.length)).toEqual(before);
				before = after;
			}
			await expect(page.getByRole("button", { name: "Watch api.late-but-wanted.test" })).toBeVisible();
			expect(before).toHaveLength(4 + 6 + 1);
			expect(trouble).toEqual([]);
		});
});

test("an empty list tells of the filter of Firefox's Network panel in Firefox only", async ({ page }) => {
	const hint = page.getByText("Firefox's Network panel");
	await open(page, "#nothing-firefox");
	await expect(hint).toBeVisible();
	await page.goto("about:blank");
	await open(page, "#nothing");
	await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
	await expect(hint).toHaveCount(0);
});

/** Elements that captured text could have added: chips, code words of prose and links are ours. */
function elements(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			document.querySelectorAll("#app *:not(.char-chip):not(bdi):not(code):not(mark):not(a):not(.more)")
				.length,
	);
}

test("5,000 rows cost what a screenful costs", async ({ page }) => {
	const trouble = await open(page, "#many");
	expect(await page.getByRole("row").count()).toBeLessThan(100);
	const grid = page.getByRole("grid", { name: "Requests" });
	await expect(grid).toHaveAttribute("aria-rowcount", "5000");
	await grid.focus();
	await page.keyboard.press("Home");
	await expect(page.locator('[role="row"][aria-selected="true"]')).toContainText("models/0");
	await page.keyboard.press("End");
	await expect(page.locator('[role="row"][aria-selected="true"]')).toContainText("models/4999");
	expect(await page.getByRole("row").count()).toBeLessThan(100);
	await page.keyboard.press("k");
	await expect(page.locator('[role="row"][aria-selected="true"]')).toContainText("models/4998");
	expect(trouble).toEqual([]);
});

test("a search that takes long says so, gives way to a newer one, and finds the same", async ({ page }) => {
	// Each look at the clock is a slice's whole time while the machine is "slow".
	await page.addInitScript(() => {
		const real = performance.now.bind(performance);
		let ahead = 0;
		Object.assign(window, { slow: false });
		performance.now = () => {
			if ((window as unknown as { slow: boolean }).slow) ahead += 9;
			return real() + ahead;
		};
	});
	const setSlow = (on: boolean) => page.evaluate((slow) => void Object.assign(window, { slow }), on);
	const trouble = await open(page, "#many");
	const [field, grid] = [page.getByRole("searchbox"), page.getByRole("grid", { name: "Requests" })];
	const busy = page.getByRole("progressbar", { name: "Searching" });
	await setSlow(true);
	await field.fill("models/0");
	await expect(busy).toBeVisible();
	await expect(grid, "what is found so far").toHaveAttribute("aria-rowcount", "1");
	await expect(page.getByRole("button", { name: "Export" })).toHaveAttribute("aria-disabled", "true");
	await field.fill("nowhere");
	await expect(page.getByRole("heading", { name: "Searching" })).toBeVisible();
	await field.fill("models/499");
	await expect(busy).toBeVisible();
	await setSlow(false);
	await expect(busy).toBeHidden();
	await expect(grid).toHaveAttribute("aria-rowcount", "11");
	await expect(page.getByRole("button", { name: "Export" })).toHaveAttribute("aria-disabled", "false");
	await field.fill("nowhere");
	await expect(page.getByRole("heading", { name: "No request matches" })).toBeVisible();
	await field.fill("");
	await expect(grid).toHaveAttribute("aria-rowcount", "5000");
	expect(trouble).toEqual([]);
});

test("the keyboard reaches everything", async ({ page }) => {
	await open(page);
	await page.keyboard.press("/");
	await expect(page.getByRole("searchbox")).toBeFocused();
	await page.keyboard.type("too many requests");
	await expect(page.getByRole("row")).toHaveCount(1);
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("j");
	await expect(page.getByRole("heading", { level: 2 })).toHaveText("Too many requests for this key");
	await page.keyboard.press("/");
	await page.keyboard.press("Escape");
	await expect(page.getByRole("searchbox")).toHaveValue("");
	await page.getByRole("tab", { name: "Requests" }).focus();
	await page.keyboard.press("ArrowRight");
	await expect(page.getByRole("tab", { name: "Tasks" })).toHaveAttribute("aria-selected", "true");
	await page.getByRole("grid", { name: "Jobs" }).focus();
	await page.keyboard.press("ArrowDown");
	await expect(page.getByRole("heading", { level: 2 })).toContainText("Kling");
	const before = await page.locator(".axis").textContent();
	await page.keyboard.press("+");
	await page.keyboard.press("+");
	await expect(page.locator(".axis")).not.toHaveText(before ?? "");
	await page.keyboard.press("0");
	await expect(page.getByRole("button", { name: "Fit" })).toHaveAttribute("aria-pressed", "true");
});

test("the requests of one job open out of their line and back", async ({ page }) => {
	await open(page);
	const folds = page.locator('[role="row"][data-kind="fold"]');
	const before = await page.getByRole("grid").getAttribute("aria-rowcount");
	await folds.filter({ hasText: "imagine" }).getByRole("button").click();
	await expect(page.getByRole("grid")).not.toHaveAttribute("aria-rowcount", before ?? "");
	await folds.filter({ hasText: "imagine" }).getByRole("button").click();
	await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", before ?? "");
	await folds.filter({ hasText: "imagine" }).click();
	await expect(page.getByRole("heading", { level: 2 })).toContainText("Midjourney · imagine is done");
});

test("what ticks is drawn alone, and nothing ticks while hidden", async ({ page }) => {
	await open(page);
	await page.getByRole("tab", { name: "Tasks" }).click();
	await watchMutations(page);
	await page.waitForTimeout(2600);
	const live = await mutated(page);
	expect(live.some((place) => place.includes("task-elapsed"))).toBe(true);
	// Every change lies in a cell that lives; rows, head and toolbar stay untouched.
	expect(live.filter((place) => !/task-elapsed|task-phase|timeline|segment|edge/.test(place))).toEqual([]);
	await page.evaluate(() => {
		Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
		document.dispatchEvent(new Event("visibilitychange"));
	});
	await mutated(page);
	await page.waitForTimeout(2200);
	expect(await mutated(page)).toEqual([]);
});

async function watchMutations(page: Page): Promise<void> {
	await page.evaluate(() => {
		const seen: string[] = [];
		Object.assign(window, { seen });
		new MutationObserver((records) => {
			for (const { target } of records) {
				const element = target instanceof Element ? target : target.parentElement;
				const cell = element?.closest(".task-elapsed, .task-phase, .timeline") ?? element;
				seen.push(String(cell?.getAttribute("class")));
			}
		}).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
	});
}

function mutated(page: Page): Promise<string[]> {
	return page.evaluate(() => (window as unknown as { seen: string[] }).seen.splice(0));
}

test("a row or detail that cannot be drawn takes nothing with it", async ({ page }) => {
	const trouble = await open(page, "#broken");
	await expect(page.getByRole("row")).toHaveCount(3);
	await expect(page.getByRole("row").nth(1)).toContainText("Could not show this row");
	await page.getByRole("row").first().click();
	await expect(page.getByRole("heading", { level: 2 })).toHaveText("First");
	await page.getByRole("grid").focus();
	await page.keyboard.press("ArrowDown");
	await expect(page.getByRole("region", { name: "Details" })).toContainText("Could not show this request");
	await page.keyboard.press("ArrowDown");
	await expect(page.getByRole("heading", { level: 2 })).toHaveText("Third");
	expect(trouble).toEqual([]);
});

test("a body of 5 MB is shown in steps", async ({ page }) => {
	await open(page, "#large");
	await page.getByRole("row").first().click();
	const length = () => page.locator("pre.code").evaluate((pre) => pre.textContent?.length ?? 0);
	expect(await length()).toBeLessThan(70_000);
	await page.getByRole("button", { name: "64 kB more" }).click();
	await expect.poll(length).toBeGreaterThan(70_000);
	expect(await length()).toBeLessThan(140_000);
});

test("a body of many lines is drawn a few of them at a time, and can be selected whole", async ({ page }) => {
	await open(page, "#lined");
	await page.evaluate(() => {
		const lengths: number[] = [0];
		(window as unknown as { lengths: number[] }).lengths = lengths;
		new MutationObserver(() => {
			const length = document.querySelector("pre.code")?.textContent?.length ?? 0;
			if (length > (lengths.at(-1) ?? 0)) lengths.push(length);
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
	});
	/** How far the text was each time it had grown. */
	const drawn = () => page.evaluate(() => (window as unknown as { lengths: number[] }).lengths);
	const expectFewAtATime = (lengths: readonly number[]) => {
		expect(lengths.length).toBeGreaterThan(3);
		const grown = lengths.slice(1).map((length, at) => length - (lengths[at] ?? 0));
		expect(Math.max(...grown)).toBeLessThan(16_000);
	};
	await page.getByRole("row").first().click();
	const text = page.locator("pre.code");
	await expect(text).toContainText("line 1199 of the answer");
	expectFewAtATime(await drawn());
	await page.getByRole("button", { name: "Raw" }).click();
	await page.evaluate(() => (window as unknown as { lengths: number[] }).lengths.splice(1));
	await page.getByRole("button", { name: "Formatted" }).click();
	await expect(text).toContainText("line 1199 of the answer");
	expectFewAtATime(await drawn());
	const lines: unknown = JSON.parse((await text.textContent()) ?? "");
	expect(lines).toEqual(Array.from({ length: 1200 }, (_, line) => `line ${line} of the answer`));
	const { selected, height, plainHeight } = await text.evaluate((pre) => {
		getSelection()?.selectAllChildren(pre);
		const selected = String(getSelection());
		const height = pre.scrollHeight;
		const plain = pre.cloneNode() as HTMLElement;
		plain.textContent = pre.textContent;
		pre.replaceWith(plain);
		return { selected, height, plainHeight: plain.scrollHeight };
	});
	expect(JSON.parse(selected)).toEqual(lines);
	expect(height).toBe(plainHeight);
});

const VIEWS = ["Requests", "Tasks", "Findings"];

for (const colorScheme of ["light", "dark"] as const)
	for (const width of [360, 700, 1200, 1600])
		test(`${width} px, ${colorScheme}: nothing sticks out and all text can be read`, async ({ page }) => {
			await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
			await page.setViewportSize({ width, height: 700 });
			for (const hash of ["", "#empty"]) {
				await page.goto("about:blank");
				await open(page, hash);
				for (const view of VIEWS) {
					await page.getByRole("tab", { name: view }).first().click();
					const row = page.getByRole("row").filter({ hasText: /Too many|lighthouse/ });
					if ((await row.count()) > 0) await row.first().click();
					expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBeLessThanOrEqual(
						width,
					);
					expect(await pale(page), `${hash} ${view}`).toEqual([]);
					const back = page.getByRole("button", { name: "Back to the list" });
					if (await back.isVisible()) await back.click();
				}
			}
		});

/** Texts in sight with less than 4.5 : 1 between letters and ground (WCAG 2.2, 1.4.3). */
function pale(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
		const rgb = (color: string): number[] => {
			if (!canvas) return [0, 0, 0, 255];
			canvas.clearRect(0, 0, 1, 1);
			canvas.fillStyle = color;
			canvas.fillRect(0, 0, 1, 1);
			return [...canvas.getImageData(0, 0, 1, 1).data];
		};
		const light = (color: number[]): number => {
			const [r = 0, g = 0, b = 0] = color.map((part) => {
				const share = part / 255;
				return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * r + 0.7152 * g + 0.0722 * b;
		};
		const ground = (from: Element): number[] => {
			for (let at: Element | null = from; at; at = at.parentElement) {
				const color = rgb(getComputedStyle(at).backgroundColor);
				if ((color[3] ?? 0) > 250) return color;
			}
			return rgb("white");
		};
		const found = new Set<string>();
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const element = node.parentElement;
			if (!element || !node.textContent?.trim() || !element.checkVisibility({ visibilityProperty: true }))
				continue;
			const style = getComputedStyle(element);
			const [a, b] = [light(rgb(style.color)), light(ground(element))];
			const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
			if (ratio < 4.5)
				found.add(`${ratio.toFixed(2)} ${element.className} “${node.textContent.slice(0, 30)}”`);
		}
		return [...found];
	});
}

import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { type Call, call } from "../e2e/calls";
import { launchChromium } from "../e2e/chromium";
import { type Driver, until } from "../e2e/driver";
import { openEcho } from "../e2e/echo";
import { launchFirefox } from "../e2e/firefox";
import { deadPort } from "../e2e/scenarios/network";
import { openDemo, type Stage } from "../e2e/stage";

/**
 * Writes down what each browser's `devtools.network` tells of the same requests, and what `getContent` answers. Run by
 * hand after a browser's update, in a zone with half hours: TZ=Asia/Kolkata RECORD=1 npx playwright test --project record. `tests/entrypoints/recorded-shapes.test.ts` holds our reading of it.
 */
const SHAPES: Readonly<Record<string, Call>> = {
	json: { demo: "429" },
	"unread-json": { demo: "429", read: false },
	"preflighted-json": { demo: "401", headers: { "content-type": "application/json" } },
	"stream-over": { demo: "stream-ok" },
	"stream-error": { demo: "stream-error-mid" },
	"stream-given-up": { demo: "stream-slow", abortAfter: 400 },
	"given-up-before-headers": { demo: "hang", abortAfter: 300 },
	reset: { demo: "reset" },
	refused: {},
	"refused-by-cors": { demo: "cors-refused" },
	"empty-500": { demo: "body-empty" },
	"no-content": { demo: "body-204" },
	"cut-body": { demo: "body-truncated" },
	binary: { demo: "body-binary" },
	"json-without-type": { demo: "body-no-type" },
};

interface Told {
	readonly entry: { readonly request: { readonly url: string } };
	readonly content: readonly unknown[] | string;
}

/** Has the devtools page write down every event, with what `getContent` gave, as JSON keeps it. */
async function listen(driver: Driver): Promise<void> {
	await driver.devtoolsPage.evaluate(() => {
		const told: unknown[] = [];
		Object.assign(window, { told });
		chrome.devtools.network.onRequestFinished.addListener((given) => {
			const one: { entry: unknown; content: unknown } = {
				entry: JSON.parse(JSON.stringify({ ...given, _initiator: undefined })),
				content: "silent",
			};
			told.push(one);
			given.getContent((...answer: unknown[]) => {
				one.content = answer.map((value) => (value === undefined ? "undefined" : value));
			});
		});
	}, null);
}

const told = (driver: Driver) =>
	driver.devtoolsPage.evaluate(() => (window as unknown as { told: Told[] }).told, null);

for (const [name, launch] of [
	["chromium", launchChromium],
	["firefox", launchFirefox],
] as const)
	test(`what ${name} tells`, async () => {
		test.setTimeout(180_000);
		const demo = await openDemo();
		const echo = await openEcho();
		const driver = await launch({
			url: demo.pageUrl,
			extension: resolve(`.output/${name.replace("ium", "e")}-mv3`),
		});
		const stage: Stage = { demo, echo, driver };
		await listen(driver);
		const shapes: Record<string, Told> = {};
		for (const [shape, wish] of Object.entries(SHAPES)) {
			const path = wish.path ?? "/v1/chat/completions";
			const dead = shape === "refused" && { port: await deadPort() };
			await call(stage, { ...wish, ...dead, path, query: { shape } });
			const isIt = ({ entry }: Told) => entry.request.url.includes(`shape=${shape}`);
			const isPreflight = ({ entry }: Told) => (entry.request as { method?: string }).method === "OPTIONS";
			shapes[shape] = await until(shape, async () =>
				(await told(driver)).find((one) => isIt(one) && !isPreflight(one)),
			);
			await until(
				`the content of ${shape}`,
				async () => {
					const one = (await told(driver)).find((each) => isIt(each) && !isPreflight(each));
					if (one) shapes[shape] = one;
					return one?.content !== "silent";
				},
				3000,
			).catch(() => null);
		}
		writeFileSync(`tests/fixtures/recorded/${name}.json`, `${JSON.stringify(shapes, null, "\t")}\n`);
		await driver.close();
		await echo.close();
		await demo.close();
		expect(Object.keys(shapes)).toEqual(Object.keys(SHAPES));
	});

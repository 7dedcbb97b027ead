import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { type Call, call } from "../e2e/calls";
import { launchChromium } from "../e2e/chromium";
import { type Driver, type Launch, until } from "../e2e/driver";
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

/** What a page loads besides its calls, from a host that may be watched: its own. */
const PAGE_FILES: Readonly<Record<string, string>> = {
	stylesheet: "/page.css",
	script: "/page.js",
	image: "/favicon.svg",
	html: "/away",
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

/** Has the page load its files once more, each as its own kind of element would. */
function loadFiles(driver: Driver): Promise<void> {
	return driver.page.evaluate((files) => {
		const add = (tag: string, attributes: object) =>
			document.body.append(Object.assign(document.createElement(tag), attributes));
		add("link", { rel: "stylesheet", href: `${files.stylesheet}?shape=stylesheet` });
		add("script", { type: "module", src: `${files.script}?shape=script` });
		add("img", { src: `${files.image}?shape=image` });
		add("iframe", { src: `${files.html}?shape=html` });
	}, PAGE_FILES);
}

const told = (driver: Driver) =>
	driver.devtoolsPage.evaluate(() => (window as unknown as { told: Told[] }).told, null);

const BROWSERS = [
	["chromium", launchChromium],
	["firefox", launchFirefox],
] as const;

async function open(name: string, launch: Launch): Promise<Stage> {
	const demo = await openDemo();
	const echo = await openEcho();
	const driver = await launch({
		url: demo.pageUrl,
		extension: resolve(`.output/${name.replace("ium", "e")}-mv3`),
	});
	await listen(driver);
	return { demo, echo, driver };
}

async function close({ demo, echo, driver }: Stage): Promise<void> {
	await driver.close();
	await echo.close();
	await demo.close();
}

/** Waits for the request of that shape, then a while for its content. */
async function shapeOf(driver: Driver, shape: string): Promise<Told> {
	const find = async () =>
		(await told(driver)).find(
			({ entry: { request } }) =>
				request.url.includes(`shape=${shape}`) && (request as { method?: string }).method !== "OPTIONS",
		);
	const first = await until(shape, find);
	const whole = async () => {
		const one = await find();
		return one?.content === "silent" ? null : one;
	};
	return until(`the content of ${shape}`, whole, 3000).catch(() => first);
}

/** How a file begins is enough to tell what it is; a bundled script is long. */
const beginning = (value: unknown) => (typeof value === "string" ? value.slice(0, 2000) : value);

const write = (file: string, shapes: Readonly<Record<string, Told>>) =>
	writeFileSync(`tests/fixtures/recorded/${file}.json`, `${JSON.stringify(shapes, null, "\t")}\n`);

for (const [name, launch] of BROWSERS) {
	test(`what ${name} tells`, async () => {
		test.setTimeout(180_000);
		const stage = await open(name, launch);
		const shapes: Record<string, Told> = {};
		for (const [shape, wish] of Object.entries(SHAPES)) {
			const path = wish.path ?? "/v1/chat/completions";
			const dead = shape === "refused" && { port: await deadPort() };
			await call(stage, { ...wish, ...dead, path, query: { shape } });
			shapes[shape] = await shapeOf(stage.driver, shape);
		}
		write(name, shapes);
		await close(stage);
		expect(Object.keys(shapes)).toEqual(Object.keys(SHAPES));
	});

	test(`what ${name} tells of a page's files`, async () => {
		test.setTimeout(180_000);
		const stage = await open(name, launch);
		await loadFiles(stage.driver);
		const shapes: Record<string, Told> = {};
		for (const shape of Object.keys(PAGE_FILES)) {
			const { entry, content } = await shapeOf(stage.driver, shape);
			shapes[shape] = { entry, content: [...content].map(beginning) };
		}
		write(`${name}-page`, shapes);
		await close(stage);
	});
}

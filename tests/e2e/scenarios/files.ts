import { exporting, opening } from "../../../lib/messages/exporting";
import { banners, detail as detailWords } from "../../../lib/messages/interface";
import { viewer as viewerWords } from "../../../lib/messages/lookup";
import { call } from "../calls";
import { all, click, gone, one, shows, visibleText } from "../dom";
import { type Surface, until } from "../driver";
import { expectSame } from "../expect";
import { open, row, rowsInAll } from "../panel";
import type { Scenario } from "../stage";

const KEY = "sk-fakefakefakefakefakefakefake0042";
const DETAIL = `[aria-label="${detailWords.region}"]`;

function entry(n: number): object {
	return {
		startedDateTime: new Date(Date.UTC(2026, 1, 3, 10, 0, n)).toISOString(),
		time: 120,
		request: {
			method: "POST",
			url: `https://api.crazyrouter.com/v1/chat/completions?from=file${n}`,
			headers: [{ name: "Authorization", value: `Bearer ${KEY}` }],
			postData: { mimeType: "application/json", text: `{"model":"from-file-${n}","messages":[]}` },
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

/** Chooses a made-up HAR file of so many requests, as the file dialog would. */
async function chooseHar(surface: Surface, name: string, count: number): Promise<void> {
	const text = JSON.stringify({
		log: {
			version: "1.2",
			creator: { name: "test", version: "1" },
			entries: Array.from({ length: count }, (_, n) => entry(n)),
		},
	});
	await surface.evaluate(
		([name, text]) => {
			const field = document.querySelector<HTMLInputElement>("input.file-input");
			if (!field) throw new Error("there is no field for files");
			const chosen = new DataTransfer();
			chosen.items.add(new File([text], name, { type: "application/json" }));
			field.files = chosen.files;
			field.dispatchEvent(new Event("change", { bubbles: true }));
		},
		[name, text] as const,
	);
	await shows(surface, `${opening.file}: ${name}.`);
}

/** Has the page's next download end here instead of on the disk. */
async function catchSaved(surface: Surface): Promise<() => Promise<string>> {
	await surface.evaluate(() => {
		const make = URL.createObjectURL.bind(URL);
		URL.createObjectURL = (blob: Blob) => {
			void blob.text().then((text) => document.documentElement.setAttribute("data-saved", text));
			return make(blob);
		};
		document.addEventListener(
			"click",
			(event) => event.target instanceof HTMLAnchorElement && event.preventDefault(),
			true,
		);
	}, null);
	return () =>
		until("the saved text", () =>
			surface.evaluate(() => document.documentElement.getAttribute("data-saved"), null),
		);
}

async function chooseFormat(surface: Surface, id: string): Promise<void> {
	await surface.evaluate((id) => {
		const field = [...document.querySelectorAll<HTMLSelectElement>(".export select")].find((select) =>
			[...select.options].some(({ value }) => value === id),
		);
		if (!field) throw new Error(`no such form: ${id}`);
		field.value = id;
		field.dispatchEvent(new Event("change", { bubbles: true }));
	}, id);
}

export const FILE_SCENARIOS: readonly Scenario[] = [
	{
		name: "a HAR opened in the panel stands aside from the live list, which goes on",
		browser: "shared",
		async run(stage) {
			const { panel } = stage;
			await call(stage, { demo: "429" });
			await row(panel, "demo-429");
			await chooseHar(panel, "capture.har", 3);
			await rowsInAll(panel, 3);
			await row(panel, "from-file-2");
			await call(stage, { demo: "401" });
			await shows(panel, opening.meanwhile(1));
			await rowsInAll(panel, 3);
			await click(panel, { role: "button", name: banners.endFile });
			await row(panel, "demo-429");
			await row(panel, "demo-401");
			await rowsInAll(panel, 2);
			expectSame((await visibleText(panel)).includes("capture.har"), false, "the file is still named");
		},
	},
	{
		name: "a HAR opened in the viewer: a key is revealed on a click, and never exported",
		browser: "shared",
		async run({ driver }) {
			const viewer = await driver.openViewer();
			await chooseHar(viewer, "viewed.har", 2);
			await rowsInAll(viewer, 2);
			await open(viewer, "from-file-1");
			await click(viewer, { role: "tab", name: "Headers", within: DETAIL });
			const mask = { role: "button", name: "‹key 1›", within: DETAIL };
			expectSame((await visibleText(viewer)).includes(KEY), false, "the key stands there unasked");
			await click(viewer, mask);
			await shows(viewer, KEY);
			const saved = await catchSaved(viewer);
			await click(viewer, { role: "button", name: exporting.button });
			await one(viewer, { role: "dialog", name: exporting.title });
			await chooseFormat(viewer, "har");
			const preview = await until("the preview of the HAR", async () => {
				const text = await viewer.evaluate(
					() => document.querySelector(".export-preview")?.textContent ?? "",
					null,
				);
				return text.includes('"entries"') && text;
			});
			await click(viewer, { role: "button", name: exporting.save });
			expectSame(await saved(), preview, "what was saved");
			expectSame(preview.includes(KEY), false, "the key leaves");
			await viewer.press("Escape");
			await gone(viewer, { role: "dialog", name: exporting.title });
			await click(viewer, { role: "button", name: viewerWords.close });
			await until("an empty list", async () => (await all(viewer, { role: "row" })).length === 0);
			await driver.closeViewer();
			expectSame(await driver.takeProblems(), [], "errors of the viewer");
			expectSame(await driver.takeRequests(), [], "requests of the viewer");
		},
	},
];

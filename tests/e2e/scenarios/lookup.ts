import { banners, detail as detailWords, empty, toolbar } from "../../../lib/messages/interface";
import {
	foot,
	lookup,
	paste as pasteWords,
	reference,
	verdictText,
	viewer as viewerWords,
} from "../../../lib/messages/lookup";
import { DEMO_KEY, PASTED_CURL, PASTED_FORMS, PASTED_PAGE } from "../../fixtures/pasted-forms";
import { breaches } from "../axe";
import { entryOf } from "../catalogue";
import { all, click, one, shows } from "../dom";
import { type Driver, type Surface, until } from "../driver";
import { expectSame, expectWords } from "../expect";
import { answered, bestAnswer, paste, referenceOf, titleOf, wholeDocument } from "../lookup";
import type { Scenario } from "../stage";

const DETAIL = `[aria-label="${detailWords.region}"]`;

async function openPopup(driver: Driver): Promise<Surface> {
	const popup = await driver.openPopup();
	await until("the focus in the field", () =>
		popup.evaluate(() => document.activeElement instanceof HTMLInputElement, null),
	);
	await until("the reference", async () => (await all(popup, { role: "option" })).length > 10);
	return popup;
}

/** How many of the elements that can have the focus Tab reaches, of how many. */
async function reachedByTab(surface: Surface): Promise<{ reached: number; there: number }> {
	await surface.evaluate(() => {
		document.querySelectorAll("[data-reached]").forEach((element) => {
			element.removeAttribute("data-reached");
		});
		document.addEventListener("focusin", ({ target }) =>
			(target as Element).setAttribute("data-reached", ""),
		);
		(document.activeElement as HTMLElement | null)?.blur();
	}, null);
	const count = () =>
		surface.evaluate(() => {
			const there = [...document.querySelectorAll("button, input, select, a[href], [tabindex='0']")].filter(
				(element) =>
					(element as HTMLElement).tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }),
			);
			return {
				reached: there.filter((element) => element.hasAttribute("data-reached")).length,
				there: there.length,
			};
		}, null);
	const { there } = await count();
	for (let step = 0; step < there + 5; step += 1) await surface.press("Tab");
	return count();
}

export const LOOKUP_SCENARIOS: readonly Scenario[] = [
	{
		name: "the popup answers while one types, and needs no mouse",
		browser: "shared",
		async run({ driver }) {
			const popup = await openPopup(driver);
			for (const query of [
				"429 insufficient_quota",
				"mj 24",
				"kling failed",
				"TEXT_SUCCESS",
				"499 rout.my",
				"balence",
			]) {
				await popup.type(query);
				await answered(popup, bestAnswer(query));
				await popup.press("Escape");
			}
			await popup.type("429");
			await answered(popup, bestAnswer("429"));
			await shows(popup, entryOf("rout.my/429").title);
			await click(popup, { role: "button", name: verdictText.copyText });
			await shows(popup, detailWords.copied);
			await click(popup, { role: "combobox", name: lookup.label });
			await popup.press("ArrowDown");
			const second = await until("the second answer", async () => {
				const [, option] = await all(popup, { role: "option" });
				return option?.on === true && option;
			});
			await popup.press("Enter");
			await until("the answer alone", async () => (await all(popup, { role: "option" })).length === 0);
			await shows(popup, second.text.split(" · ")[0] ?? "");
			await popup.press("Escape");
			await until("the list", async () => (await all(popup, { role: "option" })).length > 1);
			await popup.press("Escape");
			await until(
				"an empty field",
				async () => (await one(popup, { role: "combobox", name: lookup.label })).value === "",
			);
			await driver.closePopup();
		},
	},
	{
		name: "the whole reference can be browsed in the popup, each entry with its id and source",
		browser: "shared",
		async run({ driver }) {
			const popup = await openPopup(driver);
			await popup.press("ArrowDown");
			await popup.press("Enter");
			await shows(popup, reference.sections.statuses);
			const [first, second] = referenceOf("rout.my");
			await shows(popup, first ?? "");
			await popup.press("ArrowDown");
			await shows(popup, second ?? "");
			await popup.press("Escape");
			await driver.closePopup();
			expectSame(await driver.takeRequests(), [], "requests of the popup itself");
		},
	},
	{
		name: "anything pasted into the popup is explained at once, in every form",
		browser: "shared",
		async run({ driver }) {
			const popup = await openPopup(driver);
			for (const text of [...Object.values(PASTED_FORMS), PASTED_PAGE]) {
				await paste(popup, text);
				await answered(popup, titleOf(text));
				await popup.press("Escape");
			}
			await paste(popup, "insufficient_quota");
			await answered(popup, bestAnswer("insufficient_quota"));
			await popup.press("Escape");
			await paste(popup, PASTED_FORMS["SDK string"] ?? "");
			await shows(popup, detailWords.evidence);
			await shows(popup, "error.code");
			await driver.closePopup();
		},
	},
	{
		name: "a pasted key is never shown, and a request is told from an answer",
		browser: "shared",
		async run({ driver }) {
			const popup = await openPopup(driver);
			await paste(
				popup,
				`{"error":{"message":"Incorrect API key provided: ${DEMO_KEY}","code":"invalid_api_key"}}`,
			);
			await shows(popup, pasteWords.secrets(1));
			expectSame((await wholeDocument(popup)).includes(DEMO_KEY), false, "the key stands in the popup");
			await popup.press("Escape");
			await paste(popup, PASTED_CURL);
			await answered(popup, pasteWords.request);
			await shows(popup, "POST https://api.rout.my/v1/chat/completions");
			await shows(popup, pasteWords.secrets(1));
			expectSame((await wholeDocument(popup)).includes(DEMO_KEY), false, "the key stands in the popup");
			await popup.press("Escape");
			await popup.type(`Bearer ${DEMO_KEY}`);
			await shows(popup, lookup.keyMasked);
			expectSame((await wholeDocument(popup)).includes(DEMO_KEY), false, "the typed key stands in the popup");
			await driver.closePopup();
		},
	},
	{
		name: "the chosen router's words speak",
		browser: "shared",
		async run({ driver }) {
			const popup = await openPopup(driver);
			await paste(popup, "HTTP/1.1 429 Too Many Requests\n\n");
			await answered(popup, titleOf("HTTP/1.1 429 Too Many Requests\n\n"));
			await click(popup, { role: "button", text: "rout.my", within: ".readings" });
			await answered(popup, entryOf("rout.my/429").title);
			await driver.closePopup();
		},
	},
	{
		name: "the viewer lists what is pasted and opened, and has nothing to capture",
		browser: "shared",
		async run({ driver }) {
			const viewer = await driver.openViewer();
			await shows(viewer, viewerWords.empty);
			for (const name of [toolbar.recording, toolbar.paused, empty.reload])
				expectSame((await all(viewer, { role: "button", name })).length, 0, `buttons named ${name}`);
			expectSame(
				(await all(viewer, { role: "checkbox", name: toolbar.preserveLog })).length,
				0,
				"Preserve log",
			);

			const text = PASTED_FORMS["curl -i"] ?? "";
			await paste(viewer, `${text}\n${DEMO_KEY}`);
			await answered(viewer, titleOf(text), DETAIL);
			await shows(viewer, viewerWords.added(1));
			expectSame((await wholeDocument(viewer)).includes(DEMO_KEY), false, "the key stands in the viewer");

			await click(viewer, { role: "button", name: toolbar.clear });
			await shows(viewer, viewerWords.empty);
			await click(viewer, { role: "button", name: viewerWords.sample });
			await shows(viewer, banners.sample);

			await viewer.evaluate(() => {
				const log = {
					version: "1.2",
					creator: { name: "test", version: "1" },
					entries: [
						{
							startedDateTime: "2026-01-01T10:00:00.000Z",
							time: 5,
							request: { method: "POST", url: "https://api.rout.my/v1/chat/completions", headers: [] },
							response: { status: 499, statusText: "", headers: [], content: { size: 0, text: "" } },
							timings: {},
						},
					],
				};
				const dataTransfer = new DataTransfer();
				dataTransfer.items.add(new File([JSON.stringify({ log })], "capture.har"));
				document
					.querySelector(".panel")
					?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
			}, null);
			await shows(viewer, "capture.har");
			await click(viewer, { role: "row", text: "/v1/chat/completions" });
			await answered(viewer, entryOf("rout.my/499").title, DETAIL);

			await click(viewer, { role: "tab", name: viewerWords.tab });
			await until("the focus in the field", () =>
				viewer.evaluate(() => document.activeElement?.getAttribute("role") === "combobox", null),
			);
			await viewer.type("mj 24");
			await answered(viewer, bestAnswer("mj 24"));
			await driver.closeViewer();
		},
	},
	{
		name: "popup, address bar and selection open the viewer on what they were given",
		browser: "shared",
		async run({ driver }) {
			const text = PASTED_FORMS["SDK string"] ?? "";
			const popup = await openPopup(driver);
			await paste(popup, text);
			await click(popup, { role: "button", name: pasteWords.openViewer });
			await answered(await driver.openedViewer(), titleOf(text), DETAIL);
			await driver.closePopup();
			await driver.closeViewer();

			const [first = "", ...others] = await driver.suggested("429 insufficient_quota");
			expectWords(first, ["insufficient_quota"], "the first suggestion");
			expectSame(others.length > 0, true, "there are further suggestions");
			await driver.enterInAddressBar("kling/failed");
			await answered(await driver.openedViewer(), bestAnswer("kling failed"));
			await driver.closeViewer();

			await driver.explainSelection(PASTED_FORMS.JSON ?? "");
			const viewer = await driver.openedViewer();
			await answered(viewer, titleOf(PASTED_FORMS.JSON ?? ""), DETAIL);
			const address = await viewer.evaluate(() => location.href, null);
			expectSame(/panel\.html$/.test(address), true, `no text in the address ${address}`);
			await driver.closeViewer();
		},
	},
	{
		name: "popup and viewer: no breach of accessibility, light and dark, all by keyboard",
		browser: "shared",
		async run({ driver }) {
			for (const scheme of ["light", "dark"] as const) {
				await driver.setColorScheme(scheme);
				const popup = await openPopup(driver);
				const clean = async (surface: Surface, state: string) =>
					expectSame(await breaches(surface), [], `${state}, ${scheme}`);
				await clean(popup, "the popup at its start");
				await popup.type("429");
				await answered(popup, bestAnswer("429"));
				await clean(popup, "the popup with answers");
				const tabs = await reachedByTab(popup);
				expectSame(tabs.reached, tabs.there, `what Tab reaches in the popup of ${tabs.there}`);
				await click(popup, { role: "combobox", name: lookup.label });
				await popup.press("Enter");
				await clean(popup, "the popup with one answer");
				await popup.press("Escape");
				await popup.press("Escape");
				await paste(popup, PASTED_CURL);
				await answered(popup, pasteWords.request);
				await click(popup, { role: "button", name: foot.howTo });
				await clean(popup, "the popup with a pasted request");
				await popup.press("Escape");
				await paste(popup, PASTED_FORMS["raw HTTP"] ?? "");
				await answered(popup, titleOf(PASTED_FORMS["raw HTTP"] ?? ""));
				await clean(popup, "the popup with a pasted answer");
				await driver.closePopup();

				const viewer = await driver.openViewer();
				await shows(viewer, viewerWords.empty);
				await clean(viewer, "the viewer at its start");
				await paste(viewer, PASTED_FORMS.JSON ?? "");
				await answered(viewer, titleOf(PASTED_FORMS.JSON ?? ""), DETAIL);
				await clean(viewer, "the viewer with a pasted answer");
				await click(viewer, { role: "tab", name: viewerWords.tab });
				await until("the reference", async () => (await all(viewer, { role: "option" })).length > 10);
				await clean(viewer, "the viewer's look-up");
				await driver.closeViewer();
			}
			await driver.setColorScheme("light");
		},
	},
];

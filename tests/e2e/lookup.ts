import { looksPasted } from "../../lib/paste-form";
import type { ReferenceDesk } from "../../lib/reference-desk";
import { loadLib } from "../../scripts/decode/bundle.mjs";
import { all } from "./dom";
import { type Surface, until } from "./driver";

/** The quick lookup as its user works it. */

const { lib } = await loadLib("../tests/e2e/lookup-entry.ts", ["tests/e2e/lookup-entry.ts"]);
const desk: ReferenceDesk = lib.createReferenceDesk([]);

/** Heading of what a pasted text means, by the same functions in this process. */
export function titleOf(pasted: string): string {
	return (desk.explain(pasted, null).decoded.diagnosis?.title ?? "").replaceAll("`", "");
}

/** Heading of the best answer to a query. */
export function bestAnswer(query: string): string {
	return (desk.search(query, null)[0]?.readings[0]?.title ?? "").replaceAll("`", "");
}

/** Ids of a part of the reference, in its order. */
export function referenceOf(group: string): readonly string[] {
	return (desk.page(group)?.sections ?? []).flatMap(({ hits }) =>
		hits.map(({ readings }) => readings[0]?.id ?? ""),
	);
}

/** Pastes as the browser's own event does; where the page leaves it alone, the text goes into the field. */
export async function paste(surface: Surface, text: string): Promise<void> {
	const taken = await surface.evaluate((text) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData("text/plain", text);
		// Firefox knows the older names of the same.
		const init = { clipboardData, data: text, dataType: "text/plain", bubbles: true, cancelable: true };
		const event = new ClipboardEvent("paste", init);
		return !(document.activeElement ?? document.body).dispatchEvent(event);
	}, text);
	if (!taken && !looksPasted(text)) await surface.type(text);
}

/** Waits until the answer in full has this heading. */
export async function answered(surface: Surface, title: string, within = ".hit-card"): Promise<void> {
	await until(`the answer “${title}”`, async () => {
		const [heading] = await all(surface, { role: "heading", within });
		if (heading?.text !== title) throw new Error(`the heading is ${heading?.text}`);
		return true;
	});
}

/** Everything in the document, masked or not: attributes, values of fields. */
export function wholeDocument(surface: Surface): Promise<string> {
	return surface.evaluate(
		() =>
			document.documentElement.outerHTML +
			[...document.querySelectorAll("input, textarea")]
				.map((field) => (field as HTMLInputElement).value)
				.join("\n"),
		null,
	);
}

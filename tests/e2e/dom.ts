import { type Surface, until } from "./driver";

/** An element as a person with a screen reader would name it. All that is given must hold. */
export interface Target {
	readonly role: string;
	/** The whole accessible name, white space collapsed. */
	readonly name?: string;
	/** Part of the text inside. */
	readonly text?: string;
	/** CSS selector of an ancestor. */
	readonly within?: string;
	/** Position among several, -1 for the last; without it several are an error. */
	readonly nth?: number;
}

/** What is seen of an element. */
export interface Seen {
	readonly name: string;
	readonly text: string;
	/** `data-*` attributes. */
	readonly data: Readonly<Record<string, string>>;
	/** checked, aria-checked, aria-pressed, aria-selected or aria-expanded; null where none applies. */
	readonly on: boolean | null;
	readonly value: string;
	/** Centre, in CSS pixels of the viewport. */
	readonly x: number;
	readonly y: number;
	/** Something else lies over the centre, or it is outside the viewport. */
	readonly covered: boolean;
}

/** All visible elements that fit, in document order; with `scroll` the one asked for is scrolled into view first. */
function look([target, scroll]: readonly [Target, boolean]): Seen[] {
	const squeeze = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();
	const inputRoles: Record<string, string> = {
		button: "button",
		checkbox: "checkbox",
		file: "button",
		radio: "radio",
		search: "searchbox",
		submit: "button",
	};
	const tagRoles: Record<string, string> = {
		A: "link",
		BUTTON: "button",
		DIALOG: "dialog",
		H1: "heading",
		H2: "heading",
		H3: "heading",
		H4: "heading",
		LI: "listitem",
		OL: "list",
		SELECT: "combobox",
		SUMMARY: "button",
		TABLE: "table",
		TEXTAREA: "textbox",
		TR: "row",
		UL: "list",
	};
	const roleOf = (element: Element) =>
		element.getAttribute("role") ??
		(element.tagName === "SECTION" && element.hasAttribute("aria-label") ? "region" : null) ??
		(element instanceof HTMLInputElement
			? (inputRoles[element.type] ?? "textbox")
			: tagRoles[element.tagName]);
	const nameOf = (element: Element) => {
		const label = element.getAttribute("aria-label");
		if (label !== null) return squeeze(label);
		const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
		if (ids.length > 0) return squeeze(ids.map((id) => document.getElementById(id)?.textContent).join(" "));
		const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
		if (labels.length > 0) return squeeze(labels.map((one) => one.textContent).join(" "));
		return squeeze(element.textContent) || squeeze(element.getAttribute("title"));
	};
	const stateOf = (element: Element) => {
		if (element instanceof HTMLInputElement && /checkbox|radio/.test(element.type)) return element.checked;
		for (const name of ["aria-checked", "aria-pressed", "aria-selected", "aria-expanded"]) {
			const value = element.getAttribute(name);
			if (value !== null) return value === "true";
		}
		return null;
	};
	const root = target.within === undefined ? document : document.querySelector(target.within);
	const fitting = [...(root?.querySelectorAll<HTMLElement>("*") ?? [])].filter(
		(element) =>
			roleOf(element) === target.role &&
			(target.name === undefined || nameOf(element) === target.name) &&
			(target.text === undefined || squeeze(element.textContent).includes(target.text)) &&
			element.checkVisibility({ visibilityProperty: true }),
	);
	if (scroll) fitting.at(target.nth ?? 0)?.scrollIntoView({ block: "nearest" });
	return fitting.map((element) => {
		const box = element.getBoundingClientRect();
		const x = box.x + box.width / 2;
		const y = box.y + box.height / 2;
		const top = document.elementFromPoint(x, y);
		const label = element instanceof HTMLInputElement ? element.labels?.[0] : null;
		return {
			name: nameOf(element),
			// biome-ignore lint/performance/useDomNodeTextContent: what is not rendered is not seen.
			text: squeeze(element.innerText),
			data: { ...element.dataset } as Record<string, string>,
			on: stateOf(element),
			value:
				element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : "",
			x,
			y,
			covered: !(top && (element.contains(top) || top.contains(element) || label?.contains(top))),
		};
	});
}

const words = (target: Target) =>
	`${target.role} ${JSON.stringify(target.name ?? target.text ?? "")}${target.within ? ` in ${target.within}` : ""}`;

/** All that fit just now. */
export function all(surface: Surface, target: Target): Promise<readonly Seen[]> {
	return surface.evaluate(look, [target, false] as const);
}

/** The one element that fits, once there is exactly one. */
export function one(surface: Surface, target: Target, timeoutMs?: number): Promise<Seen> {
	return until(words(target), async () => pick(await all(surface, target), target), timeoutMs);
}

/** Waits until nothing fits. */
export async function gone(surface: Surface, target: Target): Promise<void> {
	await until(`${words(target)} to be gone`, async () => (await all(surface, target)).length === 0);
}

/** A trusted click in the middle of the element, once it can be reached. */
export async function click(surface: Surface, target: Target): Promise<void> {
	const seen = await until(`${words(target)} to be clickable`, async () => {
		const found = pick(await surface.evaluate(look, [target, true] as const), target);
		if (found?.covered) throw new Error(`something lies over ${words(target)}`);
		return found;
	});
	await surface.clickAt(seen.x, seen.y);
}

/** Focuses a field by a click and types into it, after what it holds. */
export async function fill(surface: Surface, target: Target, text: string): Promise<void> {
	const { value: before } = await one(surface, target);
	await until(`${words(target)} to hold ${text}`, async () => {
		await click(surface, target);
		await surface.type(text);
		const changed = await until(
			"what was typed",
			async () => {
				const { value } = await one(surface, target);
				return value !== before && value;
			},
			2000,
		);
		return (
			changed.endsWith(text) ||
			until("all of it", async () => (await one(surface, target)).value.endsWith(text))
		);
	});
}

/** The document's visible text, white space collapsed. */
export function visibleText(surface: Surface, css = "body"): Promise<string> {
	return surface.evaluate(
		// biome-ignore lint/performance/useDomNodeTextContent: what is not rendered is not seen.
		(css) => (document.querySelector<HTMLElement>(css)?.innerText ?? "").replace(/\s+/g, " ").trim(),
		css,
	);
}

/** Waits until the document shows this text. */
export async function shows(surface: Surface, text: string, timeoutMs?: number): Promise<void> {
	let last = "";
	try {
		await until(
			`the text ${JSON.stringify(text)}`,
			async () => {
				last = await visibleText(surface);
				return last.includes(text);
			},
			timeoutMs,
		);
	} catch (error) {
		throw new Error(`${error}\nThe document shows: ${last.slice(0, 3000)}`);
	}
}

function pick(found: readonly Seen[], target: Target): Seen | undefined {
	if (target.nth !== undefined) return found.at(target.nth);
	if (found.length > 1) throw new Error(`${found.length} elements fit ${words(target)}`);
	return found[0];
}

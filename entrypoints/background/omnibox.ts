import { createLookup, type Lookup } from "../../lib/lookup";
import { omnibox as words } from "../../lib/messages/lookup";
import { asPlainText, asXml, escapeXml, type Suggestion, suggest } from "../../lib/suggest";
import { allTopics } from "../../lib/topics";
import type { Given, Place } from "../panel/hand-over";

interface Line {
	readonly content: string;
	readonly description: string;
}

/** `chrome.omnibox`, as far as it is used; the same in Firefox. */
export interface OmniboxApi {
	setDefaultSuggestion(line: { description: string }): unknown;
	readonly onInputChanged: {
		addListener(listener: (text: string, show: (lines: Line[]) => void) => void): void;
	};
	readonly onInputEntered: { addListener(listener: (text: string, disposition: string) => void): void };
}

interface OmniboxOptions {
	/** Chrome reads descriptions as XML, Firefox as text. */
	readonly xml: boolean;
	readonly open: (given: Given, place: Place) => void;
}

/** The address bar: `rs 429 insufficient_quota` suggests verdicts, Enter opens one in the viewer. */
export function serveOmnibox(api: OmniboxApi, { xml, open }: OmniboxOptions): void {
	const lookup = lazyLookup();
	const described = (suggestion: Suggestion) => (xml ? asXml(suggestion) : asPlainText(suggestion));
	const said = (text: string) => ({ description: xml ? escapeXml(text) : text });

	api.onInputChanged.addListener((typed, show) => {
		const text = typed.trim();
		const [first, ...others] = text === "" ? [] : suggest(lookup(), text);
		api.setDefaultSuggestion(
			first ? { description: described(first) } : said(text === "" ? words.start : words.nothing),
		);
		show(others.map((one) => ({ content: one.id, description: described(one) })));
	});
	api.onInputEntered.addListener((typed, disposition) =>
		open(givenBy(typed.trim(), lookup()), placeOf(disposition)),
	);
}

/** Nothing is read before the first letter is typed; the browser ends this script again when nothing is. */
function lazyLookup(): () => Lookup {
	let lookup: Lookup | null = null;
	return () => {
		lookup ??= createLookup(allTopics());
		return lookup;
	};
}

/** A chosen line is an entry's id; typed words that find something are looked up, all else is read as a message. */
function givenBy(text: string, lookup: Lookup): Given {
	if (lookup.byId(text)) return { kind: "entry", text };
	return { kind: lookup.search(text, { limit: 1 }).length > 0 ? "query" : "text", text };
}

function placeOf(disposition: string): Place {
	if (disposition === "newForegroundTab") return "new tab";
	return disposition === "newBackgroundTab" ? "background tab" : "this tab";
}

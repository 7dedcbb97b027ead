/** Sentences of the export dialog, of opened files and of masked secrets. Captured text is drawn beside them, never inside. */
import type { RedactionKind } from "../export/scope";
import { formatBytes, formatCount } from "../format";
import { counted } from "./interface";

export const exporting = {
	button: "Export",
	title: "Export",
	scope: "What",
	scopes: {
		exchange: "This request",
		job: "This job",
		shown: (count: number) => `Requests shown (${formatCount(count)})`,
		session: (count: number) => `Whole session (${formatCount(count)})`,
	},
	format: "As",
	prompts: "Include prompt text",
	promptsHint: "Prompts and answers leave, too. Keys are taken out of them all the same.",
	onlyFirst: "This form is about one request: the first of these.",
	preview: "Exactly what leaves",
	preparing: "Taking out what must not leave",
	notMade: "The browser could not make this export (too little memory). Choose fewer requests.",
	size: (bytes: number, lines: number) => `${formatBytes(bytes)}, ${counted(lines, "line")}`,
	more: (shown: number, total: number) =>
		`The preview shows ${formatBytes(shown)} of ${formatBytes(total)}. Copy and Save give all of it.`,
	showMore: "Show 64 kB more",
	nothingTaken: "Nothing had to be taken out.",
	taken: "Taken out:",
	refused: "Not exported",
	where: "Where",
	copy: "Copy",
	save: "Save",
	saved: "Saved",
	saveFailed: "Could not save",
	close: "Close",
	copyCurl: "Copy as cURL",
	copyReport: "Copy report",
} as const;

const KIND_WORDS: Readonly<Record<RedactionKind, readonly [one: string, many: string]>> = {
	key: ["key", "keys"],
	personal: ["personal detail", "personal details"],
	"prompt text": ["piece of prompt text", "pieces of prompt text"],
	header: ["header value", "header values"],
	"query value": ["query value", "query values"],
	"body value": ["body value", "body values"],
	address: ["address", "addresses"],
	id: ["id", "ids"],
	word: ["unknown word", "unknown words"],
};

/** `3 keys`, `1 header value`. */
export function redactionWords(kind: RedactionKind, count: number): string {
	const [one, many] = KIND_WORDS[kind];
	return counted(count, one, many);
}

export const opening = {
	button: "Open HAR",
	hint: "Open a HAR file (.har or .har.gz), or drop it here",
	drop: "Drop the HAR file to open it",
	dropHint: "It is read here and goes nowhere. The live list stays as it is.",
	dropHintViewer: "It is read here and goes nowhere. What is listed now makes room for it.",
	reading: (done: number, total: number) => `Reading ${formatBytes(done)} of ${formatBytes(total)}`,
	listed: (count: number) => `${counted(count, "request")} found so far`,
	understood: (done: number, total: number) => `Verdicts: ${formatCount(done)} of ${formatCount(total)}`,
	understanding: "Working out the verdicts",
	exportAfterSearch: "Export: possible when the search is through",
	exportLater: "Export: possible when all verdicts are there",
	progress: "Opening the file",
	cancel: "Cancel",
	shown: "Opened from a file. Nothing here was captured live.",
	file: "File",
	broken: (count: number) =>
		`${counted(count, "entry", "entries")} could not be read and ${count === 1 ? "was" : "were"} left out:`,
	brokenMore: (count: number) => `and ${formatCount(count)} more`,
	showBroken: "Show",
	hideBroken: "Hide",
	meanwhile: (count: number) => `${counted(count, "live request")} meanwhile`,
	notOpened: "The file was not opened.",
	dismiss: "Dismiss",
	noEntries: "There is no request in this file.",
	nothingReadable: (count: number, place: string, reason: string) =>
		place === ""
			? `${reason}.`
			: `None of its ${counted(count, "entry", "entries")} could be read (${place}: ${reason}).`,
	workerFailed:
		"The browser could not read this file (too little memory, or it was moved). Try a smaller one.",
} as const;

export const secrets = {
	reveal: "Show this value for 30 seconds",
	hide: "Hide this value",
	revealed: "shown; it hides again within 30 seconds",
} as const;

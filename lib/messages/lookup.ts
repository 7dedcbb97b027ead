/** Every sentence of the quick lookup: popup, address bar, selection, viewer tab. */
import { formatBytes, formatCount } from "../format";
import type { Phase } from "../vocabulary";

const PHASE_TITLES: Record<Phase, string> = {
	queued: "job is waiting",
	running: "job is being made",
	"needs-action": "job waits for you",
	succeeded: "job is done",
	failed: "job failed",
	canceled: "job was canceled",
	expired: "job is gone",
	unknown: "no telling where the job stands",
};

const PHASE_TEXTS: Record<Phase, string> = {
	queued: "The job was taken and waits for its turn. Keep polling; do not submit it again, or you pay twice.",
	running: "The job is on its way. Keep polling; do not submit it again, or you pay twice.",
	"needs-action": "The job does not go on until the calling code answers what it was asked.",
	succeeded: "The job ended well; its result is in the same answer. Stop polling.",
	failed: "The job ended in failure; the reason is in the same answer. Stop polling.",
	canceled: "The job was stopped before it ended. Stop polling.",
	expired: "The job no longer exists at the provider: its id is unknown or too old. Stop polling.",
	unknown: "The provider itself does not say what this word means for the job.",
};

/** Title of a status word in the lookup: "Kling: job is waiting". */
export function wordTitle(system: string, phase: Phase): string {
	return `${system}: ${PHASE_TITLES[phase]}`;
}

export function wordExplanation(phase: Phase): string {
	return PHASE_TEXTS[phase];
}

const counted = (count: number, one: string, many = `${one}s`) =>
	`${formatCount(count)} ${count === 1 ? one : many}`;

export const lookup = {
	label: "Look up a status, a code or a message",
	placeholder: "429, insufficient_quota, mj 24 …",
	hint: "Type a status, code or state, or paste an error",
	results: "Answers",
	readings: "Who says what",
	saidBy: "Said by",
	alsoSaid: "Also said by",
	broken: "Could not show this answer (a bug in Routescope). Choose another one.",
	failed: "The lookup did not start (a bug in Routescope). Close this and open it again.",
	nothing: "Nothing documented by that name",
	nothingText:
		"Try the bare status (429), the code (insufficient_quota), a word of its meaning (balance), or paste the whole error.",
	examples: ["429", "insufficient_quota", "mj 24", "kling failed", "no available channel"],
	examplesLabel: "Examples",
	shortcut: "Opens this from anywhere in the browser",
	keyMasked:
		"A key was in it. It is masked here and stays in this window; if you sent it to anybody, replace it.",
	clear: "Clear",
} as const;

export const reference = {
	title: "The whole reference",
	kinds: { router: "Routers", media: "Media systems", other: "Providers, gateways, HTTP" },
	sections: {
		words: "Status words of its jobs",
		statuses: "Statuses",
		codes: "Codes",
		messages: "Known by their message",
	},
	count: (count: number) => counted(count, "entry", "entries"),
	back: "Back",
	id: "Entry",
	copyId: "Copy the entry's id",
} as const;

export const routerChoice = {
	label: "Router that answered",
	auto: "Auto",
	guess: (name: string) => `Auto: ${name}`,
	guessed: (name: string) => `Read as ${name}, whose address is in it.`,
	chosen: (name: string) => `Read as ${name}, as you chose.`,
	unknown: "Nothing in it says which router answered.",
} as const;

export const paste = {
	pasted: (bytes: number) => `Pasted text, ${formatBytes(bytes)}`,
	reading: "Reading the pasted text …",
	clear: "Remove the pasted text",
	failed: "Could not read this text (a bug in Routescope). Nothing of it was kept.",
	request: "This is a request, not an answer",
	requestText: "A request alone does not say what went wrong. What the router answered does: paste that.",
	requestActions: [
		"Send it again with `curl -i`, so that status and headers are shown with the body.",
		"Paste the whole answer here.",
	],
	requestTo: "It goes to",
	noAddress: "no address in it",
	nothing: "Nothing to read",
	nothingText: "The clipboard held no text.",
	fine: "Nothing is wrong with this answer",
	fineText: "It looks like an ordinary answer, and no part of it says otherwise.",
	fineUnsure:
		"If it did not do what you expected, paste it with its status line and headers (`curl -i`), or look at the request in DevTools.",
	har: "This is a HAR file",
	harText: "It holds many requests with their answers. The viewer lists and explains all of them.",
	secrets: (count: number) =>
		`${counted(count, "secret")} (${count === 1 ? "a key, token or cookie" : "keys, tokens or cookies"}) in this text ${count === 1 ? "is" : "are"} masked. Nothing of it left this window; whoever else has this text can use ${count === 1 ? "it" : "them"}.`,
	readings: "What each router would mean by it",
	model: "Model",
	openViewer: "Show all of it in the viewer",
} as const;

export const verdictText = {
	router: "According to",
	documentation: "Documentation",
	copyText: "Copy text",
	copyMarkdown: "Copy Markdown",
	copied: "Verdict copied",
	copyFailed: "Could not copy",
} as const;

export const foot = {
	keys: [
		["↑↓", "choose"],
		["⏎", "open"],
	],
	howTo: "How to open the panel",
	howToTitle: "See it live in DevTools",
	howToSteps: (devtools: string): readonly string[] => [
		`Open the page that calls the API and press ${devtools}.`,
		"Choose the tab Routescope; it may hide behind ».",
		"Reload the page. Every call and every job is explained as it happens.",
	],
	viewer: "Open viewer",
	close: "Close",
} as const;

export const omnibox = {
	start: "Type a status, a code or a part of the message",
	explain: "Explain this in Routescope",
	nothing: "Nothing documented by that name: Enter reads it as a message",
} as const;

export const menu = { explain: "Explain this error with Routescope" } as const;

export const viewer = {
	title: "Routescope viewer",
	tab: "Look up",
	hint: "Type a status, code or state. A pasted error is added to the list.",
	openFile: "Open HAR file",
	paste: "Paste an error",
	pasteHint: "Paste an error, an answer or a log line; or type one and press Enter",
	readingPaste: "Reading the pasted text …",
	empty: "Nothing is opened yet",
	emptyText:
		"Paste an answer, an error message or a log line anywhere on this page, or drop a HAR file on it. Everything stays in this tab.",
	sample: "Load sample session",
	lookUp: "Look up a code",
	whereFrom: "Where to get it",
	howHar: "A HAR file: in DevTools, open Network, right-click any request and choose Save all as HAR.",
	live: "Live: press F12 on the page that calls the API and choose the tab Routescope. Nothing is captured here.",
	close: "Close",
	requestOnly: "That was a request, not an answer. Paste what the router answered.",
	nothing: "There was no text in it.",
	har: "That was a HAR file. Open it as a file, so that all of its requests are listed.",
	failed: "Could not read this text (a bug in Routescope). Nothing of it was kept.",
	added: (secrets: number) =>
		secrets === 0
			? "Added to the list."
			: `Added to the list; ${counted(secrets, "secret")} in it ${secrets === 1 ? "is" : "are"} masked.`,
} as const;

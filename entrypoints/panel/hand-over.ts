import * as z from "zod/mini";

/**
 * Takes a text from the popup or the background script into a viewer tab.
 *
 * It travels as one message between our own pages, on request of the viewer itself. An address would put it into the
 * browser's history; storage, even the session's, would be a place where captured text is kept, and nothing captured is
 * ever kept. So the sender holds it for the moment that the tab takes to load, answers once, and forgets it.
 */

z.config({ jitless: true });

const Given = z.strictObject({
	kind: z.enum(["text", "query", "entry"]),
	text: z.string(),
});
/** What the viewer opens on: a pasted or selected text, words to look up, or the stable id of an entry. */
export type Given = z.infer<typeof Given>;

/** How long a tab may take to load before its text is dropped. */
const PATIENCE_MS = 20_000;
const QUESTION = "routescope:what-is-given";

interface Sender {
	readonly id?: string;
	readonly tab?: { readonly id?: number };
}
type Listener = (message: unknown, sender: Sender, respond: (answer: unknown) => void) => boolean | undefined;

/** The little of the extension API that it takes, the same in both browsers. */
export interface HandOverApi {
	readonly runtime: {
		readonly id: string;
		getURL(path: string): string;
		sendMessage(message: unknown): Promise<unknown>;
		readonly onMessage: { addListener(listener: Listener): void; removeListener(listener: Listener): void };
	};
	readonly tabs: {
		create(options: { url: string; active: boolean }): Promise<{ readonly id?: number }>;
		update(options: { url: string }): Promise<{ readonly id?: number } | undefined>;
	};
}

export type Place = "new tab" | "background tab" | "this tab";

/** Opens a viewer tab; resolves with its id when it has asked for `given`, or has not for too long. */
export async function openViewer(
	api: HandOverApi,
	given: Given | null,
	place: Place,
): Promise<number | null> {
	const { runtime, tabs } = api;
	const url = runtime.getURL("panel.html");
	const open = () =>
		place === "this tab" ? tabs.update({ url }) : tabs.create({ url, active: place === "new tab" });
	if (given === null) return (await open())?.id ?? null;
	let finish = () => {};
	const finished = new Promise<void>((resolve) => {
		finish = resolve;
	});
	// The tab may ask before the browser has told which tab it is.
	let opened: Promise<{ readonly id?: number } | undefined> | null = null;
	const listener: Listener = (message, sender, respond) => {
		if (message !== QUESTION || sender.id !== runtime.id) return undefined;
		Promise.resolve(opened).then(
			(tab) => {
				// Another tab's question may have another sender waiting for it, so this one stays silent.
				if (tab?.id === undefined || tab.id !== sender.tab?.id) return;
				respond(given);
				finish();
			},
			() => undefined,
		);
		return true;
	};
	runtime.onMessage.addListener(listener);
	const patience = setTimeout(finish, PATIENCE_MS);
	try {
		opened = open();
		const tab = await opened;
		await finished;
		return tab?.id ?? null;
	} finally {
		clearTimeout(patience);
		runtime.onMessage.removeListener(listener);
	}
}

/** What this viewer tab was opened on; null when nobody gave it anything. */
export async function takeGiven({ runtime }: Pick<HandOverApi, "runtime">): Promise<Given | null> {
	try {
		const { success, data } = Given.safeParse(await runtime.sendMessage(QUESTION));
		return success ? data : null;
	} catch {
		// Nobody listens: the tab was opened by hand, or reloaded.
		return null;
	}
}

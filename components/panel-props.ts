import type { ComponentChildren } from "preact";
import type { HarProblem } from "../lib/har";
import type { Session } from "../lib/session";
import type { Clock } from "./clock";
import type { StartExport } from "./export-run";
import type { About } from "./export-scope";

/** What the panel asks of the page it lives in. Capture, storage, clipboard and navigation live there. */
export interface PanelActions {
	/** Empties the list; ends a sample session or an opened file, which brings the live list back. */
	clear(): void;
	setRecording(on: boolean): void;
	setPreserveLog(on: boolean): void;
	/** Watches what was typed or clicked. Returns the sentence to show when it cannot be watched, else null. */
	watchHost(text: string): string | null;
	unwatchHost(host: string): void;
	/** Reloads the inspected page. */
	reload(): void;
	loadSample(): void;
	/** Puts text on the clipboard; false when the browser refused. */
	copy(text: string): Promise<boolean>;
	/** Opens an http(s) address in a tab of its own. */
	openLink(url: string): void;
	/** Reads a HAR file and shows it instead of the live list, which goes on aside. */
	openFile(file: File): void;
	/** Stops the reading, or takes its last word away. */
	dismissFile(): void;
	/** Hands a finished text to the browser as a file of that name; false when that failed. */
	save(fileName: string, mimeType: string, text: string): boolean;
	/** Turns the asking for running requests on or off. */
	setLive(on: boolean): void;
}

/** The file asked for last, while it is being read or when it was refused, and the file whose rows are shown. */
export interface FileState {
	/** The user's own name of the file asked for; shown as text, never used. */
	readonly name: string;
	/** A sentence about how far it is, until its requests are listed; null when that is over. */
	readonly progress: string | null;
	/** Share of the work done, 0 to 1, or null where nobody knows. */
	readonly share: number | null;
	/** Why it was not opened; "" when it was. */
	readonly refusal: string;
	/** The name of the file whose rows are shown, which may be another one; "" while there is none. */
	readonly shown: string;
	/** How many of its rows have their answers and verdicts, as a sentence and a share; null when all have. */
	readonly understanding: { readonly progress: string; readonly share: number } | null;
	/** What in the file that is shown could not be read: the first of these, and how many there are. */
	readonly problems: readonly HarProblem[];
	readonly problemCount: number;
}

/** What looking at running requests costs right now. */
export interface LiveWatch {
	readonly on: boolean;
	/** A sentence with the present figures. */
	readonly cost: () => string;
}

/** Where a viewer shows what was given to it. */
export interface ViewerGoal {
	readonly view: "requests" | "lookup";
	/** Id of the row to open, or null. */
	readonly exchange: string | null;
}

/** What a tab of its own has instead of capture. */
export interface ViewerParts {
	/** Above the list: where one pastes. */
	readonly head: ComponentChildren;
	/** Shown while nothing is listed. */
	readonly empty: ComponentChildren;
	/** The quick lookup, as a view beside the others. */
	readonly lookup: ComponentChildren;
	/** Each new object is gone to once. */
	readonly goal: ViewerGoal | null;
}

export interface PanelProps {
	/** Changed in place; null while the first batch is still being read. */
	readonly session: Session | null;
	/** `session.version` at the time of this render: what makes the panel look again. */
	readonly version: number;
	readonly actions: PanelActions;
	/** Display name of a router id; without it ids are shown. */
	readonly routerName?: (id: string) => string;
	/** A sentence for everybody (extension was updated, settings could not be saved); "" for none. */
	readonly notice?: string;
	/** The file being read, or the one whose rows are shown. */
	readonly file?: FileState | null;
	/** Live requests that came while something else is shown. */
	readonly meanwhile?: number;
	/** Who writes exports. */
	readonly about?: About;
	/** Makes exports elsewhere; without it they are made here. */
	readonly startExport?: StartExport;
	/** Absent where there is nothing live. */
	readonly live?: LiveWatch | null;
	/** Present in a tab of its own: nothing is captured there. */
	readonly viewer?: ViewerParts | null;
	/** For tests and drawings; the panel makes its own when none is given. */
	readonly clock?: Clock;
}

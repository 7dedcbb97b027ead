import type { Session } from "../lib/session";
import type { Clock } from "./clock";

/** What the panel asks of the page it lives in. Capture, storage, clipboard and navigation live there. */
export interface PanelActions {
	/** Empties the list; also ends a sample session or an opened file. */
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
	/** For tests and drawings; the panel makes its own when none is given. */
	readonly clock?: Clock;
}

import type { LookupEngine } from "./lookup-engine";

export interface PopupProps {
	readonly engine: LookupEngine;
	/** Keys that open the popup, as the browser writes them; "" where none are set. */
	readonly shortcut: string;
	/** A Mac: ⌘ instead of Ctrl. */
	readonly mac: boolean;
	/** Puts text on the clipboard; false when the browser refused. */
	copy(text: string): Promise<boolean>;
	/** Opens an http(s) address in a tab of its own. */
	openLink(url: string): void;
	/** Opens the viewer tab, with this pasted text in it or with nothing. */
	openViewer(text: string | null): void;
}

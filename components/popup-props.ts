import type { Hit } from "../lib/lookup";

export interface PopupProps {
	/** Best first; an empty query finds nothing. */
	search(query: string): readonly Hit[];
	/** Puts text on the clipboard; false when the browser refused. */
	copy(text: string): Promise<boolean>;
	/** Opens an http(s) address in a tab of its own. */
	openLink(url: string): void;
}

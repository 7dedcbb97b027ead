import { menu as words } from "../../lib/messages/lookup";
import type { Given } from "../panel/hand-over";

const ITEM = "explain";

/** `chrome.contextMenus`, as far as it is used; Firefox has it under the same name. */
export interface MenuApi {
	create(item: { id: string; title: string; contexts: ["selection"] }): unknown;
	removeAll(): Promise<void>;
	readonly onClicked: {
		addListener(
			listener: (info: { readonly menuItemId: string | number; readonly selectionText?: string }) => void,
		): void;
	};
}

/** Called once after installing and updating; the browser keeps the item itself. */
export async function addMenu(api: MenuApi): Promise<void> {
	await api.removeAll();
	api.create({ id: ITEM, title: words.explain, contexts: ["selection"] });
}

/** "Explain this error with Routescope" on selected text. */
export function serveMenu(api: MenuApi, open: (given: Given) => void): void {
	api.onClicked.addListener(({ menuItemId, selectionText }) => {
		if (menuItemId === ITEM && selectionText !== undefined) open({ kind: "text", text: selectionText });
	});
}

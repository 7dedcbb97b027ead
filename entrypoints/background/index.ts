import { defineBackground } from "wxt/utils/define-background";
import { type HandOverApi, openViewer } from "../panel/hand-over";
import { addMenu, type MenuApi, serveMenu } from "./menu";
import { type OmniboxApi, serveOmnibox } from "./omnibox";

interface BackgroundApi extends HandOverApi {
	readonly runtime: HandOverApi["runtime"] & {
		readonly onInstalled: { addListener(listener: () => void): void };
	};
	/** Absent where the browser has no such surface (Firefox for Android). */
	readonly omnibox?: OmniboxApi;
	readonly contextMenus?: MenuApi;
}

/**
 * Address bar and context menu, nothing else: it keeps nothing, and capture does not know it. The browser starts it for an
 * event and ends it again.
 */
export default defineBackground(() => {
	const { chrome: api } = globalThis as unknown as { chrome: BackgroundApi };
	const { omnibox, contextMenus } = api;
	if (omnibox)
		serveOmnibox(omnibox, {
			xml: !import.meta.env.FIREFOX,
			open: (given, place) => void openViewer(api, given, place),
		});
	if (contextMenus) {
		api.runtime.onInstalled.addListener(() => void addMenu(contextMenus));
		serveMenu(contextMenus, (given) => void openViewer(api, given, "new tab"));
	}
});

import { render } from "preact";
import { Popup } from "../../components/Popup";
import "../../components/style.css";
import { startLookupEngine } from "../lookup/engine";
import { copyText } from "../panel/clipboard";
import { type HandOverApi, openViewer } from "../panel/hand-over";

interface PopupApi extends HandOverApi {
	readonly tabs: HandOverApi["tabs"] & { update(tab: number, options: { active: true }): Promise<unknown> };
	readonly commands?: {
		getAll(): Promise<readonly { readonly name?: string; readonly shortcut?: string }[]>;
	};
}

const { chrome: api } = globalThis as unknown as { chrome: PopupApi };
const engine = startLookupEngine();
const root = document.getElementById("app");

/** Draws at once; the catalogue is read by the worker meanwhile. */
function draw(shortcut: string): void {
	if (!root) return;
	render(
		<Popup
			engine={engine}
			shortcut={shortcut}
			mac={navigator.platform.startsWith("Mac")}
			copy={copyText}
			openLink={(url) => void window.open(url, "_blank", "noopener,noreferrer")}
			openViewer={(text) => void showViewer(text)}
		/>,
		root,
	);
}

/** A tab in front closes the popup, and with it the text: the tab stays behind until it has asked for it. */
async function showViewer(text: string | null): Promise<void> {
	if (text === null) await openViewer(api, null, "new tab");
	else {
		const tab = await openViewer(api, { kind: "text", text }, "background tab");
		if (tab !== null) await api.tabs.update(tab, { active: true });
	}
	window.close();
}

draw("");
api.commands
	?.getAll()
	.then((commands) => draw(commands.find(({ name }) => name === "_execute_action")?.shortcut ?? ""))
	.catch(() => undefined);

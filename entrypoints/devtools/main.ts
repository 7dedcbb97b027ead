import { routerForHost } from "../../lib/catalog/router-for-host";
import { askInspectedPage, devtoolsApi } from "./edges";
import { createRecorder } from "./recorder";
import { loadSettings, onSettings } from "./stored-settings";

// Started as early as DevTools lets us: a request made before the listener is on is lost.
const { network, panels } = devtoolsApi();
const recorder = createRecorder({
	network,
	ask: askInspectedPage,
	now: Date.now,
	isWatched: (hostname, watchedHosts) => routerForHost(hostname, watchedHosts) !== null,
});

onSettings((settings) => recorder.watch(settings.watchedHosts));
void loadSettings().then(({ watchedHosts }) => {
	recorder.watch(watchedHosts);
	// What DevTools saw before we listened, and hosts of the user's that were not known a moment ago.
	void recorder.backfill();
});

panels.create("Routescope", "/icon/32.png", "/panel.html", (panel) => {
	panel.onShown.addListener((window) => handOver(window));
});

/** How often, and how many times, the panel's window is offered the recorder until its script has run. */
const OFFER_EVERY_MS = 50;
const OFFERS = 200;

/**
 * Gives the panel the recorder itself: both pages live in one process, so bodies need not be copied through messages
 * (which fail above 64 MiB). The window may still be loading, so it is offered until the panel takes it.
 */
function handOver(window: Window & { routescope?: unknown }, offersLeft = OFFERS): void {
	if (!window || offersLeft === 0) return;
	if (window.routescope === "taken") return;
	if (typeof window.routescope === "function") {
		const take = window.routescope as (given: typeof recorder) => void;
		window.routescope = "taken";
		take(recorder);
		return;
	}
	setTimeout(() => handOver(window, offersLeft - 1), OFFER_EVERY_MS);
}

import { routerForHost } from "../../lib/catalog/router-for-host";
import { PANEL_HIDDEN } from "../../lib/panel-hidden";
import type { Settings, WatchedHost } from "../../lib/settings";
import { createVault } from "../../lib/vault";
import { askInspectedPage, devtoolsApi } from "./edges";
import { createLiveBook, withLive } from "./live";
import { createRecorder } from "./recorder";
import { loadSettings, onSettings } from "./stored-settings";
import { wholeLog } from "./whole-log";

// Started as early as DevTools lets us: a request made before the listener is on is lost.
const { network: given, panels } = devtoolsApi();
const whole = import.meta.env.FIREFOX ? wholeLog(given, Date.now) : null;
const network = whole ?? given;
const isWatched = (hostname: string, watchedHosts: readonly WatchedHost[]) =>
	routerForHost(hostname, watchedHosts) !== null;
let hosts: readonly WatchedHost[] = [];
const vault = createVault();
const book = createLiveBook(vault);
const recorder = withLive(
	createRecorder({ network, ask: askInspectedPage, now: Date.now, isWatched, running: book, vault }),
	book,
	{ network, now: Date.now, isWatched, whole },
);

const apply = (settings: Settings) => {
	hosts = settings.watchedHosts;
	recorder.watch(hosts);
	recorder.setLive(settings.live);
};
onSettings(apply);
void loadSettings().then((settings) => {
	apply(settings);
	// What DevTools saw before we listened, and hosts of the user's that were not known a moment ago.
	void recorder.backfill();
});

panels.create("Routescope", "/icon/32.png", "/panel.html", (panel) => {
	let shown: Window | null = null;
	panel.onShown.addListener((window) => {
		shown = window;
		recorder.setVisible(true);
		handOver(window);
	});
	panel.onHidden.addListener(() => {
		recorder.setVisible(false);
		shown?.dispatchEvent(new Event(PANEL_HIDDEN));
	});
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

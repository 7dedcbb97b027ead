import { render } from "preact";
import { Panel } from "../../components/Panel";
import type { PanelActions } from "../../components/panel-props";
import "../../components/style.css";
import { parseHostInput } from "../../lib/hosts";
import { sampleExchanges } from "../../lib/sample/session";
import { type SessionEvent, createSession, reduce } from "../../lib/session";
import { DEFAULT_SETTINGS, type Settings } from "../../lib/settings";
import { copyText } from "./clipboard";
import { devtoolsApi } from "../devtools/edges";
import type { Recorder } from "../devtools/recorder";
import { loadSettings, onSettings, saveSettings } from "../devtools/stored-settings";

const session = createSession();
let settings: Settings = DEFAULT_SETTINGS;
let recorder: Recorder | null = null;
let frame: number | null = null;

/** Draws once a frame however many requests arrived; a hidden panel gets no frames, so it draws nothing. */
function draw(): void {
	frame ??= requestAnimationFrame(() => {
		frame = null;
		const root = document.getElementById("app");
		if (root) render(<Panel session={session} version={session.version} actions={actions} />, root);
	});
}

function dispatch(event: SessionEvent): void {
	reduce(session, event);
	draw();
}

function apply(changed: Settings): void {
	settings = changed;
	dispatch({ type: "watched-hosts", hosts: settings.watchedHosts });
	dispatch({ type: "preserve-log", on: settings.preserveLog });
}

async function change(changed: Settings): Promise<void> {
	apply(changed);
	await saveSettings(changed);
	// The recorder hears of a new host through the storage event; then what it passed by can be had.
	await recorder?.backfill();
}

const actions: PanelActions = {
	clear: () => dispatch({ type: "cleared" }),
	setRecording: (on) => {
		recorder?.setRecording(on);
		dispatch({ type: "recording", on });
	},
	setPreserveLog: (on) => change({ ...settings, preserveLog: on }),
	watchHost: (text) => {
		const parsed = parseHostInput(text);
		if ("problem" in parsed) return parsed.problem;
		const others = settings.watchedHosts.filter(({ host }) => host !== parsed.host);
		change({ ...settings, watchedHosts: [...others, { host: parsed.host, speaksLike: null }] });
		return null;
	},
	unwatchHost: (host) =>
		change({ ...settings, watchedHosts: settings.watchedHosts.filter((watched) => watched.host !== host) }),
	reload: () => devtoolsApi().inspectedWindow.reload(),
	loadSample: () => dispatch({ type: "load", origin: "sample", exchanges: sampleExchanges() }),
	copy: copyText,
	openLink: (url) => window.open(url, "_blank", "noopener,noreferrer"),
};

// The DevTools page offers its recorder here as soon as this script has run.
Object.assign(window, {
	routescope: (given: Recorder) => {
		recorder = given;
		given.attach(dispatch);
		given.backfill();
	},
});

onSettings(apply);
loadSettings().then(apply);
draw();

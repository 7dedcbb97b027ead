import { render } from "preact";
import { Panel } from "../../components/Panel";
import type { PanelActions } from "../../components/panel-props";
import "../../components/style.css";
import { routerName } from "../../lib/catalog/router-for-host";
import { parseHostInput } from "../../lib/hosts";
import { hostProblems, notices } from "../../lib/messages/interface";
import { sampleExchanges } from "../../lib/sample/session";
import { createSession, reduce, type SessionEvent } from "../../lib/session";
import { DEFAULT_SETTINGS, type Settings } from "../../lib/settings";
import { devtoolsApi } from "../devtools/edges";
import type { LiveRecorder } from "../devtools/live";
import { loadSettings, onSettings, saveSettings } from "../devtools/stored-settings";
import { copyText } from "./clipboard";
import { followTheme } from "./theme";

/** What the DevTools page's recorder is expected to take; longer means it could not reach us. */
const HAND_OVER_MS = 5000;

/** How often jobs are looked at again although nothing arrived. */
const CLOCK_MS = 5000;

/** The panel of one DevTools window: a session, a recorder that feeds it, and a view that looks at it. */
function startPanel(root: HTMLElement): void {
	const session = createSession();
	let settings: Settings = DEFAULT_SETTINGS;
	let recorder: LiveRecorder | null = null;
	let notice = "";
	let drawing = false;

	/** Once a frame however many requests arrived; a hidden panel gets no frames, so it draws nothing. */
	const draw = () => {
		if (drawing) return;
		drawing = true;
		requestAnimationFrame(() => {
			drawing = false;
			if (recorder) recorder.unfinished = session.book.unfinished();
			render(
				<Panel
					session={session}
					version={session.version}
					actions={actions}
					routerName={routerName}
					notice={notice}
				/>,
				root,
			);
		});
	};
	const dispatch = (event: SessionEvent) => {
		reduce(session, event);
		draw();
	};
	const say = (sentence: string) => {
		notice = sentence;
		draw();
	};
	const apply = (changed: Settings) => {
		settings = changed;
		dispatch({ type: "watched-hosts", hosts: settings.watchedHosts });
		dispatch({ type: "preserve-log", on: settings.preserveLog });
	};
	const change = async (changed: Settings) => {
		apply(changed);
		recorder?.watch(changed.watchedHosts);
		recorder?.setLive(changed.live);
		await recorder?.backfill();
		say((await saveSettings(changed)) ? "" : notices.notSaved);
	};

	const actions: PanelActions = {
		clear: () => dispatch({ type: "cleared" }),
		setRecording: (on) => {
			recorder?.setRecording(on);
			dispatch({ type: "recording", on });
		},
		setPreserveLog: (on) => void change({ ...settings, preserveLog: on }),
		watchHost: (text) => {
			const parsed = parseHostInput(text);
			if ("problem" in parsed) return hostProblems[parsed.problem];
			const others = settings.watchedHosts.filter(({ host }) => host !== parsed.host);
			void change({ ...settings, watchedHosts: [...others, { host: parsed.host, speaksLike: null }] });
			return null;
		},
		unwatchHost: (host) =>
			void change({
				...settings,
				watchedHosts: settings.watchedHosts.filter((watched) => watched.host !== host),
			}),
		reload: () => devtoolsApi().inspectedWindow.reload(),
		loadSample: () => dispatch({ type: "load", origin: "sample", exchanges: sampleExchanges() }),
		copy: copyText,
		openLink: (url) => void window.open(url, "_blank", "noopener,noreferrer"),
	};

	const lost = setTimeout(() => say(notices.notConnected), HAND_OVER_MS);
	// The DevTools page offers its recorder here as soon as this script has run (see devtools/main.ts).
	Object.assign(window, {
		routescope: (given: LiveRecorder) => {
			clearTimeout(lost);
			recorder = given;
			given.attach(dispatch);
			void given.backfill();
		},
	});

	// Nothing ticks while hidden, nor while no job is under way.
	setInterval(() => {
		if (!document.hidden && session.book.unfinished().length > 0)
			dispatch({ type: "clock", now: Date.now() });
	}, CLOCK_MS);
	onSettings(apply);
	void loadSettings().then(apply);
	followTheme();
	draw();
}

const root = document.getElementById("app");
if (root) startPanel(root);

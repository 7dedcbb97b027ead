import { render } from "preact";
import { Panel } from "../../components/Panel";
import type { PanelActions } from "../../components/panel-props";
import { routerName } from "../../lib/catalog/router-for-host";
import { notices } from "../../lib/messages/interface";
import { sampleExchanges } from "../../lib/sample/session";
import { createSession, reduce, type Session, type SessionEvent } from "../../lib/session";
import { DEFAULT_SETTINGS, type Settings } from "../../lib/settings";
import { devtoolsApi } from "../devtools/edges";
import type { LiveRecorder } from "../devtools/live";
import { costSentence } from "../devtools/live-cost";
import { loadSettings, onSettings, saveSettings } from "../devtools/stored-settings";
import { aboutUs } from "./about";
import { copyText } from "./clipboard";
import { createExporter } from "./exporter";
import { createFileOpener } from "./file-opener";
import { hostActions } from "./host-actions";
import { saveFile } from "./save-file";
import { followTheme } from "./theme";

/** What the DevTools page's recorder is expected to take; longer means it could not reach us. */
const HAND_OVER_MS = 5000;

/** Least time from one drawing to the next: a hundred requests a second must not be a hundred drawings. */
const DRAW_EVERY_MS = 100;

/** How often jobs are looked at again although nothing arrived. */
const CLOCK_MS = 5000;

/** The panel of one DevTools window: a session, a recorder that feeds it, and a view that looks at it. */
export function startPanel(root: HTMLElement): void {
	const session = createSession();
	let settings: Settings = DEFAULT_SETTINGS;
	let recorder: LiveRecorder | null = null;
	let notice = "";
	let drawing = false;
	let drawnAt = Number.NEGATIVE_INFINITY;
	/** Shown instead of the live list: the sample, a file. The live list goes on aside. */
	let opened: Session | null = null;
	let seenBefore = 0;
	const about = aboutUs();
	const startExport = createExporter();

	const open = (other: Session | null) => {
		opened = other;
		seenBefore = session.matched;
		draw();
	};

	const liveWatch = () => {
		const watcher = recorder;
		return watcher && { on: settings.live, cost: () => costSentence(watcher.cost()) };
	};

	/** However many requests arrived, once, and soon; a hidden panel gets no frames, so it draws nothing. */
	const draw = () => {
		if (drawing) return;
		drawing = true;
		const wait = drawnAt + DRAW_EVERY_MS - performance.now();
		if (wait <= 0) requestAnimationFrame(drawNow);
		else setTimeout(() => requestAnimationFrame(drawNow), wait);
	};
	const drawNow = () => {
		drawing = false;
		drawnAt = performance.now();
		if (recorder) recorder.unfinished = session.book.unfinished();
		const shown = opened ?? session;
		render(
			<Panel
				session={shown}
				version={shown.version}
				file={opener.state}
				meanwhile={opened ? Math.max(0, session.matched - seenBefore) : 0}
				about={about}
				startExport={startExport}
				live={liveWatch()}
				actions={actions}
				routerName={routerName}
				notice={notice}
			/>,
			root,
		);
	};
	const dispatch = (event: SessionEvent) => {
		reduce(session, event);
		// A made-up session must not hide what really happens; a file was asked for.
		if (event.type === "exchange" && opened?.origin === "sample") opened = null;
		draw();
	};
	/** What holds for the panel as a whole, whatever it shows. */
	const dispatchAll = (event: SessionEvent) => {
		if (opened) reduce(opened, event);
		dispatch(event);
	};
	const say = (sentence: string) => {
		notice = sentence;
		draw();
	};
	const apply = (changed: Settings) => {
		settings = changed;
		dispatchAll({ type: "watched-hosts", hosts: settings.watchedHosts });
		dispatchAll({ type: "preserve-log", on: settings.preserveLog });
	};
	const change = async (changed: Settings) => {
		apply(changed);
		recorder?.watch(changed.watchedHosts);
		recorder?.setLive(changed.live);
		say((await saveSettings(changed)) ? "" : notices.notSaved);
	};

	const actions: PanelActions = {
		clear: () => {
			if (!opened) {
				recorder?.cleared();
				return dispatch({ type: "cleared" });
			}
			opener.close();
			open(null);
		},
		setRecording: (on) => {
			recorder?.setRecording(on);
			dispatchAll({ type: "recording", on });
		},
		setPreserveLog: (on) => void change({ ...settings, preserveLog: on }),
		...hostActions(() => settings, change),
		reload: () => devtoolsApi().inspectedWindow.reload(),
		loadSample: () => {
			const sample = createSession();
			reduce(sample, { type: "watched-hosts", hosts: settings.watchedHosts });
			reduce(sample, { type: "load", origin: "sample", exchanges: sampleExchanges() });
			open(sample);
		},
		openFile: (file) => opener.open(file, settings.watchedHosts),
		dismissFile: () => opener.dismiss(),
		save: saveFile,
		setLive: (on) => void change({ ...settings, live: on }),
		copy: copyText,
		openLink: (url) => void window.open(url, "_blank", "noopener,noreferrer"),
	};

	const opener = createFileOpener({
		change: draw,
		show(read) {
			reduce(read, { type: "watched-hosts", hosts: settings.watchedHosts });
			reduce(read, { type: "recording", on: session.recording });
			open(read);
		},
		drop: () => open(null),
	});
	const lost = setTimeout(() => say(notices.notConnected), HAND_OVER_MS);
	// The DevTools page offers its recorder here as soon as this script has run (see devtools/main.ts).
	Object.assign(window, {
		routescope: (given: LiveRecorder) => {
			clearTimeout(lost);
			recorder = given;
			dispatch({ type: "vault", vault: given.vault });
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

import { render } from "preact";
import { Lookup } from "../../components/Lookup";
import { Panel } from "../../components/Panel";
import { PasteBox } from "../../components/PasteBox";
import type { PanelActions, ViewerGoal } from "../../components/panel-props";
import type { LookupStart } from "../../components/use-lookup-desk";
import { ViewerEmpty } from "../../components/ViewerEmpty";
import { routerName } from "../../lib/catalog/router-for-host";
import { notices } from "../../lib/messages/interface";
import { viewer as words } from "../../lib/messages/lookup";
import { sampleExchanges } from "../../lib/sample/session";
import { createSession, reduce, type Session } from "../../lib/session";
import { DEFAULT_SETTINGS, type Settings } from "../../lib/settings";
import { loadSettings, onSettings, saveSettings } from "../devtools/stored-settings";
import { startLookupEngine } from "../lookup/engine";
import { aboutUs } from "./about";
import { copyText } from "./clipboard";
import { createExporter } from "./exporter";
import { createFileOpener } from "./file-opener";
import { type HandOverApi, takeGiven } from "./hand-over";
import { hostActions } from "./host-actions";
import { saveFile } from "./save-file";

/** The panel in a tab of its own: what was pasted, selected or saved, without DevTools and without capture. */
export function startViewer(root: HTMLElement): void {
	const { chrome: api } = globalThis as unknown as { chrome: HandOverApi };
	const engine = startLookupEngine();
	const about = aboutUs();
	const startExport = createExporter();
	let session: Session = createSession();
	let settings: Settings = DEFAULT_SETTINGS;
	let notice = "";
	let pasteNotice = "";
	let readings = 0;
	let goal: ViewerGoal | null = null;
	let start: LookupStart | null = null;
	let drawing = false;

	const draw = () => {
		if (drawing) return;
		drawing = true;
		// A tab that is opened in the background gets no frames, but is looked at later.
		queueMicrotask(() => {
			drawing = false;
			render(
				<main>
					<h1 class="off-screen">{words.title}</h1>
					<Panel
						session={session}
						version={session.version}
						file={opener.state}
						about={about}
						startExport={startExport}
						actions={actions}
						routerName={routerName}
						notice={notice}
						viewer={{
							goal,
							head: (
								<PasteBox onText={(text) => void add(text)} notice={pasteNotice} reading={readings > 0} />
							),
							empty: (
								<ViewerEmpty
									onFile={actions.openFile}
									onSample={actions.loadSample}
									onLookup={() => go({ view: "lookup", exchange: null })}
								/>
							),
							lookup: (
								<div class="lookup-view" key={start}>
									<Lookup
										engine={engine}
										start={start}
										hint={words.hint}
										onPasted={(text) => void add(text)}
										onViewer={null}
									/>
								</div>
							),
						}}
					/>
				</main>,
				root,
			);
		});
	};
	const go = (to: ViewerGoal) => {
		goal = to;
		draw();
	};
	const show = (other: Session) => {
		session = other;
		// The goal was a row of the session before.
		goal = null;
		draw();
	};
	const fresh = (): Session => {
		const made = createSession();
		reduce(made, { type: "watched-hosts", hosts: settings.watchedHosts });
		return made;
	};
	const opener = createFileOpener({
		change: draw,
		show(read) {
			reduce(read, { type: "watched-hosts", hosts: settings.watchedHosts });
			show(read);
		},
		drop: () => show(fresh()),
	});

	/** Reads a pasted text off this thread and puts it on the list. */
	const add = async (text: string) => {
		readings += 1;
		draw();
		try {
			const { kind, exchange, decoded, secrets } = await engine.explain(text, null);
			pasteNotice = { request: words.requestOnly, nothing: words.nothing, har: words.har, answer: "" }[kind];
			if (kind === "answer") {
				pasteNotice = words.added(secrets);
				const { origin } = session;
				reduce(session, { type: "imported", rows: [{ exchange, decoded }] });
				// What is pasted beside a file or the sample does not make them anything else.
				session.origin = origin;
				go({ view: "requests", exchange: exchange.id });
			}
		} catch {
			pasteNotice = words.failed;
		}
		readings -= 1;
		draw();
	};
	const apply = (changed: Settings) => {
		settings = changed;
		reduce(session, { type: "watched-hosts", hosts: settings.watchedHosts });
		draw();
	};
	const change = async (changed: Settings) => {
		apply(changed);
		notice = (await saveSettings(changed)) ? "" : notices.notSaved;
		draw();
	};

	const actions: PanelActions = {
		clear: () => {
			opener.close();
			pasteNotice = "";
			show(fresh());
		},
		setRecording: () => undefined,
		setPreserveLog: () => undefined,
		setLive: () => undefined,
		reload: () => undefined,
		...hostActions(() => settings, change),
		loadSample: () => {
			const sample = fresh();
			reduce(sample, { type: "load", origin: "sample", exchanges: sampleExchanges() });
			show(sample);
		},
		openFile: (file) => opener.open(file, settings.watchedHosts),
		dismissFile: () => opener.dismiss(),
		save: saveFile,
		copy: copyText,
		openLink: (url) => void window.open(url, "_blank", "noopener,noreferrer"),
	};

	// Wherever the cursor stands: the look-up view takes its own first.
	window.addEventListener("paste", (event) => {
		const text = event.clipboardData?.getData("text/plain") ?? "";
		if (event.defaultPrevented || text.trim() === "" || isOtherField(event.target)) return;
		event.preventDefault();
		void add(text);
	});
	document.title = words.title;
	onSettings(apply);
	void loadSettings().then(apply);
	void takeGiven(api).then((given) => {
		if (given?.kind === "text") void add(given.text);
		else if (given) {
			start = { kind: given.kind, text: given.text };
			go({ view: "lookup", exchange: null });
		}
	});
	draw();
}

/** The filter of the list and the hosts' form take a paste for themselves. */
function isOtherField(target: EventTarget | null): boolean {
	return target instanceof HTMLInputElement && !target.closest(".paste-box");
}

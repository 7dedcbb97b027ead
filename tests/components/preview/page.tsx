import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { exportHere, type StartExport } from "../../../components/export-run";
import { Panel } from "../../../components/Panel";
import { Popup } from "../../../components/Popup";
import type { FileState, PanelActions } from "../../../components/panel-props";
import type { ExportOptions } from "../../../lib/export/evidence";
import { createListPacker, unpackList } from "../../../lib/list-pack";
import { createReferenceDesk } from "../../../lib/reference-desk";
import { createSession, reduce, type Session } from "../../../lib/session";
import { decodedSession } from "./decoded";
import { brokenSession, largeSession, linedSession, longSession, sessionFull } from "./hostile";
import { BENIGN, HOSTILE } from "./hostile-text";
import { finishWaiting, liveSession } from "./live";
import { emptySession, sampleSession } from "./sample";
import { echoSession, secretSession } from "./secrets";

const NAMES = new Map([
	["crazyrouter", "CrazyRouter"],
	["rout.my", "rout.my"],
]);

function Preview({ initial }: { readonly initial: Session }) {
	const [session, setSession] = useState(initial);
	const [version, setVersion] = useState(session.version);
	const change = (event: Parameters<typeof reduce>[1]) => {
		reduce(session, event);
		setVersion(session.version);
	};
	const actions: PanelActions = {
		clear: () => change({ type: "cleared" }),
		setRecording: (on) => change({ type: "recording", on }),
		setPreserveLog: (on) => change({ type: "preserve-log", on }),
		watchHost: (text) => {
			if (!text.includes(".")) return "That is not a host name.";
			change({ type: "watched-hosts", hosts: [...session.watchedHosts, { host: text, speaksLike: null }] });
			return null;
		},
		unwatchHost: (host) =>
			change({
				type: "watched-hosts",
				hosts: session.watchedHosts.filter((watched) => watched.host !== host),
			}),
		reload: () => undefined,
		loadSample: () => {
			const sample = sampleSession(Date.now());
			sample.origin = "sample";
			setSession(sample);
			setVersion(version + 1);
		},
		copy: () => Promise.resolve(true),
		openLink: () => undefined,
		openFile: (file) => Object.assign(window, { openedFile: file.name }),
		dismissFile: () => undefined,
		save: (fileName, mimeType, text) => {
			Object.assign(window, { saved: { fileName, mimeType, text } });
			return true;
		},
		setLive: () => undefined,
	};
	useEffect(() => {
		Object.assign(window, {
			change,
			finishWaiting: () => {
				finishWaiting(session, Date.now());
				setVersion((known) => known + 1);
			},
		});
	}, [session]);
	return (
		<Panel
			session={session}
			version={version}
			actions={actions}
			routerName={(id) => NAMES.get(id) ?? id}
			file={fileState()}
			meanwhile={location.hash === "#file" ? 3 : 0}
			about={{
				extensionVersion: "0.0.0",
				browser: location.hash === "#nothing-firefox" ? "Firefox 153" : "Testbrowser 1",
			}}
			{...(location.hash === "#leak" && { startExport: exportWithoutRules })}
			live={{ on: true, cost: () => "Costs 0.4 % of the time now: 4 ms every 1.00 s." }}
		/>
	);
}

/** As if every rule of redaction had been forgotten: only the check of the finished text is left. */
const exportWithoutRules: StartExport = (formatId, input, options) => {
	const wishes: ExportOptions = { ...options, rules: [] };
	return exportHere(formatId, input, wishes);
};

/** The file of `#file…`, `#reading` and `#refused`. */
function fileState(): FileState | null {
	const file: FileState = {
		name: "capture.har.gz",
		shown: "",
		progress: null,
		understanding: null,
		share: null,
		refusal: "",
		problems: [],
		problemCount: 0,
	};
	switch (location.hash) {
		case "#file":
			return {
				...file,
				shown: file.name,
				problems: [
					{ place: "log.entries[3].request", reason: "is missing" },
					{ place: "log.entries[17].request.url", reason: "is not a string" },
				],
				problemCount: 2,
			};
		case "#file-listed":
			return {
				...file,
				shown: file.name,
				understanding: { progress: "Verdicts: 12,000 of 50,000", share: 0.24 },
			};
		case "#file-next":
			return { ...file, shown: file.name, name: "next.har", progress: "Reading 1.0 MB of 96.0 MB", share: 0 };
		case "#file-refused":
			return { ...file, shown: file.name, name: "next.har", refusal: "This is not JSON: line 3, column 14." };
		case "#reading":
			return { ...file, progress: "Reading 48.0 MB of 96.0 MB", share: 0.25 };
		case "#refused":
			return { ...file, refusal: "This is not JSON: line 3, column 14." };
		default:
			return null;
	}
}

function fileSession(): Session {
	const session = decodedSession(Date.now());
	session.origin = "file";
	if (location.hash === "#file-listed")
		for (const [index, row] of session.rows.entries()) {
			const packer = createListPacker();
			packer.add(row.exchange.id, row.exchange);
			if (index >= 4)
				session.rows[index] = unpackList(packer.take(), String, () => row.decoded.router)[0] ?? row;
		}
	return session;
}

function PopupPreview() {
	const [engine] = useState(() => {
		const desk = createReferenceDesk([]);
		return {
			search: async (query: string, router: string | null) => desk.search(query, router),
			entry: async (id: string) => desk.entry(id),
			groups: async () => desk.groups(),
			page: async (group: string) => desk.page(group),
			explain: async (text: string, router: string | null) => desk.explain(text, router),
			routers: async () => desk.routers(),
		};
	});
	return (
		<Popup
			engine={engine}
			shortcut="Ctrl+Shift+F"
			mac={false}
			copy={() => Promise.resolve(true)}
			openLink={() => undefined}
			openViewer={() => undefined}
		/>
	);
}

/** What the address asks for: `#empty`, `#decoded`, `#hostile-3` …; everything made up by default. */
function chosenSession(): Session {
	const [name = "", index = ""] = location.hash.slice(1).split("-");
	switch (name) {
		case "empty":
			return emptySession();
		case "nothing":
			return createSession();
		case "decoded":
			return decodedSession(Date.now());
		case "hostile":
			return sessionFull(HOSTILE[Number(index)] ?? BENIGN);
		case "live":
			return liveSession(Date.now());
		case "secrets":
			return secretSession(Date.now());
		case "leak":
			return echoSession(Date.now());
		case "file":
			return fileSession();
		case "many":
			return longSession(5000);
		case "broken":
			return brokenSession();
		case "large":
			return largeSession();
		case "lined":
			return linedSession();
		default:
			return sampleSession(Date.now());
	}
}

const root = document.getElementById("app");

function draw(): void {
	if (!root) return;
	const { hash } = location;
	render(hash === "#popup" ? <PopupPreview /> : <Preview key={hash} initial={chosenSession()} />, root);
}

addEventListener("hashchange", draw);
draw();

import { render } from "preact";
import { useState } from "preact/hooks";
import { Panel } from "../../../components/Panel";
import { Popup } from "../../../components/Popup";
import type { PanelActions } from "../../../components/panel-props";
import { createLookup } from "../../../lib/lookup";
import { reduce, type Session } from "../../../lib/session";
import { allTopics } from "../../../lib/topics";
import { decodedSession } from "./decoded";
import { brokenSession, largeSession, longSession, sessionFull } from "./hostile";
import { BENIGN, HOSTILE } from "./hostile-text";
import { emptySession, sampleSession } from "./sample";

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
	};
	return (
		<Panel session={session} version={version} actions={actions} routerName={(id) => NAMES.get(id) ?? id} />
	);
}

function PopupPreview() {
	const [lookup] = useState(() => createLookup(allTopics()));
	return <Popup search={lookup.search} copy={() => Promise.resolve(true)} openLink={() => undefined} />;
}

/** What the address asks for: `#empty`, `#decoded`, `#hostile-3` …; everything made up by default. */
function chosenSession(): Session {
	const [name = "", index = ""] = location.hash.slice(1).split("-");
	switch (name) {
		case "empty":
			return emptySession();
		case "decoded":
			return decodedSession(Date.now());
		case "hostile":
			return sessionFull(HOSTILE[Number(index)] ?? BENIGN);
		case "many":
			return longSession(5000);
		case "broken":
			return brokenSession();
		case "large":
			return largeSession();
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

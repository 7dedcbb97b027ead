import type { NetworkEntry } from "./body";
import type { Network } from "./recorder";

/** The browser's own `devtools.network`. */
export interface RemovableNetwork extends Network {
	readonly onRequestFinished: {
		addListener(listener: (entry: NetworkEntry) => void): void;
		removeListener(listener: (entry: NetworkEntry) => void): void;
	};
}

type Question = Parameters<Network["getHAR"]>[0];

/** What Firefox's log may be asked through. */
export interface WholeLog extends Network {
	/**
	 * Somebody else uses the same log (Firefox's own Network panel, another extension), so what it loses while it is
	 * asked stays lost, there too. Known after the first answer.
	 */
	isShared(): boolean;
	/** Milliseconds the last answer cost; waiting until the log is built is not among them. */
	spentMs(): number;
}

/** A log built anew needs this long before it can be asked: Firefox queues its lines for 50 ms, and connects first. */
const SETTLES_MS = 400;
/** A shorter log than before, without a navigation, is not built yet: so often it is asked again. */
const TRIES = 3;
/** An answer that has not come by then is not waited for. */
const SILENT_MS = 4500;
const SHARED_CHECK_EVERY_MS = 10_000;
/** So many checks in a row must find the log still there (measured: never once where nobody else held it). */
const SHARED_CHECKS = 2;

/**
 * `devtools.network` of Firefox, without its holes. While Firefox puts together a HAR it takes no note of requests
 * (`connector.enableActions(false)` in devtools/client/netmonitor/src/har/har-exporter.js, seen in 153): those that
 * begin or end then are reported to nobody, and their lines stay missing or unfinished. 119 of 150 requests survived a
 * question a second. Firefox drops its log with the last listener and builds it anew, whole, from what the toolbox keeps
 * (`removeRequestFinishedListener` in client/framework/toolbox.js); so listeners are taken off and put back after each
 * answer. Their events of the meantime stay missing: the log has those requests.
 */
export function wholeLog(network: RemovableNetwork, now: () => number): WholeLog {
	const listeners: ((entry: NetworkEntry) => void)[] = [];
	let settled = 0;
	let known = 0;
	let foundThere = 0;
	let spentMs = 0;
	let checked = Number.NEGATIVE_INFINITY;

	/** Questions in order, one at a time: Firefox keeps a listener for good that is taken off while its log is being built. */
	const questions: Question[] = [];
	let busy = false;

	const isShared = () => foundThere >= SHARED_CHECKS;

	const buildAnew = () => {
		settled = now() + SETTLES_MS;
		for (const listener of listeners) network.onRequestFinished.removeListener(listener);
		let listening = false;
		const listenAgain = () => {
			if (listening) return;
			listening = true;
			clearTimeout(patience);
			for (const listener of listeners) network.onRequestFinished.addListener(listener);
			settled = now() + SETTLES_MS;
			busy = false;
			askNext();
		};
		const patience = setTimeout(listenAgain, SILENT_MS);
		if (now() - checked < SHARED_CHECK_EVERY_MS) return listenAgain();
		checked = now();
		// A log nobody holds is built by this very question, and answers before its first lines are in.
		network.getHAR((log) => {
			foundThere = (log?.entries ?? []).length > 0 ? foundThere + 1 : 0;
			// In doubt, the next answer is followed by a check too.
			if (foundThere > 0) checked = Number.NEGATIVE_INFINITY;
			listenAgain();
		});
	};
	const ask = (question: Question, tries: number) => {
		const asked = now();
		if (tries === TRIES) spentMs = 0;
		let late = false;
		// A question that is never answered would leave Firefox blind for good.
		const silence = setTimeout(() => {
			late = true;
			buildAnew();
		}, SILENT_MS);
		network.getHAR((log) => {
			if (late) return;
			clearTimeout(silence);
			spentMs += now() - asked;
			const length = log?.entries?.length ?? 0;
			if (length < known && tries > 1) {
				setTimeout(() => ask(question, tries - 1), SETTLES_MS);
				return;
			}
			known = length;
			// An empty log may still be connecting, and has lost nothing. One that others hold would not be built anew:
			// taken off, the listeners would only miss what ends meanwhile.
			if (length > 0 && !isShared()) buildAnew();
			else busy = false;
			question(log);
			askNext();
		});
	};
	const askNext = () => {
		if (busy) return;
		const question = questions.shift();
		if (!question) return;
		busy = true;
		const wait = settled - now();
		if (wait <= 0) ask(question, TRIES);
		else setTimeout(() => ask(question, TRIES), wait);
	};

	network.onNavigated.addListener(() => {
		known = 0;
		foundThere = 0;
	});
	return {
		onNavigated: network.onNavigated,
		onRequestFinished: {
			addListener(listener) {
				listeners.push(listener);
				network.onRequestFinished.addListener(listener);
			},
		},
		getHAR(callback) {
			questions.push(callback);
			askNext();
		},
		isShared,
		spentMs: () => spentMs,
	};
}

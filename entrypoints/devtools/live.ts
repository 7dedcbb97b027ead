import { httpUrl } from "../../lib/hosts";
import { createPendingBook, type PendingBook } from "../../lib/live/pending";
import type { LiveNotice } from "../../lib/messages/live";
import type { SessionEvent } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import type { Vault } from "../../lib/vault";
import type { NetworkEntry } from "./body";
import type { Network, Recorder, RecorderEdges } from "./recorder";
import type { WholeLog } from "./whole-log";

export interface LiveEdges {
	readonly network: Pick<Network, "getHAR">;
	readonly now: () => number;
	readonly isWatched: RecorderEdges["isWatched"];
	/** Given where asking for the log makes the browser lose what begins or ends meanwhile. */
	readonly whole?: Pick<WholeLog, "isShared" | "spentMs"> | null;
}

/** What looking at running requests costs right now. */
export interface LiveCost {
	readonly state: "off" | "resting" | "polling";
	/** Share of the time spent looking, 0 to 1; null while nothing was measured. */
	readonly share: number | null;
	/** Duration of the last look and its distance to the next one, milliseconds. */
	readonly lastMs: number | null;
	readonly everyMs: number | null;
}

/** A recorder that also tells what is still on its way. */
export interface LiveRecorder extends Recorder {
	/** Is the panel on screen? Nothing is asked while it is not. */
	setVisible(on: boolean): void;
	/** The user's setting. */
	setLive(on: boolean): void;
	cost(): LiveCost;
}

/** Never more often than once a second, never more than a twentieth of the time (measured: 0.1 ms a logged request). */
const SHORTEST_WAIT_MS = 1000;
const REST_PER_WORK = 20;
/** A log that is not given within this time is not waited for. */
const ANSWER_WITHIN_MS = 5000;
const AFTER_SILENCE_MS = 30_000;
/** Where looking makes the browser lose requests: looks that take longer than this, so many in a row, are the last ones. */
const TOO_LONG_MS = 1000;
const TOO_LONG_LOOKS = 3;
/** Events on their way this long before the log was asked, or until it is whole again after it, may be lost with it. */
const BLIND_BEFORE_MS = 1000;
const BLIND_AFTER_MS = 500;
const NOTICE_FOR_MS = 20_000;

/** The book of what is on its way, for the recorder and the poller alike. What it means is decoded in the panel. */
export function createLiveBook(vault: Vault | null = null): PendingBook {
	let lastId = 0;
	return createPendingBook(() => {
		lastId += 1;
		return `running-${lastId}`;
	}, vault);
}

/**
 * Adds to a recorder what only DevTools' log knows: requests that have not finished. Asks for the log again and again,
 * within its budget, and never for the body of a running request, which Chromium would not answer.
 */
export function withLive(recorder: Recorder, book: PendingBook, edges: LiveEdges): LiveRecorder {
	const { network, now, isWatched, whole = null } = edges;
	let listener: ((event: SessionEvent) => void) | null = null;
	let watchedHosts: readonly WatchedHost[] = [];
	let visible = false;
	let recording = true;
	let live = true;
	let timer: ReturnType<typeof setTimeout> | null = null;
	/** Number of the look whose answer is awaited; an answer to an older one is ignored. */
	let look = 0;
	let asking = false;
	let notBefore = 0;
	let lastMs: number | null = null;
	let everyMs: number | null = null;
	/** Why no look is worth its price any more; "" while they are. */
	let over: LiveNotice = "";
	let tooLong = 0;
	let notice: LiveNotice = "";
	let noticeUntil = 0;
	/** Does the panel that listens now know what is on its way? */
	let told = false;

	const isOn = () => visible && recording && live && over === "" && listener !== null;
	const say = (said: LiveNotice): boolean => {
		const before = notice;
		if (said !== "") {
			notice = said;
			noticeUntil = now() + NOTICE_FOR_MS;
		} else if (now() >= noticeUntil) notice = "";
		return notice !== before;
	};
	const schedule = () => {
		if (timer !== null) clearTimeout(timer);
		timer = isOn() && !asking ? setTimeout(poll, Math.max(0, notBefore - now())) : null;
	};
	const rest = (waitMs: number) => {
		everyMs = waitMs;
		notBefore = now() + waitMs;
		asking = false;
		schedule();
	};

	const poll = () => {
		timer = null;
		if (!isOn()) return;
		asking = true;
		look += 1;
		const mine = look;
		const asked = now();
		const giveUp = () => {
			if (mine !== look || !asking) return;
			look += 1;
			if (say("no-answer")) tell();
			rest(AFTER_SILENCE_MS);
		};
		const silence = setTimeout(giveUp, ANSWER_WITHIN_MS);
		try {
			network.getHAR((log) => {
				if (mine !== look) return;
				clearTimeout(silence);
				const entries = log?.entries ?? [];
				if (whole) book.blind(asked - BLIND_BEFORE_MS, now() + BLIND_AFTER_MS);
				if (isOn()) take(entries);
				lastMs = whole ? whole.spentMs() : now() - asked;
				tooLong = whole && lastMs > TOO_LONG_MS ? tooLong + 1 : 0;
				if (whole?.isShared()) stop("log-shared");
				else if (tooLong >= TOO_LONG_LOOKS) stop("log-too-long");
				rest(Math.max(SHORTEST_WAIT_MS, REST_PER_WORK * lastMs));
			});
		} catch {
			clearTimeout(silence);
			giveUp();
		}
	};

	const take = (entries: readonly NetworkEntry[]) => {
		const { lost, changed, pending, cleared, unreported, hidden } = book.look(watched(entries), now());
		for (const exchange of lost) listener?.({ type: "exchange", exchange });
		const noticed = say(cleared > 0 ? "log-cleared" : hidden > 0 ? "events-hidden" : "");
		if (changed || noticed || !told) listener?.({ type: "pending", pending, notice });
		told = true;
		if (unreported > 0) recorder.adopt(entries);
	};
	/** Others would lose requests for good each time we look, or a look takes so long that rows come late. */
	const stop = (why: LiveNotice) => {
		over = why;
		notice = why;
		noticeUntil = Number.POSITIVE_INFINITY;
		tell();
	};
	const goOn = () => {
		over = "";
		notice = "";
		tooLong = 0;
		told = false;
	};
	const tell = () => {
		told = false;
		listener?.({ type: "pending", pending: [], notice });
	};

	const watched = (entries: readonly NetworkEntry[]): readonly NetworkEntry[] => {
		const known = new Map<string, boolean>();
		return entries.filter((entry) => {
			const url = entry?.request?.url;
			if (typeof url !== "string") return false;
			// Parsing 2,000 addresses takes longer than looking at their first part.
			const origin = /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? "";
			let is = known.get(origin);
			if (is === undefined) {
				const hostname = httpUrl(origin)?.hostname;
				is = hostname !== undefined && isWatched(hostname, watchedHosts);
				known.set(origin, is);
			}
			return is;
		});
	};

	return {
		vault: recorder.vault,
		get unfinished() {
			return recorder.unfinished;
		},
		set unfinished(tasks) {
			recorder.unfinished = tasks;
		},
		backfill: () => recorder.backfill(),
		adopt: (entries) => recorder.adopt(entries),
		cleared: () => recorder.cleared(),
		attach(next) {
			listener = next;
			told = false;
			recorder.attach((event) => {
				if (event.type === "navigated") {
					book.navigated(Date.parse(event.at));
					// The log is a new one, and may have another reader.
					if (over !== "") {
						goOn();
						tell();
						schedule();
					}
				}
				next(event);
			});
			schedule();
		},
		watch(hosts) {
			recorder.watch(hosts);
			if (JSON.stringify(hosts) === JSON.stringify(watchedHosts)) return;
			// What these hosts have answered already is taken as finished first, or it would look like running.
			void recorder.backfill().then(() => {
				watchedHosts = hosts;
			});
		},
		setRecording(on) {
			recorder.setRecording(on);
			if (on && !recording) book.restart(now());
			recording = on;
			notice = over;
			if (!on || over !== "") tell();
			schedule();
		},
		setVisible(on) {
			visible = on;
			schedule();
		},
		setLive(on) {
			live = on;
			goOn();
			if (!on) tell();
			schedule();
		},
		cost: () => ({
			state: !live ? "off" : visible && recording ? "polling" : "resting",
			share: lastMs === null || everyMs === null ? null : lastMs / (lastMs + everyMs),
			lastMs,
			everyMs,
		}),
	};
}

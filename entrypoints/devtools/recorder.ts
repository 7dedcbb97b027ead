import { isApiLike } from "../../lib/api-like";
import type { Exchange } from "../../lib/exchange";
import { fromEntry } from "../../lib/from-entry";
import { httpUrl } from "../../lib/hosts";
import { own } from "../../lib/json";
import { readLogLine } from "../../lib/live/log-entry";
import type { SessionEvent } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import type { UnfinishedTask } from "../../lib/task";
import { createVault, type Vault } from "../../lib/vault";
import { type NetworkEntry, type ReadBody, readBody } from "./body";

/** The part of `devtools.network` we stand on; the same in both browsers. */
export interface Network {
	readonly onRequestFinished: { addListener(listener: (entry: NetworkEntry) => void): void };
	readonly onNavigated: { addListener(listener: (url: string) => void): void };
	getHAR(callback: (log: { entries?: readonly NetworkEntry[] } | undefined) => void): unknown;
}

export interface RecorderEdges {
	readonly network: Network;
	/** Asks the inspected page, e.g. for its start time; null when it cannot answer (privileged page). */
	readonly ask: (expression: string) => Promise<unknown>;
	readonly now: () => number;
	/** Is this host one whose bodies we may read? */
	readonly isWatched: (hostname: string, watchedHosts: readonly WatchedHost[]) => boolean;
	/** Remembers what is masked, in memory only. */
	readonly vault?: Vault;
	/** Requests shown while they run: a finished one takes over the id it had then. */
	readonly running?: {
		claim(entry: NetworkEntry): string | null;
		has(entry: NetworkEntry): boolean;
	};
}

export interface Recorder {
	/** The secrets of all that was recorded. */
	readonly vault: Vault;
	/** Takes all that was buffered and, from then on, every event at once. One listener: the panel of this DevTools window. */
	attach(listener: (event: SessionEvent) => void): void;
	/** Adds what DevTools has and we have not: made before we listened, or before its host was watched. */
	backfill(): Promise<void>;
	/** Adds what these entries of the log tell and no event told. */
	adopt(entries: readonly NetworkEntry[]): void;
	/** What a panel opened later in this DevTools window must know: the jobs that have not ended. In memory only. */
	unfinished: readonly UnfinishedTask[];
	/** The list was emptied: what ended before and was not told in time stays out. */
	cleared(): void;
	/** From now on these hosts of the user's are read too. */
	watch(hosts: readonly WatchedHost[]): void;
	/** While paused nothing is read and nothing is kept. */
	setRecording(on: boolean): void;
}

/** Bodies read at the same time, and waiting for it; past that the row is kept without its body. */
const IN_FLIGHT = 8;
const WAITING = 500;
/** Events kept for a panel that was never shown. */
const BUFFERED = 2000;
/** Requests remembered so that `getHAR` adds none twice. */
const REMEMBERED = 20_000;
/** A row waits this long for its body; then it is shown with the body still pending. */
const PENDING_AFTER_MS = 250;
/** A request of the log without an answer is over when its event had this long to come. */
const UNTOLD_MS = 3000;
/** An entry of `getHAR` whose time reaches up to now is still running; its own event will come. */
const STILL_RUNNING_MS = 400;

/**
 * Listens to one DevTools window from the moment it opens. Bodies are read inside the finished event, at once, and only
 * for watched hosts: later the browser has dropped them.
 */
export function createRecorder(edges: RecorderEdges): Recorder {
	const { network, ask, now, isWatched, running, vault = createVault() } = edges;
	let listener: ((event: SessionEvent) => void) | null = null;
	let buffer: SessionEvent[] = [];
	let recording = true;
	/** Spans, epoch milliseconds, in which nothing was to be recorded: browsers report late, and `getHAR` knows it all. */
	const pauses: { readonly from: number; to: number }[] = [];
	let watchedHosts: readonly WatchedHost[] = [];
	let lastId = 0;
	let reading = 0;
	let documentStart: number | null = null;
	let clearedAt = Number.NEGATIVE_INFINITY;
	const waiting: (() => void)[] = [];
	/** How often each request was taken or passed by: identical parallel polls share start, method and URL. */
	const taken = new Map<string, number>();
	const passedBy = new Map<string, number>();
	/** Ids of requests taken from the log: where one's event comes all the same, it was not over then. */
	const presumed = new Map<string, string[]>();
	/** The last request of a page or worker by method and URL, to pair what a service worker lists twice. */
	const halves = new Map<string, Half>();

	const emit = (event: SessionEvent) => {
		if (listener) listener(event);
		else {
			buffer.push(event);
			if (buffer.length > BUFFERED) buffer.shift();
		}
	};

	const read = (entry: NetworkEntry): Promise<ReadBody> => {
		const start = () => {
			reading += 1;
			return readBody(entry).finally(() => {
				reading -= 1;
				waiting.shift()?.();
			});
		};
		if (reading < IN_FLIGHT) return start();
		if (waiting.length >= WAITING) return Promise.resolve({ state: "skipped", text: "" });
		return new Promise((resolve) => {
			const later = () => resolve(start());
			// Errors first: their bodies are what people came for.
			if (entry.response.status >= 400) waiting.unshift(later);
			else waiting.push(later);
		});
	};

	const take = (entry: NetworkEntry, isNew: (counts: Map<string, number>) => boolean, fromLog = false) => {
		const url = httpUrl(entry.request.url);
		if (!url || wasPaused(pauses, entry)) return;
		if (!isWatched(url.hostname, watchedHosts)) {
			if (isNew(passedBy)) emit({ type: "unwatched", host: url.hostname, apiLike: looksLikeApi(entry, url) });
			return;
		}
		if (!isNew(taken)) return;
		const key = keyOf(entry);
		const claimed = running?.claim(entry) ?? null;
		// What a host did before it was watched is asked for, whenever that was.
		if (fromLog && endOf(entry) < clearedAt && !passedBy.has(key)) return;
		const id = (fromLog ? undefined : presumed.get(key)?.shift()) ?? idFor(entry, url, claimed);
		if (id === null) return;
		if (fromLog) presume(key, id);
		const toExchange = (body: ReadBody): Exchange =>
			fromEntry(entry, { id, source: "devtools", body: { state: body.state, text: body.text }, vault });
		const pending = setTimeout(
			() => emit({ type: "exchange", exchange: toExchange({ state: "pending", text: "" }) }),
			PENDING_AFTER_MS,
		);
		read(entry).then((body) => {
			clearTimeout(pending);
			emit({ type: "exchange", exchange: toExchange(body) });
		});
	};

	const presume = (key: string, id: string) => {
		presumed.set(key, [...(presumed.get(key) ?? []), id]);
		if (presumed.size > BUFFERED) presumed.delete(presumed.keys().next().value ?? "");
	};

	/**
	 * The id it had while it ran, else a new one; the id of the worker's half this one replaces; null for a half whose
	 * page row is already there.
	 */
	const idFor = (entry: NetworkEntry, url: URL, claimed: string | null): string | null => {
		const key = `${entry.request.method} ${url.href}`;
		const half = halfOf(entry, claimed ?? `live-${lastId + 1}`);
		const other = halves.get(key);
		if (other && half.fetchedByWorker && !other.ofPage && other.started >= half.started) {
			halves.delete(key);
			return other.id;
		}
		if (
			other?.fetchedByWorker &&
			!half.ofPage &&
			half.started >= other.started &&
			half.started <= other.ended
		)
			return null;
		lastId += 1;
		halves.set(key, half);
		if (halves.size > 200) halves.delete(halves.keys().next().value ?? "");
		return half.id;
	};

	const adopt = (entries: readonly NetworkEntry[]) => {
		if (!recording) return;
		const inLog = new Map<string, number>();
		for (const entry of entries) {
			if (!isWhole(entry) || isRunning(entry, now()) || running?.has(entry)) continue;
			const key = keyOf(entry);
			const nth = count(inLog, key);
			take(entry, (counts) => nth > (counts.get(key) ?? 0) && count(counts, key) > 0, true);
		}
	};

	network.onRequestFinished.addListener((entry) => {
		// Its line in the log has the status; somebody who looks there adopts it.
		if (!recording || !isWhole(entry) || isTorn(entry)) return;
		take(entry, (counts) => count(counts, keyOf(entry)) > 0);
	});

	network.onNavigated.addListener(async () => {
		const asked = now();
		const start = await ask("performance.timeOrigin");
		// pushState and fragment changes fire it too: then the document's start has not moved.
		if (typeof start === "number" && start === documentStart) return;
		documentStart = typeof start === "number" ? start : null;
		emit({ type: "navigated", at: new Date(typeof start === "number" ? start : asked).toISOString() });
	});
	ask("performance.timeOrigin").then((start) => {
		if (typeof start === "number") documentStart ??= start;
	});

	return {
		vault,
		unfinished: [],
		attach(next) {
			listener = next;
			if (this.unfinished.length > 0) next({ type: "unfinished", records: this.unfinished });
			const held = buffer;
			buffer = [];
			for (const event of held) next(event);
		},
		backfill: () =>
			new Promise((resolve) => {
				network.getHAR((log) => {
					adopt(log?.entries ?? []);
					resolve();
				});
			}),
		adopt,
		cleared() {
			clearedAt = now();
		},
		watch(hosts) {
			watchedHosts = hosts;
		},
		setRecording(on) {
			const last = pauses.at(-1);
			if (recording && !on) pauses.push({ from: now(), to: Number.POSITIVE_INFINITY });
			else if (!recording && on && last) last.to = now();
			recording = on;
		},
	};
}

/** Has it what HAR 1.2 asks of every entry? */
function isWhole(entry: unknown): boolean {
	const request = own(entry, "request");
	return (
		typeof own(request, "url") === "string" &&
		typeof own(request, "method") === "string" &&
		typeof own(own(entry, "response"), "status") === "number"
	);
}

/** Did the request end, or begin, while recording was off? */
function wasPaused(
	pauses: readonly { readonly from: number; readonly to: number }[],
	entry: NetworkEntry,
): boolean {
	const started = startOf(entry);
	const ended = endOf(entry);
	return pauses.some(({ from, to }) => (started >= from && started <= to) || (ended >= from && ended <= to));
}

function keyOf(entry: NetworkEntry): string {
	return `${startOf(entry)} ${entry.request.method} ${entry.request.url}`;
}

function startOf(entry: NetworkEntry): number {
	return new Date(entry.startedDateTime).getTime();
}

function endOf(entry: NetworkEntry): number {
	return startOf(entry) + Math.max(0, entry.time);
}

function count(counts: Map<string, number>, key: string): number {
	const next = (counts.get(key) ?? 0) + 1;
	counts.set(key, next);
	if (counts.size > REMEMBERED) counts.delete(counts.keys().next().value ?? "");
	return next;
}

/** `getHAR` lists unfinished requests too: without an answer, or with a duration that still grows. */
function isRunning(entry: NetworkEntry, now: number): boolean {
	if (readLogLine(entry)?.state === "running") return true;
	const silentMs = now - (startOf(entry) + entry.time);
	// Firefox never says why there is no answer, and a line may lack its status for a moment: the event comes first.
	if (entry.response.status === 0 && !entry.response._error) return silentMs < UNTOLD_MS;
	return silentMs < STILL_RUNNING_MS && entry.response.status > 0;
}

/** Firefox ended this request while it took no note of it: the answer's headers are there and its status is not. */
function isTorn(entry: NetworkEntry): boolean {
	return (
		entry.response.status === 0 && !("_error" in entry.response) && (entry.response.headers ?? []).length > 0
	);
}

/** One of the two rows Chromium lists for a request that a service worker passes on: the page's and the worker's own. */
interface Half {
	readonly id: string;
	readonly started: number;
	readonly ended: number;
	readonly fetchedByWorker: boolean;
	readonly ofPage: boolean;
}

function halfOf(entry: NetworkEntry, id: string): Half {
	const started = startOf(entry);
	return {
		id,
		started,
		ended: started + Math.max(0, entry.time),
		fetchedByWorker: entry.response._fetchedViaServiceWorker === true,
		// Firefox has no pageref at all and never shows the worker's half.
		ofPage: "pageref" in entry || !("_resourceType" in entry),
	};
}

function looksLikeApi(entry: NetworkEntry, url: URL): boolean {
	const request: { headers?: readonly { name: string }[] } & NetworkEntry["request"] = entry.request;
	return isApiLike({
		method: request.method,
		pathname: url.pathname,
		mimeType: entry.response.content?.mimeType ?? "",
		authorized: (request.headers ?? []).some(({ name }) =>
			/^(?:authorization|x-api-key|x-goog-api-key)$/i.test(name),
		),
	});
}

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NetworkEntry } from "../../entrypoints/devtools/body";
import { createLiveBook, withLive } from "../../entrypoints/devtools/live";
import { createRecorder, type Network } from "../../entrypoints/devtools/recorder";
import { type RemovableNetwork, type WholeLog, wholeLog } from "../../entrypoints/devtools/whole-log";
import { createSession, reduce } from "../../lib/session";
import { CHAT, firefox, type Line, START } from "../live/fixtures";

type Listener = (entry: NetworkEntry) => void;
interface Kept {
	readonly line: Line & { over?: boolean };
	readonly url: string;
}

/**
 * The network monitor of Firefox 153 as its sources have it: what the toolbox keeps is whole; a log takes no note while a
 * HAR is put together; it goes with its last listener and is built anew, empty at first, from what the toolbox keeps.
 */
function firefoxMonitor({ harMs = 300, connectMs = 120, heldByOthers = false } = {}) {
	const kept = new Map<number, Kept>();
	let log = new Map<number, Kept>();
	let blind = 0;
	let connected = true;
	let generation = 0;
	const listeners = new Set<Listener>();
	const navigated: ((url: string) => void)[] = [];
	const entryOf = ({ line, url }: Kept, now?: Kept) => {
		const made = firefox({ ...line, ...now?.line, url }) as NetworkEntry;
		// The headers are fetched from the toolbox, the status is the log's own.
		const headers = (now ?? { line }).line.over ? [{ name: "content-type", value: "application/json" }] : [];
		return { ...made, response: { ...made.response, headers, status: line.status ?? 0 } } as NetworkEntry;
	};
	const note = (id: number, one: Kept) => {
		kept.set(id, one);
		if (blind === 0 && connected) log.set(id, one);
	};
	const network: RemovableNetwork = {
		onRequestFinished: {
			addListener(listener) {
				listeners.add(listener);
				if (connected) return;
				generation += 1;
				const mine = generation;
				setTimeout(() => {
					if (mine !== generation) return;
					log = new Map(kept);
					connected = true;
				}, connectMs);
			},
			removeListener(listener) {
				listeners.delete(listener);
				if (listeners.size > 0 || heldByOthers) return;
				connected = false;
				blind = 0;
				log = new Map();
			},
		},
		onNavigated: { addListener: (listener) => void navigated.push(listener) },
		getHAR(callback) {
			if (!connected) return callback({ entries: [] });
			const asked = log;
			blind += 1;
			setTimeout(() => {
				if (asked === log || heldByOthers) blind = Math.max(0, blind - 1);
				callback({ entries: [...asked.values()].map((one) => entryOf(one)) });
			}, harMs);
		},
	};
	let lastId = 0;
	return {
		network,
		/** A question that is never answered. */
		hang() {
			blind += 1;
		},
		navigate() {
			for (const listener of navigated) listener("https://app.example/");
		},
		/** The page went to another document: its requests leave the log before anybody is told. */
		forget() {
			kept.clear();
			log.clear();
		},
		send(url: string, ms: number, status = 200) {
			lastId += 1;
			const id = lastId;
			const at = Date.now() - START;
			note(id, { url, line: { at, method: "GET" } });
			setTimeout(() => {
				const ended: Kept = { url, line: { at, method: "GET", status, over: true, time: ms } };
				note(id, ended);
				const noted = log.get(id);
				if (!noted || !connected) return;
				const entry = {
					...entryOf(noted, ended),
					getContent: (take: (text: string, type: string) => void) => take("{}", "application/json"),
				};
				setTimeout(() => {
					for (const listener of listeners) listener(entry);
				}, 5);
			}, ms);
		},
	};
}

function panelOn(network: Network, whole: WholeLog | null = null) {
	vi.setSystemTime(START);
	const isWatched = () => true;
	const now = Date.now;
	const book = createLiveBook();
	const recorder = withLive(
		createRecorder({ network, ask: async () => null, now, isWatched, running: book }),
		book,
		{ network, now, isWatched, whole },
	);
	const session = createSession();
	recorder.attach((event) => reduce(session, event));
	recorder.setVisible(true);
	return { session, recorder };
}

/** 300 requests of every length, one each 70 ms, the last looks included. */
async function busyPage(send: (url: string, ms: number, status: number) => void) {
	for (let nth = 0; nth < 300; nth += 1) {
		send(`${CHAT}?n=${nth}`, 10 + ((nth * 37) % 1900), nth % 5 === 0 ? 429 : 200);
		await vi.advanceTimersByTimeAsync(70);
	}
	await vi.advanceTimersByTimeAsync(20_000);
}

describe("a log that loses what happens while it is asked", () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it("as it is, loses requests for good", async () => {
		const { network, send } = firefoxMonitor();
		const { session } = panelOn(network);
		await busyPage(send);
		expect(session.rows.length).toBeLessThan(300);
	});

	it.each([
		[20, 60],
		[300, 120],
		[900, 390],
	])(
		"made whole, has each request once, with its status (%i ms a look, %i ms to build)",
		async (harMs, connectMs) => {
			const monitor = firefoxMonitor({ harMs, connectMs });
			const whole = wholeLog(monitor.network, Date.now);
			const { session } = panelOn(whole, whole);
			await busyPage(monitor.send);
			const urls = session.rows.map(({ exchange }) => exchange.url);
			expect(new Set(urls).size).toBe(300);
			expect(urls).toHaveLength(300);
			const statusOf = (url: string | null) => (Number(/n=(\d+)/.exec(url ?? "")?.[1]) % 5 === 0 ? 429 : 200);
			for (const { exchange } of session.rows) expect(exchange.status).toBe(statusOf(exchange.url));
			expect(session.pending).toEqual([]);
			expect(session.liveNotice).toBe("");
		},
	);

	it("shared with others, is left alone, and the panel says why", async () => {
		const monitor = firefoxMonitor({ heldByOthers: true });
		const asked = vi.spyOn(monitor.network, "getHAR");
		const whole = wholeLog(monitor.network, Date.now);
		const { session, recorder } = panelOn(whole, whole);
		monitor.send(CHAT, 60_000);
		await vi.advanceTimersByTimeAsync(30_000);
		expect(asked.mock.calls.length).toBeLessThanOrEqual(10);
		expect(session).toMatchObject({ pending: [], liveNotice: "log-shared" });
		monitor.send(`${CHAT}?n=1`, 50, 429);
		await vi.advanceTimersByTimeAsync(1000);
		expect(session.rows).toHaveLength(1);
		recorder.setLive(false);
		expect(session.liveNotice).toBe("");
	});

	it("shared with others, loses nothing from the moment the panel says so", async () => {
		const monitor = firefoxMonitor({ heldByOthers: true });
		const whole = wholeLog(monitor.network, Date.now);
		const { session } = panelOn(whole, whole);
		monitor.send(CHAT, 60_000);
		for (let waited = 0; session.liveNotice === "" && waited < 30_000; waited += 10)
			await vi.advanceTimersByTimeAsync(10);
		expect(session.liveNotice).toBe("log-shared");
		monitor.send(`${CHAT}?n=1`, 50, 429);
		await vi.advanceTimersByTimeAsync(1000);
		expect(session.rows).toHaveLength(1);
	});

	it("found there once, as a slow machine may, is not taken for a shared one", async () => {
		const monitor = firefoxMonitor({ harMs: 20 });
		let calls = 0;
		const network = {
			...monitor.network,
			getHAR: (callback: Parameters<Network["getHAR"]>[0]) => {
				calls += 1;
				if (calls === 3) callback({ entries: [firefox() as NetworkEntry] });
				else monitor.network.getHAR(callback);
			},
		};
		const whole = wholeLog(network, Date.now);
		const { session } = panelOn(whole, whole);
		monitor.send(CHAT, 600_000);
		await vi.advanceTimersByTimeAsync(300_000);
		expect(calls).toBeGreaterThan(100);
		expect(session.liveNotice).toBe("");
		expect(session.pending).toHaveLength(1);
	});

	it("never answered once, tells of what happens afterwards", async () => {
		const monitor = firefoxMonitor();
		let calls = 0;
		const network = {
			...monitor.network,
			getHAR: (callback: Parameters<Network["getHAR"]>[0]) => {
				calls += 1;
				if (calls === 1) monitor.hang();
				else monitor.network.getHAR(callback);
			},
		};
		const whole = wholeLog(network, Date.now);
		const { session } = panelOn(whole, whole);
		await vi.advanceTimersByTimeAsync(6000);
		monitor.send(`${CHAT}?n=1`, 50);
		await vi.advanceTimersByTimeAsync(1000);
		expect(session.rows).toHaveLength(1);
	});

	it("too long a log is looked at no more, until the page is a new one", async () => {
		const monitor = firefoxMonitor({ harMs: 1200 });
		const asked = vi.spyOn(monitor.network, "getHAR");
		const whole = wholeLog(monitor.network, Date.now);
		const { session } = panelOn(whole, whole);
		await vi.advanceTimersByTimeAsync(120_000);
		expect(session.liveNotice).toBe("log-too-long");
		const before = asked.mock.calls.length;
		await vi.advanceTimersByTimeAsync(120_000);
		expect(asked.mock.calls.length).toBe(before);
		monitor.navigate();
		await vi.advanceTimersByTimeAsync(30_000);
		expect(session.liveNotice).toBe("");
		expect(asked.mock.calls.length).toBeGreaterThan(before);
	});

	it("a log that shrank is asked again, and waiting for it counts as no cost", async () => {
		const monitor = firefoxMonitor({ harMs: 20 });
		const whole = wholeLog(monitor.network, Date.now);
		const { recorder, session } = panelOn(whole, whole);
		for (let nth = 0; nth < 5; nth += 1) monitor.send(`${CHAT}?n=${nth}`, 1);
		await vi.advanceTimersByTimeAsync(1500);
		monitor.forget();
		await vi.advanceTimersByTimeAsync(1500);
		expect(recorder.cost().lastMs).toBeLessThanOrEqual(60);
		monitor.send(`${CHAT}?n=9`, 50);
		await vi.advanceTimersByTimeAsync(3000);
		expect(session.rows).toHaveLength(6);
	});

	it("asked while it is built anew, waits until it is there", async () => {
		const monitor = firefoxMonitor();
		const whole = wholeLog(monitor.network, Date.now);
		vi.setSystemTime(START);
		whole.onRequestFinished.addListener(() => undefined);
		for (let nth = 0; nth < 5; nth += 1) monitor.send(`${CHAT}?n=${nth}`, 1);
		await vi.advanceTimersByTimeAsync(100);
		const lengths: number[] = [];
		const ask = () => whole.getHAR((log) => lengths.push(log?.entries?.length ?? 0));
		ask();
		await vi.advanceTimersByTimeAsync(301);
		ask();
		await vi.advanceTimersByTimeAsync(2000);
		expect(lengths).toEqual([5, 5]);
	});
});

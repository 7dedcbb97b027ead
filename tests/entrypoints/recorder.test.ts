import { beforeEach, describe, expect, it, vi } from "vitest";
import type { NetworkEntry } from "../../entrypoints/devtools/body";
import { createRecorder, type Network } from "../../entrypoints/devtools/recorder";
import type { SessionEvent } from "../../lib/session";

const START = Date.parse("2026-01-01T00:00:00.000Z");

interface Given {
	url?: string;
	method?: string;
	status?: number;
	at?: number;
	time?: number;
	body?: string | null;
	more?: object;
	/** Sent by a service worker: Chromium then gives no pageref. */
	byWorker?: boolean;
	response?: object;
	getContent?: NetworkEntry["getContent"];
}

/** An entry as Chromium hands it out. */
function entry(given: Given = {}): NetworkEntry {
	const body = given.body === undefined ? "{}" : given.body;
	return {
		request: {
			method: given.method ?? "POST",
			url: given.url ?? "https://api.crazyrouter.com/v1/chat/completions",
			headers: [],
		} as NetworkEntry["request"],
		response: {
			status: given.status ?? 429,
			headers: [],
			content: { size: 2, mimeType: "application/json" },
			...given.response,
		} as NetworkEntry["response"],
		startedDateTime: new Date(START + (given.at ?? 0)).toISOString(),
		time: given.time ?? 10,
		_resourceType: "fetch",
		getContent: given.getContent ?? ((take: (content: unknown, encoding: unknown) => void) => take(body, "")),
		...given.more,
		...(!given.byWorker && { pageref: "page_1" }),
	} as NetworkEntry;
}

/** A DevTools window whose events the test fires. */
function devtools(answers: { timeOrigin?: unknown; now?: number } = {}) {
	const finished: ((entry: NetworkEntry) => void)[] = [];
	const navigated: ((url: string) => void)[] = [];
	const log: NetworkEntry[] = [];
	const network: Network = {
		onRequestFinished: { addListener: (listener) => void finished.push(listener) },
		onNavigated: { addListener: (listener) => void navigated.push(listener) },
		getHAR: (callback) => callback({ entries: log }),
	};
	const recorder = createRecorder({
		network,
		ask: async () => answers.timeOrigin ?? null,
		now: () => START + (answers.now ?? 60_000),
		isWatched: (hostname, hosts) =>
			hostname === "api.crazyrouter.com" || hosts.some(({ host }) => host === hostname),
	});
	return {
		recorder,
		log,
		finish: (given: Given = {}) => {
			const made = entry(given);
			log.push(made);
			for (const listener of finished) listener(made);
		},
		navigate: (url = "https://app.example/") => {
			for (const listener of navigated) listener(url);
		},
	};
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const exchanges = (events: readonly SessionEvent[]) =>
	events.flatMap((event) => (event.type === "exchange" ? [event.exchange] : []));

describe("recorder", () => {
	let events: SessionEvent[];
	const listen = (event: SessionEvent) => void events.push(event);
	beforeEach(() => {
		events = [];
	});

	it("keeps what happens before the panel is shown, with bodies", async () => {
		const { recorder, finish } = devtools();
		finish({ body: '{"error":{}}' });
		await settle();
		recorder.attach(listen);
		await recorder.backfill();
		await settle();
		expect(exchanges(events)).toHaveLength(1);
		expect(exchanges(events)[0]?.responseBody).toMatchObject({ state: "ok", text: '{"error":{}}' });
	});

	it("back-fills from the log without duplicates, also of 20 identical parallel polls", async () => {
		const { recorder, finish, log } = devtools();
		recorder.attach(listen);
		for (let poll = 0; poll < 20; poll += 1) finish({ method: "GET" });
		log.push(entry({ method: "GET" }), entry({ at: -5000 }));
		await recorder.backfill();
		await recorder.backfill();
		await settle();
		expect(exchanges(events)).toHaveLength(22);
		expect(new Set(exchanges(events).map(({ id }) => id)).size).toBe(22);
	});

	it("leaves out what is still running: its own event comes later", async () => {
		const { recorder, log } = devtools();
		recorder.attach(listen);
		log.push(entry({ status: 0, time: 0, body: null }), entry({ status: 200, at: 50_000, time: 9_999 }));
		await recorder.backfill();
		await settle();
		expect(exchanges(events)).toEqual([]);
	});

	it("never reads the body of a host nobody watches", async () => {
		const { recorder, finish } = devtools();
		const getContent = vi.fn();
		recorder.attach(listen);
		finish({ url: "https://api.stranger.example/v1/chat/completions", getContent });
		finish({ url: "https://cdn.stranger.example/app.js", method: "GET", getContent });
		await settle();
		expect(getContent).not.toHaveBeenCalled();
		expect(events).toEqual([
			{ type: "unwatched", host: "api.stranger.example", apiLike: true },
			{ type: "unwatched", host: "cdn.stranger.example", apiLike: false },
		]);
	});

	it("shows what a newly watched host did before", async () => {
		const { recorder, finish } = devtools();
		recorder.attach(listen);
		finish({ url: "http://localhost:8080/v1/models" });
		recorder.watch([{ host: "localhost", speaksLike: null }]);
		await recorder.backfill();
		await settle();
		expect(exchanges(events)).toHaveLength(1);
	});

	it("what ended before the list was cleared does not come back from the log", async () => {
		const clock = { now: 30_000 };
		const { recorder, log } = devtools(clock);
		recorder.attach(listen);
		log.push(entry());
		recorder.cleared();
		clock.now = 60_000;
		log.push(entry({ at: 29_990, time: 50 }));
		recorder.adopt(log);
		await recorder.backfill();
		await settle();
		expect(exchanges(events).map(({ time }) => time)).toEqual([50]);
	});

	it("does not count strangers twice when back-filling", async () => {
		const { recorder, finish } = devtools();
		recorder.attach(listen);
		finish({ url: "https://stranger.example/a" });
		await recorder.backfill();
		expect(events.filter(({ type }) => type === "unwatched")).toHaveLength(1);
	});

	it("while paused it takes nothing, and afterwards does not fetch it back", async () => {
		const { recorder, finish } = devtools();
		recorder.attach(listen);
		recorder.setRecording(false);
		finish();
		await recorder.backfill();
		await settle();
		expect(events).toEqual([]);
	});

	it("a request made while paused stays out, also when the browser tells of it afterwards", async () => {
		const { recorder, finish } = devtools();
		recorder.attach(listen);
		recorder.setRecording(false);
		recorder.setRecording(true);
		finish({ at: 60_000, time: 0 });
		await recorder.backfill();
		await settle();
		expect(events).toEqual([]);
		finish({ at: 70_000 });
		await settle();
		expect(exchanges(events)).toHaveLength(1);
	});

	it("ignores data, blob and extension addresses", async () => {
		const { recorder, finish } = devtools();
		recorder.attach(listen);
		for (const url of [
			"data:text/plain,x",
			"blob:https://a.example/1",
			"chrome-extension://x/y",
			"not a url",
		])
			finish({ url });
		await settle();
		expect(events).toEqual([]);
	});

	it("shows the row while its body is awaited, then replaces it under the same id", async () => {
		vi.useFakeTimers();
		try {
			const { recorder, finish } = devtools();
			recorder.attach(listen);
			let answer: (content: string) => void = () => {};
			finish({
				getContent: (take) => {
					answer = (content) => take(content, "");
				},
			});
			await vi.advanceTimersByTimeAsync(300);
			expect(exchanges(events).map(({ responseBody }) => responseBody.state)).toEqual(["pending"]);
			answer("{}");
			await vi.advanceTimersByTimeAsync(1);
			expect(exchanges(events).map(({ responseBody }) => responseBody.state)).toEqual(["pending", "ok"]);
			expect(new Set(exchanges(events).map(({ id }) => id)).size).toBe(1);
		} finally {
			vi.useRealTimers();
		}
	});

	it("a burst keeps every row, and says which bodies it did not read", async () => {
		vi.useFakeTimers();
		try {
			const { recorder, finish } = devtools();
			recorder.attach(listen);
			for (let nth = 0; nth < 1000; nth += 1) finish({ at: nth, status: 200, getContent: () => undefined });
			await vi.advanceTimersByTimeAsync(1);
			expect(new Set(exchanges(events).map(({ id }) => id)).size).toBe(1000 - 8 - 500);
			expect(exchanges(events).every(({ responseBody }) => responseBody.state === "skipped")).toBe(true);
		} finally {
			vi.useRealTimers();
		}
	});

	it("joins the two rows Chromium lists for a request a service worker passes on", async () => {
		const worker: Given = { byWorker: true, at: 5, time: 1 };
		const page: Given = { response: { _fetchedViaServiceWorker: true, status: 429 } };
		for (const order of [
			[worker, page],
			[page, worker],
		]) {
			events = [];
			const { recorder, finish } = devtools();
			recorder.attach(listen);
			for (const given of order) {
				finish(given);
				await settle();
			}
			expect(new Set(exchanges(events).map(({ id }) => id)).size).toBe(1);
		}
	});

	it("tells the document's start on navigation, and keeps quiet on pushState", async () => {
		const answers = { timeOrigin: START as unknown };
		const { recorder, navigate } = devtools(answers);
		recorder.attach(listen);
		await settle();
		navigate("https://app.example/#part");
		await settle();
		expect(events).toEqual([]);
		answers.timeOrigin = START + 7000;
		navigate();
		await settle();
		expect(events).toEqual([{ type: "navigated", at: "2026-01-01T00:00:07.000Z" }]);
	});
});

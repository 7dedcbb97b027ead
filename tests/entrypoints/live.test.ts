import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { timesOf } from "../../components/task-times";
import type { NetworkEntry } from "../../entrypoints/devtools/body";
import { createLiveBook, withLive } from "../../entrypoints/devtools/live";
import { createRecorder, type Network } from "../../entrypoints/devtools/recorder";
import { createSession, reduce, type Session, type SessionEvent } from "../../lib/session";
import { adviseTask } from "../../lib/task-advice";
import { chromium, chunk, firefox, type Line, messages, ROUT_MY_VIDEO, START } from "../live/fixtures";

/** A DevTools window with a clock of its own: requests begin and end, the panel listens. */
function devtools(make: (line: Line & { over?: boolean }) => object = chromium) {
	vi.setSystemTime(START);
	const finished: ((entry: NetworkEntry) => void)[] = [];
	const navigated: ((url: string) => void)[] = [];
	const answers = {
		timeOrigin: START - 1000,
		takesMs: 0,
		getHAR: "answers" as "answers" | "silent" | "throws",
	};
	const polls: number[] = [];
	let log: object[] = [];
	const network: Network = {
		onRequestFinished: { addListener: (listener) => void finished.push(listener) },
		onNavigated: { addListener: (listener) => void navigated.push(listener) },
		getHAR: (callback) => {
			polls.push(Date.now() - START);
			if (answers.getHAR === "throws") throw new Error("no DevTools here");
			if (answers.getHAR === "silent") return;
			if (answers.takesMs === 0) callback({ entries: [...log] as NetworkEntry[] });
			else setTimeout(() => callback({ entries: [...log] as NetworkEntry[] }), answers.takesMs);
		},
	};
	const isWatched = (hostname: string) => hostname === "api.crazyrouter.com" || hostname === "api.rout.my";
	const book = createLiveBook();
	const ask = async () => answers.timeOrigin;
	const recorder = withLive(createRecorder({ network, ask, now: Date.now, isWatched, running: book }), book, {
		network,
		now: Date.now,
		isWatched,
	});
	const session = createSession();
	const events: SessionEvent[] = [];
	const getContent = vi.fn((take: (content: unknown, encoding: unknown) => void) => take("{}", ""));
	/** Puts a line into the log; gives how to change it, and how to finish it. */
	const send = (line: Line = {}) => {
		const began = { ...line, at: Date.now() - START };
		let entry = make(began);
		log.push(entry);
		const become = (changed: Line & { over?: boolean }) => {
			const next = { ...make({ ...began, ...changed }), getContent };
			log = log.map((one) => (one === entry ? next : one));
			entry = next;
		};
		return {
			become,
			finish: (changed: Line = {}) => {
				become({ status: 200, time: Date.now() - START - began.at, over: true, ...changed });
				for (const listener of finished) listener(entry as NetworkEntry);
			},
		};
	};
	const open = () => {
		recorder.attach((event) => {
			events.push(event);
			reduce(session, event);
		});
		recorder.setVisible(true);
	};
	return {
		recorder,
		session,
		events,
		polls,
		answers,
		getContent,
		send,
		open,
		clearLog: () => {
			log = [];
		},
		async navigate() {
			answers.timeOrigin = Date.now();
			for (const listener of navigated) listener("https://app.example/next");
			await vi.advanceTimersByTimeAsync(1);
		},
	};
}

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);
const pendingIds = (session: Session) => session.pending.map(({ exchange }) => exchange.id);
const rowIds = (session: Session) => session.rows.map(({ exchange }) => exchange.id);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("looking at DevTools' log", () => {
	it("asks once a second, and only while the panel is visible, recording and switched on", async () => {
		const { recorder, polls, open } = devtools();
		await seconds(5);
		expect(polls).toEqual([]);
		open();
		await seconds(3.5);
		expect(polls).toHaveLength(4);
		recorder.setVisible(false);
		await seconds(5);
		expect(polls).toHaveLength(4);
		expect(recorder.cost().state).toBe("resting");
		recorder.setVisible(true);
		recorder.setRecording(false);
		await seconds(5);
		expect(polls).toHaveLength(4);
		recorder.setRecording(true);
		recorder.setLive(false);
		await seconds(5);
		expect(polls).toHaveLength(4);
		expect(recorder.cost().state).toBe("off");
		recorder.setLive(true);
		await seconds(1.5);
		expect(polls).toHaveLength(6);
	});

	it("does not ask again before its second is over, however often the panel is hidden and shown", async () => {
		const { recorder, polls, open } = devtools();
		open();
		await vi.advanceTimersByTimeAsync(10);
		for (let nth = 0; nth < 50; nth += 1) {
			recorder.setVisible(false);
			recorder.setVisible(true);
			await vi.advanceTimersByTimeAsync(10);
		}
		expect(polls).toHaveLength(1);
	});

	it("rests twenty times as long as a look takes, so it costs less than a twentieth", async () => {
		const { recorder, polls, answers, open } = devtools();
		answers.takesMs = 200;
		open();
		await seconds(42.5);
		expect(polls).toHaveLength(11);
		expect(recorder.cost()).toMatchObject({ state: "polling", lastMs: 200, everyMs: 4000 });
		expect(recorder.cost().share).toBeCloseTo(200 / 4200);
	});

	it("never has two looks on the way", async () => {
		const { polls, answers, open, recorder } = devtools();
		answers.takesMs = 3000;
		open();
		await seconds(1);
		recorder.setVisible(false);
		recorder.setVisible(true);
		await seconds(1.5);
		expect(polls).toHaveLength(1);
	});

	it.each(["silent", "throws"] as const)("survives a log that %s, says so, and tries again", async (how) => {
		const { session, polls, answers, open, send } = devtools();
		open();
		send();
		await seconds(2);
		expect(session.pending).toHaveLength(1);
		answers.getHAR = how;
		await seconds(7);
		expect(session).toMatchObject({ pending: [], liveNotice: "no-answer" });
		const asked = polls.length;
		answers.getHAR = "answers";
		await seconds(32);
		expect(polls.length).toBeGreaterThan(asked);
		expect(session.pending).toHaveLength(1);
		await seconds(30);
		expect(session.liveNotice).toBe("");
	});

	it("passes by hosts nobody watches, and never asks for the body of what runs", async () => {
		const { session, open, send, getContent } = devtools();
		open();
		send({ url: "https://stranger.example/v1/chat/completions" });
		send({ url: "not a url" });
		send().become({ status: 200, mimeType: "application/json", size: 5 });
		await seconds(5);
		expect(session.pending).toHaveLength(1);
		expect(getContent).not.toHaveBeenCalled();
	});
});

describe.each([
	["Chromium", chromium],
	["Firefox", firefox],
])("in %s", (_, make) => {
	it("a pending request becomes its row in place: one id, never none, never two", async () => {
		const { session, open, send } = devtools(make);
		open();
		const request = send();
		await seconds(3);
		const [id] = pendingIds(session);
		expect(id).toBeDefined();
		request.finish();
		for (let step = 0; step < 40; step += 1) {
			await vi.advanceTimersByTimeAsync(100);
			expect([...pendingIds(session), ...rowIds(session)]).toEqual([id]);
		}
		expect(rowIds(session)).toEqual([id]);
	});

	it("20 identical parallel requests stay 20, through every order of ends", async () => {
		const { session, open, send } = devtools(make);
		open();
		const polls = Array.from({ length: 20 }, () => send({ method: "GET" }));
		await seconds(2);
		const ids = pendingIds(session);
		expect(new Set(ids).size).toBe(20);
		for (const [step, at] of [
			3, 17, 0, 19, 8, 1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 18,
		].entries()) {
			polls[at]?.finish();
			await vi.advanceTimersByTimeAsync(170);
			expect([...pendingIds(session), ...rowIds(session)].sort()).toEqual([...ids].sort());
			expect(session.rows).toHaveLength(step + 1);
		}
	});

	it("200 quick and slow requests leave 200 rows", async () => {
		const { session, open, send } = devtools(make);
		open();
		for (let nth = 0; nth < 200; nth += 1) {
			const request = send({ method: "GET", url: `https://api.crazyrouter.com/v1/models?n=${nth % 7}` });
			setTimeout(() => request.finish(), (nth * 37) % 4000);
			await vi.advanceTimersByTimeAsync(nth % 3 === 0 ? 60 : 0);
		}
		await seconds(10);
		expect(session.pending).toEqual([]);
		expect(session.rows).toHaveLength(200);
		expect(new Set(rowIds(session)).size).toBe(200);
	});

	it("a row is shown while its body is read, without a gap", async () => {
		const { session, open, send, getContent } = devtools(make);
		open();
		const request = send();
		await seconds(2);
		getContent.mockImplementation(() => undefined);
		request.finish();
		for (let step = 0; step < 60; step += 1) {
			await vi.advanceTimersByTimeAsync(100);
			expect(pendingIds(session).length + session.rows.length).toBe(1);
		}
	});

	it("an answer that paused when the panel opened is one row in the end, not two", async () => {
		const { recorder, session, open, send } = devtools(make);
		const request = send();
		request.become({ status: 200, mimeType: "text/event-stream", time: 100, size: 3 });
		await seconds(5);
		request.become({ status: 200, mimeType: "text/event-stream", time: 100, size: 30 });
		open();
		await recorder.backfill();
		await seconds(3);
		request.finish();
		await seconds(3);
		expect(session.rows).toHaveLength(1);
		expect(session.pending).toEqual([]);
	});
});

describe("what ends unseen", () => {
	it("a navigation: the row stays, with the verdict, and the warning for a paid job", async () => {
		const { session, open, send, clearLog, navigate } = devtools();
		open();
		send({ url: ROUT_MY_VIDEO });
		await seconds(3);
		const ids = pendingIds(session);
		clearLog();
		await navigate();
		await seconds(3);
		expect(session.pending).toEqual([]);
		expect(rowIds(session)).toEqual(ids);
		expect(session.rows[0]?.decoded.diagnosis).toMatchObject({
			category: "client_closed",
			title: "The page left before the answer",
			warning: expect.stringContaining("paid"),
		});
	});

	it("a cleared log: no stale rows, and a word about it that goes away", async () => {
		const { session, open, send, clearLog } = devtools();
		open();
		const request = send();
		await seconds(3);
		clearLog();
		await seconds(4);
		expect(session).toMatchObject({ pending: [], liveNotice: "log-cleared" });
		request.finish();
		await seconds(30);
		expect(session.rows).toHaveLength(1);
		expect(session.liveNotice).toBe("");
	});

	it("Firefox's filter hides finished events: the rows come from the log, and the panel says why late", async () => {
		const { session, open, send } = devtools(firefox);
		open();
		const request = send();
		await seconds(3);
		const ids = pendingIds(session);
		request.become({ status: 429, over: true });
		await seconds(8);
		expect(rowIds(session)).toEqual(ids);
		expect(session).toMatchObject({ pending: [], liveNotice: "events-hidden" });
	});

	it("pausing empties the list; what waits for headers is back when recording goes on", async () => {
		const { recorder, session, open, send } = devtools();
		open();
		send();
		const over = send({ url: ROUT_MY_VIDEO });
		await seconds(2);
		expect(session.pending).toHaveLength(2);
		recorder.setRecording(false);
		reduce(session, { type: "recording", on: false });
		expect(session.pending).toEqual([]);
		over.finish();
		await seconds(2);
		recorder.setRecording(true);
		reduce(session, { type: "recording", on: true });
		await seconds(3);
		expect(session.pending).toHaveLength(1);
		expect(session.rows).toEqual([]);
	});
});

describe("jobs", () => {
	it("a submit and a synchronous video are on the timeline from their first second", async () => {
		const { session, open, send } = devtools();
		open();
		const video = send({ url: ROUT_MY_VIDEO });
		send({ url: "https://api.crazyrouter.com/suno/submit/music" });
		await seconds(2);
		expect(session.tasks.map(({ phase, system }) => [system, phase])).toEqual(
			expect.arrayContaining([
				["video-generations", "running"],
				["suno", "running"],
			]),
		);
		expect(session.tasks.find(({ system }) => system === "video-generations")?.synchronous).toBe(true);
		video.finish();
		await seconds(3);
		expect(session.tasks).toHaveLength(2);
	});

	it("a submit whose page left stays on the timeline, over, under no id that could be asked for", async () => {
		const { session, open, send, clearLog, navigate } = devtools();
		open();
		send({ url: ROUT_MY_VIDEO });
		send({ url: "https://api.crazyrouter.com/suno/submit/music" });
		await seconds(3);
		clearLog();
		await navigate();
		await seconds(3);
		expect(session.tasks.map(({ system, phase, pageLeft }) => [system, phase, pageLeft]).sort()).toEqual([
			["suno", "unknown", true],
			["video-generations", "unknown", true],
		]);
		for (const task of session.tasks) {
			expect(task.observations.at(-1)).toMatchObject({ blip: "the page left before the answer" });
			expect(adviseTask(task, Date.now())).toMatchObject([{ kind: "pageLeft", tone: "warn" }]);
			expect(timesOf(task)).toMatchObject({ end: Date.parse(task.lastSeen), quietFrom: null });
		}
		expect(session.book.unfinished()).toEqual([]);
		reduce(session, { type: "clock", now: Date.now() + 3_600_000 });
		expect(session.findings).toEqual([]);
	});

	it("one that is no longer known is taken back", async () => {
		const { session, open, send, clearLog } = devtools();
		open();
		send({ url: "https://api.crazyrouter.com/suno/submit/music" });
		await seconds(2);
		clearLog();
		await seconds(5);
		expect(session.tasks).toEqual([]);
	});
});

describe("streams", () => {
	it("Firefox: the times seen while it ran are kept for the view after the end", async () => {
		const { session, open, send } = devtools(firefox);
		open();
		const text = (count: number) => `data: ${chunk("a")}\n\n`.repeat(count);
		const stream = send();
		stream.become({ status: 200, mimeType: "text/event-stream", text: text(1) });
		await seconds(2);
		stream.become({ status: 200, mimeType: "text/event-stream", text: text(5) });
		await seconds(2);
		const [id = ""] = pendingIds(session);
		stream.finish({ mimeType: "text/event-stream" });
		await seconds(3);
		expect(session.streams.get(id)).toMatchObject({ events: 5, clock: "polls", text: "" });
	});

	it("an error frame turns the row red before the stream has ended", async () => {
		const { session, open, send } = devtools();
		open();
		const frame = '{"error":{"message":"Overloaded","type":"overloaded_error"}}';
		send().become({
			status: 200,
			mimeType: "text/event-stream",
			messages: messages([chunk("a"), frame], () => 100),
		});
		await seconds(2);
		expect(session.pending[0]?.decoded.diagnosis?.failedInside).toBe(true);
	});
});

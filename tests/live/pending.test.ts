import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../lib/decode";
import { createPendingBook } from "../../lib/live/pending";
import {
	CHAT,
	chromium,
	chunk,
	firefox,
	follow,
	type Line,
	messages,
	ROUT_MY_VIDEO,
	START,
	sse,
} from "./fixtures";

describe("a request on its way", () => {
	it("appears after a moment, goes through its phases and keeps its id to the end", () => {
		const { book, look } = follow();
		expect(look(300, [chromium()]).pending).toEqual([]);
		const [waiting] = look(1300, [chromium()]).pending;
		expect(waiting).toMatchObject({
			phase: "waiting",
			startedAt: START,
			bytes: 0,
			exchange: { id: "running-1", method: "POST", url: CHAT, status: 0, time: null },
			decoded: { router: "crazyrouter", model: "gpt-4o", diagnosis: null },
		});
		const headers = chromium({ status: 200, mimeType: "application/json", size: 2048, time: 2000 });
		expect(look(2300, [headers]).pending).toMatchObject([
			{ phase: "receiving", bytes: 2048, exchange: { id: "running-1", status: 200 } },
		]);
		expect(book.claim(headers)).toBe("running-1");
		expect(look(3300, [headers]).pending).toMatchObject([{ phase: "finishing" }]);
		look(4300, [headers]);
		expect(look(5300, [headers])).toMatchObject({ pending: [], changed: true });
		expect(look(6300, [headers])).toMatchObject({ pending: [], changed: false, lost: [], cleared: 0 });
	});

	it("never shows one that was quick", () => {
		const { book, look } = follow();
		expect(look(100, [chromium()]).pending).toEqual([]);
		book.claim(chromium());
		expect(look(1100, [chromium({ status: 200, time: 300 })]).pending).toEqual([]);
	});

	it("says nothing new while nothing changes", () => {
		const { look } = follow();
		expect(look(1000, [chromium()]).changed).toBe(true);
		expect(look(2000, [chromium()]).changed).toBe(false);
	});

	it("shows a stream as it grows, in Chromium and in Firefox", () => {
		const all = messages([chunk("He"), chunk("llo")], (index) => 400 + index * 900);
		const chrome = follow();
		const stream = (count: number) =>
			chromium({
				status: 200,
				mimeType: "text/event-stream",
				messages: all.slice(0, count),
				size: count * 50,
			});
		chrome.look(1000, [stream(1)]);
		expect(chrome.look(2000, [stream(2)]).pending).toMatchObject([
			{ phase: "streaming", progress: { text: "Hello", events: 2, clock: "browser" } },
		]);
		const fox = follow();
		const text = sse([chunk("He"), chunk("llo")]);
		const growing = (length: number) =>
			firefox({ status: 200, mimeType: "text/event-stream", text: text.slice(0, length) });
		fox.look(1000, [growing(20)]);
		expect(fox.look(2000, [growing(text.length)]).pending).toMatchObject([
			{ phase: "streaming", progress: { text: "Hello", events: 2, clock: "polls" } },
		]);
	});

	it("is no longer waiting once bytes came, though Firefox gives the status late", () => {
		const text = sse([chunk("a")]);
		const { look } = follow();
		expect(look(1000, [firefox({ status: 0, text })]).pending).toMatchObject([
			{ phase: "streaming", bytes: text.length },
		]);
	});

	it("turns red at once: at an error status, and at an error frame in the stream", () => {
		const { look } = follow();
		const frame =
			'{"error":{"message":"Rate limit reached","type":"rate_limit_error","code":"rate_limit_exceeded"}}';
		look(1000, [chromium()]);
		const [stream] = look(2000, [
			chromium({
				status: 200,
				mimeType: "text/event-stream",
				size: 90,
				messages: messages([chunk("a"), frame], (index) => 400 + index),
			}),
		]).pending;
		expect(stream?.decoded.diagnosis).toMatchObject({ category: "rate_limit", failedInside: true });
		const other = follow();
		expect(
			other.look(1000, [chromium({ status: 503, mimeType: "application/json", size: 4 })]).pending,
		).toMatchObject([{ phase: "receiving", decoded: { diagnosis: { evidence: expect.anything() } } }]);
	});

	it("takes a word that is no error for none", () => {
		const { look } = follow();
		const [one] = look(1000, [
			chromium({
				status: 200,
				mimeType: "text/event-stream",
				messages: messages([chunk('an "error" occurred, said the poet'), chunk(null, "stop")], () => 400),
			}),
		]).pending;
		expect(one?.decoded.diagnosis).toBeNull();
	});

	it("gives the router's own advice on what takes long", () => {
		const advice = (line: Line) => follow().look(5000, [chromium(line)]).pending[0]?.advice;
		expect(advice({ url: ROUT_MY_VIDEO })).toMatchObject({
			upToMs: 900_000,
			source: "https://docs.rout.my/api/videos",
			text: expect.stringContaining("15 min"),
		});
		const submit = "https://api.crazyrouter.com/mj/submit/imagine";
		expect(advice({ url: submit })?.text).toContain("paid");
		expect(advice({ url: "https://api.crazyrouter.com/v1/video/generations" })?.text).toContain("paid");
		expect(advice({ url: "https://api.crazyrouter.com/v1/models", method: "GET" })).toBeNull();
		const asking = (stream: boolean) => ({
			request: {
				method: "POST",
				url: CHAT,
				headers: [],
				postData: { mimeType: "application/json", text: JSON.stringify({ stream }) },
			},
		});
		expect(advice({ more: asking(false) })?.text).toContain("stream");
		expect(advice({ more: asking(true) })).toBeNull();
		const streamed = {
			status: 200,
			mimeType: "text/event-stream",
			messages: messages([chunk("a")], () => 400),
		};
		expect(advice({ ...streamed, more: asking(false) })).toBeNull();
	});

	it("leaves out preflights and a service worker's own copy, but not a worker's request", () => {
		const { look } = follow();
		const ofWorker = (url: string) => {
			const entry = chromium({ url, at: 20 });
			Reflect.deleteProperty(entry, "pageref");
			return entry;
		};
		const log = [
			chromium({ method: "OPTIONS", resourceType: "preflight" }),
			chromium(),
			ofWorker(CHAT),
			ofWorker(ROUT_MY_VIDEO),
		];
		expect(look(2000, log).pending.map(({ exchange }) => exchange.url)).toEqual([CHAT, ROUT_MY_VIDEO]);
	});

	it("masks keys in what it shows", () => {
		const key = `sk-${"a1B2".repeat(10)}`;
		const { look } = follow();
		const { pending } = look(1000, [chromium({ url: `${CHAT}?key=${key}` })]);
		expect(JSON.stringify(pending)).not.toContain(key);
	});
});

describe("identical parallel requests", () => {
	const twenty = (state: (index: number) => object) => Array.from({ length: 20 }, (_, index) => state(index));

	it("20 of them are 20 rows, and each finished one takes one id in order", () => {
		const { book, look, ids } = follow();
		const started = ids(
			1000,
			twenty(() => chromium({ method: "GET" })),
		);
		expect(new Set(started).size).toBe(20);
		const order = [7, 3, 19, 0, 11];
		const claimed: (string | null)[] = [];
		for (const [step, index] of order.entries()) {
			const over = new Set(order.slice(0, step + 1));
			claimed.push(book.claim(chromium({ method: "GET", status: 200, time: 1500 })));
			const log = twenty((at) =>
				over.has(at)
					? chromium({ method: "GET", status: 200, time: 1500 + at })
					: chromium({ method: "GET" }),
			);
			const { pending } = look(2000 + step * 1000, log);
			expect(pending.filter(({ phase }) => phase === "waiting")).toHaveLength(20 - step - 1);
			expect(index).toBeLessThan(20);
		}
		expect(claimed).toEqual(["running-1", "running-2", "running-3", "running-4", "running-5"]);
		expect(
			ids(
				9000,
				twenty(() => chromium({ method: "GET" })),
			).every((id) => started.includes(id)),
		).toBe(true);
	});

	it("one that finished before is not taken for one that runs", () => {
		const { book, ids } = follow();
		book.claim(chromium());
		expect(ids(1000, [chromium({ status: 200, time: 80 }), chromium()])).toHaveLength(1);
		expect(ids(2000, [chromium({ status: 200, time: 80 }), chromium()])).toHaveLength(1);
	});

	it("any order of starts and ends over 200 requests leaves no double and no rest", () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ at: fc.nat(20), lasts: fc.integer({ min: 1, max: 30 }), url: fc.nat(3) }), {
					minLength: 1,
					maxLength: 200,
				}),
				fc.boolean(),
				(requests, isFirefox) => {
					const make = isFirefox ? firefox : chromium;
					const { book, look } = follow();
					const taken: string[] = [];
					const reported = new Set<number>();
					for (let second = 0; second <= 55; second += 1) {
						const log: object[] = [];
						for (const [index, { at, lasts, url }] of requests.entries()) {
							if (at > second) continue;
							const line = { at: at * 1000, url: `${CHAT}/${url}` };
							const over = second >= at + lasts;
							const entry = over ? make({ ...line, status: 200, time: lasts * 1000, over }) : make(line);
							log.push(entry);
							if (!over || reported.has(index)) continue;
							reported.add(index);
							taken.push(book.claim(entry) ?? "unseen");
						}
						const shown = look(second * 1000, log).pending.map(({ exchange }) => exchange.id);
						expect(new Set(shown).size).toBe(shown.length);
						const running = requests.filter(({ at, lasts }) => at < second && second < at + lasts).length;
						const open = look(second * 1000, log).pending.filter(({ phase }) => phase === "waiting");
						expect(open.length).toBe(running);
					}
					expect(look(60_000, []).pending).toEqual([]);
					const known = taken.filter((id) => id !== "unseen");
					expect(new Set(known).size).toBe(known.length);
					expect(taken).toHaveLength(requests.length);
				},
			),
			{ numRuns: 40 },
		);
	});
});

describe("what Chromium's log does not tell", () => {
	it("an answer that pauses stays on its way though the browser's clock stands still", () => {
		const { look } = follow();
		const paused = chromium({ status: 200, mimeType: "application/json", size: 10, time: 800 });
		look(1000, [paused]);
		expect(look(60_000, [paused]).pending).toMatchObject([{ phase: "receiving" }]);
	});

	it("what was made before recording began again counts as running only once it grows", () => {
		const { book, ids } = follow();
		book.restart(START + 5000);
		const at = (size: number) => chromium({ status: 200, mimeType: "application/json", size, time: size });
		expect(ids(6000, [at(10)])).toEqual([]);
		expect(ids(7000, [at(10)])).toEqual([]);
		expect(ids(8000, [at(20)])).toHaveLength(1);
	});

	it("what waits for headers surely runs", () => {
		const { book, ids } = follow();
		book.restart(START + 5000);
		expect(ids(6000, [chromium()])).toHaveLength(1);
	});
});

describe("requests that end unseen", () => {
	it("lost to a navigation: kept with a verdict, once", () => {
		const { book, look } = follow();
		look(2000, [chromium()]);
		book.navigated(START + 3000);
		const { lost, pending } = look(3500, [chromium({ at: 3100, url: ROUT_MY_VIDEO })]);
		expect(pending).toEqual([]);
		expect(lost).toMatchObject([
			{ id: "running-1", status: 0, time: 3500, marks: ["page left before the answer"] },
		]);
		const decoded = lost[0] && decode(lost[0], { watchedHosts: [] });
		expect(decoded?.diagnosis).toMatchObject({ category: "client_closed", fault: "client", warning: "" });
		expect(decoded?.diagnosis?.title).toContain("page left");
		expect(look(5000, [chromium({ at: 3100, url: ROUT_MY_VIDEO })])).toMatchObject({
			lost: [],
			pending: [{}],
		});
	});

	it("what had its answer when the page left is neither lost nor on its way", () => {
		const { book, look } = follow();
		look(2000, [chromium()]);
		book.claim(chromium({ status: 200, time: 2100 }));
		book.navigated(START + 3000);
		expect(look(3500, [])).toMatchObject({ lost: [], pending: [], cleared: 0 });
	});

	it("warns that a lost submit may have been accepted and paid, also when headers had come", () => {
		for (const status of [0, 200]) {
			const { book, look } = follow();
			const line = { url: "https://api.crazyrouter.com/suno/submit/music", status, size: status };
			look(2000, [chromium(line)]);
			book.navigated(START + 3000);
			const [lost] = look(3500, []).lost;
			expect(lost && decode(lost, { watchedHosts: [] }).diagnosis?.warning).toContain("paid");
		}
	});

	it("lost though the log is preserved: its line never changes again", () => {
		const { book, look } = follow();
		look(2000, [chromium()]);
		book.navigated(START + 3000);
		expect(look(4000, [chromium()]).lost).toEqual([]);
		expect(look(5000, [chromium()]).lost).toEqual([]);
		expect(look(6000, [chromium()]).lost).toHaveLength(1);
		expect(look(7000, [chromium()])).toMatchObject({ lost: [], pending: [] });
	});

	it("not lost when it goes on growing (a worker's), nor when it began with the new page", () => {
		const { book, look } = follow();
		const worker = (size: number) => chromium({ status: 200, size, time: size });
		look(2000, [worker(1), chromium({ at: 1990, url: ROUT_MY_VIDEO })]);
		book.navigated(START + 1950);
		for (let second = 3; second < 9; second += 1)
			expect(look(second * 1000, [worker(second), chromium({ at: 1990, url: ROUT_MY_VIDEO })])).toMatchObject(
				{
					lost: [],
					pending: [{}, {}],
				},
			);
	});

	it("lost also when the log was empty before the navigation was known", () => {
		const { book, look } = follow();
		look(2000, [chromium()]);
		look(3000, []);
		book.navigated(START - 10);
		expect(look(4000, []).lost).toHaveLength(1);
	});

	it("a stream that had ended when the page left lost nothing", () => {
		const { book, look } = follow();
		look(2000, [
			chromium({
				status: 200,
				mimeType: "text/event-stream",
				messages: messages([chunk("a", "stop"), "[DONE]"], () => 400),
			}),
		]);
		book.navigated(START + 3000);
		const [lost] = look(3500, []).lost;
		expect(lost).toMatchObject({
			marks: [],
			streamMessages: [{ data: chunk("a", "stop") }, { data: "[DONE]" }],
		});
		expect(lost && decode(lost, { watchedHosts: [] }).diagnosis).toBeNull();
	});

	it("a cleared log: says so instead of showing stale rows, and knows the answer when it comes", () => {
		const { book, look } = follow();
		look(2000, [chromium()]);
		expect(look(3000, [])).toMatchObject({ cleared: 0, pending: [{}] });
		expect(look(4000, [])).toMatchObject({ cleared: 0, pending: [{}] });
		expect(look(5000, [])).toMatchObject({ cleared: 1, pending: [], lost: [] });
		expect(book.claim(chromium({ status: 200 }))).toBe("running-1");
	});

	it("finished in the log and never reported: Firefox's filter hides the event", () => {
		const { book, look } = follow();
		const over = firefox({ status: 200, over: true });
		look(2000, [firefox()]);
		expect(look(3000, [over])).toMatchObject({ unreported: 0, pending: [{ phase: "finishing" }] });
		expect(look(5000, [over])).toMatchObject({ unreported: 0 });
		expect(look(6500, [over])).toMatchObject({ unreported: 1, hidden: 1 });
		expect(book.has(over)).toBe(false);
		expect(book.claim(over)).toBe("running-1");
		expect(look(7500, [over])).toMatchObject({ unreported: 0, hidden: 0 });
	});

	it("an aborted request is finished, whatever its status", () => {
		const { book, look } = follow();
		look(2000, [chromium()]);
		const aborted = chromium({ error: "net::ERR_ABORTED", time: 2500 });
		expect(book.claim(aborted)).toBe("running-1");
		expect(look(3000, [aborted]).pending).toMatchObject([{ phase: "finishing" }]);
	});

	it("is known to the recorder while it runs", () => {
		const { book, look } = follow();
		expect(book.has(chromium())).toBe(false);
		look(2000, [chromium()]);
		expect(book.has(chromium())).toBe(true);
		book.claim(chromium({ status: 200 }));
		expect(book.has(chromium())).toBe(false);
	});
});

describe("hostile entries", () => {
	it("never throws", () => {
		const part = fc.anything({ withNullPrototype: true });
		const entry = fc.oneof(
			part,
			fc.record({
				startedDateTime: fc.oneof(part, fc.constant("2026-03-01T10:00:00.000Z")),
				request: fc.oneof(part, fc.record({ method: part, url: fc.oneof(part, fc.constant(CHAT)) })),
				response: fc.oneof(part, fc.record({ status: part, content: part, _error: part })),
				time: part,
				timings: part,
				_eventSourceMessages: fc.oneof(part, fc.array(part)),
			}),
		);
		fc.assert(
			fc.property(fc.array(fc.array(entry, { maxLength: 8 }), { maxLength: 5 }), (looks) => {
				const book = createPendingBook(() => "x");
				for (const [second, entries] of looks.entries()) {
					book.look(entries, START + second * 1000);
					for (const one of entries) book.claim(one);
					book.navigated(START);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it("follows 500 at most", () => {
		const { look } = follow();
		const log = Array.from({ length: 900 }, (_, index) => chromium({ url: `${CHAT}?n=${index}` }));
		expect(look(1000, log).pending).toHaveLength(500);
		expect(look(2000, log).pending).toHaveLength(500);
	});
});

import { describe, expect, test } from "vitest";
import { audit, createAudit } from "../../lib/audit/audit";
import { ATTEMPT_RULES, REQUEST_RULES, TASK_RULES } from "../../lib/audit/list";
import type { Diagnosis, Retry } from "../../lib/diagnosis";
import type { Exchange } from "../../lib/exchange";
import type { Row } from "../../lib/session";
import { createTaskBook } from "../../lib/task-book";
import { type Category, FINDING_KINDS, type Verdict } from "../../lib/vocabulary";
import { call, decoded, exchange } from "../fixtures/exchange";

const T0 = Date.UTC(2026, 2, 1, 10);
const at = (seconds: number) => new Date(T0 + seconds * 1000).toISOString();

const SCHEDULE = [1000, 2000, 4000];

function problem(category: Category, verdict: Verdict, retry: Partial<Retry> = {}): Diagnosis {
	const again = verdict === "yes" || verdict === "later";
	return {
		entry: null,
		specificity: "status",
		category,
		fault: "client",
		title: "t",
		explanation: "e",
		actions: [],
		retry: { verdict, afterMs: null, scheduleMs: again ? SCHEDULE : null, rule: "", afterFrom: "", ...retry },
		evidence: [],
		requestId: null,
		errorId: null,
		cause: null,
		source: "",
		serverMessage: "",
		failedInside: false,
		contradictions: [],
		warning: "",
	};
}

const LIMITED = problem("rate_limit", "yes");

/** Sends the same chat request at these seconds; each answer takes 100 ms and fails as given, the last one goes well. */
function attempts(seconds: readonly number[], failure: Diagnosis = LIMITED, body = '{"model":"m"}'): Row[] {
	return seconds.map((second, i) => ({
		exchange: call(
			`${body}-${i}`,
			"POST",
			"/v1/chat/completions",
			body,
			{},
			{ startedDateTime: at(second), status: 429 },
		),
		decoded: decoded({ diagnosis: i === seconds.length - 1 && failure === LIMITED ? null : failure }),
	}));
}

function found(rows: readonly Row[], now?: number) {
	const book = createTaskBook();
	for (const row of rows) book.observe(row.exchange, row.decoded);
	return audit(rows, book.tasks(), now);
}
const kinds = (rows: readonly Row[], now?: number) => found(rows, now).map(({ kind }) => kind);
const media = (...exchanges: readonly Exchange[]): Row[] =>
	exchanges.map((one) => ({ exchange: one, decoded: decoded() }));

test("every kind of finding has its rule, and no other", () => {
	const made = [...ATTEMPT_RULES, ...REQUEST_RULES, ...TASK_RULES].map(({ kind }) => kind);
	expect([...made].sort()).toEqual([...FINDING_KINDS].sort());
});

describe("retries", () => {
	test("at the documented pace are fine", () => {
		expect(kinds(attempts([0, 1.15, 3.3, 7.5]))).toEqual([]);
		expect(kinds(attempts([0, 2, 9, 40]))).toEqual([]);
	});

	test("at once", () => {
		const [finding] = found(attempts([0, 0.6]));
		expect(finding).toMatchObject({
			kind: "retry-too-soon",
			title: "Retried after 500 ms; the router asks for 1 s",
		});
		expect(finding?.exchanges).toEqual(['{"model":"m"}-0', '{"model":"m"}-1']);
	});

	test("again and again at the same pace", () => {
		expect(kinds(attempts([0, 1.2, 2.4, 3.6]))).toEqual(["retry-without-backoff"]);
		expect(kinds(attempts([0, 0.2, 0.4, 0.6])).sort()).toEqual(["retry-too-soon", "retry-without-backoff"]);
	});

	test("against what the answer itself asked for", () => {
		const asked = problem("rate_limit", "yes", { afterMs: 20_000, afterFrom: "Retry-After" });
		const [finding, ...more] = found(attempts([0, 5], asked));
		expect(finding).toMatchObject({
			kind: "retry-after-ignored",
			title: "Asked to wait 20 s, waited 4.90 s",
		});
		expect(more).toEqual([]);
		expect(kinds(attempts([0, 21], asked))).toEqual([]);
	});

	test("of what cannot succeed", () => {
		expect(kinds(attempts([0, 3, 8], problem("auth", "after-change")))).toEqual(["retry-not-retryable"]);
		expect(kinds(attempts([0, 3], problem("not_found", "no")))).toEqual(["retry-not-retryable"]);
		expect(kinds(attempts([0, 200], problem("insufficient_quota", "after-change")))).toEqual([]);
	});

	test("of what went well after all were right", () => {
		const rows = attempts([0, 3], problem("auth", "after-change"));
		expect(
			kinds([
				...rows.slice(0, 1),
				...media(call("ok", "POST", "/v1/chat/completions", '{"model":"m"}', {}, { startedDateTime: at(3) })),
			]),
		).toEqual([]);
	});

	test("are told from parallel requests and from other bodies", () => {
		expect(kinds(attempts([0, 0.02, 0.04, 0.06]))).toEqual([]);
		expect(kinds([...attempts([0], LIMITED, "a"), ...attempts([0.2], LIMITED, "b")])).toEqual([]);
	});

	test("a success in between starts anew", () => {
		const rows = attempts([0, 1.2, 2.4, 3.6]);
		const second = rows[1];
		if (second) rows[1] = { ...second, decoded: decoded() };
		expect(kinds(rows)).toEqual([]);
	});

	test("preflights and rows without a time count for nothing", () => {
		const rows = attempts([0, 0.1, 0.2]);
		expect(kinds(rows.map((row) => ({ ...row, exchange: { ...row.exchange, method: "OPTIONS" } })))).toEqual(
			[],
		);
		expect(
			kinds(rows.map((row) => ({ ...row, exchange: { ...row.exchange, startedDateTime: null } }))),
		).toEqual([]);
	});
});

describe("jobs", () => {
	const submit = (x: string, second: number, id: string) =>
		call(
			x,
			"POST",
			"/mj/submit/imagine",
			{ prompt: "fox" },
			{ code: 1, result: id },
			{ startedDateTime: at(second) },
		);
	const poll = (second: number, status: string, id = "7", progress = "") =>
		call(
			`p${id}-${second}`,
			"GET",
			`/mj/task/${id}/fetch`,
			null,
			{ id, status, progress, imageUrl: "https://cdn.test/a.png" },
			{ startedDateTime: at(second) },
		);

	test("the same submit while the first runs", () => {
		const [finding] = found(media(submit("s1", 0, "7"), poll(3, "IN_PROGRESS"), submit("s2", 5, "8")));
		expect(finding).toMatchObject({
			kind: "double-submit",
			exchanges: ["s1", "s2"],
			task: "crazyrouter|midjourney|7",
		});
	});

	test("is none after the first has ended, when it was refused, or joined the first", () => {
		expect(kinds(media(submit("s1", 0, "7"), poll(3, "SUCCESS"), submit("s2", 5, "8")))).toEqual([]);
		const refused = call(
			"s2",
			"POST",
			"/mj/submit/imagine",
			{ prompt: "fox" },
			{ code: 23, description: "full", result: "8" },
			{ startedDateTime: at(2) },
		);
		expect(kinds(media(submit("s1", 0, "7"), refused))).toEqual([]);
		expect(kinds(media(submit("s1", 0, "7"), submit("s2", 2, "7")))).toEqual([]);
	});

	test("two long synchronous requests at once", () => {
		const video = (x: string, second: number) =>
			call(
				x,
				"POST",
				"https://api.rout.my/v1/video/generations",
				{ prompt: "x" },
				{ data: [{ url: "https://cdn.test/v.mp4" }] },
				{ startedDateTime: at(second), time: 60_000 },
			);
		const rows = media(video("v1", 0), video("v2", 10)).map((row) => ({
			...row,
			decoded: decoded({ router: "rout.my" }),
		}));
		expect(kinds(rows)).toEqual(["double-submit"]);
	});

	test("polled too often", () => {
		const rows = media(...Array.from({ length: 10 }, (_, i) => poll(i, "IN_PROGRESS", "7", `${i * 5}%`)));
		const [finding] = found(rows);
		expect(finding).toMatchObject({ kind: "poll-too-often", title: "Polled every 1.00 s; 3 s is advised" });
		expect(kinds(media(...[0, 3, 6, 9, 12, 15].map((second) => poll(second, "IN_PROGRESS"))))).toEqual([]);
	});

	test("polled after the end", () => {
		expect(kinds(media(poll(0, "SUCCESS"), poll(4, "SUCCESS"), poll(8, "SUCCESS")))).toEqual([
			"poll-after-terminal",
		]);
		expect(kinds(media(poll(0, "SUCCESS"), poll(4, "SUCCESS")))).toEqual([]);
	});

	test("left alone, as of the latest exchange or of now", () => {
		const rows = media(poll(0, "IN_PROGRESS"), poll(4, "IN_PROGRESS"));
		expect(kinds(rows)).toEqual([]);
		expect(kinds(rows, T0 + 120_000)).toEqual(["task-abandoned"]);
		expect(kinds([...rows, ...media(exchange({ id: "later", startedDateTime: at(300) }))])).toEqual([
			"task-abandoned",
		]);
	});

	test("stuck", () => {
		const rows = media(...Array.from({ length: 80 }, (_, i) => poll(i * 10, "IN_PROGRESS", "7", "40%")));
		expect(kinds(rows)).toEqual(["task-stuck"]);
	});

	test("polls that fail are no retries", () => {
		const rows = media(poll(0, "IN_PROGRESS"), poll(3, "IN_PROGRESS"), poll(6, "IN_PROGRESS")).map((row) => ({
			...row,
			decoded: decoded({ diagnosis: problem("upstream_failure", "yes", { scheduleMs: [10_000, 20_000] }) }),
		}));
		expect(kinds(rows)).toEqual([]);
	});
});

describe("single requests", () => {
	test("a client that gives up at a round time before the documented one", () => {
		const video = (time: number, partial: Partial<Exchange> = {}): Row => ({
			exchange: call("v1", "POST", "https://api.rout.my/v1/video/generations", { prompt: "x" }, null, {
				status: 0,
				error: "net::ERR_ABORTED",
				time,
				...partial,
			}),
			decoded: decoded({ router: "rout.my" }),
		});
		expect(found([video(60_050)])[0]).toMatchObject({
			kind: "client-timeout-too-short",
			title: "The client gave up after 1 min",
		});
		expect(kinds([video(60_050, { status: 499, error: null })])).toEqual(["client-timeout-too-short"]);
		expect(kinds([video(47_300)])).toEqual([]);
		expect(kinds([video(60_050, { error: "net::ERR_NAME_NOT_RESOLVED" })])).toEqual([]);
		expect(kinds([video(60_050, { status: 200, error: null })])).toEqual([]);
		expect(kinds([video(60_050, { url: "https://api.rout.my/v1/models" })])).toEqual([]);
	});

	test("a key in the address, one finding for all requests", () => {
		const keyed = (id: string, query: string): Row => ({
			exchange: exchange({ id, url: `https://api.crazyrouter.com/v1beta/models?${query}` }),
			decoded: decoded(),
		});
		const all = found([
			keyed("a", "key=[key:1a2b]"),
			keyed("b", "key=[key:1a2b]"),
			keyed("c", "alt=sse"),
			keyed("d", "key="),
		]);
		expect(all).toHaveLength(1);
		expect(all[0]).toMatchObject({ kind: "key-in-url", exchanges: ["a", "b"] });
		expect(JSON.stringify(all)).not.toContain("1a2b");
	});

	test("a key in a public page", () => {
		const from = (pageOrigin: string | null, url = "https://api.crazyrouter.com/v1/models"): Row => ({
			exchange: exchange({
				url,
				pageOrigin,
				requestHeaders: [{ name: "Authorization", value: "Bearer [key:1a2b]" }],
			}),
			decoded: decoded(),
		});
		expect(kinds([from("https://shop.example")])).toEqual(["key-in-browser"]);
		for (const origin of [
			null,
			"null",
			"http://localhost:3000",
			"http://127.0.0.1",
			"http://192.168.1.5",
			"https://app.test",
			"chrome-extension://abc",
			"https://crazyrouter.com",
			"file://",
		])
			expect(kinds([from(origin)])).toEqual([]);
		const { exchange: bare, decoded: fine } = from("https://shop.example");
		expect(kinds([{ exchange: { ...bare, requestHeaders: [] }, decoded: fine }])).toEqual([]);
	});
});

describe("the audit", () => {
	test("gives the same findings however the rows arrive", () => {
		const rows = [
			...attempts([0, 0.2, 0.4, 0.6]),
			...attempts([0, 3, 8], problem("auth", "after-change"), "b"),
		];
		const whole = found(rows);
		expect(found([...rows].reverse())).toEqual(whole);
		const book = createAudit();
		for (const row of [...rows, ...rows]) book.observe(row);
		expect(book.findings([])).toEqual(whole);
		book.clear();
		expect(book.findings([])).toEqual([]);
	});

	test("newest first", () => {
		const rows = [...attempts([0, 0.2], LIMITED, "a"), ...attempts([60, 60.2], LIMITED, "b")];
		expect(found(rows).map(({ exchanges }) => exchanges[0])).toEqual(["b-0", "a-0"]);
	});

	test("names at most fifty exchanges and says every finding in full", () => {
		const rows = Array.from({ length: 400 }, (_, i) => ({
			exchange: exchange({ id: `k${i}`, url: "https://api.crazyrouter.com/x?key=[key:1]" }),
			decoded: decoded(),
		}));
		const [finding] = found(rows);
		expect(finding?.exchanges).toHaveLength(50);
		for (const { title, detail, actions } of [...found(rows), ...found(attempts([0, 0.2, 0.4, 0.6]))]) {
			expect(title).toMatch(/^[A-Z0-9].*[^.]$/);
			expect(detail).toMatch(/\.$/);
			for (const action of actions) expect(action).toMatch(/^[A-Z].*\.$/);
		}
	});

	test("hostile rows do no harm", () => {
		for (const url of [null, "", "::", "https://a.test/\ud800", `https://a.test/?key=${"x".repeat(100_000)}`])
			for (const startedDateTime of [null, "x", "9999-12-31T23:59:59Z"])
				expect(() =>
					found([
						{
							exchange: exchange({ url, startedDateTime, time: Number.NaN, pageOrigin: url }),
							decoded: decoded(),
						},
					]),
				).not.toThrow();
	});
});

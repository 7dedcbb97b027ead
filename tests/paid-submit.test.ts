import { describe, expect, test } from "vitest";
import type { Exchange } from "../lib/exchange";
import { fromEntry } from "../lib/from-entry";
import { isAnswerLost } from "../lib/paid-submit";
import { adviseTask } from "../lib/task-advice";
import { createTaskBook } from "../lib/task-book";
import { isOver } from "../lib/task-watch";
import { body, call, decoded } from "./fixtures/exchange";
import chromium from "./fixtures/recorded/chromium.json";
import firefox from "./fixtures/recorded/firefox.json";

const PROMPT = { prompt: "a lighthouse in fog" };
const submit = (partial: Partial<Exchange>, id = "s1") =>
	call(id, "POST", "/mj/submit/imagine", PROMPT, null, { status: 0, ...partial });
const error = (name: string) => ({ error: `net::ERR_${name}` });

/** How a submit may end without an answer, and whether it may have been taken all the same. */
const ENDS: readonly (readonly [string, Partial<Exchange>, boolean])[] = [
	["aborted", error("ABORTED"), true],
	["timed out", error("TIMED_OUT"), true],
	["broken off", error("CONNECTION_RESET"), true],
	["HTTP/2 broken off", error("HTTP2_PROTOCOL_ERROR"), true],
	["aborted after the headers", { status: 200, ...error("ABORTED") }, true],
	["Firefox: gone, its body was sent", { error: null }, true],
	["Firefox: gone, nothing was sent", { error: null, requestBody: body(null) }, false],
	["refused", error("CONNECTION_REFUSED"), false],
	["never connected", error("CONNECTION_TIMED_OUT"), false],
	["unknown host", error("NAME_NOT_RESOLVED"), false],
	["blocked", error("BLOCKED_BY_CLIENT"), false],
	["refused by CORS", error("FAILED"), false],
	["offline", error("INTERNET_DISCONNECTED"), false],
	[
		"refused by the router",
		{ status: 429, responseBody: body({ description: "slow down", code: 23 }) },
		false,
	],
];

describe("a submit without an answer", () => {
	test.each(ENDS)("%s", (_, end, lost) => {
		const exchange = submit(end);
		expect(isAnswerLost(exchange)).toBe(lost);
		const book = createTaskBook();
		book.observe(exchange, decoded());
		expect(book.tasks()).toHaveLength(lost ? 1 : 0);
	});

	test("stays on the timeline with an end, is warned of, and is nothing to keep asking about", () => {
		const book = createTaskBook();
		book.observe(submit({ responseBody: { ...body(null), state: "pending" } }), decoded());
		expect(book.tasks()).toMatchObject([{ phase: "running", inFlight: true }]);
		book.observe(submit({ ...error("ABORTED"), time: 4000 }), decoded());
		const [task] = book.tasks();
		if (!task) throw new Error("no task");
		expect(task).toMatchObject({ phase: "unknown", unanswered: true, pageLeft: false, inFlight: false });
		expect(isOver(task)).toBe(true);
		expect(adviseTask(task, Date.parse(task.lastSeen) + 3_600_000)).toMatchObject([
			{ kind: "unanswered", tone: "warn" },
		]);
		expect(book.unfinished()).toEqual([]);
		book.observe(
			submit({ status: 200, responseBody: body({ code: 1, description: "ok", result: "17" }) }, "s2"),
			decoded(),
		);
		expect(
			book
				.tasks()
				.map(({ unanswered }) => unanswered)
				.sort(),
		).toEqual([false, true]);
	});

	test.each([
		["chromium", chromium],
		["firefox", firefox],
	])("what %s tells of requests given up and refused", (_, shapes) => {
		const lost = (entry: unknown) => isAnswerLost(fromEntry(entry, { id: "x", source: "devtools" }));
		expect(lost(shapes["given-up-before-headers"].entry)).toBe(true);
		expect(lost(shapes.reset.entry)).toBe(true);
		expect(lost(shapes.refused.entry)).toBe(false);
		expect(lost(shapes["no-content"].entry)).toBe(false);
		expect(lost(shapes["empty-500"].entry)).toBe(false);
	});
});

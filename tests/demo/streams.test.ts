import { createParser } from "eventsource-parser";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Demo } from "../../demo/server/start.mjs";
import { at, chat, openDemo } from "./client";

let demo: Demo;
beforeAll(async () => {
	demo = await openDemo();
});
afterAll(() => demo.close());

interface Stream {
	readonly type: string | null;
	readonly events: readonly { event: string | undefined; data: unknown }[];
	/** What stood in the body and was no event. */
	readonly rest: string;
	readonly done: boolean;
	readonly brokeOff: boolean;
}

async function stream(name?: string): Promise<Stream> {
	const response = await chat(demo, name, "", { stream: true });
	expect(response.status).toBe(200);
	let text = "";
	let brokeOff = false;
	try {
		for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
	} catch {
		brokeOff = true;
	}
	const events: { event: string | undefined; data: unknown }[] = [];
	const parser = createParser({
		onEvent: ({ event, data }) => {
			if (data !== "[DONE]") events.push({ event, data: JSON.parse(data) });
		},
	});
	parser.feed(text);
	const rest = text
		.split("\n")
		.filter((line) => line.startsWith("{"))
		.join("\n");
	return {
		type: response.headers.get("content-type"),
		events,
		rest,
		done: text.includes("data: [DONE]"),
		brokeOff,
	};
}

const finishes = ({ events }: Stream) =>
	events.map(({ data }) => at(data, "choices", 0, "finish_reason")).filter(Boolean);
const errors = ({ events }: Stream) => events.map(({ data }) => at(data, "error")).filter(Boolean);

it("a normal stream says its words, a finish reason and [DONE]", async () => {
	const seen = await stream();
	expect(seen.type).toBe("text/event-stream");
	expect(seen.events.length).toBeGreaterThan(5);
	expect(finishes(seen)).toEqual(["stop"]);
	expect(seen.done).toBe(true);
	const ids = seen.events.map(({ data }) => at(data, "id"));
	expect(new Set(ids).size).toBe(1);
});

it("an error may be the first event or come in the middle", async () => {
	const first = await stream("stream-error-first");
	expect(first.events).toHaveLength(1);
	expect(errors(first)).toHaveLength(1);
	const middle = await stream("stream-error-mid");
	expect(middle.events.length).toBeGreaterThan(2);
	expect(at(errors(middle)[0], "code")).toBe("bad_response");
});

it.each(["stream-bare-error", "stream-ping-then-error"])(
	"%s ends with JSON that is no event",
	async (name) => {
		const seen = await stream(name);
		expect(at(JSON.parse(seen.rest), "error", "message")).toContain("(request id: ");
		expect(seen.done).toBe(false);
	},
);

it("a silent end has neither finish reason nor [DONE], an aborted one breaks off", async () => {
	const silent = await stream("stream-silent-end");
	expect([finishes(silent), silent.done, silent.brokeOff]).toEqual([[], false, false]);
	expect((await stream("stream-aborted")).brokeOff).toBe(true);
});

it.each([
	["stream-content-filter", "content_filter"],
	["stream-cut-by-length", "length"],
])("%s finishes with %s", async (name, reason) => {
	expect(finishes(await stream(name))).toEqual([reason]);
});

it("stream-as-json calls an event stream JSON", async () => {
	const seen = await stream("stream-as-json");
	expect(seen.type).toBe("application/json");
	expect(errors(seen)).toHaveLength(1);
});

it("Anthropic's and the Responses API's errors have their own events", async () => {
	const anthropic = await stream("stream-anthropic-error");
	expect(anthropic.events.at(-1)).toMatchObject({
		event: "error",
		data: { type: "error", error: { type: "overloaded_error" } },
	});
	const responses = await stream("stream-responses-failed");
	expect(responses.events.at(-1)?.event).toBe("response.failed");
});

it("a stalled stream stays open until the reader leaves", async () => {
	const stop = new AbortController();
	const response = await fetch(`${demo.httpOrigin}/v1/chat/completions?key=sk-demo&demo=stream-stalled`, {
		signal: stop.signal,
	});
	const reader = response.body?.getReader();
	expect((await reader?.read())?.done).toBe(false);
	const pause = new Promise((resolve) => setTimeout(resolve, 150, "still open"));
	const drained = (async () => {
		while ((await reader?.read())?.done === false);
		return "ended";
	})().catch(() => "aborted");
	expect(await Promise.race([drained, pause])).toBe("still open");
	stop.abort();
	expect(await drained).toBe("aborted");
});

it("a held answer waits for its release, a held stream goes on step by step", async () => {
	const held = fetch(`${demo.httpOrigin}/v1/models?key=sk-demo&hold=answer`).then(({ status }) => status);
	const pause = new Promise((resolve) => setTimeout(resolve, 100, "held"));
	expect(await Promise.race([held, pause])).toBe("held");
	demo.release("answer");
	expect(await held).toBe(200);

	const response = await fetch(
		`${demo.httpOrigin}/v1/chat/completions?key=sk-demo&demo=stream-held&hold=words`,
	);
	let text = "";
	const whole = (async () => {
		const decoder = new TextDecoder();
		for await (const piece of response.body ?? []) text += decoder.decode(piece, { stream: true });
	})();
	const events = () => text.split("data: ").length - 1;
	for (const [step, count] of [3, 7, 13].entries()) {
		await expect.poll(events).toBe(count);
		demo.release(`words:${step + 1}`);
	}
	await whole;
	expect(events()).toBe(15);
});

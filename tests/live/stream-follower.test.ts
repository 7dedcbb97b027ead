import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStreamFollower } from "../../lib/live/stream-follower";
import { progressOf, stalledFor } from "../../lib/live/stream-progress";
import { createVault } from "../../lib/vault";
import { chunk, finished, messages, START, sse } from "./fixtures";

const HELLO = [chunk("Hel"), chunk("lo "), chunk("world"), chunk(null, "stop"), "[DONE]"];

describe("a stream whose events the browser keeps", () => {
	it("is read as it grows: first event, rate, longest gap, text, end", () => {
		const times = [400, 500, 2500, 2600, 2700];
		const all = messages(HELLO, (index) => times[index] ?? 0);
		const follower = createStreamFollower(START);
		follower.look({ messages: all.slice(0, 2), bytes: 100, at: START + 1000 });
		expect(follower.read()).toMatchObject({ events: 2, text: "Hello ", ended: null, finishReason: null });
		follower.look({ messages: all, bytes: 300, at: START + 3000 });
		expect(follower.read()).toMatchObject({
			events: 5,
			clock: "browser",
			format: "openai-chat",
			model: "gpt-4o-2024",
			text: "Hello world",
			finishReason: "stop",
			ended: "[DONE]",
			firstEventAt: START + 400,
			lastEventAt: START + 2700,
			longestGap: { ms: 2000, from: START + 500, to: START + 2500 },
			suspicious: [],
		});
		expect(follower.read().eventsPerSecond).toBeCloseTo(4 / 2.3, 5);
	});

	it("says when it is silent, and no longer once it has ended", () => {
		const follower = createStreamFollower(START);
		follower.look({ messages: messages([chunk("a")], () => 500), bytes: 10, at: START + 1000 });
		expect(stalledFor(follower.read(), START + 2000)).toBeNull();
		expect(stalledFor(follower.read(), START + 12_500)).toBe(12_000);
		follower.look({ messages: messages([chunk("a"), "[DONE]"], () => 500), bytes: 20, at: START + 13_000 });
		expect(stalledFor(follower.read(), START + 99_000)).toBeNull();
	});

	it("tells keep-alives from silence", () => {
		const follower = createStreamFollower(START);
		const first = messages([chunk("a")], () => 500);
		follower.look({ messages: first, bytes: 10, at: START + 1000 });
		follower.look({ messages: first, bytes: 18, at: START + 9000 });
		expect(follower.read()).toMatchObject({ lastEventAt: START + 500, lastByteAt: START + 9000 });
	});

	it("reads only what is new", () => {
		const all = messages(
			Array.from({ length: 50 }, (_, index) => chunk(`${index} `)),
			(index) => index * 10,
		);
		const follower = createStreamFollower(START);
		follower.look({ messages: all, bytes: 1, at: START });
		let touched = 0;
		const watched = new Proxy([...all, ...messages([chunk("new")], () => 999)], {
			get(target, key, receiver) {
				if (typeof key === "string" && /^\d+$/.test(key)) touched += 1;
				return Reflect.get(target, key, receiver);
			},
		});
		follower.look({ messages: watched, bytes: 2, at: START + 1000 });
		expect(follower.read().events).toBe(51);
		expect(touched).toBe(1);
	});

	it("survives messages that are none", () => {
		const follower = createStreamFollower(START);
		const hostile = [null, {}, { time: "x", data: 4 }, { time: Number.NaN, eventName: {}, data: "{" }];
		follower.look({ messages: hostile as never, bytes: 0, at: START });
		expect(follower.read()).toMatchObject({ events: 4, firstEventAt: null, arrivals: null, text: "" });
	});
});

describe("a stream whose text so far the browser gives", () => {
	it("is read the same wherever the looks cut it", () => {
		const body = sse([...HELLO.slice(0, 2), chunk("日本語 𝄞"), ...HELLO.slice(2)]);
		const whole = createStreamFollower(START);
		whole.look({ text: body, bytes: body.length, at: START + 9000 });
		fc.assert(
			fc.property(
				fc.array(fc.nat(body.length), { maxLength: 12 }),
				fc.constantFrom("\n", "\r\n", "\r"),
				(cuts, lineEnd) => {
					const text = body.replaceAll("\n", lineEnd);
					const follower = createStreamFollower(START);
					for (const [index, cut] of [...cuts].sort((a, b) => a - b).entries())
						follower.look({ text: text.slice(0, cut), bytes: cut, at: START + index });
					follower.look({ text, bytes: text.length, at: START + 9000 });
					// A lone CR ends a line only when it is known that no LF follows.
					const least = lineEnd === "\r" ? 5 : 6;
					expect(follower.read().events).toBeGreaterThanOrEqual(least);
					expect(follower.read().text).toBe(whole.read().text);
				},
			),
		);
	});

	it("knows times to a poll's distance and gaps as at least", () => {
		const follower = createStreamFollower(START);
		const look = (count: number, at: number) => {
			const text = sse(HELLO.slice(0, count));
			follower.look({ text, bytes: text.length, at: START + at });
		};
		look(0, 1000);
		look(2, 2000);
		look(2, 3000);
		look(2, 4000);
		look(3, 5000);
		expect(follower.read()).toMatchObject({
			clock: "polls",
			events: 3,
			firstEventAt: START + 2000,
			lastEventAt: START + 5000,
			longestGap: { ms: 2000, from: START + 2000, to: START + 4000 },
		});
	});

	it("does not stumble over a character that is half there", () => {
		const body = sse([chunk("ä"), chunk("ö")]);
		const at = body.indexOf("ä");
		const follower = createStreamFollower(START);
		follower.look({ text: `${body.slice(0, at)}\uFFFD`, bytes: at, at: START });
		follower.look({ text: body, bytes: body.length, at: START + 1000 });
		expect(follower.read()).toMatchObject({ text: "äö", events: 2, cut: false });
	});

	it("begins anew when the text is another one, but not for ever", () => {
		const follower = createStreamFollower(START);
		for (let nth = 0; nth < 50; nth += 1) {
			const text = sse([chunk(`other ${nth}`)]);
			follower.look({ text, bytes: text.length, at: START + nth });
		}
		expect(follower.read()).toMatchObject({ events: 1, text: "other 3", cut: true });
	});

	it("stops at Firefox's limit and says so", () => {
		const text = sse([chunk("a")]);
		const follower = createStreamFollower(START);
		follower.look({ text, bytes: text.length, at: START });
		const padded = text + "\0".repeat(1_100_000);
		follower.look({ text: padded, bytes: padded.length, at: START + 1000 });
		expect(follower.read()).toMatchObject({ events: 1, cut: true, lastByteAt: START + 1000 });
	});

	it("reads a gateway's error without `data:`", () => {
		const follower = createStreamFollower(START);
		const text = `${sse([chunk("a")])}{"error":{"message":"no channel"}}\n`;
		follower.look({ text, bytes: text.length, at: START });
		expect(follower.read().suspicious).toMatchObject([
			{ index: 1, message: { data: expect.stringContaining("no channel") } },
		]);
	});
});

describe("the four formats", () => {
	const read = (payloads: readonly (string | readonly [string, object])[]) => {
		const follower = createStreamFollower(START);
		follower.look({
			messages: payloads.map((payload, index) => ({
				time: (START + index) / 1000,
				eventName: typeof payload === "string" ? "message" : payload[0],
				data: typeof payload === "string" ? payload : JSON.stringify({ type: payload[0], ...payload[1] }),
			})),
			bytes: 1,
			at: START,
		});
		return follower.read();
	};

	it("OpenAI chat: tools, reasoning, usage", () => {
		const tool = { tool_calls: [{ index: 0, id: "c1", function: { name: "get_weather", arguments: "" } }] };
		expect(
			read([
				JSON.stringify({ choices: [{ delta: { reasoning_content: "hmm" } }] }),
				JSON.stringify({ choices: [{ delta: tool }] }),
				JSON.stringify({ choices: [{ delta: {}, finish_reason: "tool_calls" }] }),
				JSON.stringify({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 } }),
			]),
		).toMatchObject({
			format: "openai-chat",
			reasoningLength: 3,
			toolCalls: 1,
			tools: ["get_weather"],
			usage: { input: 9, output: 12, total: 21 },
			finishReason: "tool_calls",
			suspicious: [],
		});
	});

	it("OpenAI responses", () => {
		expect(
			read([
				["response.created", { response: { model: "gpt-5" } }],
				["response.output_item.added", { item: { type: "function_call", name: "find" } }],
				["response.output_text.delta", { delta: "Hi" }],
				[
					"response.completed",
					{ response: { status: "completed", usage: { input_tokens: 3, output_tokens: 4 } } },
				],
			]),
		).toMatchObject({
			format: "openai-responses",
			model: "gpt-5",
			text: "Hi",
			tools: ["find"],
			ended: "response.completed",
			finishReason: "completed",
			usage: { input: 3, output: 4 },
		});
	});

	it("Anthropic: the input count comes first, the output count last", () => {
		expect(
			read([
				["message_start", { message: { model: "claude-x", usage: { input_tokens: 7, output_tokens: 1 } } }],
				["content_block_start", { content_block: { type: "tool_use", name: "look" } }],
				["ping", {}],
				["content_block_delta", { delta: { type: "text_delta", text: "Hey" } }],
				["message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 15 } }],
				["message_stop", {}],
			]),
		).toMatchObject({
			format: "anthropic",
			model: "claude-x",
			text: "Hey",
			tools: ["look"],
			usage: { input: 7, output: 15 },
			finishReason: "end_turn",
			ended: "message_stop",
			suspicious: [],
		});
	});

	it("Google", () => {
		const part = (text: string) => ({ content: { parts: [{ text }] } });
		expect(
			read([
				JSON.stringify({ candidates: [part("Gu")], modelVersion: "gemini-x" }),
				JSON.stringify({
					candidates: [{ ...part("ten"), finishReason: "STOP" }],
					usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2, totalTokenCount: 3 },
				}),
			]),
		).toMatchObject({
			format: "google",
			model: "gemini-x",
			text: "Guten",
			finishReason: "STOP",
			ended: "finishReason",
			usage: { input: 1, output: 2, total: 3 },
		});
	});

	it.each([
		["an error frame", '{"error":{"message":"x","code":"bad_response"}}'],
		["no JSON", "upstream connect error"],
		["a content filter", chunk(null, "content_filter")],
		["an unknown object", '{"code":500,"message":"x"}'],
	])("marks %s for the decoder", (_, data) => {
		expect(read([chunk("a"), data]).suspicious).toMatchObject([{ index: 1 }]);
	});

	it("masks keys the stream echoes", () => {
		const key = `sk-${"a1B2".repeat(10)}`;
		const progress = read([chunk(`your key ${key}`), `{"error":{"message":"bad ${key}"}}`]);
		expect(JSON.stringify(progress)).not.toContain(key);
		expect(progress.text).toContain("[key:");
	});

	it("masks with the session's own marks, also a key that comes in pieces, none of which is shown", () => {
		const key = `sk-${"a1B2".repeat(10)}`;
		const vault = createVault();
		const said = vault.mask(key, "key");
		const pieces = [
			"your key is sk-a1B2a1B2a1B2a1B2a1B2",
			...(key.slice(23).match(/.{1,7}/g) ?? []),
			" done",
		];
		const all = messages([...pieces.map((piece) => chunk(piece)), chunk(` and ${key}`)], (index) => index);
		const follower = createStreamFollower(START, vault);
		for (let seen = 1; seen < all.length; seen += 1) {
			follower.look({ messages: all.slice(0, seen), bytes: seen, at: START + seen });
			expect(follower.read().text).not.toMatch(/a1B2/);
		}
		expect(follower.read().text).toBe(`your key is ${said} done`);
		follower.look({ messages: all, bytes: 99, at: START + 99 });
		expect(follower.read().recent.at(-1)?.data).toContain(said);
		expect(vault.secrets()).toContain(key);
	});

	it("a key is never cut where an old part of the answer is settled", () => {
		const key = `sk-${"a1B2".repeat(10)}`;
		const vault = createVault();
		const follower = createStreamFollower(START, vault);
		const all = messages(
			Array.from({ length: 4000 }, (_, index) =>
				chunk(index % 2 ? `${key.slice(20)} ` : ` ${key.slice(0, 20)}`),
			),
			(index) => index,
		);
		for (let seen = 1; seen <= 4000; seen += 37) {
			follower.look({ messages: all.slice(0, seen), bytes: seen, at: START + seen });
			expect(follower.read().text.replaceAll("‹key 1›", "")).not.toMatch(/a1B2|sk-/);
		}
		expect(vault.secrets()).toContain(key);
	});
});

describe("bounds", () => {
	it("keeps the end of a long answer and says how much is before it", () => {
		const follower = createStreamFollower(START);
		const piece = "x".repeat(1000);
		follower.look({
			messages: messages(
				Array.from({ length: 300 }, () => chunk(piece)),
				(index) => index,
			),
			bytes: 1,
			at: START,
		});
		const { text, textDropped, recent, recentFrom } = follower.read();
		expect(text.length).toBe(64 * 1024);
		expect(text.length + textDropped).toBe(300_000);
		expect(recent.length + recentFrom).toBe(300);
	});

	it("keeps the last 200 events with their numbers", () => {
		const follower = createStreamFollower(START);
		const all = messages(
			Array.from({ length: 3000 }, (_, index) => chunk(String(index))),
			(index) => index,
		);
		for (let seen = 100; seen <= 3000; seen += 100)
			follower.look({ messages: all.slice(0, seen), bytes: seen, at: START });
		const { recent, recentFrom } = follower.read();
		expect(recent).toHaveLength(200);
		expect(recentFrom).toBe(2800);
		expect(recent[0]?.data).toBe(chunk("2800"));
	});

	it("draws any length in at most 96 steps that hold every event", () => {
		fc.assert(
			fc.property(fc.array(fc.nat(100_000_000), { minLength: 1, maxLength: 50 }), (times) => {
				const sorted = [...times].sort((a, b) => a - b);
				const follower = createStreamFollower(START);
				follower.look({
					messages: messages(
						sorted.map(() => "{}"),
						(index) => (sorted[index] ?? 0) + 1,
					),
					bytes: 1,
					at: START,
				});
				const counts = follower.read().arrivals?.counts ?? [];
				expect(counts.length).toBeLessThanOrEqual(96);
				expect(counts.reduce((sum, count) => sum + count, 0)).toBe(times.length);
			}),
			{ numRuns: 50 },
		);
	});
});

describe("a stream that is over", () => {
	it("is shown from the events the browser kept, also when it was aborted and its body is gone", () => {
		const aborted = finished("x", {
			error: "net::ERR_ABORTED",
			responseBody: { state: "unavailable", text: "", mimeType: "text/event-stream", size: 300 },
			streamMessages: messages(HELLO.slice(0, 3), (index) => 300 + index * 100),
		});
		expect(progressOf(aborted)).toMatchObject({
			text: "Hello world",
			events: 3,
			ended: null,
			clock: "browser",
		});
	});

	it("tells of the silence in which it was ended, but of none after its last word", () => {
		const aborted = (time: number | null, events: readonly string[]) =>
			progressOf(
				finished("x", {
					error: "net::ERR_ABORTED",
					time,
					streamMessages: messages(events, (index) => 300 + index * 100),
				}),
			);
		const silence = (time: number | null, events = HELLO.slice(0, 3)) => {
			const progress = aborted(time, events);
			return progress && stalledFor(progress, progress.closedAt);
		};
		expect(aborted(9000, HELLO.slice(0, 3))?.closedAt).toBe(START + 9000);
		expect(silence(9000)).toBe(8500);
		expect(silence(1000)).toBeNull();
		expect(silence(null)).toBeNull();
		expect(silence(9000, HELLO)).toBeNull();
	});

	it("keeps the times seen while it ran where the browser forgets them", () => {
		const follower = createStreamFollower(START);
		const half = sse(HELLO.slice(0, 2));
		follower.look({ text: half, bytes: half.length, at: START + 2000 });
		const over = finished("x", {
			responseBody: { state: "ok", text: sse(HELLO), mimeType: "text/event-stream", size: 9 },
		});
		expect(progressOf(over)).toMatchObject({ clock: "none", arrivals: null, text: "Hello world" });
		expect(progressOf(over, follower.read())).toMatchObject({
			clock: "polls",
			firstEventAt: START + 2000,
			events: 5,
			text: "Hello world",
			ended: "[DONE]",
		});
	});

	it("reads a last block that lacks its blank line", () => {
		const text = `${sse([chunk("a")])}data: {"error":{"message":"cut"}}`;
		const over = finished("x", {
			responseBody: { state: "ok", text, mimeType: "text/event-stream", size: 9 },
		});
		expect(progressOf(over)?.suspicious).toHaveLength(1);
	});

	it("is nothing for an answer that is no stream", () => {
		expect(progressOf(finished("x", {}))).toBeNull();
	});
});

import { createFileOpener } from "../../entrypoints/panel/file-opener";
import { readHar } from "../../lib/har";
import { createVault } from "../../lib/vault";

/** Costs of one round in milliseconds; all of the same text in the same browser. */
export interface HarRound {
	/** `JSON.parse` of the whole text, in a worker. */
	readonly parse: number;
	/** `readHar` of the same text, in the same worker: exchanges with their secrets masked. */
	readonly read: number;
	/** From choosing the file to the session that is shown: reading, understanding, handing over. */
	readonly opened: number;
	/** Longest task of the page meanwhile. */
	readonly longestTask: number;
	readonly rows: number;
}

const MODELS = ["gpt-4o", "claude-3-5-sonnet-20241022", "gemini-2.5-pro"];

/** A HAR text as Chromium writes it: mostly successes, every tenth answer an error. */
export function harText(entries: number): string {
	const all = Array.from({ length: entries }, (_, index) => {
		const model = MODELS[index % MODELS.length];
		const failed = index % 10 === 0;
		const answer = failed
			? {
					error: {
						message: `Rate limit reached (request id: 20260203101112${index})`,
						type: "rate_limit_error",
						code: "rate_limit_exceeded",
					},
				}
			: {
					id: `chatcmpl-${index}`,
					object: "chat.completion",
					model,
					choices: [
						{
							index: 0,
							message: { role: "assistant", content: "The sea is wide, and blue, and old." },
							finish_reason: "stop",
						},
					],
					usage: { total_tokens: 22 },
				};
		const text = JSON.stringify(answer);
		return {
			_initiator: { type: "script" },
			_priority: "High",
			_resourceType: "fetch",
			cache: {},
			request: {
				method: "POST",
				url: "https://api.crazyrouter.com/v1/chat/completions",
				httpVersion: "http/2.0",
				headers: [
					{ name: "authorization", value: `Bearer sk-fake${String(index % 3).padStart(44, "0")}` },
					{ name: "content-type", value: "application/json" },
					{ name: "origin", value: "https://app.test" },
				],
				queryString: [],
				cookies: [],
				postData: {
					mimeType: "application/json",
					text: JSON.stringify({
						model,
						messages: [{ role: "user", content: `Say something about the sea, number ${index}` }],
					}),
				},
			},
			response: {
				status: failed ? 429 : 200,
				statusText: "",
				httpVersion: "http/2.0",
				headers: [
					{ name: "content-type", value: "application/json" },
					{ name: "x-oneapi-request-id", value: `20260203101112${index}` },
				],
				cookies: [],
				content: { size: text.length, mimeType: "application/json", text },
				redirectURL: "",
			},
			startedDateTime: new Date(1_770_000_000_000 + index * 400).toISOString(),
			time: 120,
			timings: { send: 0, wait: 100, receive: 20 },
		};
	});
	return JSON.stringify({ log: { version: "1.2", creator: { name: "bench", version: "1" }, entries: all } });
}

/** How often both are measured in turn; the least counts, because a busy machine only ever adds. */
const TURNS = 5;

/** In the worker of the bench: parse and read in turn, the same text. */
export function measureReading(text: string): { parse: number; read: number } {
	let parse = Number.POSITIVE_INFINITY;
	let read = Number.POSITIVE_INFINITY;
	for (let turn = 0; turn < TURNS; turn += 1) {
		parse = Math.min(
			parse,
			timed(() => JSON.parse(text) !== null),
		);
		read = Math.min(
			read,
			timed(() => readHar(text, "f", createVault()).exchanges.length > 0),
		);
	}
	return { parse, read };
}

function timed(work: () => boolean): number {
	const begun = performance.now();
	if (!work()) throw new Error("nothing was read");
	return performance.now() - begun;
}

/** On the page: opens the file as the panel does and watches the page's own tasks. */
export async function measureOpening(
	text: string,
): Promise<{ opened: number; longestTask: number; rows: number }> {
	const file = new File([text], "bench.har");
	let longestTask = 0;
	const observer = new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
	});
	// The file itself was made in one long task that is none of ours.
	await new Promise((resolve) => setTimeout(resolve, 300));
	observer.observe({ type: "longtask" });
	const begun = performance.now();
	const rows = await new Promise<number>((resolve) => {
		createFileOpener(
			() => {},
			(session) => resolve(session.rows.length),
		).open(file, []);
	});
	const opened = performance.now() - begun;
	await new Promise((resolve) => setTimeout(resolve, 100));
	observer.disconnect();
	return { opened, longestTask, rows };
}

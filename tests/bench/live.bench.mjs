import { loadLib } from "../../scripts/decode/bundle.mjs";
import { report } from "./report.mjs";

/**
 * What following running requests costs, as ratios measured in one run: `node tests/bench/live.bench.mjs`.
 * - a 10 MB stream looked at 100 times while it grows, to the same stream decoded once (limit 2)
 * - one look at a log of 2,000 requests, ours alone (limit 50 ms: one task of the panel's process)
 */

const START = Date.parse("2026-03-01T10:00:00.000Z");
const LOOKS = 100;
const STREAM_BYTES = 10_000_000;

/** @typedef {{ name: string, value: number, unit: string, limit: number }} Figure */

/** @returns {Promise<Figure[]>} */
async function benchLive() {
	const { lib } = await loadLib("../tests/bench/live-entry.ts", ["tests/bench/live-entry.ts"]);
	return [
		{ name: "10 MB of kept events, 100 looks : 1", ...ratio(streamCosts(lib, looksAtMessages)), limit: 2 },
		{ name: "10 MB of growing text, 100 looks : 1", ...ratio(streamCosts(lib, looksAtText)), limit: 2 },
		{ name: "one look at 2,000 logged requests", value: lookAtLog(lib), unit: "ms", limit: 50 },
	];
}

/** @param {{ once: number, often: number }} costs */
function ratio({ once, often }) {
	return { value: often / once, unit: `x (${once.toFixed(0)} ms to ${often.toFixed(0)} ms)` };
}

/** Payloads of a chat stream, about 240 bytes each. */
function payloads() {
	const word = "the quick brown fox jumps over a lazy dog ".repeat(2);
	const all = [];
	for (let bytes = 0, index = 0; bytes < STREAM_BYTES; index += 1) {
		const choices = [{ index: 0, delta: { content: `${index} ${word}` }, finish_reason: null }];
		const data = JSON.stringify({
			id: "chatcmpl-x",
			object: "chat.completion.chunk",
			model: "gpt-4o",
			choices,
		});
		all.push(data);
		bytes += data.length + 8;
	}
	return all;
}

/** What the browser shows at each of the `LOOKS` looks. */
function looksAtMessages() {
	const messages = payloads().map((data, index) => ({
		time: START / 1000 + index / 100,
		eventName: "message",
		data,
	}));
	return (count) => {
		// As the browser hands them over: new objects each time.
		const upTo = Math.floor((messages.length * count) / LOOKS);
		return { messages: messages.slice(0, upTo).map((message) => ({ ...message })), bytes: count };
	};
}

function looksAtText() {
	const body = Buffer.from(
		payloads()
			.map((data) => `data: ${data}\n\n`)
			.join(""),
	);
	return (count) => {
		const text = body.subarray(0, Math.floor((body.length * count) / LOOKS)).toString("latin1");
		return { text, bytes: text.length };
	};
}

/** Medians of five rounds, in processor time, so that a busy machine counts for neither side. */
function streamCosts(lib, makeLooks) {
	const look = makeLooks();
	const once = [];
	const often = [];
	for (let round = 0; round < 5; round += 1) {
		once.push(follow(lib, look, LOOKS));
		often.push(follow(lib, look, 1));
	}
	return { once: median(once), often: median(often) };
}

/** @param {number[]} values */
function median(values) {
	return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Processor time of this process in milliseconds. */
function spentSoFar() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/** Milliseconds spent by looks from the `first`th to the last. What the browser does to hand them over is not ours. */
function follow({ createStreamFollower }, look, first) {
	const follower = createStreamFollower(START);
	let spent = 0;
	for (let count = first; count <= LOOKS; count += 1) {
		const seen = { ...look(count), at: first === LOOKS ? null : START + count * 1000 };
		const from = spentSoFar();
		follower.look(seen);
		follower.read();
		spent += spentSoFar() - from;
	}
	return spent;
}

/** The median of 21 looks at 2,000 requests of a watched host, 20 of them running, the others finished. */
function lookAtLog({ createPendingBook }) {
	let lastId = 0;
	const book = createPendingBook(() => `running-${++lastId}`);
	const entries = Array.from({ length: 2000 }, (_, index) => entryOf(index, index % 100 === 0));
	for (const entry of entries) if (entry.response.status > 0) book.claim(entry);
	const looks = [];
	for (let count = 0; count < 21; count += 1) {
		const from = spentSoFar();
		book.look(entries, START + 60_000 + count * 1000);
		looks.push(spentSoFar() - from);
	}
	return median(looks);
}

function entryOf(index, isRunning) {
	return {
		_resourceType: "fetch",
		pageref: "page_1",
		startedDateTime: new Date(START + index * 10).toISOString(),
		time: isRunning ? 0 : 120,
		timings: {},
		request: {
			method: "POST",
			url: `https://api.crazyrouter.com/v1/chat/completions?n=${index}`,
			headers: [],
		},
		response: {
			status: isRunning ? 0 : 200,
			_error: null,
			headers: [],
			content: { size: 100, mimeType: "application/json" },
		},
	};
}

report(await benchLive());

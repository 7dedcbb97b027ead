// Decoding, as ratios to `JSON.parse` of the same bodies in the same run.
import { loadLib } from "../../scripts/decode/bundle.mjs";
import { report } from "./report.mjs";

const EXCHANGES = 100_000;
const DIFFERENT = 2_000;
const ROUNDS = 3;
const CONTEXT = { watchedHosts: [] };

/**
 * @returns {Promise<import("./report.mjs").Figure[]>} the best of some rounds each; a value
 * over its limit is a failure
 */
async function benchDecode() {
	const { lib } = await loadLib("../tests/bench/decode-entry.ts", [
		"tests/bench",
		"tests/fixtures",
		"tests/fuzz",
	]);
	return [mixed(lib), longSuccess(lib), ...worst(lib)];
}

/** @param {any} lib */
function mixed(lib) {
	const rng = lib.random(7);
	const answers = Array.from({ length: DIFFERENT }, () => answerOf(lib, rng));
	const exchanges = answers.map((answer) => exchangeOf(lib, answer));
	const best = { parse: Infinity, decode: Infinity };
	for (let round = 0; round < ROUNDS; round += 1) {
		best.parse = least(best.parse, () => {
			for (let at = 0; at < EXCHANGES; at += 1) parse(answers[at % DIFFERENT]?.text ?? "");
		});
		best.decode = least(best.decode, () => {
			for (let at = 0; at < EXCHANGES; at += 1) lib.decode(exchanges[at % DIFFERENT], CONTEXT);
		});
	}
	const micro = (best.decode * 1000) / EXCHANGES;
	return {
		name: `decoding ${EXCHANGES} mixed exchanges to JSON.parse of their bodies`,
		value: best.decode / best.parse,
		limit: 3,
		unit: `× (${micro.toFixed(1)} µs each)`,
	};
}

/** @param {any} lib */
function longSuccess(lib) {
	const text = JSON.stringify({
		created: 1,
		data: [{ b64_json: "iVBORw0KGgo".repeat(470_000), revised_prompt: "x" }],
	});
	const exchange = exchangeOf(lib, { status: 200, text, mimeType: "application/json" });
	const best = { parse: Infinity, decode: Infinity };
	for (let round = 0; round < ROUNDS * 3; round += 1) {
		best.parse = least(best.parse, () => {
			for (let times = 0; times < 5; times += 1) JSON.parse(text);
		});
		best.decode = least(best.decode, () => {
			for (let times = 0; times < 5; times += 1) lib.decode(exchange, CONTEXT);
		});
	}
	return {
		name: "decoding a 5 MB success to its JSON.parse",
		value: best.decode / best.parse,
		limit: 1.2,
		unit: "×",
	};
}

/** Bodies made to be slow: what each takes beyond its own parse. @param {any} lib */
function worst(lib) {
	const chunk = { id: "c", choices: [{ delta: { content: "word ".repeat(20) }, finish_reason: null }] };
	const million = "rate limit quota error upstream ".repeat(30_000);
	/** @type {[string, number, string][]} */
	const bodies = [
		[
			"2 MB of JSON success",
			200,
			JSON.stringify({ data: Array.from({ length: 20_000 }, (_, id) => ({ id, text: "x".repeat(80) })) }),
		],
		["1 MB error message", 500, JSON.stringify({ error: { message: million, code: "x" } })],
		[
			"1 MB of JSON in a message",
			500,
			JSON.stringify({ error: { message: JSON.stringify({ error: { message: million } }) } }),
		],
		["1 MB of plain text", 500, million],
		[
			"1 MB of HTML",
			502,
			`<!doctype html><html><head><title>502</title></head><body>${"<p>error</p>".repeat(80_000)}`,
		],
		["1 MB of truncated JSON", 500, `{"error":{"message":"${million}`],
		["1 MB of brackets", 500, '{"a":['.repeat(160_000)],
		["2 MB of stream", 200, `data: ${JSON.stringify(chunk)}\n\n`.repeat(12_000)],
	];
	return bodies.map(([name, status, text]) => {
		const exchange = exchangeOf(lib, { status, text, mimeType: "" });
		let parsed = Infinity;
		let decoded = Infinity;
		for (let round = 0; round < 5; round += 1) {
			parsed = least(parsed, () => parse(text));
			decoded = least(decoded, () => lib.decode(exchange, CONTEXT));
		}
		return { name: `${name}, beyond its parse`, value: Math.max(0, decoded - parsed), limit: 20, unit: "ms" };
	});
}

/** What traffic looks like: chat answers, polls, streams, lists, and one in ten an error. @param {any} lib @param {any} rng */
function answerOf(lib, rng) {
	const words = (/** @type {number} */ count) => "lorem ipsum dolor ".repeat(count);
	const dice = rng.next();
	if (dice < 0.1) {
		const text = rng.pick(lib.BODIES);
		return { status: rng.pick([400, 401, 403, 429, 500, 502, 503]), text, mimeType: "application/json" };
	}
	if (dice < 0.2) {
		const frame = (/** @type {string | null} */ end) =>
			`data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", model: "gpt-x", choices: [{ index: 0, delta: { content: words(1) }, finish_reason: end }] })}\n\n`;
		return {
			status: 200,
			text: `${frame(null).repeat(rng.int(10, 60)) + frame("stop")}data: [DONE]\n\n`,
			mimeType: "text/event-stream",
		};
	}
	if (dice < 0.4) {
		const data = {
			task_id: String(rng.int(1, 1e9)),
			status: "IN_PROGRESS",
			progress: "30%",
			fail_reason: "",
			submit_time: 1774711071,
			data: { task_status: "processing", info: words(8) },
		};
		return {
			status: 200,
			text: JSON.stringify({ code: "success", message: "", data }),
			mimeType: "application/json",
		};
	}
	if (dice < 0.45) {
		const data = Array.from({ length: 60 }, (_, id) => ({
			id: `model-${id}`,
			object: "model",
			owned_by: "x",
			created: id,
		}));
		return { status: 200, text: JSON.stringify({ object: "list", data }), mimeType: "application/json" };
	}
	const choices = [
		{ index: 0, message: { role: "assistant", content: words(rng.int(20, 250)) }, finish_reason: "stop" },
	];
	return {
		status: 200,
		text: JSON.stringify({
			id: "c",
			object: "chat.completion",
			created: 1,
			model: "gpt-x",
			choices,
			usage: { total_tokens: 9 },
		}),
		mimeType: "application/json",
	};
}

/** @param {any} lib @param {{ status: number, text: string, mimeType: string }} answer */
function exchangeOf(lib, { status, text, mimeType }) {
	return lib.fromEntry(
		{
			startedDateTime: "2026-03-01T10:00:00.000Z",
			time: 100,
			_resourceType: "fetch",
			request: {
				method: "POST",
				url: "https://api.crazyrouter.com/v1/chat/completions",
				headers: [{ name: "content-type", value: "application/json" }],
				postData: {
					mimeType: "application/json",
					text: JSON.stringify({
						model: "gpt-x",
						messages: [{ role: "user", content: "hello ".repeat(40) }],
					}),
				},
			},
			response: {
				status,
				statusText: "",
				headers: [
					{ name: "content-type", value: mimeType },
					{ name: "x-oneapi-request-id", value: "2026FAKE" },
				],
				content: { size: text.length, mimeType, text },
			},
		},
		{ id: "b", source: "har" },
	);
}

/** `JSON.parse` of a body, of every payload where it is a stream; of what is no JSON only the try. @param {string} text */
function parse(text) {
	if (text.startsWith("data:")) {
		for (const line of text.split("\n")) if (line.startsWith("data: {")) JSON.parse(line.slice(6));
		return;
	}
	try {
		JSON.parse(text);
	} catch {
		// No JSON: the decoder has to find out, too.
	}
}

/** Processor time of a run in milliseconds: other work on the machine does not count. @param {number} known @param {() => void} run */
function least(known, run) {
	const before = process.cpuUsage().user;
	run();
	return Math.min(known, (process.cpuUsage().user - before) / 1000);
}

report(await benchDecode());

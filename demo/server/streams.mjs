import { wordPieces } from "./answers.mjs";

/** Event streams: good ones and every way in which one goes wrong. */

/** @typedef {import("./call.mjs").Call} Call */

/** Milliseconds between two pieces of text. */
const BEAT = 60;

const RATE_LIMIT = {
	message: "Rate limit reached for this token",
	type: "rate_limit_error",
	param: "",
	code: "rate_limit_exceeded",
};

/** @param {Call} call @param {string} type */
function open(call, type = "text/event-stream") {
	call.res.writeHead(200, { "content-type": type, "cache-control": "no-cache", "x-accel-buffering": "no" });
	call.res.flushHeaders();
}

/** @param {Call} call @param {unknown} data @param {string} [event] */
function say(call, data, event) {
	const name = event === undefined ? "" : `event: ${event}\n`;
	call.res.write(`${name}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
}

/** One chat.completion.chunk; all of a stream share its id. @param {Call} call @param {string | null} content @param {string | null} finish */
function chunk(call, content, finish = null) {
	return {
		id: `chatcmpl-demo${call.requestId}`,
		object: "chat.completion.chunk",
		created: Math.floor(call.startedAt / 1000),
		model: call.model || "gpt-4o",
		choices: [{ index: 0, delta: content === null ? {} : { content }, finish_reason: finish }],
	};
}

/** Sends `count` pieces of text. @param {Call} call @param {number} count @param {number} beat @param {number} from */
async function words(call, count = Number.POSITIVE_INFINITY, beat = BEAT, from = 0) {
	for (const piece of wordPieces().slice(from, from + count)) {
		await call.wait(beat);
		say(call, chunk(call, piece));
	}
}

/** @param {Call} call */
function done(call) {
	say(call, "[DONE]");
	call.res.end();
}

/** @param {Call} call @param {number} beat */
async function whole(call, beat) {
	open(call);
	await words(call, undefined, beat);
	say(call, chunk(call, null, "stop"));
	done(call);
}

/** Anthropic's event pairs up to the second piece of text. @param {Call} call */
async function anthropicStart(call) {
	open(call);
	say(
		call,
		{
			type: "message_start",
			message: { id: "msg_demo", type: "message", role: "assistant", model: call.model, content: [] },
		},
		"message_start",
	);
	say(
		call,
		{ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
		"content_block_start",
	);
	for (const text of wordPieces().slice(0, 2)) {
		await call.wait(BEAT);
		say(
			call,
			{ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } },
			"content_block_delta",
		);
	}
}

/** Streams by name. @type {Record<string, (call: Call) => Promise<void>>} */
export const STREAM_CASES = {
	"stream-ok": (call) => whole(call, BEAT),
	"stream-slow": (call) => whole(call, 700),
	"stream-error-first": async (call) => {
		open(call);
		await call.wait(300);
		say(call, { error: RATE_LIMIT });
		done(call);
	},
	"stream-error-mid": async (call) => {
		open(call);
		await words(call, 4);
		say(call, {
			error: {
				message: "The upstream stopped answering",
				type: "upstream_error",
				param: "",
				code: "bad_response",
			},
		});
		done(call);
	},
	"stream-bare-error": async (call) => {
		open(call);
		await words(call, 3);
		call.res.end(
			JSON.stringify({
				error: {
					message: `stream interrupted (request id: ${call.requestId})`,
					type: "new_api_error",
					param: "",
					code: "bad_response",
				},
			}),
		);
	},
	"stream-ping-then-error": async (call) => {
		open(call);
		for (let i = 0; i < 3; i++) {
			call.res.write(": PING\n\n");
			await call.wait(200);
		}
		call.res.end(
			JSON.stringify({
				error: { ...RATE_LIMIT, message: `No channel left (request id: ${call.requestId})` },
			}),
		);
	},
	// Goes on step by step, each time a test lets it.
	"stream-held": async (call) => {
		open(call);
		await words(call, 3);
		await call.held("1");
		await words(call, 4, BEAT, 3);
		await call.held("2");
		await words(call, undefined, BEAT, 7);
		await call.held("3");
		say(call, chunk(call, null, "stop"));
		done(call);
	},
	"stream-error-held": async (call) => {
		open(call);
		await words(call, 2);
		await call.held("1");
		say(call, { error: RATE_LIMIT });
		await call.held("2");
		done(call);
	},
	"stream-silent-end": async (call) => {
		open(call);
		await words(call, 5);
		call.res.end();
	},
	"stream-stalled": async (call) => {
		open(call);
		// At any speed of the demo: words a few milliseconds apart may come as one, and no gap is seen between them.
		await words(call, 3, BEAT * call.speed);
		await call.wait(600_000 * call.speed);
	},
	"stream-aborted": async (call) => {
		open(call);
		await words(call, 4);
		call.req.socket.resetAndDestroy();
	},
	"stream-content-filter": async (call) => {
		open(call);
		await words(call, 3);
		say(call, chunk(call, null, "content_filter"));
		done(call);
	},
	"stream-cut-by-length": async (call) => {
		open(call);
		await words(call, 6);
		say(call, chunk(call, null, "length"));
		done(call);
	},
	"stream-as-json": async (call) => {
		open(call, "application/json");
		await words(call, 2);
		say(call, { error: RATE_LIMIT });
		done(call);
	},
	"stream-anthropic-ok": async (call) => {
		await anthropicStart(call);
		say(call, { type: "content_block_stop", index: 0 }, "content_block_stop");
		say(
			call,
			{ type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 14 } },
			"message_delta",
		);
		say(call, { type: "message_stop" }, "message_stop");
		call.res.end();
	},
	"stream-anthropic-error": async (call) => {
		await anthropicStart(call);
		say(call, { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }, "error");
		call.res.end();
	},
	"stream-responses-failed": async (call) => {
		open(call);
		say(
			call,
			{ type: "response.created", response: { id: "resp_demo", status: "in_progress" } },
			"response.created",
		);
		await call.wait(300);
		say(
			call,
			{
				type: "response.failed",
				response: {
					id: "resp_demo",
					status: "failed",
					error: { code: "server_error", message: "The model could not finish" },
				},
			},
			"response.failed",
		);
		call.res.end();
	},
};

/** The stream a normal streaming request gets. @param {Call} call */
export async function streamNormally(call) {
	await call.wait(250);
	if (call.path.endsWith("/messages")) return STREAM_CASES["stream-anthropic-ok"]?.(call);
	return whole(call, BEAT);
}

import type { Decoded } from "../diagnosis";
import { looksLikeEventStream } from "../event-stream";
import { type Exchange, NO_BODY } from "../exchange";
import { fromEntry } from "../from-entry";
import type { Vault } from "../vault";
import { type PendingAdvice, pendingAdvice } from "./advice";
import type { LogLine } from "./log-entry";
import { PAGE_LEFT } from "./page-left";
import { createStreamFollower, type StreamFollower } from "./stream-follower";
import type { StreamProgress } from "./stream-progress";

export type PendingPhase = "waiting" | "receiving" | "streaming" | "finishing";

/** A request that is still on its way, at one moment. Its finished row will carry the same exchange id. */
export interface PendingRequest {
	/** What is known so far: body state `pending`, `time` null, status 0 until headers came. */
	readonly exchange: Exchange;
	/** A diagnosis as soon as something is wrong: an error status, an error frame in the stream. */
	readonly decoded: Decoded;
	/** Epoch milliseconds; the time it takes is the present minus this. */
	readonly startedAt: number;
	readonly phase: PendingPhase;
	/** Bytes of the body so far. */
	readonly bytes: number;
	/** The running stream, or null for another answer. */
	readonly progress: StreamProgress | null;
	readonly advice: PendingAdvice | null;
}

/** What the decoder is asked, and whose rules a host follows. */
export interface Reading {
	readonly decode: (exchange: Exchange) => Decoded;
	/** The catalogued router a user-added host speaks like, or null. */
	readonly speaksLike: (url: string) => string | null;
	/** Remembers what is masked, as the recorder's does. */
	readonly vault?: Vault | null;
}

export interface Tracked {
	readonly id: string;
	readonly key: string;
	readonly startedAt: number;
	/** Looks in a row in which the log did not have it. */
	missing: number;
	/** Looks since the recorder took its finished event; null before. */
	claimed: number | null;
	/** The page may have left: looks since then without any change; null otherwise. */
	left: number | null;
	/** Takes in what the log says now. True when anything changed. */
	update(line: LogLine, now: number): boolean;
	/** True when it changed. */
	finishing(): boolean;
	read(): PendingRequest;
	/** The exchange to keep when its page left at `at` before the answer came. */
	lost(at: number): Exchange;
}

/** Begins to track a request first seen on its way. `id` is its exchange's id for good. */
export function track(id: string, first: LogLine, reading: Reading): Tracked {
	// Its parts only: the line holds the whole entry, and with it what the stream had sent by then.
	const { key, startedAt, url } = first;
	let { status, bytes, time } = first;
	let exchange = exchangeOf(id, first, reading);
	let decoded = decodePending(exchange, reading);
	let follower: StreamFollower | null = null;
	let progress: StreamProgress | null = null;
	let judged = 0;
	let isFinishing = false;
	const advice = pendingAdvice(exchange, [decoded.router, reading.speaksLike(url)]);

	const follow = (line: LogLine, now: number) => {
		if (!follower && !isStream(line)) return;
		follower ??= createStreamFollower(line.startedAt);
		follower.look({
			bytes: line.bytes,
			at: now,
			...(line.messages ? { messages: line.messages } : line.text !== null && { text: line.text }),
		});
		progress = follower.read();
		const { suspicious } = progress;
		for (; judged < suspicious.length && !decoded.diagnosis; judged += 1) {
			const message = suspicious[judged]?.message;
			const found = message && reading.decode(answered(exchange, [message]));
			if (found?.diagnosis) decoded = { ...decoded, diagnosis: found.diagnosis, envelope: found.envelope };
		}
	};

	/** Firefox may give the first bytes before the status. */
	const phaseOf = (): PendingPhase => {
		if (isFinishing) return "finishing";
		if (status === 0 && bytes === 0) return "waiting";
		return progress ? "streaming" : "receiving";
	};

	return {
		id,
		key,
		startedAt,
		missing: 0,
		claimed: null,
		left: null,
		update(line, now) {
			const before = progress?.events ?? -1;
			const changed = line.status !== status || line.bytes !== bytes || line.time !== time || isFinishing;
			isFinishing = false;
			if (line.status !== status) {
				exchange = exchangeOf(id, line, reading);
				decoded = decodePending(exchange, reading);
				judged = 0;
			}
			({ status, bytes, time } = line);
			follow(line, now);
			return changed || (progress?.events ?? -1) !== before;
		},
		finishing() {
			const changed = !isFinishing;
			isFinishing = true;
			return changed;
		},
		read: () => ({
			exchange,
			decoded,
			startedAt,
			phase: phaseOf(),
			bytes,
			progress,
			advice,
		}),
		lost: (at) => ({
			...answered(exchange, progress?.recent ?? []),
			time: Math.max(0, at - startedAt),
			responseBody: { ...exchange.responseBody, state: "unavailable", size: bytes },
			// A stream that had come to its end lost nothing.
			marks: progress?.ended ? exchange.marks : [...exchange.marks, PAGE_LEFT],
		}),
	};
}

function exchangeOf(id: string, line: LogLine, { vault = null }: Reading): Exchange {
	const entry = typeof line.entry === "object" ? { ...line.entry, _eventSourceMessages: [] } : line.entry;
	const body = { state: "pending", text: "" } as const;
	return { ...fromEntry(entry, { id, source: "devtools", body, vault }), time: null };
}

/** Router, model and ids are known before the answer is; an error status is a verdict before its body. */
function decodePending(exchange: Exchange, { decode }: Reading): Decoded {
	return (exchange.status ?? 0) >= 400 ? decode(answered(exchange, [])) : decode(exchange);
}

/** The exchange as if it ended here, for the decoder. */
function answered(exchange: Exchange, streamMessages: Exchange["streamMessages"]): Exchange {
	const responseBody = { ...NO_BODY, mimeType: exchange.responseBody.mimeType };
	return { ...exchange, responseBody, streamMessages };
}

function isStream({ messages, mimeType, text }: LogLine): boolean {
	if (messages && messages.length > 0) return true;
	return /^text\/event-stream/i.test(mimeType) || (text !== null && looksLikeEventStream(text));
}

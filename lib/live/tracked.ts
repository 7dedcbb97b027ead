import { type Exchange, NO_BODY } from "../exchange";
import { fromEntry } from "../from-entry";
import { isEventStream } from "../looks-like-event-stream";
import type { Vault } from "../vault";
import type { LogLine } from "./log-entry";
import { PAGE_LEFT } from "./page-left";
import { createStreamFollower, type StreamFollower } from "./stream-follower";
import type { StreamProgress } from "./stream-progress";

export type PendingPhase = "waiting" | "receiving" | "streaming" | "finishing";

/** A request that is still on its way, at one moment, as the log shows it. Its finished row will carry the same exchange id. */
export interface RunningRequest {
	/** What is known so far: body state `pending`, `time` null, status 0 until headers came. The same object until that changes. */
	readonly exchange: Exchange;
	/** Epoch milliseconds; the time it takes is the present minus this. */
	readonly startedAt: number;
	readonly phase: PendingPhase;
	/** Bytes of the body so far. */
	readonly bytes: number;
	/** The running stream, or null for another answer. */
	readonly progress: StreamProgress | null;
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
	read(): RunningRequest;
	/** The exchange to keep when its page left at `at` before the answer came. */
	lost(at: number): Exchange;
}

/**
 * Begins to track a request first seen on its way. What it means is not asked here: the catalogue stays out of the DevTools
 * page, which every DevTools window loads.
 * @param id Its exchange's id for good.
 * @param vault Remembers what is masked, as the recorder's does.
 */
export function track(id: string, first: LogLine, vault: Vault | null): Tracked {
	// Its parts only: the line holds the whole entry, and with it what the stream had sent by then.
	const { key, startedAt } = first;
	let { status, bytes, time } = first;
	let exchange = exchangeOf(id, first, vault);
	let follower: StreamFollower | null = null;
	let progress: StreamProgress | null = null;
	let isFinishing = false;

	const follow = (line: LogLine, now: number) => {
		if (!follower && !isStream(line)) return;
		follower ??= createStreamFollower(line.startedAt, vault);
		follower.look({
			bytes: line.bytes,
			at: now,
			...(line.messages ? { messages: line.messages } : line.text !== null && { text: line.text }),
		});
		progress = follower.read();
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
			if (line.status !== status) exchange = exchangeOf(id, line, vault);
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
			startedAt,
			phase: phaseOf(),
			bytes,
			progress,
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

function exchangeOf(id: string, line: LogLine, vault: Vault | null): Exchange {
	const entry = typeof line.entry === "object" ? { ...line.entry, _eventSourceMessages: [] } : line.entry;
	const body = { state: "pending", text: "" } as const;
	return { ...fromEntry(entry, { id, source: "devtools", body, vault }), time: null };
}

/** The exchange as if it ended here, with these of its events, for the decoder. */
export function answered(exchange: Exchange, streamMessages: Exchange["streamMessages"]): Exchange {
	const responseBody = { ...NO_BODY, mimeType: exchange.responseBody.mimeType };
	return { ...exchange, responseBody, streamMessages };
}

function isStream({ messages, mimeType, text }: LogLine): boolean {
	return (messages !== null && messages.length > 0) || isEventStream(mimeType, text ?? "");
}

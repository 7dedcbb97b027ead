import type { Exchange, StreamMessage } from "../exchange";
import { isEventStream } from "../looks-like-event-stream";
import type { Vault } from "../vault";
import type { Timing } from "./arrivals";
import type { StreamAnswer } from "./stream-answer";
import { createStreamFollower } from "./stream-follower";

/** An event that may say that the stream failed; the decoder has the last word. */
export interface SuspiciousEvent {
	/** Its number in the stream, from 0. */
	readonly index: number;
	readonly message: StreamMessage;
}

/** What is known of a stream at one moment, running or over. Times are epoch milliseconds, text is masked. */
export interface StreamProgress extends Timing, StreamAnswer {
	readonly events: number;
	/**
	 * Who says when events came: the browser kept each one's time (Chromium), our polls saw them (Firefox: true to a
	 * poll's distance, and a gap is "at least"), or nobody (a body read after the end).
	 */
	readonly clock: "browser" | "polls" | "none";
	readonly startedAt: number | null;
	/** When the request ended, whatever ended it; null while it runs and where nobody knows. */
	readonly closedAt: number | null;
	/** When more bytes were last seen; later than `lastEventAt` = keep-alives, or an event not yet complete. */
	readonly lastByteAt: number | null;
	/** Mean from the first to the last event; null for fewer than two, or without times. */
	readonly eventsPerSecond: number | null;
	/** The browser stopped keeping the text (Firefox, past 1 MiB): counts and text stand still, the stream may not. */
	readonly cut: boolean;
	/** Events that may hold an error, the first few. */
	readonly suspicious: readonly SuspiciousEvent[];
	/** The last events as they came, at most 200. */
	readonly recent: readonly StreamMessage[];
	/** Number of `recent[0]` in the stream. */
	readonly recentFrom: number;
}

/** A stream silent for so long is called stalled; keep-alives are no events. */
export const STALL_MS = 5000;

/**
 * How long a stream had been silent at a moment, in milliseconds, once that is worth a word; null otherwise.
 * @param at Now while it runs, `closedAt` after: what was aborted in its silence was silent to the end.
 */
export function stalledFor(progress: StreamProgress, at: number | null): number | null {
	if (at === null || progress.ended !== null || progress.lastEventAt === null) return null;
	const silent = at - progress.lastEventAt;
	return silent >= STALL_MS ? silent : null;
}

/**
 * The same picture of a stream that is over: from the events the browser kept, also where the body is gone (aborted), else
 * from the body. Null for other answers.
 * @param seen What was seen while it ran: it knows the times that Firefox forgets.
 * @param vault Remembers what is masked: a key may have come in several events.
 */
export function progressOf(
	exchange: Exchange,
	seen: StreamProgress | null = null,
	vault: Vault | null = null,
): StreamProgress | null {
	const { streamMessages, responseBody, startedDateTime, time } = exchange;
	const started = startedDateTime === null ? Number.NaN : Date.parse(startedDateTime);
	const startedAt = Number.isNaN(started) ? null : started;
	const closedAt = startedAt === null || time === null ? null : startedAt + time;
	const follower = createStreamFollower(startedAt, vault);
	const bytes = responseBody.size ?? 0;
	if (streamMessages.length > 0) follower.look({ messages: streamMessages, bytes, at: null });
	else if (isStream(exchange)) follower.look({ text: responseBody.text, bytes, at: null });
	else return seen && { ...seen, closedAt };
	const over = { ...follower.read(), closedAt };
	if (!seen || over.clock !== "none" || seen.clock === "none") return over;
	const { firstEventAt, lastEventAt, longestGap, arrivals, eventsPerSecond, clock, lastByteAt } = seen;
	return { ...over, firstEventAt, lastEventAt, longestGap, arrivals, eventsPerSecond, clock, lastByteAt };
}

function isStream({ responseBody: { mimeType, text } }: Exchange): boolean {
	return text !== "" && isEventStream(mimeType, text);
}

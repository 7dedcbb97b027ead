import { createParser } from "eventsource-parser";
import type { StreamMessage } from "../exchange";
import { maskText } from "../redact";
import type { Vault } from "../vault";
import { createTimingBook } from "./arrivals";
import { createRecentEvents } from "./recent-events";
import { createAnswerBook } from "./stream-answer";
import { readStreamEvent } from "./stream-event";
import type { StreamProgress, SuspiciousEvent } from "./stream-progress";

/** What one look at a stream finds: every message so far (Chromium) or the text so far (Firefox). */
export interface StreamLook {
	readonly messages?: readonly StreamMessage[];
	readonly text?: string;
	/** Bytes of the body so far. */
	readonly bytes: number;
	/** When we looked, epoch milliseconds; null = after the end, the look says nothing about times. */
	readonly at: number | null;
}

export interface StreamFollower {
	/** Takes in what is new since the last look, and only that. Never throws. */
	look(look: StreamLook): void;
	read(): StreamProgress;
}

const MOST_SUSPICIOUS = 8;
/** One look at a running stream reads at most so much, the next look goes on: no long task when the panel opens late. */
export const MOST_EVENTS_A_LOOK = 2000;
export const MOST_TEXT_A_LOOK = 512 * 1024;
/** Characters by which a text is recognised as the continuation of what was read. */
const OVERLAP = 64;
/** A browser that keeps giving another text is not followed for ever: each new start reads all of it again. */
const MOST_RESTARTS = 3;
/** Firefox's `devtools.netmonitor.responseBodyLimit`: of longer bodies it keeps a beginning and pads with NUL. */
const FIREFOX_BODY_LIMIT = 1_048_576;

/**
 * Follows one stream whose request was sent at `startedAt`. All work is proportional to what is new.
 * @param vault Remembers what is masked.
 */
export function createStreamFollower(startedAt: number | null, vault: Vault | null = null): StreamFollower {
	let reader = createReader(startedAt, vault);
	let restarts = 0;
	return {
		look(look) {
			if (!reader.continues(look)) {
				restarts += 1;
				if (restarts > MOST_RESTARTS) return reader.giveUp();
				reader = createReader(startedAt, vault);
			}
			reader.take(look);
		},
		read: () => reader.read(),
	};
}

interface Reader {
	/** Does this look begin with what was read? */
	continues(look: StreamLook): boolean;
	take(look: StreamLook): void;
	/** From now on says that it no longer follows. */
	giveUp(): void;
	read(): StreamProgress;
}

function createReader(startedAt: number | null, vault: Vault | null): Reader {
	const timing = createTimingBook(startedAt);
	const answer = createAnswerBook(vault);
	const recent = createRecentEvents(vault);
	const suspicious: SuspiciousEvent[] = [];
	let events = 0;
	let clock: StreamProgress["clock"] = "none";
	let bytes = 0;
	let lastByteAt: number | null = null;
	let lookedAt: number | null = null;
	/** Characters of the text already read, and the last of them. */
	let fed = 0;
	let overlap = "";
	let endsInReturn = false;
	let cut = false;
	/** Time of the events being read, seconds since the epoch, 0 where nobody knows. */
	let time = 0;

	const parser = createParser({
		onEvent: ({ event, data }) => take({ time, eventName: event ?? "", data }),
		// A gateway that fails after the headers were sent appends JSON with no `data:` in front.
		onError: ({ type, line }) => {
			if (type === "unknown-field" && line !== undefined && /^\s*\{/.test(line))
				suspect({ time, eventName: "", data: line });
		},
	});
	const suspect = (message: StreamMessage) => {
		if (suspicious.length >= MOST_SUSPICIOUS) return;
		suspicious.push({ index: events, message: { ...message, data: maskText(message.data, vault) } });
	};
	const take = (message: StreamMessage) => {
		const reading = readStreamEvent(message.eventName, message.data);
		if (reading.suspicious) suspect(message);
		answer.add(reading);
		recent.add(message);
		events += 1;
	};

	const takeMessages = (messages: readonly StreamMessage[], most: number) => {
		clock = "browser";
		const end = Math.min(messages.length, events + most);
		for (let index = events; index < end; index += 1) {
			const message = messages[index];
			if (typeof message?.time === "number" && message.time > 0 && Number.isFinite(message.time))
				time = message.time;
			const eventName = typeof message?.eventName === "string" ? message.eventName : "";
			take({ time, eventName, data: typeof message?.data === "string" ? message.data : "" });
			if (time > 0) timing.arrived(Math.round(time * 1000));
		}
	};

	const takeText = (given: string, at: number | null) => {
		const before = events;
		const text = at === null ? given : withoutHalfCharacter(given.slice(0, fed + MOST_TEXT_A_LOOK));
		if (at !== null) clock = "polls";
		time = at === null ? 0 : at / 1000;
		// Copied by joining: a mere slice keeps the whole text alive (V8), and each look brings another whole text.
		let piece = ` ${text.slice(fed)}`.slice(1);
		if (fed === 0 && piece.startsWith("\uFEFF")) piece = piece.slice(1);
		fed = text.length;
		overlap = `${overlap}${piece}`.slice(-OVERLAP);
		if (piece === "") return;
		if (endsInReturn && piece.startsWith("\n")) piece = piece.slice(1);
		endsInReturn = piece.endsWith("\r");
		// One kind of line end: where both occur the parser looks to the end of its text for each line.
		parser.feed(piece.includes("\r") ? piece.replace(/\r\n?/g, "\n") : piece);
		// After the end, a last block without its blank line may be the one that says why.
		if (at === null) parser.feed("\n\n");
		if (at !== null && events > before) timing.seen(events - before, at, lookedAt);
	};

	return {
		continues({ messages, text }) {
			if (messages) return messages.length >= events && clock !== "polls";
			if (text === undefined || isCut(text)) return true;
			return text.length >= fed && text.startsWith(overlap, fed - overlap.length);
		},
		take({ messages, text, bytes: size, at }) {
			if (messages) takeMessages(messages, at === null ? Number.POSITIVE_INFINITY : MOST_EVENTS_A_LOOK);
			else if (text !== undefined && isCut(text)) cut = true;
			else if (text !== undefined) takeText(text, at);
			if (size > bytes && at !== null) lastByteAt = at;
			bytes = Math.max(bytes, size);
			lookedAt = at;
		},
		giveUp() {
			cut = true;
		},
		read() {
			const times = timing.read();
			const { firstEventAt, lastEventAt } = times;
			const span = firstEventAt === null || lastEventAt === null ? 0 : lastEventAt - firstEventAt;
			return {
				...times,
				...answer.read(),
				...recent.read(),
				events,
				clock,
				startedAt,
				closedAt: null,
				lastByteAt: lastEventAt === null ? lastByteAt : Math.max(lastByteAt ?? 0, lastEventAt),
				eventsPerSecond: span > 0 ? ((events - 1) * 1000) / span : null,
				cut,
				suspicious: [...suspicious],
			};
		},
	};
}

function isCut(text: string): boolean {
	return text.length > FIREFOX_BODY_LIMIT && text.endsWith("\0");
}

/** Between two chunks a character may be half there, shown as U+FFFD until its other bytes come. */
function withoutHalfCharacter(text: string): string {
	return text.endsWith("\uFFFD") ? text.slice(0, text.length - 1) : text;
}

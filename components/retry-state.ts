import type { Retry } from "../lib/diagnosis";
import type { Exchange } from "../lib/exchange";
import { epochOf } from "../lib/format";
import { pill } from "../lib/messages/interface";

export type PillKind = "wait" | "check" | "retry" | "later" | "fix" | "no" | "unknown";

export interface Pill {
	readonly kind: PillKind;
	readonly text: string;
	/** Milliseconds still to wait; 0 when nothing counts down. */
	readonly remainingMs: number;
}

/** When the answer was complete, epoch milliseconds, or null where the capture does not say. */
export function arrivedAt(exchange: Exchange): number | null {
	const started = epochOf(exchange.startedDateTime);
	return started === null ? null : started + (exchange.time ?? 0);
}

/** The earliest sensible moment for a retry, epoch milliseconds; null when nobody says or a retry is no matter of time. */
export function earliestRetry(retry: Retry, arrived: number | null): number | null {
	const timed = retry.verdict === "yes" || retry.verdict === "later";
	return timed && arrived !== null && retry.afterMs !== null ? arrived + retry.afterMs : null;
}

/**
 * The retry verdict in one or two words, as of `now`. Without a time of arrival the asked wait stands still.
 * @param warned The diagnosis warns that a job may have been accepted and paid: then no try is offered without a look.
 */
export function pillOf(retry: Retry, arrived: number | null, now: number, warned = false): Pill {
	const earliest = earliestRetry(retry, arrived);
	if (earliest !== null && earliest > now)
		return { kind: "wait", text: pill.wait(earliest - now), remainingMs: earliest - now };
	switch (retry.verdict) {
		case "yes":
		case "later":
			if (arrived === null && retry.afterMs !== null && retry.afterMs > 0)
				return { kind: "wait", text: pill.wait(retry.afterMs), remainingMs: 0 };
			if (warned) return { kind: "check", text: pill.check, remainingMs: 0 };
			// A reset whose time was given and has come is no longer "later".
			return retry.verdict === "yes" || earliest !== null
				? { kind: "retry", text: pill.retry, remainingMs: 0 }
				: { kind: "later", text: pill.later, remainingMs: 0 };
		case "after-change":
			return { kind: "fix", text: pill.fixFirst, remainingMs: 0 };
		case "no":
			return { kind: "no", text: pill.no, remainingMs: 0 };
		case "unknown":
			return { kind: "unknown", text: pill.unknown, remainingMs: 0 };
	}
}

import type { Diagnosis, Retry } from "../diagnosis";
import type { Exchange } from "../exchange";
import type { EndpointKind } from "../media/system";
import type { Row } from "../session";
import type { Category } from "../vocabulary";

/** One sending of a request, reduced to what the findings need: no body, no header is held. */
export interface Attempt {
	readonly exchangeId: string;
	/** Epoch milliseconds. */
	readonly sentMs: number;
	readonly answeredMs: number;
	readonly status: number | null;
	/** Media endpoint; null for none, and for a GET that went well. */
	readonly media: EndpointKind | null;
	/** What went wrong, or null when nothing did. */
	readonly problem: { readonly category: Category; readonly retry: Retry } | null;
}

/** When a request was sent and answered; null where no time is known: every finding about attempts is about times. */
export function timesOf(exchange: Exchange): Pick<Attempt, "sentMs" | "answeredMs"> | null {
	const { startedDateTime, time, responseBody } = exchange;
	const sentMs = startedDateTime === null ? Number.NaN : Date.parse(startedDateTime);
	if (Number.isNaN(sentMs) || responseBody.state === "pending") return null;
	return { sentMs, answeredMs: sentMs + (time !== null && time > 0 ? time : 0) };
}

export function attemptOf(
	{ exchange, decoded }: Row,
	times: Pick<Attempt, "sentMs" | "answeredMs">,
	media: EndpointKind | null,
): Attempt {
	return {
		exchangeId: exchange.id,
		...times,
		status: exchange.status,
		media,
		problem: decoded.diagnosis && problemOf(decoded.diagnosis),
	};
}

function problemOf({ category, retry }: Diagnosis): Attempt["problem"] {
	return { category, retry };
}

/** What makes two requests the same: method, address and body. Null for what is never a repetition (preflights). */
export function sameRequestKey(exchange: Exchange): string | null {
	const { method, url, requestBody, resourceType } = exchange;
	if (method === null || url === null || method === "OPTIONS" || resourceType === "preflight") return null;
	const { text } = requestBody;
	return text === "" ? `${method} ${url}` : `${method} ${url} ${text.length} ${fingerprint(text)}`;
}

/** Only the ends of a huge body (base64 images) are looked at. */
const FINGERPRINT_PART = 65_536;

/** FNV-1a: tells bodies apart within one session, nothing more. */
function fingerprint(text: string): string {
	const parts =
		text.length <= 2 * FINGERPRINT_PART
			? text
			: text.slice(0, FINGERPRINT_PART) + text.slice(-FINGERPRINT_PART);
	let hash = 0x811c9dc5;
	for (let i = 0; i < parts.length; i++) hash = Math.imul(hash ^ parts.charCodeAt(i), 0x01000193);
	return (hash >>> 0).toString(36);
}

/** Longer apart, the same request is a new one and no retry. */
const SAME_STORY_MS = 15 * 60_000;

/** A retry: an attempt after a failed one, and how long it waited. */
export interface RetryStep {
	readonly failed: Attempt;
	readonly problem: NonNullable<Attempt["problem"]>;
	readonly next: Attempt;
	/** From the answer to the next sending, milliseconds. */
	readonly gapMs: number;
	/** Which retry in a row this is, from 0. */
	readonly nth: number;
}

/**
 * The retries among attempts of the same request: each sent after the answer of a failed one before it. Attempts that
 * overlap are parallel requests, not retries.
 */
export function retrySteps(attempts: readonly Attempt[]): RetryStep[] {
	const steps: RetryStep[] = [];
	let nth = 0;
	for (let i = 1; i < attempts.length; i++) {
		const [failed, next] = [attempts[i - 1], attempts[i]];
		if (!failed || !next) continue;
		const gapMs = Math.round(next.sentMs - failed.answeredMs);
		if (failed.problem === null || gapMs < 0 || gapMs > SAME_STORY_MS) {
			nth = 0;
			continue;
		}
		steps.push({ failed, problem: failed.problem, next, gapMs, nth });
		nth += 1;
	}
	return steps;
}

/** A question about a job (poll, batch, content): asked again by nature, so its repetition is no retry of a request. */
export function isQuestion({ media }: Attempt): boolean {
	return media !== null && media !== "submit";
}

/** Exchange ids of these steps, oldest first, each once. */
export function idsOf(steps: readonly RetryStep[]): string[] {
	return [...new Set(steps.flatMap(({ failed, next }) => [failed.exchangeId, next.exchangeId]))].slice(
		0,
		MOST_EXCHANGES,
	);
}

/** Most exchanges named by one finding. */
export const MOST_EXCHANGES = 50;

/** The router's documented wait before this retry, milliseconds; null when it documents none. */
export function documentedWait({ problem, nth }: RetryStep): number | null {
	const schedule = problem.retry.scheduleMs;
	return schedule?.[Math.min(nth, schedule.length - 1)] ?? null;
}

/** The wait that the answer itself asked for (`Retry-After`, a field, its sentence); null where only a page documents one. */
export function askedWait({ afterMs, afterFrom }: Retry): number | null {
	return afterMs !== null && !/^(?:https:|$)/.test(afterFrom) ? afterMs : null;
}

/** Timers fire a little early. */
export const EARLY = 0.9;

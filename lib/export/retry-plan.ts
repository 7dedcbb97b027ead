import { routerById } from "../catalog/router-list";
import type { RouterFile } from "../catalog/schema";
import { isPaidSubmit } from "../paid-submit";
import type { Row } from "../session";
import { answeredAt } from "../waits";
import type { Safe } from "./safe";

/** What a program should do after this very answer. */
export interface RetryPlan {
	/**
	 * `loop`: not before the given time, if any, then again with these waits · `wait`: once, not before the given time ·
	 * `once`: no loop, with the reason.
	 */
	readonly kind: "loop" | "wait" | "once";
	/** Why there is no loop; for `once` only. */
	readonly reason: "change" | "no-change" | "later-unknown" | "unknown" | "fine" | null;
	/** Waits before each further attempt, milliseconds, jitter not yet added. */
	readonly waitsMs: readonly number[];
	/** Random time added to each wait, at most; never makes a wait longer than the cap. */
	readonly jitterMs: number;
	readonly capMs: number;
	/** Statuses to send again after; null: any failure of this kind (no answer, 5xx, 429). */
	readonly statuses: readonly number[];
	/** Wait before the first further attempt, as the answer itself asked; null when it did not. */
	readonly afterMs: number | null;
	/** The same as a moment, ISO 8601 UTC; null when no moment is known. */
	readonly notBefore: string | null;
	/** The router whose documentation gives the waits, or null. */
	readonly router: RouterFile | null;
	/** This starts a paid job: after a lost answer, look for the job before sending again. */
	readonly checkFirst: boolean;
	/** The very answer at hand was such a lost one. */
	readonly maybeAccepted: boolean;
	/** What to change, from the catalogue. */
	readonly actions: readonly string[];
	readonly title: string;
}

/** Where nobody documents waits: RFC 9110 leaves them to the client; doubling is what all of them document. */
const USUAL_WAITS = [1000, 2000, 4000] as const;
const USUAL_STATUSES = [429, 500, 502, 503, 504] as const;
/** Clients that failed together must not come back together. A documented "up to 1 s" counts; else a quarter second. */
const DOCUMENTED_JITTER_MS = 1000;
const OWN_JITTER_MS = 250;

/** The plan for one row, from its verdict and its router's documented policy. */
export function planRetry({ exchange, decoded }: Safe<Row>): RetryPlan {
	const { diagnosis } = decoded;
	const router = routerById(decoded.router);
	const retry = diagnosis?.retry ?? null;
	const documented = retry?.scheduleMs && router ? router : null;
	const waitsMs = retry?.scheduleMs ?? USUAL_WAITS;
	const answered = answeredAt(exchange);
	const afterMs = retry?.afterMs ?? null;
	const base = {
		reason: null,
		waitsMs,
		jitterMs: documented?.retry.jitter ? DOCUMENTED_JITTER_MS : OWN_JITTER_MS,
		capMs: Math.max(...waitsMs, 0) + (documented && !documented.retry.jitter ? OWN_JITTER_MS : 0),
		statuses: documented?.retry.statuses ?? statusesWith(exchange.status),
		afterMs,
		notBefore: afterMs !== null && answered !== null ? new Date(answered + afterMs).toISOString() : null,
		router: documented,
		checkFirst: diagnosis !== null && isPaidSubmit(exchange),
		maybeAccepted: diagnosis !== null && diagnosis.warning !== "",
		actions: diagnosis?.actions ?? [],
		title: diagnosis?.title ?? "",
	};
	switch (retry?.verdict) {
		case undefined:
			return { ...base, kind: "once", reason: "fine", checkFirst: false };
		case "yes":
			return { ...base, kind: "loop" };
		case "later":
			if (afterMs === null) return { ...base, kind: "once", reason: "later-unknown" };
			// A limit on the rate comes back and may be hit again; an allowance is there or it is not.
			return { ...base, kind: documented && diagnosis?.category !== "insufficient_quota" ? "loop" : "wait" };
		case "after-change":
			return { ...base, kind: "once", reason: "change" };
		case "no":
			return { ...base, kind: "once", reason: "no-change" };
		case "unknown":
			return { ...base, kind: "once", reason: "unknown" };
	}
}

/** The status of this very answer counts, too, where it is an error the usual list leaves out (529, 524 …). */
function statusesWith(status: number | null): readonly number[] {
	if (status === null || status < 400 || USUAL_STATUSES.some((known) => known === status))
		return USUAL_STATUSES;
	return [...USUAL_STATUSES, status];
}

import type { Entry, RouterFile } from "./catalog/schema";
import type { Retry } from "./diagnosis";
import type { Wait } from "./envelopes/api-error";
import type { Verdict } from "./vocabulary";

/** What the retry verdict is made of. */
export interface RetryInput {
	readonly verdict: Verdict;
	readonly entry: Entry | null;
	/** Status the router sent, or the one inside a 200; null where none is known, then the rule counts all the same. */
	readonly status: number | null;
	readonly router: RouterFile | null;
	/** Waits asked for, strongest first. */
	readonly waits: readonly Wait[];
}

/**
 * Does a retry help, when at the earliest, and by which rule. A wait counts only where the same request can succeed: a header
 * beside an empty balance promises nothing.
 */
export function retryOf({ verdict: said, entry, status, router, waits }: RetryInput): Retry {
	const wait = waits[0];
	const verdict: Verdict = said === "unknown" && wait ? "later" : said;
	const again = verdict === "yes" || verdict === "later";
	const ruled =
		again &&
		router !== null &&
		(router.retry.statuses === null || status === null || router.retry.statuses.includes(status));
	const documented = entry?.retry.afterMs;
	return {
		verdict,
		afterMs: again ? (wait?.ms ?? documented ?? null) : null,
		afterFrom: again && wait ? wait.from : again && documented !== undefined ? (entry?.source ?? "") : "",
		scheduleMs: ruled ? router.retry.scheduleMs : null,
		rule: ruled ? router.retry.rule : "",
	};
}

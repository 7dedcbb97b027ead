import type { Category, Fault, Specificity, Verdict } from "./vocabulary";

/** A quotation from the wire that the verdict rests on. */
export interface Evidence {
	/** Place, in words of the output format: `response.status`, `response.body`, `response.headers`, `request.url`, `browser`. */
	readonly where: string;
	/** JSON path within the body (`error.code`), header name, or "". */
	readonly path: string;
	/** The quoted value, secrets masked, at most 300 characters. */
	readonly value: string;
}

export interface Retry {
	readonly verdict: Verdict;
	/** Earliest sensible retry in milliseconds after the answer arrived; null when nobody says. */
	readonly afterMs: number | null;
	/** The router's own documented backoff before jitter, in milliseconds; null when not retryable or undocumented. */
	readonly scheduleMs: readonly number[] | null;
	/** Sentence of the router's documentation about retries, shown beside the schedule; "" when none. */
	readonly rule: string;
	/** Where `afterMs` was read (`Retry-After`, `error.details.retryDelay`, `message` …); "" when null. */
	readonly afterFrom: string;
}

/** Two documents of one router disagree: which reading we took, and why. */
export interface Contradiction {
	readonly text: string;
	readonly source: string;
}

/** The answer to: what happened, whose fault, what now, does a retry help. */
export interface Diagnosis {
	/** Id of the catalogue entry that spoke, or null. */
	readonly entry: string | null;
	readonly specificity: Specificity;
	readonly category: Category;
	readonly fault: Fault;
	readonly title: string;
	readonly explanation: string;
	/** Imperatives, in the order to try them. */
	readonly actions: readonly string[];
	readonly retry: Retry;
	readonly evidence: readonly Evidence[];
	readonly requestId: string | null;
	readonly errorId: string | null;
	/** The upstream error a wrapper carries. The verdict above already follows it. */
	readonly cause: Diagnosis | null;
	/** Page that documents what we said. */
	readonly source: string;
	/** The message the server sent, masked and without request-id suffix; "" when none. Always quoted, never mixed with our words. */
	readonly serverMessage: string;
	/** HTTP status or code found inside an HTTP 200 or a stream (`200, failed inside`), else null. */
	readonly failedInside: boolean;
	readonly contradictions: readonly Contradiction[];
	/** A sentence that must be read before anything is sent again (a paid job that may have been accepted); "" when none. */
	readonly warning: string;
}

/** What a stream held, once its body is known. */
export interface StreamSummary {
	readonly events: number;
	/** `[DONE]`, `message_stop`, `response.completed` … was seen. */
	readonly ended: boolean;
	readonly finishReason: string | null;
}

export interface Decoded {
	/** Router id, or null when the host is nobody's we know. */
	readonly router: string | null;
	/** null = nothing is wrong with this exchange. */
	readonly diagnosis: Diagnosis | null;
	/** Which envelope the body was read as, or null. */
	readonly envelope: string | null;
	/** Model named in request, answer or path, or null. */
	readonly model: string | null;
	readonly stream: StreamSummary | null;
	/** Router's or provider's request id, also of successful answers. */
	readonly requestId: string | null;
}

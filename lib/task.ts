import type { Diagnosis } from "./diagnosis";
import type { FindingKind, Phase } from "./vocabulary";

/** A media system: what its endpoints and words are. Known ids are listed in `lib/media/list.ts`. */
export type SystemId = string;

/** What one exchange says about one job. A poll is a sample, never a transition. */
export interface Observation {
	/** Exchange it was read from. */
	readonly exchangeId: string;
	/** When the answer arrived, ISO 8601; the request's start where the duration is unknown. */
	readonly at: string;
	readonly kind: "submit" | "poll";
	/** The provider's word, verbatim; null when this poll failed and says nothing of the job. */
	readonly state: string | null;
	readonly phase: Phase | null;
	/** 0..1, or null. */
	readonly progress: number | null;
	/** Progress as the provider wrote it ("65%"), or null. */
	readonly progressText: string | null;
	readonly results: readonly string[];
	/** Why the poll itself failed (HTTP 5xx, HTML, network): a blip, never the job's end. Short, null when it did not. */
	readonly blip: string | null;
	/** When the request of this answer was sent, ISO 8601: the word was true at some moment from here to `at`. */
	readonly sentAt: string;
	/** How many more polls in a row said the same and were folded into this one to keep memory bounded; 0 as a rule. */
	readonly folded: number;
	/**
	 * A late answer: another poll, answered while this one was on its way, had already seen the job further on.
	 * Counted, but not part of the line.
	 */
	readonly stale: boolean;
}

/** A stretch of the line during which the same word was seen. */
export interface Span {
	readonly state: string;
	readonly phase: Phase;
	readonly firstSeen: string;
	readonly lastSeen: string;
	readonly polls: number;
}

export interface Task {
	/** Unique within the session: `<router or host>|<system>|<id>`. */
	readonly key: string;
	readonly id: string;
	readonly system: SystemId;
	readonly router: string | null;
	/** Host the job lives on. */
	readonly host: string;
	readonly action: string;
	readonly model: string | null;
	/** The prompt's first words, for recognition on screen only; never exported by default. */
	readonly promptStart: string | null;
	readonly phase: Phase;
	readonly state: string;
	readonly progress: number | null;
	readonly progressText: string | null;
	readonly submittedAt: string | null;
	readonly finishedAt: string | null;
	/** The provider's own clock, where it gives one. */
	readonly providerTimes: {
		readonly submit: string | null;
		readonly start: string | null;
		readonly finish: string | null;
	};
	readonly firstSeen: string;
	readonly lastSeen: string;
	readonly spans: readonly Span[];
	readonly observations: readonly Observation[];
	readonly polls: number;
	readonly failedPolls: number;
	readonly results: readonly string[];
	readonly failure: Diagnosis | null;
	/** Average pause between two polls in milliseconds; null with fewer than two. */
	readonly pollEveryMs: number | null;
	/** Polls sent after an answer had already told the end. */
	readonly pollsAfterEnd: number;
	/** Exchanges that submitted it (a modal is a second submit of the same job). */
	readonly submits: readonly string[];
	/** The submit itself is still unanswered: the job has no id of its own yet. */
	readonly inFlight: boolean;
	/** Links that play or show something before the end (Midjourney previews, Suno streaming); not the result. */
	readonly previews: readonly string[];
	/** A result that is no link (a file id, words), as the provider wrote it, or null. */
	readonly resultText: string | null;
	/** Jobs before this one in the provider's queue, where it says so. */
	readonly queueAhead: number | null;
	/** One request that lasts until the result is there: nothing to poll. */
	readonly synchronous: boolean;
	/** The page left before the submit was answered: the line ends there, and whether there is a job, nobody saw. */
	readonly pageLeft: boolean;
	/** As `pageLeft`, for whatever reason the submit was not answered: also aborted, timed out, broken off. */
	readonly unanswered: boolean;
	/** Known from before the page or the panel was reloaded, not seen since. */
	readonly restored: boolean;
	/** Key of the task this one continues, or null. */
	readonly parent: string | null;
	/** Id of the parent as the wire gave it, or null. */
	readonly parentId: string | null;
}

/** What a provider said when a job failed, to be explained by the decoder. */
export interface TaskFailure {
	/** The provider's sentence, or "". */
	readonly message: string;
	/** Its code, or its own word for this kind of failure (`SENSITIVE_WORD_ERROR`), or null. */
	readonly code: string | null;
	readonly system: SystemId;
	readonly router: string | null;
}

/** What is kept of an unfinished job over a reload: nothing else leaves memory. Times are ISO 8601. */
export interface UnfinishedTask {
	readonly id: string;
	readonly system: SystemId;
	/** Router id, or the host where no router is known. */
	readonly router: string;
	readonly submittedAt: string | null;
	readonly firstSeen: string;
	readonly lastSeen: string;
}

/** What the calling code itself does wrong. */
export interface Finding {
	readonly kind: FindingKind;
	readonly title: string;
	readonly detail: string;
	readonly actions: readonly string[];
	/** Exchange ids, oldest first. */
	readonly exchanges: readonly string[];
	readonly task: string | null;
}

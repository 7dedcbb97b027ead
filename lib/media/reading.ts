import type { SystemId } from "../task";
import type { Phase } from "../vocabulary";
import type { JobFailure } from "./failure";
import type { Refusal } from "./system";

/** What one exchange says about one job. */
export interface JobReading {
	readonly id: string;
	/** The provider's word, verbatim; null when this answer has none. */
	readonly state: string | null;
	readonly phase: Phase | null;
	readonly progress: number | null;
	readonly progressText: string | null;
	readonly results: readonly string[];
	readonly previews: readonly string[];
	readonly resultText: string | null;
	readonly queueAhead: number | null;
	readonly times: {
		readonly submit: string | null;
		readonly start: string | null;
		readonly finish: string | null;
	};
	/** Why the job failed, in the provider's words; null unless its phase is a failure. */
	readonly failure: JobFailure | null;
	/** Why the poll itself failed; null when it did not. */
	readonly blip: string | null;
	/** The page left before this submit was answered: whether there is a job, nobody saw. */
	readonly pageLeft: boolean;
	/** This submit was never answered, also for another reason: aborted, timed out, broken off. */
	readonly unanswered: boolean;
	/** The poll was answered that this id is not known: no proof that there is such a job. */
	readonly notKnown: boolean;
	readonly action: string | null;
	readonly model: string | null;
	readonly promptStart: string | null;
	/** Ids by which later jobs may name this one as their parent (Suno clips). */
	readonly aliases: readonly string[];
}

/** What one exchange with a media endpoint says. */
export interface MediaReading {
	readonly system: SystemId;
	/** Host the job lives on, with its port where that is not the scheme's own. */
	readonly host: string;
	readonly kind: "submit" | "poll" | "batch";
	/** The request itself is the job and lasts until it is done: nothing to poll. */
	readonly synchronous: boolean;
	/** The answer is still on its way. */
	readonly inFlight: boolean;
	readonly jobs: readonly JobReading[];
	/** A submit that started no job, as the provider put it; null otherwise. */
	readonly refusal: Refusal | null;
	/** Job (or clip) this submit continues, or null. */
	readonly parentId: string | null;
}

/** A reading that says nothing. */
export const EMPTY: JobReading = {
	id: "",
	state: null,
	phase: null,
	progress: null,
	progressText: null,
	results: [],
	previews: [],
	resultText: null,
	queueAhead: null,
	times: { submit: null, start: null, finish: null },
	failure: null,
	blip: null,
	pageLeft: false,
	unanswered: false,
	notKnown: false,
	action: null,
	model: null,
	promptStart: null,
	aliases: [],
};

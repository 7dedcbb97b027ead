import type { Diagnosis } from "../lib/diagnosis";
import { list, summary } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import type { Phase } from "../lib/vocabulary";

export type Tone = "ok" | "warn" | "bad" | "run" | "quiet";

/** Colour of a status: what eases off by itself is a warning, everything else that failed is bad. */
export function toneOf(diagnosis: Diagnosis | null): Tone {
	if (!diagnosis) return "ok";
	return diagnosis.category === "rate_limit" || diagnosis.category === "overloaded" ? "warn" : "bad";
}

/** Colour of a job's end or state; one that nobody saw accepted is a warning. */
export function taskTone({ phase, unanswered }: Task): Tone {
	return unanswered ? "warn" : phaseTone(phase);
}

export function phaseTone(phase: Phase): Tone {
	switch (phase) {
		case "succeeded":
			return "ok";
		case "failed":
		case "expired":
			return "bad";
		case "needs-action":
			return "warn";
		case "running":
			return "run";
		default:
			return "quiet";
	}
}

/** The status as text: 0 stays 0, a status nobody knows is a dash. */
export function statusText(status: number | null): string {
	return status === null ? list.noStatus : String(status);
}

/** The status in words for totals: 0 means that no answer reached the page. */
export function statusWord(status: number | null): string {
	return status === 0 ? summary.noAnswer : statusText(status);
}

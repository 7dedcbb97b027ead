import type { Phase } from "../vocabulary";

const PHASE_TITLES: Record<Phase, string> = {
	queued: "job is waiting",
	running: "job is being made",
	"needs-action": "job waits for you",
	succeeded: "job is done",
	failed: "job failed",
	canceled: "job was canceled",
	expired: "job is gone",
	unknown: "no telling where the job stands",
};

const PHASE_TEXTS: Record<Phase, string> = {
	queued: "The job was taken and waits for its turn. Keep polling; do not submit it again, or you pay twice.",
	running: "The job is on its way. Keep polling; do not submit it again, or you pay twice.",
	"needs-action": "The job does not go on until the calling code answers what it was asked.",
	succeeded: "The job ended well; its result is in the same answer. Stop polling.",
	failed: "The job ended in failure; the reason is in the same answer. Stop polling.",
	canceled: "The job was stopped before it ended. Stop polling.",
	expired: "The job no longer exists at the provider: its id is unknown or too old. Stop polling.",
	unknown: "The provider itself does not say what this word means for the job.",
};

/** Title of a status word in the lookup: "Kling: job is waiting". */
export function wordTitle(system: string, phase: Phase): string {
	return `${system}: ${PHASE_TITLES[phase]}`;
}

export function wordExplanation(phase: Phase): string {
	return PHASE_TEXTS[phase];
}

import { findings } from "../messages/findings";
import { askedWait, documentedWait, EARLY, idsOf, isQuestion, retrySteps } from "./attempt";
import type { AttemptRule } from "./rule";

/** A retry that waited less than the router's documented first wait, or the first retry at all too early. */
export const retryTooSoon: AttemptRule = {
	kind: "retry-too-soon",
	find(attempts) {
		const hasty = retrySteps(attempts).filter((step) => {
			const { retry } = step.problem;
			const wait = documentedWait(step);
			const first = retry.scheduleMs?.[0] ?? 0;
			// A wait that the answer itself asked for is another finding's business.
			if (isQuestion(step.failed) || wait === null || askedWait(retry) !== null) return false;
			return step.gapMs < EARLY * (step.nth === 0 ? wait : first);
		});
		const worst = hasty.reduce<(typeof hasty)[number] | null>(
			(a, b) => (a && a.gapMs <= b.gapMs ? a : b),
			null,
		);
		if (!worst) return null;
		const words = findings.retryTooSoon(
			hasty.length,
			worst.gapMs,
			documentedWait(worst) ?? 0,
			worst.problem.retry.rule,
		);
		return { kind: "retry-too-soon", ...words, exchanges: idsOf(hasty), task: null };
	},
};

import { findings } from "../messages/findings";
import { askedWait, EARLY, idsOf, retrySteps } from "./attempt";
import type { AttemptRule } from "./rule";

/** The answer itself said how long to wait (`Retry-After`, a field, its message), and the next request came before. */
export const retryAfterIgnored: AttemptRule = {
	kind: "retry-after-ignored",
	find(attempts) {
		const early = retrySteps(attempts).filter(
			({ problem, gapMs }) => gapMs < (askedWait(problem.retry) ?? 0) * EARLY,
		);
		const [first] = early;
		if (!first) return null;
		const { retry } = first.problem;
		const words = findings.retryAfterIgnored(
			early.length,
			first.gapMs,
			askedWait(retry) ?? 0,
			retry.afterFrom,
		);
		return { kind: "retry-after-ignored", ...words, exchanges: idsOf(early), task: null };
	},
};

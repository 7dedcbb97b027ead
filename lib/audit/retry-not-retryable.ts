import { findings } from "../messages/findings";
import { idsOf, isQuestion, retrySteps } from "./attempt";
import type { AttemptRule } from "./rule";

/** Within this time nothing named by the answer has been changed. */
const AT_ONCE_MS = 120_000;

/** The very same request again after an answer that no repetition can change, and the same answer again. */
export const retryNotRetryable: AttemptRule = {
	kind: "retry-not-retryable",
	find(attempts) {
		const vain = retrySteps(attempts).filter(({ failed, problem, next, gapMs }) => {
			const { verdict } = problem.retry;
			if (isQuestion(failed)) return false;
			return (
				(verdict === "no" || verdict === "after-change") &&
				gapMs < AT_ONCE_MS &&
				next.problem?.category === problem.category
			);
		});
		const [first] = vain;
		if (!first) return null;
		const words = findings.retryNotRetryable(vain.length, first.problem.retry.verdict === "after-change");
		return { kind: "retry-not-retryable", ...words, exchanges: idsOf(vain), task: null };
	},
};

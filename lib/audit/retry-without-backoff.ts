import { findings } from "../messages/findings";
import { askedWait, documentedWait, EARLY, idsOf, isQuestion, type RetryStep, retrySteps } from "./attempt";
import type { AttemptRule } from "./rule";

/** Waits that differ by no more than this do not grow. */
const SAME = 1.4;

/** Several retries in a row whose waits do not grow, although the router's documented ones do. */
export const retryWithoutBackoff: AttemptRule = {
	kind: "retry-without-backoff",
	find(attempts) {
		const rows: RetryStep[][] = [];
		for (const step of retrySteps(attempts)) {
			if (isQuestion(step.failed) || askedWait(step.problem.retry) !== null) continue;
			const row = rows.at(-1);
			if (step.nth === 0 || !row) rows.push([step]);
			else row.push(step);
		}
		const flat = rows.find((row) => {
			const last = row.at(-1);
			const wait = last ? documentedWait(last) : null;
			if (row.length < 2 || !last || wait === null || last.gapMs >= wait * EARLY) return false;
			const gaps = row.map(({ gapMs }) => gapMs);
			return Math.max(...gaps) <= Math.max(Math.min(...gaps) * SAME, Math.min(...gaps) + 150);
		});
		if (!flat) return null;
		const schedule = flat[0]?.problem.retry.scheduleMs ?? [];
		const average = flat.reduce((sum, { gapMs }) => sum + gapMs, 0) / flat.length;
		const words = findings.retryWithoutBackoff(flat.length, average, schedule);
		return { kind: "retry-without-backoff", ...words, exchanges: idsOf(flat), task: null };
	},
};

import { isTerminal } from "../media/words";
import { findings } from "../messages/findings";
import type { Task } from "../task";
import type { Attempt } from "./attempt";
import { MOST_EXCHANGES } from "./attempt";
import type { AttemptRule } from "./rule";

/** The same job submitted again while the first one was under way: two jobs, paid twice. */
export const doubleSubmit: AttemptRule = {
	kind: "double-submit",
	find(attempts, { tasksOf }) {
		const accepted = attempts.flatMap((attempt) => {
			const task = attempt.media === "submit" ? tasksOf(attempt.exchangeId)[0] : undefined;
			// A submit that was not answered may never have been accepted.
			return task && !task.unanswered ? [{ attempt, task }] : [];
		});
		const doubled = new Set<Attempt>();
		let first: Task | null = null;
		for (let i = 0; i < accepted.length; i++) {
			const again = accepted[i];
			const before = accepted.slice(0, i).findLast(({ task }) => task.key !== again?.task.key);
			if (!again || !before || endedMs(before.task) <= again.attempt.sentMs) continue;
			first ??= before.task;
			doubled.add(before.attempt).add(again.attempt);
		}
		if (first === null) return null;
		const exchanges = [...doubled].map(({ exchangeId }) => exchangeId).slice(0, MOST_EXCHANGES);
		return { kind: "double-submit", ...findings.doubleSubmit(doubled.size), exchanges, task: first.key };
	},
};

/** When the page could first know that the job had ended, epoch milliseconds. */
function endedMs(task: Task): number {
	const end = task.observations.find(({ phase, stale }) => phase !== null && !stale && isTerminal(phase));
	return end ? Date.parse(end.at) : Number.POSITIVE_INFINITY;
}

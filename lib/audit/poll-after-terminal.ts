import { isTerminal } from "../media/words";
import { findings } from "../messages/findings";
import { pollIds } from "./poll-ids";
import type { TaskRule } from "./rule";

/** One more look, or two where the result was missing, is no mistake. */
const ALLOWED = 1;

/** Polls sent after an answer had already told the end. */
export const pollAfterTerminal: TaskRule = {
	kind: "poll-after-terminal",
	find(task) {
		const after = task.pollsAfterEnd;
		if (after <= ALLOWED + (task.phase === "succeeded" && task.results.length === 0 ? 1 : 0)) return null;
		const end = task.observations.find(({ phase, stale }) => phase !== null && !stale && isTerminal(phase));
		if (end === undefined) return null;
		const words = findings.pollAfterTerminal(after);
		return {
			kind: "poll-after-terminal",
			...words,
			exchanges: [end.exchangeId, ...pollIds(task, end.at)],
			task: task.key,
		};
	},
};

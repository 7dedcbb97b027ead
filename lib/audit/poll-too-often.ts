import { mediaSystem } from "../media/list";
import { findings } from "../messages/findings";
import type { Task } from "../task";
import { EARLY } from "./attempt";
import { pollIds } from "./poll-ids";
import type { TaskRule } from "./rule";

/** Fewer polls say nothing about a rhythm. */
const FEWEST = 5;

/** Polls far closer together than the documentation advises. */
export const pollTooOften: TaskRule = {
	kind: "poll-too-often",
	find(task) {
		const advised = mediaSystem(task.system)?.poll?.ms;
		const { pollEveryMs } = task;
		if (
			advised === undefined ||
			pollEveryMs === null ||
			task.polls < FEWEST ||
			pollEveryMs >= advised * EARLY
		)
			return null;
		const words = findings.pollTooOften(task.polls, pollEveryMs, advised, wasted(task));
		return { kind: "poll-too-often", ...words, exchanges: pollIds(task), task: task.key };
	},
};

/** Polls that said nothing new; null where folding has dropped what they said. */
function wasted(task: Task): number | null {
	if (task.observations.some(({ folded }) => folded > 0)) return null;
	const polls = task.observations.filter(({ kind, stale }) => kind === "poll" && !stale);
	return polls.length - new Set(polls.map((one) => `${one.state} ${one.progressText}`)).size;
}

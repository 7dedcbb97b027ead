import { advice } from "../messages/tasks";
import { watchOf } from "../task-watch";
import type { TaskRule } from "./rule";

/** The page stopped asking about a job that had not ended. */
export const taskAbandoned: TaskRule = {
	kind: "task-abandoned",
	find(task, now) {
		const { abandoned, unseenMs } = watchOf(task, now);
		if (!abandoned) return null;
		const last = task.observations.at(-1);
		const words = advice.abandoned(unseenMs, task.polls);
		return { kind: "task-abandoned", ...words, exchanges: last ? [last.exchangeId] : [], task: task.key };
	},
};

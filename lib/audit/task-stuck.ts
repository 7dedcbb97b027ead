import { advice } from "../messages/tasks";
import { watchOf } from "../task-watch";
import { pollIds } from "./poll-ids";
import type { TaskRule } from "./rule";

/** A job still asked about that has not changed for far longer than its kind usually takes. */
export const taskStuck: TaskRule = {
	kind: "task-stuck",
	find(task, now) {
		const { stuck, unchangedMs, usualMs } = watchOf(task, now);
		if (!stuck || usualMs === null) return null;
		const words = advice.stuck(unchangedMs, usualMs);
		return { kind: "task-stuck", ...words, exchanges: pollIds(task).slice(-10), task: task.key };
	},
};

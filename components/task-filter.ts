import type { Task } from "../lib/task";
import { isOver } from "../lib/task-watch";

export type TaskFilter = "all" | "running" | "failed";
export const TASK_FILTERS: readonly TaskFilter[] = ["all", "running", "failed"];

export function inTaskFilter(task: Task, filter: TaskFilter): boolean {
	switch (filter) {
		case "all":
			return true;
		case "running":
			return !isOver(task);
		case "failed":
			return task.phase === "failed" || task.phase === "expired";
	}
}

/** Finds jobs holding every word typed in id, system, action, model, prompt, state or failure. */
export function createTaskSearch(query: string): (task: Task) => boolean {
	const words = query.toLowerCase().trim().split(/\s+/).filter(Boolean);
	return (task) => {
		const text = [
			task.id,
			task.system,
			task.action,
			task.model ?? "",
			task.promptStart ?? "",
			task.state,
			task.phase,
			task.host,
			task.failure?.title ?? "",
			task.failure?.serverMessage ?? "",
		]
			.join("\n")
			.toLowerCase();
		return words.every((word) => text.includes(word));
	};
}

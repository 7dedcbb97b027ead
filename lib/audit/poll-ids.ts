import type { Task } from "../task";
import { MOST_EXCHANGES } from "./attempt";

/** Exchanges of a job's polls, oldest first; at most what a finding names. */
export function pollIds(task: Task, from = ""): string[] {
	return task.observations
		.filter(({ kind, sentAt }) => kind === "poll" && sentAt > from)
		.map(({ exchangeId }) => exchangeId)
		.slice(0, MOST_EXCHANGES);
}

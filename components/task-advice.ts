import { mediaSystem } from "../lib/media/list";
import { tasks as words } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { type TaskTimes, timesOf } from "./task-times";

/** How many times the usual longest run counts as far longer than usual. */
const FAR_LONGER = 3;

/** What to do about a job as it stands at `now` (epoch milliseconds), most urgent first. Failures explain themselves. */
export function adviceOn(task: Task, now: number): readonly string[] {
	const times = timesOf(task);
	switch (task.phase) {
		case "failed":
			return [];
		case "expired":
			return [words.adviceExpired];
		case "canceled":
			return [words.adviceCanceled];
		case "succeeded":
			if (task.results.length > 0) return [words.adviceSave];
			return task.resultText === null ? [words.adviceNoResult] : [];
		case "needs-action":
			return [words.adviceNeedsAction];
		default:
			return adviceWhileOpen(task, times, now);
	}
}

function adviceWhileOpen(task: Task, times: TaskTimes, now: number): readonly string[] {
	const system = mediaSystem(task.system);
	const advice: string[] = [];
	if (task.synchronous) return [words.adviceSynchronous];
	if (times.quietFrom !== null && now > times.quietFrom) advice.push(words.adviceQuiet);
	else advice.push(words.adviceRunning);
	const longest = system?.usual?.ms[1];
	if (longest !== undefined && now - times.start > FAR_LONGER * longest)
		advice.push(words.adviceStuck(now - times.start, longest));
	const advised = system?.poll?.ms;
	if (advised !== undefined && times.pollEvery !== null && times.pollEvery < advised * 0.6)
		advice.push(words.advicePollSlower(advised));
	if (task.phase === "unknown") advice.push(words.adviceUnknown);
	return advice;
}

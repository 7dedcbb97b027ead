import { phaseWord, tasks as words } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { useNow } from "./clock";
import { SafeText } from "./SafeText";
import { taskTone } from "./status-tone";
import { timesOf } from "./task-times";

/** Where a job stands, in a word; once nobody asks any more, how long ago it was last seen. */
export function TaskPhase({ task }: { readonly task: Task }) {
	const { lastSeen, quietFrom } = timesOf(task);
	const now = useNow(quietFrom !== null);
	if (quietFrom !== null && now > quietFrom)
		return (
			<span class="pill" data-tone="warn">
				{words.lastSeen(now - lastSeen)}
			</span>
		);
	return (
		<span
			class="pill"
			data-tone={taskTone(task)}
			{...(task.unanswered && { title: task.pageLeft ? words.pageLeftHint : words.unansweredHint })}
		>
			{phaseWord(task)}
			{quietFrom !== null && task.progressText !== null && (
				<>
					{" "}
					<SafeText value={task.progressText} limit={12} />
				</>
			)}
		</span>
	);
}

import { formatClock, formatSpan } from "../lib/format";
import { phaseWord, phaseWords, tasks as words } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { SafeText } from "./SafeText";
import { systemName } from "./system-name";
import { segmentsOf, timeIn } from "./task-segments";
import { timesOf } from "./task-times";

/** The exact times of the job under the pointer or the keyboard. */
export function ExactTimes({ task }: { readonly task: Task }) {
	const { start, end, lastSeen } = timesOf(task);
	const segments = segmentsOf(task);
	const queued = timeIn(segments, "queued");
	const ran = timeIn(segments, "running");
	return (
		<>
			<b class="exact-times-name">
				{systemName(task.system)} · <SafeText value={task.action} limit={40} />
			</b>{" "}
			{task.submittedAt === null
				? words.firstSeenAt(formatClock(start, true))
				: words.submittedAt(formatClock(start, true))}
			{queued > 0 && ` · ${phaseWords.queued} ${formatSpan(queued)}`}
			{ran > 0 && ` · ${phaseWords.running} ${formatSpan(ran)}`}
			{end === null
				? ` · ${words.lastSeenAt(formatClock(lastSeen, true))}`
				: ` · ${phaseWord(task)} ${formatClock(end, true)}`}
		</>
	);
}

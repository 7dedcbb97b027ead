import { shortId } from "../lib/format";
import { phaseWords, tasks as words } from "../lib/messages/interface";
import { systemName } from "../lib/messages/systems";
import type { Task } from "../lib/task";
import { SafeText } from "./SafeText";
import { phaseTone } from "./status-tone";
import { LiveElapsed } from "./TaskElapsed";

interface TaskListProps {
	readonly tasks: readonly Task[];
	readonly selected: Task | null;
	readonly onSelect: (key: string | null) => void;
}

/** One line a job. */
export function TaskList({ tasks, selected, onSelect }: TaskListProps) {
	return (
		<div class="task-rows" role="grid" aria-label={words.label}>
			{tasks.map((task, index) => (
				<div
					key={index}
					role="row"
					class="task-row"
					aria-selected={task === selected}
					data-phase={task.phase}
					onClick={() => onSelect(task.key)}
				>
					<span role="gridcell">
						{systemName(task.system)} · <SafeText value={task.action} /> <code>{shortId(task.id)}</code>
					</span>
					<span role="gridcell" class="pill" data-tone={phaseTone(task.phase)}>
						{phaseWords[task.phase]}
					</span>
					<span role="gridcell">
						<LiveElapsed task={task} />
					</span>
				</div>
			))}
		</div>
	);
}

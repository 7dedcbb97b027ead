import { empty } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { TaskDetail } from "./TaskDetail";
import { TaskList } from "./TaskList";

interface TaskViewProps {
	/** Running first, children behind their parent. */
	readonly tasks: readonly Task[];
	/** Jobs exist, but none matches search and chip. */
	readonly filtered: boolean;
	readonly selected: Task | null;
	readonly onSelect: (key: string | null) => void;
	readonly onShowAll: () => void;
	readonly onOpenExchange: (id: string) => void;
}

/** The Tasks tab: one line a job on a common time axis, the chosen one's details below. */
export function TaskView(props: TaskViewProps) {
	const { tasks, filtered, selected, onSelect, onOpenExchange } = props;
	if (tasks.length === 0)
		return (
			<div class="empty">
				<h2>{filtered ? empty.noTasksMatch : empty.noTasks}</h2>
				{filtered ? (
					<button type="button" class="button" onClick={props.onShowAll}>
						{empty.showAllTasks}
					</button>
				) : (
					<p>{empty.noTasksText}</p>
				)}
			</div>
		);
	return (
		<div class={`task-view ${selected ? "with-detail" : ""}`}>
			<TaskList tasks={tasks} selected={selected} onSelect={onSelect} />
			{selected && (
				<TaskDetail task={selected} onOpenExchange={onOpenExchange} onBack={() => onSelect(null)} />
			)}
		</div>
	);
}

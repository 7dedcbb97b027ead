import { ArrowLeft } from "lucide";
import { detail, empty, list } from "../lib/messages/interface";
import type { Finding, Task } from "../lib/task";
import { ErrorBoundary } from "./ErrorBoundary";
import { Icon } from "./Icon";
import { TaskDetail } from "./TaskDetail";
import { TASK_ROW, TaskList } from "./TaskList";

interface TaskViewProps {
	/** Running first, children behind their parent. */
	readonly tasks: readonly Task[];
	readonly findings: readonly Finding[];
	/** Jobs exist, but none matches search and chip. */
	readonly filtered: boolean;
	readonly selected: Task | null;
	readonly onSelect: (key: string | null) => void;
	readonly onShowAll: () => void;
	readonly onOpenExchange: (id: string) => void;
}

/** Axis above and times below the rows, in pixels. */
const HEAD_AND_FOOT = 54;

/** The Tasks tab: one line a job on a common time axis, the chosen one's details below. */
export function TaskView(props: TaskViewProps) {
	const { tasks, findings, filtered, selected, onSelect, onOpenExchange } = props;
	if (tasks.length === 0)
		return (
			<div class="empty">
				<h2>{filtered ? empty.noTasksMatch : empty.noTasks}</h2>
				{filtered ? (
					<div class="buttons">
						<button type="button" class="button" onClick={props.onShowAll}>
							{empty.showAllTasks}
						</button>
					</div>
				) : (
					<p>{empty.noTasksText}</p>
				)}
			</div>
		);
	const leave = () => {
		onSelect(null);
		document.getElementById("rs-tasks")?.focus();
	};
	return (
		<div
			class={`task-view ${selected ? "with-detail" : ""}`}
			style={{ "--task-list-height": `${tasks.length * TASK_ROW + HEAD_AND_FOOT}px` }}
		>
			<TaskList tasks={tasks} selected={selected} onSelect={onSelect} onLeave={leave} />
			{selected && (
				<section
					class="detail"
					aria-label={detail.region}
					onKeyDown={(event) => event.key === "Escape" && leave()}
				>
					<button type="button" class="back" onClick={leave}>
						<Icon icon={ArrowLeft} /> {detail.back}
					</button>
					<ErrorBoundary resetKey={selected} fallback={() => <p class="empty">{list.unreadableDetail}</p>}>
						<TaskDetail task={selected} findings={findings} onOpenExchange={onOpenExchange} />
					</ErrorBoundary>
				</section>
			)}
		</div>
	);
}

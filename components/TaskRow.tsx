import { CornerDownRight } from "lucide";
import { shortId } from "../lib/format";
import { tasks as words } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { hasNoId } from "../lib/task-watch";
import { Icon } from "./Icon";
import { SafeText } from "./SafeText";
import { systemName } from "./system-name";
import { LiveElapsed } from "./TaskElapsed";
import { TaskPhase } from "./TaskPhase";
import { TaskTimeline } from "./TaskTimeline";
import type { Range } from "./time-axis";

interface TaskRowProps {
	readonly task: Task;
	readonly index: number;
	readonly top: number;
	readonly height: number;
	/** Drawn below the job it continues. */
	readonly child: boolean;
	readonly selected: boolean;
	readonly range: Range;
	readonly onPick: (index: number) => void;
	readonly onHover: (index: number) => void;
}

/** One job, one line. */
export function TaskRow(props: TaskRowProps) {
	const { task, index, top, height, child, selected, range } = props;
	return (
		<div
			role="row"
			id={`rs-task-${index}`}
			aria-rowindex={index + 2}
			aria-selected={selected}
			data-phase={task.phase}
			class={`task-row ${child ? "child" : ""}`}
			style={{ transform: `translateY(${top}px)`, height: `${height}px` }}
			onClick={() => props.onPick(index)}
			onPointerEnter={() => props.onHover(index)}
		>
			<span role="gridcell" class="task-name">
				<span class="row-title">
					{child && <Icon icon={CornerDownRight} size={11} class="child-icon" label={words.childOf} />}
					{systemName(task.system)} · <SafeText value={task.action} limit={60} />
				</span>
				<span class="row-sub">
					<TaskHint task={task} />
					{hasNoId(task) ? (
						words.noId(task.inFlight)
					) : (
						<code>
							<SafeText value={shortId(task.id)} />
						</code>
					)}
				</span>
			</span>
			<span role="gridcell" class="task-phase">
				<TaskPhase task={task} />
			</span>
			<span role="gridcell" class="task-line">
				<TaskTimeline task={task} range={range} />
			</span>
			<span role="gridcell" class="task-elapsed">
				<LiveElapsed task={task} />
			</span>
		</div>
	);
}

/** What a person recognises the job by: the prompt's first words, else the model, else how many results. */
function TaskHint({ task }: { readonly task: Task }) {
	if (task.promptStart)
		return (
			<>
				“<SafeText value={task.promptStart} limit={60} />” ·{" "}
			</>
		);
	if (task.model)
		return (
			<>
				<SafeText value={task.model} limit={40} /> ·{" "}
			</>
		);
	return task.results.length > 1 ? <>{words.results(task.results.length)} · </> : null;
}

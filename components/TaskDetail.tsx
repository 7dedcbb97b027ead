import { tasks as words } from "../lib/messages/interface";
import { systemName } from "../lib/messages/systems";
import type { Task } from "../lib/task";
import { SafeText } from "./SafeText";

interface TaskDetailProps {
	readonly task: Task;
	readonly onOpenExchange: (id: string) => void;
	readonly onBack?: () => void;
}

/** Everything about one job. */
export function TaskDetail({ task }: TaskDetailProps) {
	return (
		<article class="detail-body">
			<h2>
				{systemName(task.system)} · <SafeText value={task.action} /> {words.titleOf[task.phase]}
			</h2>
		</article>
	);
}

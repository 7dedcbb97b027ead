import { summary } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { inTaskFilter } from "./task-filter";

/** Right of the tabs while jobs are shown: how many run, are done, failed. */
export function TaskSummary({ tasks }: { readonly tasks: readonly Task[] }) {
	const running = tasks.filter((task) => inTaskFilter(task, "running")).length;
	const failed = tasks.filter((task) => inTaskFilter(task, "failed")).length;
	const done = tasks.filter(({ phase }) => phase === "succeeded").length;
	return (
		<div class="summary" role="status" aria-label={summary.jobsLabel}>
			{running > 0 && <span data-tone="run">{summary.running(running)}</span>}
			{done > 0 && <span data-tone="ok">{summary.done(done)}</span>}
			{failed > 0 && <span data-tone="bad">{summary.failedJobs(failed)}</span>}
		</div>
	);
}

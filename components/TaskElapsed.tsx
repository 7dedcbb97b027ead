import { formatSpan } from "../lib/format";
import type { Task } from "../lib/task";
import { useNow } from "./clock";
import { timesOf } from "./task-times";

/** How long a job has taken; ticks while it runs and somebody still looks. */
export function LiveElapsed({ task }: { readonly task: Task }) {
	const { start, end, lastSeen, quietFrom } = timesOf(task);
	const idle = useNow(false);
	const live = end === null && quietFrom !== null && idle < quietFrom;
	const now = useNow(live);
	const until = end ?? (live ? Math.max(now, lastSeen) : lastSeen);
	return <>{formatSpan(until - start)}</>;
}

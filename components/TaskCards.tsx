import { formatClock } from "../lib/format";
import { mediaSystem } from "../lib/media/list";
import { phaseWord, tasks as words } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { Card } from "./Card";
import { useNow } from "./clock";
import { SafeLink } from "./SafeLink";
import { SafeText } from "./SafeText";
import { timesOf } from "./task-times";

/** Three answers about a job at a glance: its state in the router's own word, how it is polled, whether it is paid. */
export function TaskCards({ task }: { readonly task: Task }) {
	return (
		<div class="cards">
			<StateCard task={task} />
			<PollingCard task={task} />
			<PaidCard task={task} />
		</div>
	);
}

function StateCard({ task }: { readonly task: Task }) {
	const { end, lastSeen } = timesOf(task);
	const now = useNow(end === null);
	return (
		<Card
			label={words.state}
			value={task.state === "" ? words.noState : <SafeText value={task.state} limit={60} />}
			wire={task.state !== ""}
		>
			{phaseWord(task)}
			{task.progressText !== null && (
				<>
					, <SafeText value={task.progressText} limit={20} />
				</>
			)}
			{`, ${end === null ? words.lastSeen(Math.max(0, now - lastSeen)) : formatClock(end)}`}
		</Card>
	);
}

function PollingCard({ task }: { readonly task: Task }) {
	const { pollEvery } = timesOf(task);
	const advised = mediaSystem(task.system)?.poll ?? null;
	const value = task.synchronous
		? words.pollingSynchronous
		: pollEvery !== null
			? words.pollingEvery(pollEvery)
			: task.polls === 1
				? words.pollingOnce
				: task.polls > 1
					? words.pollCount(task.polls, 0)
					: words.pollingNone;
	return (
		<Card label={words.polling} value={value}>
			{words.pollCount(task.polls, task.failedPolls)}
			{advised !== null && !task.synchronous && (
				<>
					{", "}
					<SafeLink url={advised.source}>{words.pollAdvised(advised.ms)}</SafeLink>
				</>
			)}
		</Card>
	);
}

function PaidCard({ task }: { readonly task: Task }) {
	const free = mediaSystem(task.system)?.failedIsFree;
	if (task.unanswered)
		return (
			<Card label={words.paid} value={words.paidPerhaps} tone="warn">
				{task.pageLeft ? words.paidIfTaken : words.paidIfTakenUnanswered}
			</Card>
		);
	return (
		<Card label={words.paid} value={words.paidAtSubmit}>
			{free === undefined ? words.paidRefund : <SafeLink url={free}>{words.paidFree}</SafeLink>}
		</Card>
	);
}

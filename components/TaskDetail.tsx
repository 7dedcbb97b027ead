import { useContext } from "preact/hooks";
import { mediaSystem } from "../lib/media/list";
import { tasks as words } from "../lib/messages/interface";
import type { Finding, Task } from "../lib/task";
import { hasNoId } from "../lib/task-watch";
import { CopyButton } from "./CopyButton";
import { useNow } from "./clock";
import { DiagnosisCard } from "./DiagnosisCard";
import { Prose } from "./Prose";
import { SafeLink } from "./SafeLink";
import { SafeText } from "./SafeText";
import { SurroundingsContext } from "./surroundings";
import { systemName } from "./system-name";
import { TaskAdviceList } from "./TaskAdviceList";
import { TaskCards } from "./TaskCards";
import { TaskObservations } from "./TaskObservations";
import { TaskResults } from "./TaskResults";
import { segmentsOf, timeIn } from "./task-segments";
import { timesOf } from "./task-times";

interface TaskDetailProps {
	readonly task: Task;
	readonly findings: readonly Finding[];
	readonly onOpenExchange: (id: string) => void;
}

/** Everything about one job: where it stands, what it gave, what to do, and every sight of it. */
export function TaskDetail({ task, findings, onOpenExchange }: TaskDetailProps) {
	const { routerName } = useContext(SurroundingsContext);
	const { end } = timesOf(task);
	const mine = findings.filter((finding) => finding.task === task.key || finding.task === task.id);
	return (
		<article class="detail-body task-detail">
			<div class="task-main">
				<header class="detail-head">
					<h2>
						{task.failure ? (
							<Prose text={task.failure.title} />
						) : (
							<>
								{systemName(task.system)} · <SafeText value={task.action} limit={60} />{" "}
								{task.pageLeft
									? words.titlePageLeft
									: task.unanswered
										? words.titleUnanswered
										: words.titleOf[task.phase]}
							</>
						)}
					</h2>
				</header>
				<p class="address">
					{task.failure && (
						<>
							{systemName(task.system)} · <SafeText value={task.action} limit={60} />{" "}
						</>
					)}
					{!hasNoId(task) && (
						<>
							<code>
								<SafeText value={task.id} limit={120} />
							</code>{" "}
							<CopyButton text={task.id} label={words.copyId} />{" "}
						</>
					)}
					<span class="dim">
						{task.router === null ? (
							<SafeText value={task.host} />
						) : (
							<SafeText value={routerName(task.router)} />
						)}
						{task.model !== null && (
							<>
								{" · "}
								<SafeText value={task.model} limit={60} />
							</>
						)}
						{task.parentId !== null && (
							<>
								{` · ${words.childOf} `}
								<SafeText value={task.parentId} limit={60} />
							</>
						)}
					</span>
				</p>
				{task.promptStart !== null && (
					<p class="prompt">
						“<SafeText value={task.promptStart} limit={120} />”
					</p>
				)}
				{task.failure && (
					<>
						<DiagnosisCard diagnosis={task.failure} arrived={end} router={task.router} />
						<h3>{words.course}</h3>
					</>
				)}
				<Course task={task} />
				<TaskCards task={task} />
				<TaskResults task={task} />
				<TaskAdviceList task={task} findings={mine} />
			</div>
			<TaskObservations task={task} onOpenExchange={onOpenExchange} />
		</article>
	);
}

/** The course so far in one or two sentences; ticks alone while the job lives. */
function Course({ task }: { readonly task: Task }) {
	const { start, end, lastSeen, quietFrom } = timesOf(task);
	const now = useNow(end === null);
	const segments = segmentsOf(task);
	const last = segments.at(-1);
	const open = end === null && quietFrom !== null && now <= quietFrom ? Math.max(0, now - lastSeen) : 0;
	const queued = timeIn(segments, "queued") + (last?.kind === "queued" ? open : 0);
	const ran = timeIn(segments, "running") + (last?.kind === "running" ? open : 0);
	const usual = mediaSystem(task.system)?.usual ?? null;
	const parts: string[] = [];
	if (queued > 0) parts.push(words.queuedFor(queued));
	if (ran > 0) parts.push(end === null ? words.runningFor(ran) : words.ranFor(ran));
	if (task.unanswered) {
		const until = (end ?? lastSeen) - start;
		return (
			<p class="explanation">{task.pageLeft ? words.untilPageLeft(until) : words.untilUnanswered(until)}</p>
		);
	}
	const sentence =
		parts.length > 0 ? capital(parts.join(", ")) : capital(words.totalTime((end ?? lastSeen) - start));
	return (
		<p class="explanation">
			{sentence}
			{` (${task.providerTimes.start === null ? words.byPolls : words.byProvider}). `}
			{usual !== null && (
				<>
					<SafeLink url={usual.source}>{words.usual(usual.ms[0], usual.ms[1])}</SafeLink>{" "}
				</>
			)}
			{task.failedPolls > 0 && words.blips(task.failedPolls)}
		</p>
	);
}

function capital(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}

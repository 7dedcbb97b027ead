import { useContext } from "preact/hooks";
import { formatClock } from "../lib/format";
import { mediaSystem } from "../lib/media/list";
import { detail, phaseWords, tasks as words } from "../lib/messages/interface";
import type { Finding, Task } from "../lib/task";
import { Card } from "./Card";
import { CopyButton } from "./CopyButton";
import { useNow } from "./clock";
import { DiagnosisCard } from "./DiagnosisCard";
import { Prose } from "./Prose";
import { SafeLink } from "./SafeLink";
import { SafeText } from "./SafeText";
import { SurroundingsContext } from "./surroundings";
import { systemName } from "./system-name";
import { TaskAdviceList } from "./TaskAdviceList";
import { TaskObservations } from "./TaskObservations";
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
								{words.titleOf[task.phase]}
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
					<code>
						<SafeText value={task.id} limit={120} />
					</code>{" "}
					<CopyButton text={task.id} label={words.copyId} />{" "}
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
				<div class="cards">
					<StateCard task={task} />
					<PollingCard task={task} />
					<PaidCard task={task} />
				</div>
				<Results task={task} />
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

function StateCard({ task }: { readonly task: Task }) {
	const { end, lastSeen } = timesOf(task);
	const now = useNow(end === null);
	return (
		<Card
			label={words.state}
			value={task.state === "" ? words.noState : <SafeText value={task.state} limit={60} />}
			wire={task.state !== ""}
		>
			{phaseWords[task.phase]}
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
	return (
		<Card label={words.paid} value={words.paidAtSubmit}>
			{free === undefined ? words.paidRefund : <SafeLink url={free}>{words.paidFree}</SafeLink>}
		</Card>
	);
}

function Results({ task }: { readonly task: Task }) {
	const { results, resultText, previews } = task;
	if (results.length === 0 && resultText === null && previews.length === 0) return null;
	return (
		<section>
			<h3>{results.length === 0 && resultText === null ? words.preview : words.result}</h3>
			<ul class="results">
				{resultText !== null && (
					<li>
						<code>
							<SafeText value={resultText} />
						</code>{" "}
						<CopyButton text={resultText} label={detail.copyNamed(words.result.toLowerCase())} />
					</li>
				)}
				{(results.length > 0 ? results : previews).slice(0, 20).map((url, index) => (
					<li key={index}>
						<SafeLink url={url} />{" "}
						<CopyButton text={url} label={detail.copyNamed(`${words.result.toLowerCase()} ${index + 1}`)} />
					</li>
				))}
			</ul>
			<p class="hint">{words.resultsHint}</p>
		</section>
	);
}

function capital(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}

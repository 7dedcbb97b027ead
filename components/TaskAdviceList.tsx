import { linkTrail } from "../lib/format";
import { mediaSystem } from "../lib/media/list";
import { tasks as words } from "../lib/messages/interface";
import type { Finding, Task } from "../lib/task";
import { adviseTask, type TaskAdvice } from "../lib/task-advice";
import type { FindingKind } from "../lib/vocabulary";
import { useNow } from "./clock";
import { Prose } from "./Prose";
import { SafeLink } from "./SafeLink";
import { timesOf } from "./task-times";

interface TaskAdviceListProps {
	readonly task: Task;
	/** Findings about this job. */
	readonly findings: readonly Finding[];
}

/** Findings that say what the advice on the job says already. */
const SAID: ReadonlySet<FindingKind> = new Set<FindingKind>(["task-abandoned", "task-stuck"]);
/** Polling this much faster than advised is worth a word. */
const HASTE = 0.6;

/** What to do about a job as it stands: what may cost money first, then what is good to know. */
export function TaskAdviceList({ task, findings }: TaskAdviceListProps) {
	const { end, quietFrom, pollEvery } = timesOf(task);
	const now = useNow(end === null);
	const advice = adviseTask(task, now);
	const others = findings.filter(({ kind }) => !SAID.has(kind));
	const steps: string[] = [];
	if (quietFrom !== null && now <= quietFrom && task.phase !== "needs-action")
		steps.push(words.adviceRunning);
	const advised = mediaSystem(task.system)?.poll?.ms;
	if (quietFrom !== null && advised !== undefined && pollEvery !== null && pollEvery < advised * HASTE)
		steps.push(words.advicePollSlower(advised));
	return (
		<>
			{others.map(({ title, detail, actions }, index) => (
				<AdviceBox key={index} advice={{ tone: "warn", title, detail, actions, source: "" }} />
			))}
			{advice.map((one) => (
				<AdviceBox key={one.kind} advice={one} />
			))}
			{steps.length > 0 && (
				<section>
					<h3>{words.advice}</h3>
					<ol class="actions">
						{steps.map((step) => (
							<li key={step}>{step}</li>
						))}
					</ol>
				</section>
			)}
		</>
	);
}

function AdviceBox({ advice }: { readonly advice: Omit<TaskAdvice, "kind"> }) {
	const { tone, title, detail, actions, source } = advice;
	return (
		<section class={`box ${tone === "warn" ? "warning" : ""}`}>
			<h3>
				<Prose text={title} />
			</h3>
			<p>
				<Prose text={detail} /> {source !== "" && <SafeLink url={source}>{linkTrail(source)}</SafeLink>}
			</p>
			<ol class="actions">
				{actions.map((action) => (
					<li key={action}>
						<Prose text={action} />
					</li>
				))}
			</ol>
		</section>
	);
}

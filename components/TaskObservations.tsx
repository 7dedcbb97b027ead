import { epochOf, formatClock, formatSpan } from "../lib/format";
import { tasks as words } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { SafeText } from "./SafeText";
import { observationRuns, segmentsOf } from "./task-segments";

interface TaskObservationsProps {
	readonly task: Task;
	readonly onOpenExchange: (id: string) => void;
}

/** Longest list drawn; a job of hours says the same word in few runs. */
const MOST = 300;

/** Every sight of a job, in order, each with its request; then how long each phase took, and the provider's own times. */
export function TaskObservations({ task, onOpenExchange }: TaskObservationsProps) {
	const runs = observationRuns(task);
	const { submit, start, finish } = task.providerTimes;
	const own = (
		[
			[words.times.submit, submit],
			[words.times.start, start],
			[words.times.finish, finish],
		] as const
	).filter(([, time]) => time !== null);
	return (
		<div class="task-side">
			<section>
				<h3>
					{words.observations}{" "}
					<span class="dim">· {task.polls + task.observations.filter(isSubmit).length}</span>
				</h3>
				<ol class="observations">
					{runs.slice(-MOST).map((run, index) => (
						<li key={index} class={run.stale ? "stale" : ""}>
							<time>{formatClock(epochOf(run.at), true)}</time>
							{run.blip !== null ? (
								<span class="blip-word">
									<SafeText value={run.blip} limit={60} />
								</span>
							) : (
								<code>
									<SafeText
										value={run.word ?? (run.kind === "submit" ? words.submitted : words.noState)}
										limit={60}
									/>
									{run.progressText !== null && (
										<>
											{" "}
											<SafeText value={run.progressText} limit={20} />
										</>
									)}
								</code>
							)}
							<button
								type="button"
								class="link"
								title={words.openExchange}
								onClick={() => onOpenExchange(run.exchangeId)}
							>
								{run.kind === "submit"
									? words.submit
									: run.first === run.last
										? words.poll(run.first)
										: words.polls(run.first, run.last)}
							</button>
							{run.stale && <span class="dim">{words.stale}</span>}
						</li>
					))}
				</ol>
			</section>
			<section>
				<h3>{words.phases}</h3>
				<dl class="fields">
					{segmentsOf(task).map(({ kind, from, to }, index) => (
						<div key={index}>
							<dt>{words.segments[kind]}</dt>
							<dd>
								{formatSpan(to - from)} <span class="dim">{`${formatClock(from)}–${formatClock(to)}`}</span>
							</dd>
						</div>
					))}
					{own.map(([name, time]) => (
						<div key={name}>
							<dt>{`${words.provider}: ${name}`}</dt>
							<dd>{formatClock(epochOf(time), true)}</dd>
						</div>
					))}
				</dl>
			</section>
		</div>
	);
}

function isSubmit({ kind }: Task["observations"][number]): boolean {
	return kind === "submit";
}

import type { Diagnosis } from "../diagnosis";
import type { Finding, Span, Task } from "../task";
import type { FindingKind, Phase } from "../vocabulary";
import { mark, type Safe } from "./safe";
import { safeDiagnosis } from "./safe-diagnosis";
import { safeJobId } from "./safe-id";
import { safeOrigin } from "./safe-url";
import { safeDate, safeModel, safeRouter } from "./safe-words";
import type { Scope } from "./scope";
import { scrubText } from "./scrub";

/** What of a job may leave: ids, words, times and counts; of results the hosts alone, of the prompt nothing. */
export interface TaskExtract {
	readonly id: string;
	readonly system: string;
	readonly router: string | null;
	readonly action: string;
	readonly model: string | null;
	readonly phase: Phase;
	readonly state: string;
	readonly progress: number | null;
	readonly submittedAt: string | null;
	readonly finishedAt: string | null;
	readonly spans: readonly Span[];
	readonly polls: number;
	readonly failedPolls: number;
	readonly results: readonly string[];
	readonly failure: Diagnosis | null;
	readonly parentId: string | null;
}

/** Built field by field: a field that tasks get later does not leave until it is added here. */
export function safeTask(task: Task, scope: Scope): Safe<TaskExtract> {
	return mark({
		id: safeJobId(task.id, scope),
		system: scrubText(task.system, scope),
		router: task.router === null ? null : safeRouter(task.router, scope),
		action: scrubText(task.action, scope),
		model: task.model === null ? null : safeModel(task.model, scope),
		phase: task.phase,
		state: scrubText(task.state, scope),
		progress: task.progress,
		submittedAt: safeDate(task.submittedAt),
		finishedAt: safeDate(task.finishedAt),
		spans: task.spans.map(({ state, phase, firstSeen, lastSeen, polls }) => ({
			state: scrubText(state, scope),
			phase,
			firstSeen: safeDate(firstSeen) ?? "",
			lastSeen: safeDate(lastSeen) ?? "",
			polls,
		})),
		polls: task.polls,
		failedPolls: task.failedPolls,
		results: task.results.map((url) => safeOrigin(url, scope)),
		failure: task.failure && safeDiagnosis(task.failure, scope),
		parentId: task.parentId === null ? null : safeJobId(task.parentId, scope),
	});
}

/** What of a finding may leave. */
export interface FindingExtract {
	readonly kind: FindingKind;
	readonly title: string;
	readonly detail: string;
}

/** A finding is our own sentence; what it quotes is scrubbed. */
export function safeFinding({ kind, title, detail }: Finding, scope: Scope): Safe<FindingExtract> {
	return mark({ kind, title: scrubText(title, scope), detail: scrubText(detail, scope) });
}

import { linkLifetime } from "./link-lifetime";
import { mediaSystem } from "./media/list";
import { type AdviceWords, advice } from "./messages/tasks";
import type { Task } from "./task";
import { watchOf } from "./task-watch";

/** Something worth knowing about one job, most urgent first in a list. */
export interface TaskAdvice {
	readonly kind: keyof typeof advice;
	/** `warn`: money or a result may be lost; `info`: good to know. */
	readonly tone: "warn" | "info";
	readonly title: string;
	readonly detail: string;
	/** Imperatives, in the order to try them. */
	readonly actions: readonly string[];
	/** Page that documents it; "" where it is what we see ourselves. */
	readonly source: string;
}

const MODAL_PAGE = "https://docs.crazyrouter.com/en/images/midjourney/action";
const NEW_API = "https://github.com/QuantumNous/new-api";
const ROUT_MY_VIDEO = "https://docs.rout.my/api/videos";

/** Jobs whose result is words, so that a missing link is no fault. */
const WORDS_ONLY = /^(?:describe|shorten|lyrics)$/;

/**
 * Advice on a job as it stands. The diagnosis of a failure is not repeated here, only what comes on top of it.
 * @param now Epoch milliseconds.
 */
export function adviseTask(task: Task, now: number): TaskAdvice[] {
	const found: TaskAdvice[] = [];
	const add = (kind: TaskAdvice["kind"], tone: TaskAdvice["tone"], words: AdviceWords, source = "") =>
		found.push({ kind, tone, ...words, source });
	const watch = watchOf(task, now);
	const system = mediaSystem(task.system);
	if (task.phase === "needs-action") add("needsAction", "warn", advice.needsAction(), MODAL_PAGE);
	if (task.restored) add("restored", "info", advice.restored());
	if (watch.abandoned) add("abandoned", "warn", advice.abandoned(watch.unseenMs, task.polls));
	if (watch.stuck && watch.usualMs !== null)
		add("stuck", "warn", advice.stuck(watch.unchangedMs, watch.usualMs), system?.usual?.source ?? "");
	if (task.pageLeft) add("pageLeft", "warn", advice.pageLeft());
	else if (task.unanswered) add("unanswered", "warn", advice.unanswered());
	else if (task.synchronous && task.phase === "unknown")
		add("answerLost", "warn", advice.answerLost(), ROUT_MY_VIDEO);
	else if (watch.open && task.synchronous) add("synchronous", "info", advice.synchronous(), ROUT_MY_VIDEO);
	if (task.phase === "queued" && task.queueAhead !== null && task.queueAhead > 0)
		add("queue", "info", advice.queue(task.queueAhead), system?.source);
	if (task.phase === "unknown" && task.state !== "") add("unknownWord", "info", advice.unknownWord());
	if (task.phase === "expired") add("expired", "warn", advice.expired(), system?.source);
	if (task.phase === "failed") {
		if (isFalseFailure(task)) add("falseFailure", "warn", advice.falseFailure(), NEW_API);
		if (system?.failedIsFree) add("refundDocumented", "info", advice.refundDocumented(), system.failedIsFree);
		else if (!task.synchronous) add("refund", "info", advice.refund(), NEW_API);
	}
	if (task.phase === "succeeded") adviseResult(task, now, add);
	return found;
}

function adviseResult(
	task: Task,
	now: number,
	add: (kind: TaskAdvice["kind"], tone: TaskAdvice["tone"], words: AdviceWords, source?: string) => void,
): void {
	if (task.results.length === 0) {
		if (task.resultText === null && !WORDS_ONLY.test(task.action)) add("noResult", "warn", advice.noResult());
		else if (task.system === "minimax")
			add("fileId", "info", advice.fileId(), "https://docs.crazyrouter.com/en/video/minimax");
		return;
	}
	const lives = task.results.map((link) => linkLifetime(link, task.system)).filter((life) => life !== null);
	const ends = lives.flatMap(({ endsMs }) => endsMs ?? []).sort((a, b) => a - b)[0];
	if (ends !== undefined) {
		if (ends <= now) add("linksEnded", "warn", advice.linksEnded());
		else add("linksEnd", "info", advice.linksEnd(ends - now));
		return;
	}
	const kept = lives
		.filter((life) => life.keptMs !== null)
		.sort((a, b) => (a.keptMs ?? 0) - (b.keptMs ?? 0))[0];
	if (kept?.keptMs) add("linksExpire", "info", advice.linksExpire(kept.keptMs), kept.source);
}

/** Vanilla gateways read Jimeng's `generating` as an empty status and end the job with this sentence. */
function isFalseFailure(task: Task): boolean {
	return (
		task.system === "jimeng" && /upstream returned empty status/i.test(task.failure?.serverMessage ?? "")
	);
}

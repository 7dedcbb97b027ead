import { mediaKind } from "../media/find";
import type { EndpointKind } from "../media/system";
import type { Row } from "../session";
import type { Finding, Task } from "../task";
import { isOver } from "../task-watch";
import { trim } from "../trim";
import { type Attempt, attemptOf, MOST_EXCHANGES, sameRequestKey, timesOf } from "./attempt";
import { ATTEMPT_RULES, REQUEST_RULES, TASK_RULES } from "./list";
import type { AuditContext } from "./rule";

/** What an audit reads in an exchange's headers and bodies: plain data, so that another thread can do the reading. */
export interface AuditNotice {
	/** What makes two requests the same; null where it is never a repetition. */
	readonly same: string | null;
	/** Null also for a GET that went well: neither a submit nor a failed question, which are what findings ask for. */
	readonly media: EndpointKind | null;
	/** What each of the request rules saw, in their order. */
	readonly subjects: readonly (string | null)[];
}

/** Reads one exchange. Stateless. */
export function auditNotice(row: Row): AuditNotice {
	const { exchange, decoded } = row;
	return {
		same: sameRequestKey(exchange),
		media: isQuietGet(row) ? null : mediaKind(exchange),
		subjects: REQUEST_RULES.map((rule) => rule.notice(exchange, decoded)),
	};
}

/** A GET that went well: a poll, as a rule, and as a rule of no further interest. */
function isQuietGet({ exchange, decoded }: Row): boolean {
	return exchange.method === "GET" && decoded.diagnosis === null;
}

export interface Audit {
	/**
	 * Takes in a row; the same exchange again replaces what it said before.
	 * @param notice What was read in it elsewhere.
	 */
	observe(row: Row, notice?: AuditNotice): void;
	/**
	 * What the calling code does wrong, newest first.
	 * @param tasks The jobs of the same exchanges.
	 * @param now Epoch milliseconds; left out, the end of the latest exchange (a file has no later moment).
	 */
	findings(tasks: readonly Task[], now?: number): Finding[];
	clear(): void;
}

/** A finding and when it last showed, epoch milliseconds. */
interface Dated {
	readonly finding: Finding;
	readonly at: number;
}

/** Requests that show the same thing. */
interface Subject {
	readonly ids: string[];
	lastMs: number;
}

interface Group {
	readonly attempts: Attempt[];
	/** Findings that do not depend on jobs, as last derived; null when an attempt came in. */
	findings: readonly Finding[] | null;
}

/** Most different requests, subjects and attempts of one request that are kept; the oldest go first. */
const MOST_GROUPS = 5000;
const MOST_SUBJECTS = 200;
const MOST_ATTEMPTS = 100;

/** Collects attempts as they arrive; only requests that were repeated are ever looked at again. */
export function createAudit(): Audit {
	const groups = new Map<string, Group>();
	const subjects = REQUEST_RULES.map(() => new Map<string, Subject>());
	const ended = new WeakMap<Task, readonly Finding[]>();
	let latest = 0;

	function observe(row: Row, { same, media, subjects: shown } = auditNotice(row)): void {
		const { exchange } = row;
		const times = timesOf(exchange);
		if (times) {
			latest = Math.max(latest, times.answeredMs);
			// A GET that went well and never failed before is the beginning of no story.
			if (same !== null && (!isQuietGet(row) || groups.has(same))) add(same, attemptOf(row, times, media));
		}
		shown.forEach((subject, index) => {
			const seen = subjects[index];
			if (subject === null || !seen) return;
			const known = seen.get(subject) ?? { ids: [], lastMs: 0 };
			if (!known.ids.includes(exchange.id) && known.ids.length < MOST_EXCHANGES) known.ids.push(exchange.id);
			known.lastMs = Math.max(known.lastMs, times?.sentMs ?? 0);
			if (seen.has(subject) || seen.size < MOST_SUBJECTS) seen.set(subject, known);
		});
	}

	function add(key: string, attempt: Attempt): void {
		const group = groups.get(key) ?? { attempts: [], findings: null };
		const { attempts } = group;
		const known = attempts.findIndex(({ exchangeId }) => exchangeId === attempt.exchangeId);
		if (known >= 0) attempts.splice(known, 1);
		let at = attempts.length;
		while (at > 0 && (attempts[at - 1]?.sentMs ?? 0) > attempt.sentMs) at -= 1;
		attempts.splice(at, 0, attempt);
		if (attempts.length > MOST_ATTEMPTS) attempts.shift();
		group.findings = null;
		groups.set(key, group);
		trim(groups, MOST_GROUPS);
	}

	function findings(tasks: readonly Task[], now = latest): Finding[] {
		const context = contextOf(tasks);
		const found: Dated[] = [];
		for (const group of groups.values()) {
			if (group.attempts.length < 2) continue;
			// Two submits become a finding only once their jobs are known, so these are looked at each time.
			if (group.findings === null || group.attempts[0]?.media === "submit")
				group.findings = ATTEMPT_RULES.flatMap((rule) => rule.find(group.attempts, context) ?? []);
			for (const finding of group.findings) found.push({ finding, at: group.attempts.at(-1)?.sentMs ?? 0 });
		}
		REQUEST_RULES.forEach((rule, index) => {
			for (const [subject, { ids, lastMs }] of subjects[index] ?? [])
				found.push({ finding: rule.tell(subject, ids), at: lastMs });
		});
		for (const task of tasks)
			for (const finding of ofTask(task, now)) found.push({ finding, at: Date.parse(task.lastSeen) });
		return found.sort((a, b) => b.at - a.at).map(({ finding }) => finding);
	}

	/** What has ended stays as it is: derived once per state of the job. */
	function ofTask(task: Task, now: number): readonly Finding[] {
		const known = ended.get(task);
		if (known) return known;
		const found = TASK_RULES.flatMap((rule) => rule.find(task, now) ?? []);
		if (isOver(task)) ended.set(task, found);
		return found;
	}

	return {
		observe,
		findings,
		clear() {
			groups.clear();
			for (const seen of subjects) seen.clear();
			latest = 0;
		},
	};
}

/** All findings of a finished set of rows: `decode` and exports. */
export function audit(rows: readonly Row[], tasks: readonly Task[], now?: number): Finding[] {
	const book = createAudit();
	for (const row of rows) book.observe(row);
	return book.findings(tasks, now);
}

function contextOf(tasks: readonly Task[]): AuditContext {
	let submits: Map<string, Task[]> | null = null;
	return {
		tasksOf(exchangeId) {
			submits ??= bySubmit(tasks);
			return submits.get(exchangeId) ?? [];
		},
	};
}

function bySubmit(tasks: readonly Task[]): Map<string, Task[]> {
	const submits = new Map<string, Task[]>();
	for (const task of tasks)
		for (const exchangeId of task.submits) {
			const known = submits.get(exchangeId);
			if (known) known.push(task);
			else submits.set(exchangeId, [task]);
		}
	return submits;
}

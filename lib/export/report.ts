import type { Diagnosis, Evidence } from "../diagnosis";
import type { Body, Header } from "../exchange";
import { REPORT_TEXT } from "../messages/export";
import type { Row } from "../session";
import type { Category, Fault, Verdict } from "../vocabulary";
import { answeredAt } from "../waits";
import { type Attempt, isTooSoon } from "./attempts";
import type { SafeEvidence } from "./evidence";
import type { Safe } from "./safe";

/** Characters of a body in a report; of further requests less. */
const BODY_LIMITS = [1800, 700, 400] as const;
const MOST_EVIDENCE = 6;
const MOST_TASKS = 10;
const MOST_FINDINGS = 10;
const MOST_ATTEMPTS = 12;

export interface ReportVerdict {
	readonly title: string;
	readonly category: Category;
	readonly fault: Fault;
	readonly explanation: string;
	readonly actions: readonly string[];
	readonly warning: string;
	readonly retry: {
		readonly verdict: Verdict;
		readonly afterMs: number | null;
		/** ISO 8601, UTC: when the same request may be sent again at the earliest. */
		readonly earliest: string | null;
		readonly scheduleMs: readonly number[] | null;
		readonly rule: string;
	};
	readonly evidence: readonly Evidence[];
	readonly serverMessage: string;
	readonly source: string;
	readonly cause: {
		readonly title: string;
		readonly category: Category;
		readonly serverMessage: string;
	} | null;
}

export interface ReportRequest {
	readonly startedDateTime: string | null;
	readonly durationMs: number | null;
	readonly method: string | null;
	readonly url: string | null;
	readonly status: number | null;
	readonly statusText: string;
	readonly router: string | null;
	readonly model: string | null;
	readonly requestId: string | null;
	readonly errorId: string | null;
	/** null: nothing is wrong. */
	readonly verdict: ReportVerdict | null;
	readonly attempts: readonly (Attempt & { readonly tooSoon: boolean | null })[];
	readonly request: { readonly headers: readonly Header[]; readonly body: string };
	readonly response: {
		readonly headers: readonly Header[];
		readonly body: string;
		readonly bodyState: Body["state"];
	};
}

export interface ReportTask {
	readonly id: string;
	readonly system: string;
	readonly router: string | null;
	readonly action: string;
	readonly model: string | null;
	readonly phase: string;
	readonly state: string;
	readonly progress: number | null;
	readonly submittedAt: string | null;
	readonly finishedAt: string | null;
	readonly spans: readonly {
		readonly state: string;
		readonly phase: string;
		readonly firstSeen: string;
		readonly lastSeen: string;
		readonly polls: number;
	}[];
	readonly polls: number;
	readonly failedPolls: number;
	readonly results: readonly string[];
	readonly failure: ReportVerdict | null;
	readonly parentId: string | null;
}

export interface Report {
	readonly format: "routescope-support-report";
	readonly version: 1;
	readonly extension: string;
	readonly browser: string;
	readonly requests: readonly ReportRequest[];
	/** How many more were selected than are told here. */
	readonly moreRequests: number;
	readonly tasks: readonly ReportTask[];
	readonly findings: readonly { readonly kind: string; readonly title: string; readonly detail: string }[];
}

/** The support report as data; the Markdown and the JSON form say the same. */
export function buildReport(evidence: SafeEvidence): Report {
	return {
		format: "routescope-support-report",
		version: 1,
		extension: evidence.extensionVersion,
		browser: evidence.browser,
		requests: evidence.rows.map((row, index) =>
			reportRequest(row, evidence.attempts(index), BODY_LIMITS[index] ?? 400),
		),
		moreRequests: evidence.moreRows,
		tasks: evidence.tasks.slice(0, MOST_TASKS).map((task) => ({
			id: task.id,
			system: task.system,
			router: task.router,
			action: task.action,
			model: task.model,
			phase: task.phase,
			state: task.state,
			progress: task.progress,
			submittedAt: task.submittedAt,
			finishedAt: task.finishedAt,
			spans: task.spans.slice(-12),
			polls: task.polls,
			failedPolls: task.failedPolls,
			results: task.results.slice(0, 4),
			failure: task.failure && reportVerdict(task.failure, null),
			parentId: task.parentId,
		})),
		findings: evidence.findings
			.slice(0, MOST_FINDINGS)
			.map(({ kind, title, detail }) => ({ kind, title, detail })),
	};
}

function reportRequest(
	{ exchange, decoded }: Safe<Row>,
	attempts: readonly Attempt[],
	limit: number,
): ReportRequest {
	return {
		startedDateTime: exchange.startedDateTime,
		durationMs: exchange.time === null ? null : Math.round(exchange.time),
		method: exchange.method,
		url: exchange.url,
		status: exchange.status,
		statusText: exchange.statusText,
		router: decoded.router,
		model: decoded.model,
		requestId: decoded.requestId,
		errorId: decoded.diagnosis?.errorId ?? null,
		verdict: decoded.diagnosis && reportVerdict(decoded.diagnosis, answeredAt(exchange)),
		attempts: attempts.slice(-MOST_ATTEMPTS).map((attempt) => ({ ...attempt, tooSoon: isTooSoon(attempt) })),
		request: { headers: exchange.requestHeaders.slice(0, 30), body: cut(exchange.requestBody.text, limit) },
		response: {
			headers: exchange.responseHeaders.slice(0, 30),
			body: cut(exchange.responseBody.text || messagesText(exchange.streamMessages), limit),
			bodyState: exchange.responseBody.state,
		},
	};
}

function messagesText(messages: readonly { readonly eventName: string; readonly data: string }[]): string {
	return messages
		.map(({ eventName, data }) => `${eventName === "" ? "" : `event: ${eventName}\n`}data: ${data}`)
		.join("\n\n");
}

function reportVerdict(diagnosis: Diagnosis, answered: number | null): ReportVerdict {
	const { retry, cause } = diagnosis;
	const earliest = retry.afterMs !== null && answered !== null ? answered + retry.afterMs : null;
	return {
		title: diagnosis.title,
		category: diagnosis.category,
		fault: diagnosis.fault,
		explanation: diagnosis.explanation,
		actions: diagnosis.actions,
		warning: diagnosis.warning,
		retry: {
			verdict: retry.verdict,
			afterMs: retry.afterMs,
			earliest: earliest === null ? null : new Date(earliest).toISOString(),
			scheduleMs: retry.scheduleMs,
			rule: retry.rule,
		},
		evidence: diagnosis.evidence
			.slice(0, MOST_EVIDENCE)
			.map((each) => ({ ...each, value: cut(each.value, 200) })),
		serverMessage: cut(diagnosis.serverMessage, 600),
		source: diagnosis.source,
		cause: cause && {
			title: cause.title,
			category: cause.category,
			serverMessage: cut(cause.serverMessage, 300),
		},
	};
}

function cut(text: string, limit: number): string {
	if (text.length <= limit) return text;
	return `${text.slice(0, limit).toWellFormed()}\n${REPORT_TEXT.cut(text.length - limit)}`;
}

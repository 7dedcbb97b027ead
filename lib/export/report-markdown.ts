import {
	CATEGORY_WORDS,
	FAULT_WORDS,
	REPORT_LABELS as LABEL,
	RETRY_WORDS,
	REPORT_TEXT as TEXT,
} from "../messages/export";
import type { SafeEvidence } from "./evidence";
import { coded, escaped, fenced } from "./markdown";
import { buildReport, type Report, type ReportRequest, type ReportTask, type ReportVerdict } from "./report";

/** The support report for people: fits into a ticket, reads well as plain text, too. */
export function writeReportMarkdown(evidence: SafeEvidence): string {
	const report = buildReport(evidence);
	return [
		`# ${TEXT.title}`,
		`${TEXT.made(coded(report.extension), coded(report.browser))} ${TEXT.redactions}`,
		...report.requests.flatMap((request) => requestPart(request)),
		...(report.moreRequests > 0 ? [TEXT.more(report.moreRequests)] : []),
		...report.tasks.flatMap((task) => taskPart(task)),
		...findingsPart(report),
	].join("\n\n");
}

function requestPart(request: ReportRequest): readonly string[] {
	const { verdict } = request;
	const line = `${request.method ?? ""} ${request.url ?? ""}`.trim();
	const parts = [
		`## ${verdict ? escaped(verdict.title) : TEXT.noProblem}`,
		table([
			[TEXT.request, line === "" ? "–" : coded(line)],
			[TEXT.response, coded(`${TEXT.attempt(request.status)} ${request.statusText}`.trim())],
			[LABEL.time, coded(request.startedDateTime ?? "")],
			[LABEL.duration, request.durationMs === null ? "–" : `${request.durationMs} ms`],
			[LABEL.router, coded(request.router ?? "")],
			[LABEL.model, coded(request.model ?? "")],
			[LABEL.requestId, coded(request.requestId ?? "")],
			[LABEL.errorId, coded(request.errorId ?? "")],
			...(verdict ? verdictRows(verdict) : []),
		]),
	];
	if (verdict) parts.push(...verdictParts(verdict));
	if (request.attempts.length > 0) parts.push(`### ${TEXT.attempts}`, attemptsList(request));
	const headers = request.request.headers.map(({ name, value }) => `${name}: ${value}`).join("\n");
	parts.push(`### ${TEXT.request}`, fenced([headers, request.request.body].filter(Boolean).join("\n\n")));
	const answer = request.response.headers.map(({ name, value }) => `${name}: ${value}`).join("\n");
	const body = request.response.body === "" ? `(${request.response.bodyState})` : request.response.body;
	parts.push(`### ${TEXT.response}`, fenced([answer, body.trimEnd()].filter(Boolean).join("\n\n")));
	return parts;
}

function verdictRows(verdict: ReportVerdict): readonly (readonly [string, string])[] {
	const { retry } = verdict;
	const earliest = retry.earliest === null ? "" : ` (${retry.earliest})`;
	const when = [
		RETRY_WORDS[retry.verdict],
		...(retry.afterMs === null ? [] : [`${TEXT.notBefore(retry.afterMs)}${earliest}`]),
		...(retry.scheduleMs === null ? [] : [TEXT.documented(retry.scheduleMs)]),
	];
	return [
		[LABEL.category, CATEGORY_WORDS[verdict.category]],
		[LABEL.fault, FAULT_WORDS[verdict.fault]],
		[LABEL.retry, when.join(", ")],
		...(verdict.warning === "" ? [] : ([[LABEL.warning, escaped(verdict.warning)]] as const)),
		[LABEL.documentation, coded(verdict.source)],
	];
}

function verdictParts(verdict: ReportVerdict): readonly string[] {
	const parts = [escaped(verdict.explanation)];
	if (verdict.serverMessage !== "") parts.push(`${TEXT.serverMessage}:`, fenced(verdict.serverMessage));
	if (verdict.cause)
		parts.push(`${TEXT.cause}: ${escaped(verdict.cause.title)} (${CATEGORY_WORDS[verdict.cause.category]})`);
	if (verdict.actions.length > 0)
		parts.push(
			`${TEXT.actions}:`,
			verdict.actions.map((action, at) => `${at + 1}. ${escaped(action)}`).join("\n"),
		);
	if (verdict.evidence.length > 0)
		parts.push(
			`${TEXT.evidence}:`,
			verdict.evidence
				.map(({ where, path, value }) => `- ${coded(`${where} ${path}`)} ${coded(value)}`)
				.join("\n"),
		);
	return parts;
}

function attemptsList({ attempts }: ReportRequest): string {
	return attempts
		.map(({ startedDateTime, status, gapMs, askedMs, tooSoon, isThis }) => {
			const words = [
				coded(startedDateTime ?? ""),
				TEXT.attempt(status),
				...(gapMs === null ? [] : [TEXT.gap(gapMs)]),
				...(tooSoon === null || askedMs === null
					? []
					: [tooSoon ? TEXT.tooSoon(askedMs) : TEXT.soonEnough(askedMs)]),
			].join(", ");
			return `- ${isThis ? `**${words}**` : words}`;
		})
		.join("\n");
}

function taskPart(task: ReportTask): readonly string[] {
	const spans = task.spans.map(
		({ state, phase, firstSeen, lastSeen, polls }) =>
			`- ${coded(state)} (${phase}) ${coded(firstSeen)} … ${coded(lastSeen)}, ${TEXT.polls(polls, 0)}`,
	);
	return [
		`## ${TEXT.task}: ${coded(`${task.system} ${task.action}`)}`,
		table([
			["id", coded(task.id)],
			[LABEL.router, coded(task.router ?? "")],
			[LABEL.model, coded(task.model ?? "")],
			["state", `${coded(task.state)} (${task.phase})`],
			[LABEL.time, `${coded(task.submittedAt ?? "")} … ${coded(task.finishedAt ?? "")}`],
			["polls", TEXT.polls(task.polls, task.failedPolls)],
			...(task.parentId === null ? [] : ([["parent", coded(task.parentId)]] as const)),
			...task.results.map((url) => ["result", coded(url)] as const),
		]),
		...(spans.length > 0 ? [spans.join("\n")] : []),
		...(task.failure ? [`**${escaped(task.failure.title)}**`, ...verdictParts(task.failure)] : []),
	];
}

function findingsPart({ findings }: Report): readonly string[] {
	if (findings.length === 0) return [];
	return [
		`## ${TEXT.findings}`,
		findings.map(({ title, detail }) => `- **${escaped(title)}** ${escaped(detail)}`).join("\n"),
	];
}

/** Two columns; empty values are left out. Cells hold our words, code spans or escaped text, never a bare bar. */
function table(rows: readonly (readonly [string, string])[]): string {
	const lines = rows
		.filter(([, value]) => value !== "–" && value !== "")
		.map(([label, value]) => `| ${label} | ${value.replace(/(?<!\\)\|/g, "\\|")} |`);
	return ["| | |", "|---|---|", ...lines].join("\n");
}

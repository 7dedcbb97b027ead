/**
 * The output format of contract version 1: exactly these fields. Everything else the decoder knows stays inside.
 */

/** @param {any} diagnosis */
export function diagnosisJson(diagnosis) {
	if (diagnosis === null) return null;
	const { retry } = diagnosis;
	return {
		entry: diagnosis.entry,
		specificity: diagnosis.specificity,
		category: diagnosis.category,
		fault: diagnosis.fault,
		title: diagnosis.title,
		explanation: diagnosis.explanation,
		actions: diagnosis.actions,
		retry: { verdict: retry.verdict, afterMs: retry.afterMs, scheduleMs: retry.scheduleMs },
		evidence: diagnosis.evidence.map(({ where, path, value }) => ({ where, path, value })),
		requestId: diagnosis.requestId,
		errorId: diagnosis.errorId,
		cause: diagnosisJson(diagnosis.cause),
		source: diagnosis.source,
	};
}

/** @param {string} file @param {number} index @param {any} exchange @param {any} decoded */
export function exchangeJson(file, index, exchange, decoded) {
	return {
		file,
		index,
		startedDateTime: exchange.startedDateTime,
		method: exchange.method,
		status: exchange.status,
		url: exchange.url,
		router: decoded.router,
		diagnosis: diagnosisJson(decoded.diagnosis),
	};
}

/** @param {string} file @param {any} task @param {(key: string) => string | null} idOf */
export function taskJson(file, task, idOf) {
	return {
		file,
		id: task.id,
		system: task.system,
		router: task.router,
		action: task.action,
		phase: task.phase,
		state: task.state,
		progress: task.progress,
		submittedAt: task.submittedAt,
		finishedAt: task.finishedAt,
		spans: task.spans.map((/** @type {any} */ { state, phase, firstSeen, lastSeen, polls }) => ({
			state,
			phase,
			firstSeen,
			lastSeen,
			polls,
		})),
		polls: task.polls,
		failedPolls: task.failedPolls,
		results: task.results,
		failure: diagnosisJson(task.failure),
		parent: task.parent === null ? task.parentId : idOf(task.parent),
	};
}

/** @param {string} file @param {any} finding @param {ReadonlyMap<string, number>} indexOf exchange id to its position @param {(key: string) => string | null} idOf */
export function findingJson(file, finding, indexOf, idOf) {
	return {
		kind: finding.kind,
		title: finding.title,
		detail: finding.detail,
		actions: finding.actions,
		file,
		exchanges: finding.exchanges
			.map((/** @type {string} */ id) => indexOf.get(id))
			.filter((/** @type {unknown} */ at) => at !== undefined),
		task: finding.task === null ? null : idOf(finding.task),
	};
}

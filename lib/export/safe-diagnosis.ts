import { RULES } from "../catalog/list";
import type { Diagnosis } from "../diagnosis";
import { safeId } from "./safe-id";
import type { Scope } from "./scope";
import { scrubText } from "./scrub";

/** A diagnosis as it may leave, field by field: our sentences as they are, what the server said between them scrubbed. */
export function safeDiagnosis(diagnosis: Diagnosis, scope: Scope): Diagnosis {
	const entry = diagnosis.entry === null ? null : (RULES.byId.get(diagnosis.entry)?.entry ?? null);
	const ours = (text: string, known: string | undefined) =>
		known !== undefined && text.startsWith(known)
			? known + scrubText(text.slice(known.length), scope)
			: scrubText(text, scope);
	const { retry } = diagnosis;
	return {
		entry: entry?.id ?? null,
		specificity: diagnosis.specificity,
		category: diagnosis.category,
		fault: diagnosis.fault,
		title: ours(diagnosis.title, entry?.title),
		explanation: ours(diagnosis.explanation, entry?.explanation),
		actions: diagnosis.actions.map((action, at) => ours(action, entry?.actions.at(at) ?? action)),
		retry: {
			verdict: retry.verdict,
			afterMs: retry.afterMs,
			scheduleMs: retry.scheduleMs,
			rule: retry.rule,
			afterFrom: retry.afterFrom,
		},
		evidence: diagnosis.evidence.map(({ where, path, value }) => ({
			where,
			path: scrubText(path, scope),
			value: scrubText(value, scope),
		})),
		requestId: diagnosis.requestId === null ? null : safeId(diagnosis.requestId, "id", scope),
		errorId: diagnosis.errorId === null ? null : safeId(diagnosis.errorId, "id", scope),
		cause: diagnosis.cause && safeDiagnosis(diagnosis.cause, scope),
		source: diagnosis.source,
		serverMessage: scrubText(diagnosis.serverMessage, scope),
		failedInside: diagnosis.failedInside,
		contradictions: diagnosis.contradictions.map(({ text, source }) => ({ text, source })),
		warning: diagnosis.warning,
	};
}

import { routerById } from "./catalog/router-list";
import type { Diagnosis } from "./diagnosis";
import type { Topic } from "./lookup";
import { retryOf } from "./retry";

/**
 * What the catalogue says of a looked-up status or code, in the same form as a captured error: no evidence, no ids, no time of
 * arrival. Null for a status word of a media system, which is no error.
 */
export function topicDiagnosis(topic: Topic): Diagnosis | null {
	const { entry } = topic;
	if (!entry) return null;
	const router = routerById(entry.id.split("/")[0] ?? null);
	return {
		entry: entry.id,
		specificity: entry.match.code ? "code" : entry.match.type ? "type" : "status",
		category: entry.category,
		fault: entry.fault,
		title: entry.title,
		explanation: entry.explanation,
		actions: entry.actions,
		retry: retryOf({
			verdict: entry.retry.verdict,
			entry,
			status: entry.match.status?.[0] ?? null,
			router,
			waits: [],
		}),
		evidence: [],
		requestId: null,
		errorId: null,
		cause: null,
		source: entry.source,
		serverMessage: "",
		failedInside: false,
		contradictions: entry.contradiction ? [entry.contradiction] : [],
		warning: "",
	};
}

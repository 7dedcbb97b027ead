import type { ExplainedPaste } from "../lib/explain-paste";
import type { Verdict } from "../lib/verdict-text";

/** The verdict on a pasted answer as it can be copied; null where there is none. */
export function pastedVerdict(
	{ decoded }: ExplainedPaste,
	routerName: (id: string) => string,
): Verdict | null {
	const { diagnosis, requestId, router } = decoded;
	if (!diagnosis) return null;
	const { title, explanation, source } = diagnosis;
	const speaker = router === null ? "" : routerName(router);
	return { title, speaker, explanation, diagnosis, requestId, source };
}

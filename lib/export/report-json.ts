import type { SafeEvidence } from "./evidence";
import { jsonText } from "./json-out";
import { buildReport } from "./report";

/** The support report for programs. */
export function writeReportJson(evidence: SafeEvidence): string {
	return jsonText(buildReport(evidence));
}

import { findLeak } from "../leak-check";
import { EXPORT_TEXT } from "../messages/export";
import { type ExportInput, type ExportOptions, safeEvidence } from "./evidence";
import { EXPORT_FORMATS } from "./list";
import type { RedactionKind } from "./scope";

/** A finished export, or why there is none. */
export type Exported =
	| {
			readonly ok: true;
			/** Exactly the text that leaves; the preview shows this. */
			readonly text: string;
			readonly fileName: string;
			readonly mimeType: string;
			/** What was taken out, by kind; kinds with none are missing. */
			readonly redactions: Readonly<Partial<Record<RedactionKind, number>>>;
	  }
	| {
			readonly ok: false;
			readonly problem: string;
			/** Line and place of a secret that would have left; "" for other problems. */
			readonly where: string;
	  };

/**
 * Writes a selection in one of the registered forms. The finished text is searched for every secret of the session before it
 * is handed out; if one survived, nothing is. Pure; never throws.
 */
export function exportAs(formatId: string, input: ExportInput, options: ExportOptions = {}): Exported {
	const format = EXPORT_FORMATS.find(({ id }) => id === formatId);
	if (!format) return { ok: false, problem: EXPORT_TEXT.unknownFormat, where: "" };
	if (input.rows.length === 0 && (input.tasks ?? []).length === 0)
		return { ok: false, problem: EXPORT_TEXT.nothing, where: "" };
	const { evidence, scope } = safeEvidence(input, options, format);
	const written = format.write(evidence);
	if (typeof written !== "string") return { ok: false, problem: written.problem, where: "" };
	const leak = findLeak(written, scope.secrets());
	if (leak)
		return {
			ok: false,
			problem: EXPORT_TEXT.leak(leak.near, leak.line),
			where: `line ${leak.line}${leak.near === "" ? "" : `, ${leak.near}`} (${leak.encoding})`,
		};
	return {
		ok: true,
		text: written,
		fileName: `${format.fileName}.${format.extension}`,
		mimeType: format.mimeType,
		redactions: Object.fromEntries(scope.counts),
	};
}

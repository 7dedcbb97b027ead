import type { SafeEvidence } from "./evidence";

/** Why a format cannot tell this selection, in a sentence for the user. */
export interface Refusal {
	readonly problem: string;
}

/** One form in which evidence leaves. */
export interface ExportFormat {
	readonly id: string;
	/** Name for the menu; a sentence of `lib/messages/export.ts`. */
	readonly name: string;
	/** File name without extension, ours: nothing captured is ever part of it. */
	readonly fileName: string;
	readonly extension: string;
	readonly mimeType: string;
	/** `one`: about the first row alone; `few`: tells the first failed rows and counts the others; `many`: all of the selection. */
	readonly about: "one" | "few" | "many";
	/** Does it write bodies? Where it does not, they are not even looked at. */
	readonly bodies: boolean;
	/** Writes from what is safe; it never sees anything else. */
	readonly write: (evidence: SafeEvidence) => string | Refusal;
}

import type { ExportInput, ExportOptions } from "../lib/export/evidence";
import { type Exported, exportAs } from "../lib/export/export-as";

/** A finished export with its measures, which take their time on a long text. */
export interface MadeExport {
	readonly exported: Exported;
	readonly bytes: number;
	readonly lines: number;
}

/** An export being made somewhere. */
export interface ExportRun {
	/** Rejected where the browser would not do it: too little memory. */
	readonly result: Promise<MadeExport>;
	/** Nobody waits for it any more. */
	stop(): void;
}

export type StartExport = (formatId: string, input: ExportInput, options: ExportOptions) => ExportRun;

/** Makes an export on the calling thread. */
export function makeExport(formatId: string, input: ExportInput, options: ExportOptions): MadeExport {
	const exported = exportAs(formatId, input, options);
	const text = exported.ok ? exported.text : "";
	return { exported, bytes: new TextEncoder().encode(text).length, lines: text.split("\n").length };
}

/** For where no worker is at hand. */
export const exportHere: StartExport = (formatId, input, options) => ({
	result: Promise.resolve().then(() => makeExport(formatId, input, options)),
	stop() {},
});

import type { MadeExport } from "../../components/export-run";
import type { PackedRows } from "../../lib/row-pack";
import type { Finding, Task } from "../../lib/task";
import type { VaultContents } from "../../lib/vault-contents";

/** What the panel tells the worker, in this order: everything in pieces, then what to make of it. */
export type ExportMessage =
	| {
			readonly type: "rows";
			readonly packed: PackedRows;
			/** Of each row: is it to be exported, or only there to be compared with? */
			readonly chosen: readonly boolean[];
	  }
	| { readonly type: "tasks"; readonly tasks: readonly Task[] }
	| { readonly type: "findings"; readonly findings: readonly Finding[] }
	| {
			readonly type: "make";
			readonly formatId: string;
			readonly includePromptText: boolean;
			readonly secrets: VaultContents;
			readonly extensionVersion: string;
			readonly browser: string;
	  };

/** What the worker answers to `make`; it has forgotten everything by then. */
export type ExportAnswer = MadeExport | { readonly failed: true };

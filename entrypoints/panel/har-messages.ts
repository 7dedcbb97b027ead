import type { HarProblem } from "../../lib/har";
import type { Row } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import type { VaultContents } from "../../lib/vault-contents";

/** What the panel asks the worker, once. */
export interface HarTask {
	readonly file: File;
	readonly watchedHosts: readonly WatchedHost[];
}

/** What the worker says, in this order: reading, parsing, rows again and again, done; or refused at any point. */
export type HarMessage =
	| { readonly type: "reading"; readonly done: number; readonly total: number }
	| { readonly type: "parsing" }
	| { readonly type: "rows"; readonly rows: readonly Row[]; readonly done: number; readonly total: number }
	| {
			readonly type: "done";
			readonly problems: readonly HarProblem[];
			readonly problemCount: number;
			readonly secrets: VaultContents;
	  }
	| { readonly type: "refused"; readonly reason: string };

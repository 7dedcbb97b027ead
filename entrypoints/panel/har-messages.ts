import type { HarProblem } from "../../lib/har";
import type { PackedRows } from "../../lib/row-pack";
import type { WatchedHost } from "../../lib/settings";
import type { VaultContents } from "../../lib/vault-contents";

/** What the panel asks a worker, once: one part of a file, in bytes. A file that is not cut is its own only part. */
export interface HarTask {
	readonly file: File;
	readonly part: number;
	readonly parts: number;
	readonly from: number;
	readonly to: number;
	readonly watchedHosts: readonly WatchedHost[];
}

/** What a worker says: reading, rows again and again, done; or refused or unfit at any point. */
export type HarMessage =
	| { readonly type: "reading"; readonly done: number }
	| {
			readonly type: "rows";
			readonly packed: PackedRows;
			/** Secrets first seen in these rows. */
			readonly secrets: VaultContents;
			/** Share of the part that is read, 0 to 1. */
			readonly share: number;
	  }
	/** All rows so far are void: the part is read again, in another way. */
	| { readonly type: "again" }
	| {
			readonly type: "done";
			/** Entries of this part, broken ones included. */
			readonly entries: number;
			/** Places are counted from the beginning of the part. */
			readonly problems: readonly HarProblem[];
			readonly problemCount: number;
			readonly secrets: VaultContents;
	  }
	/** A part that cannot be read on its own: the file must be read as a whole. */
	| { readonly type: "unfit" }
	| { readonly type: "refused"; readonly reason: string };

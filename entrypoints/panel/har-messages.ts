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
	/** Every entry is parsed before it is listed: after it was `unfit` once. */
	readonly careful: boolean;
}

/**
 * What a worker says: reading, the list of its part, then the same requests whole with their verdicts; or refused or unfit
 * at any point.
 */
export type HarMessage =
	| { readonly type: "reading"; readonly done: number }
	/** The next requests of the list, without their answers. */
	| {
			readonly type: "listed";
			/** For `unpackList`. */
			readonly packed: string;
			/** Secrets first seen in these requests. */
			readonly secrets: VaultContents;
			/** Share of the part that is listed, 0 to 1. */
			readonly share: number;
	  }
	/** All that was listed so far is void: the part is read again, in another way. */
	| { readonly type: "again" }
	| {
			readonly type: "all-listed";
			/** Entries of this part, broken ones included. */
			readonly entries: number;
			/** Places are counted from the beginning of the part. */
			readonly problems: readonly HarProblem[];
			readonly problemCount: number;
	  }
	/** The next requests, whole, with their verdicts. */
	| {
			readonly type: "understood";
			readonly packed: PackedRows;
			/** Secrets first seen in these requests. */
			readonly secrets: VaultContents;
	  }
	| { readonly type: "done" }
	/** A part that cannot be read on its own, or that is not what its list said: the file must be read as a whole, with care. */
	| { readonly type: "unfit" }
	| { readonly type: "refused"; readonly reason: string };

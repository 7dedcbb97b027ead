import { decode } from "../../lib/decode";
import type { HarEntries } from "../../lib/har";
import { createRowPacker } from "../../lib/row-pack";
import { noticeRow } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import type { VaultFeed } from "../../lib/vault-contents";
import type { HarMessage } from "./har-messages";

/** Rows and characters handed over at once: the panel takes each batch in a few milliseconds. */
const BATCH_ROWS = 250;
const BATCH_SIZE = 1_000_000;

/** Reads the listed requests whole, with their verdicts and what jobs and findings need of them, and tells of each batch. */
export function understand(
	entries: HarEntries,
	watchedHosts: readonly WatchedHost[],
	{ take: takeSecrets }: VaultFeed,
	tell: (message: HarMessage) => void,
): void {
	const packer = createRowPacker();
	let done = 0;
	for (const exchange of entries.exchanges()) {
		if (exchange === null) {
			tell({ type: "unfit" });
			return;
		}
		const row = { exchange, decoded: decode(exchange, { watchedHosts }) };
		packer.add(row, noticeRow(row, watchedHosts));
		done += 1;
		if (packer.rows >= BATCH_ROWS || packer.size >= BATCH_SIZE || done === entries.count)
			tell({ type: "understood", packed: packer.take(), secrets: takeSecrets() });
	}
	tell({ type: "done" });
}

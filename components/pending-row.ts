import type { PendingRequest } from "../lib/live/pending-request";
import type { Row } from "../lib/session";

/** The row of a request that is still on its way, or null for a finished one. */
export function pendingOf(row: Row): PendingRequest | null {
	return "phase" in row ? (row as PendingRequest) : null;
}

/** Is its answer still to be read? It has no verdict then, which does not mean that all is well. */
export function isUnread({ exchange }: Row): boolean {
	return exchange.responseBody.state === "pending";
}

/** Finished rows with those on their way at their place by time; a request is there once. Both are in order of time. */
export function withPending(rows: readonly Row[], pending: readonly PendingRequest[]): readonly Row[] {
	if (pending.length === 0) return rows;
	const merged = [...rows];
	const finished = new Set(rows.map(({ exchange }) => exchange.id));
	for (const one of pending) {
		if (finished.has(one.exchange.id)) continue;
		let at = merged.length;
		while (at > 0 && startOf(merged[at - 1]) > one.startedAt) at -= 1;
		merged.splice(at, 0, one);
	}
	return merged;
}

function startOf(row: Row | undefined): number {
	const started = row?.exchange.startedDateTime;
	return started === null || started === undefined ? Number.NEGATIVE_INFINITY : Date.parse(started);
}

import type { LiveNotice } from "../messages/live";
import type { Session } from "../session";
import { readPending } from "./pending-request";
import type { StreamProgress } from "./stream-progress";
import type { RunningRequest } from "./tracked";

/** Streams whose times are kept after their end; Firefox itself forgets them. */
const MOST_STREAMS = 200;

/**
 * Takes over what is on its way now. A request whose row is already there is no longer pending, so nothing shows twice; a
 * job is on the timeline from its submit's first second.
 */
export function showPending(
	session: Session,
	running: readonly RunningRequest[],
	notice: LiveNotice = "",
): void {
	const shown = session.recording && session.origin === "live" ? running : [];
	const before = new Map(session.pending.map((one) => [one.exchange.id, one]));
	const hasRow = (id: string) => session.rows.findLastIndex(({ exchange }) => exchange.id === id) >= 0;
	const { watchedHosts } = session;
	session.pending = shown
		.filter(({ phase, exchange }) => phase !== "finishing" || !hasRow(exchange.id))
		.map((one) => readPending(one, before.get(one.exchange.id), { watchedHosts }));
	session.liveNotice = notice;
	for (const { exchange, decoded, progress } of session.pending) {
		if (before.get(exchange.id)?.exchange !== exchange) session.book.observe(exchange, decoded);
		if (progress?.clock === "polls") keepStream(session.streams, exchange.id, progress);
		before.delete(exchange.id);
	}
	for (const id of before.keys()) if (!hasRow(id)) session.book.forget(id);
}

/** Puts running jobs back after the list of jobs was emptied. */
export function observePending({ pending, book }: Session): void {
	for (const { exchange, decoded } of pending) book.observe(exchange, decoded);
}

function keepStream(streams: Map<string, StreamProgress>, id: string, progress: StreamProgress): void {
	streams.delete(id);
	// The view after the end reads texts and events from the body; only the times are missing there.
	streams.set(id, { ...progress, text: "", recent: [], suspicious: [] });
	if (streams.size > MOST_STREAMS) streams.delete(streams.keys().next().value ?? "");
}

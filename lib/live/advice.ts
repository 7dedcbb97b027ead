import type { Exchange } from "../exchange";
import { formatRound } from "../format";
import { httpUrl } from "../hosts";
import { longRunning } from "../messages/live";
import { isPaidSubmit } from "../paid-submit";
import facts from "./long-running.json";

/** What to do while a request takes long. */
export interface PendingAdvice {
	/** An imperative, with the router's own number where its documentation gives one. */
	readonly text: string;
	/** Worth saying once the request has run for so long, milliseconds. */
	readonly afterMs: number;
	/** How long it may take by the documentation, milliseconds, or null. */
	readonly upToMs: number | null;
	/** Holds also for an answer that comes as a stream. */
	readonly streams: boolean;
	/** Page that says so; "" where it is general knowledge. */
	readonly source: string;
}

/** A submit is answered within seconds; past this the question is whether it was taken. */
const SUBMIT_AFTER_MS = 8000;

/** A request that asks for a stream is not told to ask for one. */
const ASKS_FOR_STREAM = /"stream"\s{0,3}:\s{0,3}true/;

/**
 * The advice on a request that is still on its way, or null where nobody documents that it takes long.
 * @param routers Whose rules hold: the router of its host, and the one a user-added host speaks like.
 */
export function pendingAdvice(exchange: Exchange, routers: readonly (string | null)[]): PendingAdvice | null {
	const path = exchange.url === null ? null : (httpUrl(exchange.url)?.pathname ?? null);
	if (path === null) return null;
	for (const fact of facts.entries) {
		if (fact.method !== exchange.method || !new RegExp(fact.path).test(path)) continue;
		if (fact.streams === false && ASKS_FOR_STREAM.test(exchange.requestBody.text)) continue;
		if (fact.routers && !fact.routers.some((id) => routers.includes(id))) continue;
		const { afterMs, upToMs, source } = fact;
		const text = longRunning[fact.id]?.(upToMs === null ? "" : formatRound(upToMs));
		if (text) return { text, afterMs, upToMs, streams: fact.streams !== false, source };
	}
	const submit = isPaidSubmit(exchange) ? longRunning.submit?.("") : undefined;
	return submit ? { text: submit, afterMs: SUBMIT_AFTER_MS, upToMs: null, streams: true, source: "" } : null;
}

import { type DecodeContext, decode } from "../decode";
import type { Decoded } from "../diagnosis";
import type { Exchange } from "../exchange";
import { httpUrl, watchedHostFor } from "../hosts";
import { type PendingAdvice, pendingAdvice } from "./advice";
import { answered, type RunningRequest } from "./tracked";

/** A request that is still on its way, and what it means so far. */
export interface PendingRequest extends RunningRequest {
	/** A diagnosis as soon as something is wrong: an error status, an error frame in the stream. */
	readonly decoded: Decoded;
	readonly advice: PendingAdvice | null;
	/** How many of the stream's suspicious events the decoder has looked at. */
	readonly judged: number;
}

/**
 * Says what a running request means so far. Only what is new since `before`, the same request a look earlier, is decoded.
 */
export function readPending(
	running: RunningRequest,
	before: PendingRequest | undefined,
	context: DecodeContext,
): PendingRequest {
	const { exchange, progress } = running;
	const known = before?.exchange === exchange ? before : null;
	let decoded = known?.decoded ?? decodeHead(exchange, context);
	const advised = before ? before.advice : pendingAdvice(exchange, rulesFor(exchange, decoded, context));
	const advice = progress && advised?.streams === false ? null : advised;
	const suspicious = progress?.suspicious ?? [];
	let judged = known?.judged ?? 0;
	for (; judged < suspicious.length && !decoded.diagnosis; judged += 1) {
		const message = suspicious[judged]?.message;
		const found = message && decode(answered(exchange, [message]), context);
		if (found?.diagnosis) decoded = { ...decoded, diagnosis: found.diagnosis, envelope: found.envelope };
	}
	return { ...running, decoded, advice, judged };
}

/** Router, model and ids are known before the answer is; an error status is a verdict before its body. */
function decodeHead(exchange: Exchange, context: DecodeContext): Decoded {
	return decode((exchange.status ?? 0) >= 400 ? answered(exchange, []) : exchange, context);
}

/** Whose rules hold: the router's own, and those a user-added host speaks like. */
function rulesFor(
	{ url }: Exchange,
	{ router }: Decoded,
	{ watchedHosts }: DecodeContext,
): (string | null)[] {
	const hostname = url === null ? undefined : httpUrl(url)?.hostname;
	return [
		router,
		hostname === undefined ? null : (watchedHostFor(hostname, watchedHosts)?.speaksLike ?? null),
	];
}

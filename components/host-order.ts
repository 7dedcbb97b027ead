import type { UnwatchedHost } from "../lib/session";

/** Hosts offered; beyond these only those that look like an AI API, as many again. */
const MOST_HOSTS = 6;

/**
 * Which unwatched hosts are offered, in which order. What is offered keeps its place: a new one is added at the end, or
 * somebody would press another host's button than the one aimed at.
 * @param before What was offered until now, empty at first: then those that look like an AI API lead.
 */
export function hostOrder(
	before: readonly string[],
	unwatched: ReadonlyMap<string, UnwatchedHost>,
): readonly string[] {
	const order = before.filter((host) => unwatched.has(host));
	const offered = new Set(order);
	const others = [...unwatched.values()].filter(({ host }) => !offered.has(host));
	if (before.length === 0) others.sort((a, b) => Number(b.apiLike) - Number(a.apiLike) || b.count - a.count);
	for (const { host, apiLike } of others)
		if (order.length < (apiLike ? 2 * MOST_HOSTS : MOST_HOSTS)) order.push(host);
	return order;
}

import { httpUrl } from "../hosts";
import facts from "../live/long-running.json";
import { findings } from "../messages/findings";
import type { RequestRule } from "./rule";

/** Timeouts people set, milliseconds: an abort at one of them is the client's clock, not a person's click. */
const ROUND = [5, 10, 15, 20, 30, 45, 60, 90, 100, 120, 150, 180, 240, 300, 600].map(
	(seconds) => seconds * 1000,
);

/** The client gave up at a round time on a request that is documented to take longer. */
export const clientTimeoutTooShort: RequestRule = {
	kind: "client-timeout-too-short",
	notice({ method, url, status, time, error }, { router, diagnosis }) {
		if (time === null || url === null || (status !== 0 && status !== 499)) return null;
		// A name that does not resolve or a refused connection is no timeout of the client's.
		if (error !== null && !/ABORT|TIMED_OUT|CANCEL/i.test(error)) return null;
		if (diagnosis !== null && !["client_closed", "timeout", "network"].includes(diagnosis.category))
			return null;
		const gaveUpAt = ROUND.find((round) => Math.abs(time - round) <= Math.max(150, round * 0.015));
		const path = httpUrl(url)?.pathname;
		if (gaveUpAt === undefined || path === undefined) return null;
		const fact = facts.entries.find(
			(entry) =>
				entry.method === method &&
				(entry.routers === null || (router !== null && entry.routers.includes(router))) &&
				new RegExp(entry.path).test(path),
		);
		return fact?.upToMs && gaveUpAt < fact.upToMs ? `${gaveUpAt} ${fact.upToMs}` : null;
	},
	tell(subject, exchanges) {
		const [gaveUpAt = 0, upTo = 0] = subject.split(" ").map(Number);
		return {
			kind: "client-timeout-too-short",
			...findings.clientTimeout(gaveUpAt, upTo),
			exchanges,
			task: null,
		};
	},
};

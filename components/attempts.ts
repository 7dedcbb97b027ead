import { epochOf } from "../lib/format";
import type { Row } from "../lib/session";
import type { Finding } from "../lib/task";
import { arrivedAt } from "./retry-state";

/** What the client did around one request: the pauses between its tries, and what is wrong with them. */
export interface OwnPauses {
	readonly pausesMs: readonly number[];
	readonly finding: Finding;
}

/** The pauses between the tries of the retry finding this exchange belongs to, or null. */
export function ownPauses(
	exchangeId: string,
	findings: readonly Finding[],
	rows: readonly Row[],
): OwnPauses | null {
	const finding = findings.find(
		({ kind, exchanges }) => kind.startsWith("retry-") && exchanges.includes(exchangeId),
	);
	if (!finding) return null;
	const ids = new Set(finding.exchanges);
	const tries = rows.filter(({ exchange }) => ids.has(exchange.id));
	const pausesMs: number[] = [];
	tries.forEach(({ exchange }, index) => {
		const before = tries[index - 1];
		const started = epochOf(exchange.startedDateTime);
		const arrived = before ? arrivedAt(before.exchange) : null;
		if (started !== null && arrived !== null) pausesMs.push(Math.max(0, started - arrived));
	});
	return { pausesMs, finding };
}

import { useContext, useMemo } from "preact/hooks";
import { hostOf } from "../lib/format";
import { summary } from "../lib/messages/interface";
import type { Row } from "../lib/session";
import { SafeText } from "./SafeText";
import { statusWord, type Tone, toneOf } from "./status-tone";
import { SurroundingsContext } from "./surroundings";

const MOST_ROUTERS = 2;
const MOST_STATUSES = 3;

/** Right of the tabs: how each router did, in numbers. */
export function RouterSummary({ rows }: { readonly rows: readonly Row[] }) {
	const { routerName } = useContext(SurroundingsContext);
	const totals = useMemo(() => totalsOf(rows, routerName), [rows, routerName]);
	return (
		<div class="summary" role="status" aria-label={summary.label}>
			{totals.slice(0, MOST_ROUTERS).map(({ name, fine, failures }, index) => (
				<span key={index} class="summary-router">
					<span class="dot" data-tone={failures.length > 0 && fine === 0 ? "bad" : "ok"} />
					<SafeText value={name} limit={40} /> {summary.ok(fine)}
					{failures.slice(0, MOST_STATUSES).map(({ word, count, tone }) => (
						<span key={word} data-tone={tone}>
							{summary.failed(count, word)}
						</span>
					))}
				</span>
			))}
		</div>
	);
}

interface RouterTotal {
	readonly name: string;
	readonly fine: number;
	readonly failures: readonly { readonly word: string; readonly count: number; readonly tone: Tone }[];
}

interface Count {
	fine: number;
	all: number;
	readonly failures: Map<string, [count: number, tone: Tone]>;
}

function totalsOf(rows: readonly Row[], routerName: (id: string) => string): RouterTotal[] {
	const totals = new Map<string, Count>();
	/** By router or by address: thousands of rows have few of either. */
	const known = new Map<string, Count>();
	for (const { exchange, decoded } of rows) {
		const key = decoded.router ?? ` ${exchange.url}`;
		let total = known.get(key);
		if (total === undefined) {
			const name = decoded.router === null ? hostOf(exchange.url) : routerName(decoded.router);
			total = totals.get(name) ?? { fine: 0, all: 0, failures: new Map<string, [number, Tone]>() };
			totals.set(name, total);
			known.set(key, total);
		}
		total.all += 1;
		if (!decoded.diagnosis) {
			total.fine += 1;
			continue;
		}
		const word = decoded.diagnosis.failedInside ? summary.inside : statusWord(exchange.status);
		const failure = total.failures.get(word);
		if (failure) failure[0] += 1;
		else total.failures.set(word, [1, toneOf(decoded.diagnosis)]);
	}
	return [...totals]
		.sort(([, a], [, b]) => b.all - a.all)
		.map(([name, { fine, failures }]) => ({
			name,
			fine,
			failures: [...failures]
				.map(([word, [count, tone]]) => ({ word, count, tone }))
				.sort((a, b) => b.count - a.count),
		}));
}

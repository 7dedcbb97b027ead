import { useContext } from "preact/hooks";
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
	const totals = totalsOf(rows, routerName);
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

function totalsOf(rows: readonly Row[], routerName: (id: string) => string): RouterTotal[] {
	const totals = new Map<string, { fine: number; all: number; failures: Map<string, [number, Tone]> }>();
	for (const { exchange, decoded } of rows) {
		const name = decoded.router === null ? hostOf(exchange.url) : routerName(decoded.router);
		const total = totals.get(name) ?? { fine: 0, all: 0, failures: new Map<string, [number, Tone]>() };
		totals.set(name, total);
		total.all += 1;
		if (!decoded.diagnosis) {
			total.fine += 1;
			continue;
		}
		const word = decoded.diagnosis.failedInside ? summary.inside : statusWord(exchange.status);
		const [count, tone] = total.failures.get(word) ?? [0, toneOf(decoded.diagnosis)];
		total.failures.set(word, [count + 1, tone]);
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

import type { ComponentChildren } from "preact";
import type { Diagnosis } from "../lib/diagnosis";
import type { Exchange } from "../lib/exchange";
import { epochOf, formatBytes, formatClock, formatDateTime, formatDuration } from "../lib/format";
import { timing } from "../lib/messages/interface";
import { arrivedAt, earliestRetry } from "./retry-state";
import { SafeText } from "./SafeText";

/** When, how long, how large, and how we know. */
export function TimingList({
	exchange,
	diagnosis,
}: {
	readonly exchange: Exchange;
	readonly diagnosis: Diagnosis | null;
}) {
	const started = epochOf(exchange.startedDateTime);
	const arrived = arrivedAt(exchange);
	const earliest = diagnosis ? earliestRetry(diagnosis.retry, arrived) : null;
	const fields: [string, ComponentChildren][] = [
		[timing.started, started === null ? "" : formatDateTime(started)],
		[timing.took, formatDuration(exchange.time)],
		[timing.finished, exchange.time === null ? "" : formatClock(arrived, true)],
		...(earliest === null ? [] : ([[timing.earliest, formatClock(earliest)]] as [string, string][])),
		[timing.size, formatBytes(exchange.responseBody.size)],
		[timing.type, exchange.resourceType && <SafeText value={exchange.resourceType} limit={40} />],
		[timing.page, exchange.pageOrigin && <SafeText value={exchange.pageOrigin} />],
		[timing.marks, exchange.marks.length > 0 && <SafeText value={exchange.marks.join(", ")} />],
		[timing.browserError, exchange.error && <SafeText value={exchange.error} />],
		[timing.source, timing.sources[exchange.source]],
	];
	return (
		<dl class="fields">
			{fields.map(([name, value]) => (
				<div key={name}>
					<dt>{name}</dt>
					<dd>{value || <span class="dim">{timing.unknown}</span>}</dd>
				</div>
			))}
		</dl>
	);
}

import { epochOf, formatClock, pathOf } from "../lib/format";
import { empty, findingWords, findings as words } from "../lib/messages/interface";
import type { Row } from "../lib/session";
import type { Finding } from "../lib/task";
import { Prose } from "./Prose";
import { SafeText } from "./SafeText";
import { StatusMark } from "./StatusMark";

interface FindingListProps {
	readonly findings: readonly Finding[];
	readonly rows: readonly Row[];
	readonly onOpen: (exchangeId: string) => void;
}

const MOST_REQUESTS = 6;

/** What the calling code itself does wrong, newest first, each with the requests that show it. */
export function FindingList({ findings, rows, onOpen }: FindingListProps) {
	if (findings.length === 0)
		return (
			<div class="empty">
				<h2>{empty.noFindings}</h2>
				<p>{empty.noFindingsText}</p>
			</div>
		);
	const byId = new Map(rows.map((row) => [row.exchange.id, row]));
	return (
		<ul class="findings" aria-label={words.label}>
			{findings.map((finding, index) => {
				const shown = finding.exchanges.flatMap((id) => byId.get(id) ?? []);
				return (
					<li key={index} data-kind={finding.kind}>
						<header>
							<h2>
								<Prose text={finding.title} />
							</h2>
							<span class="pill" data-tone="warn">
								{findingWords[finding.kind]}
							</span>
						</header>
						<p>
							<Prose text={finding.detail} />
						</p>
						<ol class="actions">
							{finding.actions.map((action) => (
								<li key={action}>
									<Prose text={action} />
								</li>
							))}
						</ol>
						{shown.length > 0 && (
							<ul class="finding-requests" aria-label={words.requests}>
								{shown.slice(0, MOST_REQUESTS).map(({ exchange, decoded }) => (
									<li key={exchange.id}>
										<button type="button" class="link finding-link" onClick={() => onOpen(exchange.id)}>
											<span class="cell-time">{formatClock(epochOf(exchange.startedDateTime))}</span>
											<StatusMark status={exchange.status} diagnosis={decoded.diagnosis} />
											<code>
												<SafeText value={pathOf(exchange.url)} limit={120} />
											</code>
										</button>
									</li>
								))}
								{shown.length > MOST_REQUESTS && (
									<li class="dim">{words.more(shown.length - MOST_REQUESTS)}</li>
								)}
							</ul>
						)}
					</li>
				);
			})}
		</ul>
	);
}

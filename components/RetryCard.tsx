import type { Diagnosis } from "../lib/diagnosis";
import { formatClock, formatWait } from "../lib/format";
import { detail, verdictWords } from "../lib/messages/interface";
import { Card } from "./Card";
import { useCountdown } from "./RetryPill";
import { earliestRetry } from "./retry-state";
import { SafeLink } from "./SafeLink";
import { SafeText } from "./SafeText";
import { safeHref } from "./safe-href";

/** Does a retry help, and when at the earliest; counts down by itself. Offers a try, never promises that it works. */
export function RetryCard({
	diagnosis: { retry, warning },
	arrived,
}: {
	readonly diagnosis: Diagnosis;
	readonly arrived: number | null;
}) {
	const earliest = earliestRetry(retry, arrived);
	const now = useCountdown(earliest);
	const waiting = earliest !== null && earliest > now;
	if (waiting)
		return (
			<Card label={detail.retry} value={detail.retryIn(earliest - now)} tone="warn">
				{detail.retryAt(formatClock(earliest))}
				<AskedBy place={retry.afterFrom} />
			</Card>
		);
	if (warning !== "" && (retry.verdict === "yes" || retry.verdict === "later"))
		return (
			<Card label={detail.retry} value={detail.retryCheck} tone="warn">
				{detail.retryPaid}
			</Card>
		);
	if (earliest !== null)
		return (
			<Card label={detail.retry} value={detail.retryNow} tone="run">
				{detail.waitOver}
			</Card>
		);
	const unseen = arrived === null && retry.afterMs !== null && retry.verdict !== "after-change";
	const texts = {
		yes: detail.retryBackoff,
		later: retry.scheduleMs === null ? detail.retryLater : detail.retryBackoff,
		"after-change": detail.retryFix,
		no: detail.retryNo,
		unknown: detail.retryUnknown,
	};
	return (
		<Card
			label={detail.retry}
			value={verdictWords[retry.verdict]}
			{...(retry.verdict === "yes" && { tone: "run" as const })}
		>
			{unseen && retry.afterMs !== null
				? `${detail.waitFirst} ${formatWait(retry.afterMs)}`
				: texts[retry.verdict]}
		</Card>
	);
}

/** Where the wait was read: a header, a field, or the page that documents it. */
function AskedBy({ place }: { readonly place: string }) {
	if (place === "") return null;
	return safeHref(place) ? (
		<>
			{" · "}
			<SafeLink url={place}>{detail.documentation}</SafeLink>
		</>
	) : (
		<>
			{" · "}
			<SafeText value={place} limit={60} />
		</>
	);
}

import type { PendingRequest } from "../lib/live/pending-request";
import { type LiveNotice, liveNotices, live as words } from "../lib/messages/live";
import { useNow } from "./clock";
import { Prose } from "./Prose";

interface LiveStripProps {
	readonly pending: readonly PendingRequest[];
	readonly notice: LiveNotice;
}

/** Sentences shown at once; the others are on their requests. */
const MOST = 2;

/** Above the list while something runs: why rows may be missing, and what to do about those that take long. */
export function LiveStrip({ pending, notice }: LiveStripProps) {
	const now = useNow(pending.some(({ advice }) => advice !== null));
	const due = new Set<string>();
	for (const { advice, startedAt } of pending)
		if (advice && now - startedAt >= advice.afterMs) due.add(advice.text);
	if (notice === "" && due.size === 0) return null;
	return (
		<div class="live-strip" role="status" aria-label={words.label}>
			{notice !== "" && <p data-tone="warn">{liveNotices[notice]}</p>}
			{[...due].slice(0, MOST).map((text) => (
				<p key={text} data-tone="run">
					<Prose text={text} />
				</p>
			))}
		</div>
	);
}

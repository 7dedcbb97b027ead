import { formatBytes, formatSpan } from "../lib/format";
import type { PendingRequest } from "../lib/live/pending-request";
import { type StreamProgress, stalledFor } from "../lib/live/stream-progress";
import { list } from "../lib/messages/interface";
import { pendingPhases, live as words } from "../lib/messages/live";
import { useNow } from "./clock";

/** How far a running request is, in words that tick: waiting, receiving n kB, streaming n events, silent for how long. */
export function LivePhase({
	pending,
	short = false,
}: {
	readonly pending: PendingRequest;
	/** The silence is told elsewhere. */
	readonly short?: boolean;
}) {
	const now = useNow(true);
	const { phase, bytes, progress } = pending;
	const silent = progress && stalledFor(progress, now);
	return (
		<span class="live-phase" data-tone={silent === null ? "run" : "warn"}>
			{pendingPhases[phase]}
			{phase === "receiving" && bytes > 0 && ` ${formatBytes(bytes)}`}
			{phase === "streaming" && progress && ` ${list.events(progress.events)}`}
			{silent !== null && !short && <b class="stalled"> {words.stalled(silent)}</b>}
		</span>
	);
}

/** Time since a running request was sent. */
export function PendingElapsed({ startedAt }: { readonly startedAt: number }) {
	const now = useNow(true);
	return <>{formatSpan(now - startedAt)}</>;
}

/** A stream that has gone silent, and for how long; nothing as long as it talks. */
export function StallPill({ progress }: { readonly progress: StreamProgress | null }) {
	const now = useNow(progress !== null);
	const silent = progress && stalledFor(progress, now);
	if (silent === null) return null;
	return (
		<span class="pill" data-tone="warn" title={words.stalled(silent)}>
			{words.silent(silent)}
		</span>
	);
}

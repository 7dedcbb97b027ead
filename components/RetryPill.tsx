import type { Diagnosis } from "../lib/diagnosis";
import { useNow } from "./clock";
import { earliestRetry, pillOf } from "./retry-state";

interface RetryPillProps {
	readonly diagnosis: Diagnosis;
	/** When the answer was complete, epoch milliseconds, or null. */
	readonly arrived: number | null;
}

/** The retry verdict in a word or two; counts down by itself while there is something to wait for. */
export function RetryPill({ diagnosis: { retry, warning }, arrived }: RetryPillProps) {
	const earliest = earliestRetry(retry, arrived);
	const now = useCountdown(earliest);
	const { kind, text } = pillOf(retry, arrived, now, warning !== "");
	return (
		<span class="pill" data-kind={kind} {...(kind === "check" && { title: warning })}>
			{text}
		</span>
	);
}

/** The present moment, ticking until `until` has passed. */
export function useCountdown(until: number | null): number {
	const idle = useNow(false);
	return useNow(until !== null && until > idle);
}

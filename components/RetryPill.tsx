import type { Retry } from "../lib/diagnosis";
import { useNow } from "./clock";
import { earliestRetry, pillOf } from "./retry-state";

interface RetryPillProps {
	readonly retry: Retry;
	/** When the answer was complete, epoch milliseconds, or null. */
	readonly arrived: number | null;
}

/** The retry verdict in a word or two; counts down by itself while there is something to wait for. */
export function RetryPill({ retry, arrived }: RetryPillProps) {
	const earliest = earliestRetry(retry, arrived);
	const now = useCountdown(earliest);
	const { kind, text } = pillOf(retry, arrived, now);
	return (
		<span class="pill" data-kind={kind}>
			{text}
		</span>
	);
}

/** The present moment, ticking until `until` has passed. */
export function useCountdown(until: number | null): number {
	const idle = useNow(false);
	return useNow(until !== null && until > idle);
}

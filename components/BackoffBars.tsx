import { formatSpan } from "../lib/format";

const FULL_WIDTH = 96;
const SHOWN = 6;

/** Waits between tries as bars, each as long as its time. */
export function BackoffBars({ scheduleMs }: { readonly scheduleMs: readonly number[] }) {
	const shown = scheduleMs.slice(0, SHOWN);
	const longest = Math.max(1, ...shown);
	return (
		<ol class="backoff">
			{shown.map((ms, index) => (
				<li key={index}>
					<span class="bar" style={{ width: `${Math.max(6, Math.round((ms / longest) * FULL_WIDTH))}px` }} />
					{formatSpan(ms)}
				</li>
			))}
			{scheduleMs.length > SHOWN && <li>…</li>}
		</ol>
	);
}

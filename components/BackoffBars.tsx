import { formatDuration, formatSpan } from "../lib/format";
import { detail } from "../lib/messages/interface";
import type { OwnPauses } from "./attempts";

const FULL_WIDTH = 96;
const SHOWN = 6;

interface BackoffBarsProps {
	readonly scheduleMs: readonly number[];
	/** What the client did instead, where that is wrong. */
	readonly own: OwnPauses | null;
}

/** Documented waits between tries as bars, each as long as its time, beside the client's own. */
export function BackoffBars({ scheduleMs, own }: BackoffBarsProps) {
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
			{own && own.pausesMs.length > 0 && (
				<li class="own">
					{detail.yours}{" "}
					<b>
						{own.pausesMs
							.slice(0, SHOWN)
							.map((ms) => formatDuration(ms))
							.join(", ")}
					</b>
				</li>
			)}
		</ol>
	);
}

import { formatClock } from "../lib/format";
import { axisTicks, type Range, shareOf } from "./time-axis";

const LABEL_WIDTH = 88;
/** A label nearer to the edge than half its width would be cut. */
const EDGE = 26;
const MINUTE = 60_000;

/** The labels of the common time axis. */
export function TimeAxis({ range, width }: { readonly range: Range; readonly width: number }) {
	const { ticks, step } = axisTicks(range, Math.max(1, Math.floor(width / LABEL_WIDTH)));
	const inside = ticks.filter((tick) => {
		const at = shareOf(tick, range) * width;
		return at >= EDGE && at <= width - EDGE;
	});
	return (
		<div class="axis" aria-hidden="true">
			{inside.map((tick) => (
				<span key={tick} style={{ left: `${(shareOf(tick, range) * 100).toFixed(3)}%` }}>
					{step < MINUTE ? formatClock(tick) : formatClock(tick).slice(0, 5)}
				</span>
			))}
		</div>
	);
}

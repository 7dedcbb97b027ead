import { formatDuration } from "../lib/format";
import { type Arrivals, type Gap, MOST_STEPS } from "../lib/live/arrivals";
import { stream as words } from "../lib/messages/interface";

interface ArrivalChartProps {
	readonly arrivals: Arrivals;
	readonly gap: Gap | null;
	/** The end of the time shown, epoch milliseconds: now while it runs. */
	readonly until: number;
}

const HEIGHT = 24;
/** A pause shorter than this share of the whole is not worth a mark. */
const WORTH_A_MARK = 0.05;

/** When the events of a stream came: one bar a step of time, the longest pause shaded. */
export function ArrivalChart({ arrivals: { from, stepMs, counts }, gap, until }: ArrivalChartProps) {
	const length = Math.max(8, counts.length, Math.ceil((until - from) / stepMs));
	const perBar = Math.ceil(length / MOST_STEPS);
	const bars = inBars(counts, perBar);
	const steps = Math.ceil(length / perBar);
	const barMs = stepMs * perBar;
	const most = Math.max(1, ...bars);
	const span = steps * barMs;
	const shaded = gap && gap.ms >= span * WORTH_A_MARK ? gap : null;
	return (
		<figure class="arrivals">
			<svg
				viewBox={`0 0 ${steps} ${HEIGHT}`}
				preserveAspectRatio="none"
				role="img"
				aria-label={words.arrivals(bars.length, formatDuration(barMs))}
			>
				{shaded && (
					<rect
						class="pause"
						x={(shaded.from - from) / barMs}
						y={0}
						width={shaded.ms / barMs}
						height={HEIGHT}
					/>
				)}
				{bars.map((count, step) =>
					count === 0 ? null : (
						<rect
							key={step}
							class="arrival"
							x={step + 0.1}
							y={HEIGHT - Math.max(2, (count / most) * HEIGHT)}
							width={0.8}
							height={Math.max(2, (count / most) * HEIGHT)}
						/>
					),
				)}
			</svg>
			<figcaption>
				<span>0</span>
				<span>{formatDuration(span)}</span>
			</figcaption>
		</figure>
	);
}

/** `perBar` neighbouring steps as one bar: a stream that has been silent for long still shows how long. */
function inBars(counts: readonly number[], perBar: number): readonly number[] {
	const bars: number[] = [];
	for (const [step, count] of counts.entries()) {
		const bar = Math.floor(step / perBar);
		bars[bar] = (bars[bar] ?? 0) + count;
	}
	return bars;
}

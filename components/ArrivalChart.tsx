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
	const steps = Math.min(MOST_STEPS, Math.max(8, counts.length, Math.ceil((until - from) / stepMs)));
	const most = Math.max(1, ...counts);
	const span = steps * stepMs;
	const shaded = gap && gap.ms >= span * WORTH_A_MARK ? gap : null;
	return (
		<figure class="arrivals">
			<svg
				viewBox={`0 0 ${steps} ${HEIGHT}`}
				preserveAspectRatio="none"
				role="img"
				aria-label={words.arrivals(counts.length, formatDuration(stepMs))}
			>
				{shaded && (
					<rect
						class="pause"
						x={(shaded.from - from) / stepMs}
						y={0}
						width={shaded.ms / stepMs}
						height={HEIGHT}
					/>
				)}
				{counts.map((count, step) =>
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

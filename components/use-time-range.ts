import { useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Task } from "../lib/task";
import { ClockContext } from "./clock";
import { timesOf } from "./task-times";
import { fitRange, panRange, type Range, zoomRange } from "./time-axis";

export interface TimeRange {
	readonly range: Range;
	/** The axis shows all jobs and follows what lives. */
	readonly fitted: boolean;
	fit(): void;
	/** `share` is the point of the view (0..1) that stays where it is. */
	zoom(factor: number, share?: number): void;
	pan(share: number): void;
}

/** The part of time on show: all jobs until somebody zooms. Redraws only when the living edge reaches the end. */
export function useTimeRange(tasks: readonly Task[]): TimeRange {
	const clock = useContext(ClockContext);
	const [chosen, setChosen] = useState<Range | null>(null);
	const [, redraw] = useState(0);
	const stretches = useMemo(
		() =>
			tasks.map((task) => {
				const { start, end, lastSeen } = timesOf(task);
				return { from: start, to: end ?? lastSeen };
			}),
		[tasks],
	);
	const live = tasks.some((task) => timesOf(task).end === null);
	const kept = useRef<{ fit: Range; stretches: unknown } | null>(null);
	const now = clock.now();
	if (kept.current?.stretches !== stretches || (live && now > kept.current.fit.to))
		kept.current = { stretches, fit: steady(fitRange(stretches, live ? now : null), kept.current?.fit) };
	const { fit } = kept.current;
	useEffect(
		() =>
			live
				? clock.subscribe(() => {
						if (kept.current && clock.now() > kept.current.fit.to) redraw((n) => n + 1);
					})
				: undefined,
		[clock, live],
	);
	const range = chosen ?? fit;
	return {
		range,
		fitted: chosen === null,
		fit: () => setChosen(null),
		zoom: (factor, share = 0.5) => setChosen(zoomRange(range, factor, share, fit)),
		pan: (share) => setChosen(panRange(range, share)),
	};
}

/** The old object while nothing changed, so that bars which depend on it are not drawn again. */
function steady(next: Range, before: Range | undefined): Range {
	return before && before.from === next.from && before.to === next.to ? before : next;
}

import { useEffect, useState } from "preact/hooks";

/** More rows than this are drawn in steps. */
export const MANY_ROWS = 5000;

/**
 * Counts from 0 to `last`, one drawing each, so that what is costly can be spread over several tasks and the browser gets a
 * turn between them. At `last` from the start where nothing is costly.
 */
export function useSteps(last: number, costly: boolean): number {
	const [step, setStep] = useState(costly ? 0 : last);
	useEffect(() => {
		if (step >= last) return;
		const timer = setTimeout(() => setStep(step + 1), 0);
		return () => clearTimeout(timer);
	}, [step, last]);
	return step;
}

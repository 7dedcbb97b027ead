import { useLayoutEffect, useState } from "preact/hooks";

/** More rows than this are drawn in steps. */
export const MANY_ROWS = 5000;

/** The value as it is, or, where it is costly to work on, a task later: the browser gets a turn in between. */
export function useLater<Value>(value: Value, costly: boolean): Value {
	const [known, setKnown] = useState(value);
	useLayoutEffect(() => {
		if (!costly || known === value) return;
		const timer = setTimeout(() => setKnown(value), 0);
		return () => clearTimeout(timer);
	}, [value, costly, known]);
	return costly ? known : value;
}

/**
 * Counts from 0 to `last`, one drawing each, so that what is costly can be spread over several tasks and the browser gets a
 * turn between them. At `last` from the start where nothing is costly.
 */
export function useSteps(last: number, costly: boolean): number {
	const [step, setStep] = useState(costly ? 0 : last);
	useLayoutEffect(() => {
		if (step >= last) return;
		const timer = setTimeout(() => setStep(step + 1), 0);
		return () => clearTimeout(timer);
	}, [step, last]);
	return step;
}

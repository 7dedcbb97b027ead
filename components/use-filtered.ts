import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { createFiltering } from "./filtering";

/** So long the list is read without a pause: the rest of a frame of 16 ms is the browser's. */
const SLICE_MS = 8;
/** What is found so far is shown now and then, not after every slice: drawing it costs, too. */
const SHOW_EVERY_MS = 250;

export interface Filtered<Item> {
	/** What fits; while not `done` what was shown before, or what is found so far. */
	readonly shown: readonly Item[];
	readonly done: boolean;
	/** How many items were looked at, where that goes on for long enough to be noticed; else null. */
	readonly looked: number | null;
}

/**
 * What fits of a list, without holding up the page: a short list is filtered at once, a long one in slices between the
 * browser's own work, the newest wish first.
 * @param fits The same function as long as the wish is the same; null where everything fits.
 */
export function useFiltered<Item>(
	items: readonly Item[],
	fits: ((item: Item) => boolean) | null,
): Filtered<Item> {
	const [, setDrawn] = useState(0);
	const last = useRef<{ fits: typeof fits; shown: readonly Item[] }>({ fits, shown: items });
	const busySince = useRef<number | null>(null);
	const run = useMemo(() => {
		if (fits === null) return null;
		const begun = createFiltering(items, fits, () => performance.now());
		begun.step(SLICE_MS);
		return begun;
	}, [items, fits]);

	useEffect(() => {
		if (!run || run.done) return;
		let timer = 0;
		let shownAt = performance.now();
		const draw = () => {
			// An answer to the same wish may have lost some items and got others: it stays until all are read again.
			if (!run.done && last.current.fits !== fits) last.current.shown = [...run.found];
			shownAt = performance.now();
			setDrawn((count) => count + 1);
		};
		const goOn = () => {
			const isDue = run.done || performance.now() - shownAt >= SHOW_EVERY_MS;
			// Drawing gets a task of its own.
			if (isDue) draw();
			else run.step(SLICE_MS);
			if (!isDue || !run.done) timer = window.setTimeout(goOn, 0);
		};
		timer = window.setTimeout(goOn, 0);
		return () => window.clearTimeout(timer);
	}, [run]);

	const done = run === null || run.done;
	if (done) {
		last.current = { fits, shown: run === null ? items : run.found };
		busySince.current = null;
	} else busySince.current ??= performance.now();
	const isSlow = busySince.current !== null && performance.now() - busySince.current >= SHOW_EVERY_MS;
	return { shown: last.current.shown, done, looked: run && isSlow ? run.looked : null };
}

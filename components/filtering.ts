/** Goes through a list in slices and keeps what fits, in order. */
export interface Filtering<Item> {
	/** What fits of those looked at so far; all of it once `done`. The same array throughout. */
	readonly found: readonly Item[];
	/** How many were looked at. */
	readonly looked: number;
	readonly done: boolean;
	/** Goes on until the end or for about this many milliseconds; one item at least. */
	step(ms: number): void;
}

/**
 * Filters a list that may be too long for one task.
 * @param now A clock in milliseconds.
 */
export function createFiltering<Item>(
	items: readonly Item[],
	fits: (item: Item) => boolean,
	now: () => number,
): Filtering<Item> {
	const found: Item[] = [];
	let looked = 0;
	return {
		found,
		get looked() {
			return looked;
		},
		get done() {
			return looked === items.length;
		},
		step(ms) {
			const until = now() + ms;
			while (looked < items.length) {
				const item = items[looked];
				if (item !== undefined && fits(item)) found.push(item);
				looked += 1;
				// Bodies differ in length by a million: the clock is asked after each.
				if (now() >= until) return;
			}
		},
	};
}

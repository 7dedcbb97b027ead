import {
	elementScroll,
	observeElementOffset,
	observeElementRect,
	type VirtualItem,
	Virtualizer,
} from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

export interface VirtualRows {
	/** The rows to draw: index, offset and height in pixels. */
	readonly visible: readonly VirtualItem[];
	readonly totalHeight: number;
	scrollTo(index: number): void;
}

/** Keeps only the rows in sight in the document. Heights are known, never measured; another `heightOf` lays out anew. */
export function useVirtualRows<Item>(
	items: readonly Item[],
	heightOf: (item: Item) => number,
	scroller: RefObject<HTMLElement | null>,
): VirtualRows {
	const [, redraw] = useState(0);
	const heights = useHeights(items, heightOf);
	// A new function tells the virtualizer that heights have changed.
	const getItemKey = useMemo(() => (index: number) => index, [heights]);
	const options = {
		count: items.length,
		getScrollElement: () => scroller.current,
		estimateSize: (index: number) => heights[index] ?? 0,
		getItemKey,
		overscan: 6,
		initialRect: { width: 600, height: 800 },
		scrollToFn: elementScroll,
		observeElementRect,
		observeElementOffset,
		onChange: () => redraw((n) => n + 1),
	};
	const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
	virtualizer.setOptions(options);
	useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
	useLayoutEffect(() => virtualizer._willUpdate());
	return {
		visible: virtualizer.getVirtualItems().filter(({ index }) => index < items.length),
		totalHeight: virtualizer.getTotalSize(),
		scrollTo: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
	};
}

/** The same array as before where all heights are: laying out 50,000 rows anew is felt, and mostly they only got their verdict. */
function useHeights<Item>(items: readonly Item[], heightOf: (item: Item) => number): Float64Array {
	const last = useRef(new Float64Array(0));
	last.current = useMemo(() => {
		const before = last.current;
		const heights = new Float64Array(items.length);
		let isSame = before.length === items.length;
		for (const [index, item] of items.entries()) {
			const height = heightOf(item);
			heights[index] = height;
			isSame &&= before[index] === height;
		}
		return isSame ? before : heights;
	}, [items, heightOf]);
	return last.current;
}

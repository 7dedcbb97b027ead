import {
	elementScroll,
	observeElementOffset,
	observeElementRect,
	type VirtualItem,
	Virtualizer,
} from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useState } from "preact/hooks";

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
	// A new function per list tells the virtualizer that heights may have changed.
	const getItemKey = useMemo(() => (index: number) => index, [items, heightOf]);
	const options = {
		count: items.length,
		getScrollElement: () => scroller.current,
		estimateSize: (index: number) => {
			const item = items[index];
			return item === undefined ? 0 : heightOf(item);
		},
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

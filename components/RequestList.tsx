import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { list } from "../lib/messages/interface";
import { ErrorBoundary } from "./ErrorBoundary";
import { RequestRow } from "./RequestRow";
import { type Item, itemHeight } from "./request-items";
import { MANY_ROWS, useSteps } from "./use-steps";
import { useVirtualRows } from "./use-virtual-rows";

interface RequestListProps {
	readonly items: readonly Item[];
	/** Index of the chosen line, or -1. */
	readonly selected: number;
	/** From the beginning at its end, where what is new arrives. */
	readonly follow: boolean;
	/** Ids of exchanges that were already listed: what is not among them flashes once. */
	readonly isFresh: (exchangeId: string) => boolean;
	readonly onSelect: (index: number) => void;
	/** Enter or a click: show the detail even where it covers the list. */
	readonly onOpen: (index: number) => void;
	readonly onToggle: (index: number) => void;
	readonly onLeave: () => void;
	readonly footer: ComponentChildren;
}

/** Distance from the end, in pixels, within which the list follows what arrives. */
const FOLLOW_DISTANCE = 48;

/** The request list: only what is in sight is in the document; arrow keys, j/k, Home, End, Enter, Esc. */
export function RequestList(props: RequestListProps) {
	const { items, selected, isFresh, onSelect, onOpen, onToggle, onLeave, footer } = props;
	const scroller = useRef<HTMLDivElement>(null);
	const following = useRef(props.follow);
	const { visible, totalHeight, scrollTo } = useVirtualRows(items, itemHeight, scroller);
	// Lines are measured before the first is drawn.
	const step = useSteps(1, items.length > MANY_ROWS);

	useLayoutEffect(() => {
		const element = scroller.current;
		if (element && following.current) element.scrollTop = element.scrollHeight;
	}, [items]);

	const onScroll = () => {
		const element = scroller.current;
		if (!element) return;
		following.current = element.scrollHeight - element.scrollTop - element.clientHeight < FOLLOW_DISTANCE;
	};

	const select = (index: number) => {
		const next = Math.min(items.length - 1, Math.max(0, index));
		if (next < 0) return;
		onSelect(next);
		scrollTo(next);
	};

	const onKeyDown = (event: KeyboardEvent) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const item = items[selected];
		const actions: Record<string, () => void> = {
			ArrowDown: () => select(selected + 1),
			j: () => select(selected + 1),
			ArrowUp: () => select(selected < 0 ? items.length - 1 : selected - 1),
			k: () => select(selected < 0 ? items.length - 1 : selected - 1),
			Home: () => select(0),
			End: () => select(items.length - 1),
			PageDown: () => select(selected + 15),
			PageUp: () => select(selected - 15),
			Enter: () => selected >= 0 && onOpen(selected),
			Escape: onLeave,
			ArrowRight: () => item?.kind === "fold" && !item.open && onToggle(selected),
			ArrowLeft: () => item?.kind === "fold" && item.open && onToggle(selected),
		};
		const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
		if (!action) return;
		event.preventDefault();
		action();
	};

	return (
		<div class="list" ref={scroller} onScroll={onScroll}>
			<div
				id="rs-list"
				role="grid"
				aria-label={list.label}
				aria-rowcount={items.length}
				aria-multiselectable={false}
				tabIndex={0}
				class="rows"
				style={{ height: `${totalHeight}px` }}
				onKeyDown={onKeyDown}
				{...(selected >= 0 && { "aria-activedescendant": `rs-row-${selected}` })}
			>
				{(step === 0 ? [] : visible).map(({ index, start, size }) => {
					const item = items[index];
					if (!item) return null;
					const id = item.kind === "row" ? item.row.exchange.id : `fold ${item.rows[0]?.exchange.id}`;
					return (
						<ErrorBoundary
							key={id}
							resetKey={item}
							fallback={() => (
								<div
									role="row"
									class="row problem broken"
									style={{ transform: `translateY(${start}px)`, height: `${size}px` }}
								>
									{list.unreadableRow}
								</div>
							)}
						>
							<RequestRow
								item={item}
								index={index}
								top={start}
								height={size}
								selected={index === selected}
								fresh={item.kind === "row" && isFresh(item.row.exchange.id)}
								onPick={onOpen}
								onToggle={onToggle}
							/>
						</ErrorBoundary>
					);
				})}
			</div>
			{footer}
		</div>
	);
}

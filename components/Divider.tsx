import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { list } from "../lib/messages/interface";

interface DividerProps {
	/** The element whose `--list-share` is set: the list stands left of the divider, the rest right of it. */
	readonly container: RefObject<HTMLElement | null>;
}

/** Shares of the width the list may take, in per cent. */
const LEAST = 20;
const MOST = 80;
const STEP = 2;
const START = 46;

/** The line between list and detail: dragged, or moved with the arrow keys (ARIA window splitter). Kept in memory only. */
export function Divider({ container }: DividerProps) {
	const [share, setShare] = useState(START);
	const dragging = useRef(false);
	useLayoutEffect(() => {
		container.current?.style.setProperty("--list-share", `${share}%`);
	}, [container, share]);
	const set = (next: number) => setShare(Math.round(Math.min(MOST, Math.max(LEAST, next)) * 10) / 10);
	const onKeyDown = (event: KeyboardEvent) => {
		const next = {
			ArrowLeft: share - STEP,
			ArrowRight: share + STEP,
			Home: LEAST,
			End: MOST,
			Enter: START,
		}[event.key];
		if (next === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		set(next);
	};
	const onPointerMove = ({ clientX }: PointerEvent) => {
		const box = container.current?.getBoundingClientRect();
		if (dragging.current && box && box.width > 0) set(((clientX - box.left) / box.width) * 100);
	};
	const stop = () => {
		dragging.current = false;
	};
	return (
		<div
			class="divider"
			role="separator"
			aria-orientation="vertical"
			aria-label={list.divider}
			aria-valuemin={LEAST}
			aria-valuemax={MOST}
			aria-valuenow={Math.round(share)}
			tabIndex={0}
			onKeyDown={onKeyDown}
			onDblClick={() => setShare(START)}
			onPointerDown={(event) => {
				dragging.current = true;
				event.currentTarget.setPointerCapture(event.pointerId);
			}}
			onPointerMove={onPointerMove}
			onPointerUp={stop}
			onPointerCancel={stop}
		/>
	);
}

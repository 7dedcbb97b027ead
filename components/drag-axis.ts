/** Dragging the axis moves through time. */
export function startDrag(
	event: PointerEvent,
	time: { readonly current: { pan(share: number): void } },
): void {
	const { currentTarget } = event;
	if (!(currentTarget instanceof HTMLElement) || event.button !== 0) return;
	const { width } = currentTarget.getBoundingClientRect();
	let { clientX } = event;
	currentTarget.setPointerCapture(event.pointerId);
	const onMove = (move: PointerEvent) => {
		time.current.pan((clientX - move.clientX) / width);
		clientX = move.clientX;
	};
	const onUp = () => {
		currentTarget.removeEventListener("pointermove", onMove);
		currentTarget.removeEventListener("pointerup", onUp);
		currentTarget.removeEventListener("pointercancel", onUp);
	};
	currentTarget.addEventListener("pointermove", onMove);
	currentTarget.addEventListener("pointerup", onUp);
	currentTarget.addEventListener("pointercancel", onUp);
}

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * Closes what floats above the panel on Esc, and on a press anywhere else.
 * @param opener Selector of the button that opened it: a press there is the button's own affair.
 */
export function useDismiss(
	element: RefObject<HTMLElement | null>,
	opener: string,
	onClose: () => void,
): void {
	useLayoutEffect(() => {
		const onKeyDown = (event: KeyboardEvent) => {
			if (event.key !== "Escape") return;
			event.stopPropagation();
			onClose();
		};
		const onPointerDown = ({ target }: PointerEvent) => {
			if (target instanceof Element && !element.current?.contains(target) && !target.closest(opener))
				onClose();
		};
		document.addEventListener("keydown", onKeyDown, true);
		document.addEventListener("pointerdown", onPointerDown, true);
		return () => {
			document.removeEventListener("keydown", onKeyDown, true);
			document.removeEventListener("pointerdown", onPointerDown, true);
		};
	}, []);
}

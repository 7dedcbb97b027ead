import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { looksPasted } from "../lib/paste-form";
import { maskText } from "../lib/redact";
import type { LookupDesk } from "./use-lookup-desk";

/** Pasting, Esc and copying work wherever the focus is. `onBack` is called after a step back; `onPasted` takes texts. */
export function usePageKeys(
	desk: LookupDesk,
	field: RefObject<HTMLInputElement | null>,
	onBack: () => void,
	onPasted?: (text: string) => void,
): void {
	const latest = useRef({ desk, onBack, onPasted });
	latest.current = { desk, onBack, onPasted };
	useEffect(() => {
		const onPaste = (event: ClipboardEvent) => {
			const given = event.clipboardData?.getData("text/plain") ?? "";
			if (given === "") return;
			// A word goes into the query where the cursor stands; anything else is never put on screen as it came.
			const isWord = !looksPasted(given) && maskText(given) === given;
			if (isWord && event.target === field.current) return;
			event.preventDefault();
			if (looksPasted(given) && latest.current.onPasted) latest.current.onPasted(given);
			else latest.current.desk.take(given);
		};
		const onKeyDown = (event: KeyboardEvent) => {
			if (event.defaultPrevented) return;
			if (event.key === "Escape" && latest.current.desk.back()) {
				event.preventDefault();
				latest.current.onBack();
			}
			const isCopy = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "c";
			if (isCopy && nothingSelected() && latest.current.desk.copyVerdict()) event.preventDefault();
		};
		document.addEventListener("paste", onPaste);
		document.addEventListener("keydown", onKeyDown);
		return () => {
			document.removeEventListener("paste", onPaste);
			document.removeEventListener("keydown", onKeyDown);
		};
	}, [field]);
}

/** Copying with a selection copies the selection, as everywhere. */
function nothingSelected(): boolean {
	const { activeElement } = document;
	if (activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement)
		return activeElement.selectionStart === activeElement.selectionEnd;
	return getSelection()?.isCollapsed ?? true;
}

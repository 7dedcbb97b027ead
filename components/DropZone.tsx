import type { ComponentChildren, RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { opening as words } from "../lib/messages/exporting";

interface DropZoneProps {
	readonly onFile: (file: File) => void;
	readonly element: RefObject<HTMLDivElement | null>;
	/** What becomes of what is shown now. */
	readonly hint: string;
	readonly children: ComponentChildren;
}

/** The panel as a place to drop a file on. Anything but a file is left to the browser. */
export function DropZone({ onFile, element, hint, children }: DropZoneProps) {
	const [over, setOver] = useState(false);
	/** Entering a child comes before leaving its parent. */
	const depth = useRef(0);
	const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
	const end = () => {
		depth.current = 0;
		setOver(false);
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: dropping is the second way; the button is the keyboard's
		<div
			class="panel"
			ref={element}
			onDragEnter={(event) => {
				if (!holdsFile(event)) return;
				event.preventDefault();
				depth.current += 1;
				setOver(true);
			}}
			onDragOver={(event) => holdsFile(event) && event.preventDefault()}
			onDragLeave={() => {
				depth.current -= 1;
				if (depth.current <= 0) end();
			}}
			onDrop={(event) => {
				end();
				const [file] = event.dataTransfer?.files ?? [];
				if (!file) return;
				event.preventDefault();
				onFile(file);
			}}
		>
			{children}
			{over && (
				<div class="drop-here" aria-hidden="true">
					<p>{words.drop}</p>
					<p class="hint">{hint}</p>
				</div>
			)}
		</div>
	);
}

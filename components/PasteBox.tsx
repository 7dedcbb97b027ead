import { ClipboardPaste } from "lucide";
import { useState } from "preact/hooks";
import { viewer } from "../lib/messages/lookup";
import { maskText } from "../lib/redact";
import { Icon } from "./Icon";

interface PasteBoxProps {
	/** A text that was typed here. What is pasted is taken by the page, wherever the cursor stands. */
	readonly onText: (text: string) => void;
	/** What became of the last text; "" for nothing to say. */
	readonly notice: string;
	readonly reading: boolean;
}

/** Where one pastes an error into the viewer, or types one; it never holds what was pasted. */
export function PasteBox({ onText, notice, reading }: PasteBoxProps) {
	const [typed, setTyped] = useState("");
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== "Enter" || typed.trim() === "") return;
		event.preventDefault();
		onText(typed);
		setTyped("");
	};
	return (
		<div class="paste-box">
			<label class="search">
				<Icon icon={ClipboardPaste} size={12} />
				<input
					type="text"
					class="search-input"
					aria-label={viewer.paste}
					placeholder={viewer.pasteHint}
					value={typed}
					maxLength={2000}
					spellcheck={false}
					autocomplete="off"
					onInput={({ currentTarget }) => setTyped(maskText(currentTarget.value))}
					onKeyDown={onKeyDown}
				/>
			</label>
			<span class="paste-notice" role="status">
				{reading ? viewer.readingPaste : notice}
			</span>
		</div>
	);
}

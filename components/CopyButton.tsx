import { Check, Copy, X } from "lucide";
import { useContext, useEffect, useState } from "preact/hooks";
import { detail } from "../lib/messages/interface";
import { Icon } from "./Icon";
import { SurroundingsContext } from "./surroundings";

interface CopyButtonProps {
	/** What to copy, or how to make it when it is asked for; null when it cannot be made. */
	readonly text: string | (() => string | null);
	/** Accessible name, e.g. "Copy request id". */
	readonly label: string;
	/** Show the name beside the icon. */
	readonly wordy?: boolean;
}

const TOLD_MS = 1500;

/** Copies a text and says for a moment whether that worked. */
export function CopyButton({ text, label, wordy = false }: CopyButtonProps) {
	const { copy } = useContext(SurroundingsContext);
	const [told, setTold] = useState<"" | "copied" | "failed">("");
	useEffect(() => {
		if (told === "") return;
		const timer = setTimeout(() => setTold(""), TOLD_MS);
		return () => clearTimeout(timer);
	}, [told]);
	const onClick = () => {
		const wanted = typeof text === "string" ? text : text();
		if (wanted === null) return setTold("failed");
		copy(wanted).then(
			(done) => setTold(done ? "copied" : "failed"),
			() => setTold("failed"),
		);
	};
	const word = told === "copied" ? detail.copied : told === "failed" ? detail.copyFailed : label;
	return (
		<button type="button" class={`copy ${told}`} aria-label={label} title={label} onClick={onClick}>
			<Icon icon={told === "copied" ? Check : told === "failed" ? X : Copy} size={12} />
			{(wordy || told !== "") && <span aria-live="polite">{word}</span>}
		</button>
	);
}

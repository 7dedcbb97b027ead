import { useState } from "preact/hooks";
import { empty } from "../lib/messages/interface";

interface HostFormProps {
	/** Returns the sentence to show when the host cannot be watched. */
	readonly onWatch: (text: string) => string | null;
}

/** Adds a host by hand; says why one was not taken. */
export function HostForm({ onWatch }: HostFormProps) {
	const [text, setText] = useState("");
	const [problem, setProblem] = useState<string | null>(null);
	const submit = (event: Event) => {
		event.preventDefault();
		const found = onWatch(text);
		setProblem(found);
		if (found === null) setText("");
	};
	return (
		<form class="host-form" onSubmit={submit}>
			<input
				type="text"
				class="host-input"
				aria-label={empty.hostLabel}
				placeholder={empty.hostPlaceholder}
				value={text}
				maxLength={300}
				spellcheck={false}
				autocomplete="off"
				aria-invalid={problem !== null}
				onInput={(event) => {
					setText(event.currentTarget.value);
					setProblem(null);
				}}
			/>
			<button type="submit" class="button">
				{empty.add}
			</button>
			{problem !== null && (
				<p class="problem-text" role="alert">
					{problem}
				</p>
			)}
		</form>
	);
}

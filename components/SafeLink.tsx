import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { httpUrl } from "../lib/hosts";
import { SafeText } from "./SafeText";
import { SurroundingsContext } from "./surroundings";

interface SafeLinkProps {
	readonly url: string;
	/** What to show instead of the address. */
	readonly children?: ComponentChildren;
}

/** A link that can only lead to http or https; anything else stays text. Nothing is loaded until it is clicked. */
export function SafeLink({ url, children }: SafeLinkProps) {
	const { openLink } = useContext(SurroundingsContext);
	const parsed = httpUrl(url);
	if (!parsed) return <span>{children ?? <SafeText value={url} />}</span>;
	const open = (event: MouseEvent) => {
		event.preventDefault();
		openLink(parsed.href);
	};
	return (
		<a
			href={parsed.href}
			target="_blank"
			rel="noopener noreferrer"
			referrerpolicy="no-referrer"
			onClick={open}
		>
			{children ?? <SafeText value={parsed.href} />}
		</a>
	);
}

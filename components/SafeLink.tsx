import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { SafeText } from "./SafeText";
import { safeHref } from "./safe-href";
import { SurroundingsContext } from "./surroundings";

interface SafeLinkProps {
	readonly url: string;
	/** What to show instead of the address. */
	readonly children?: ComponentChildren;
}

/** A link that can only lead to http or https; anything else stays text. Nothing is loaded until it is clicked. */
export function SafeLink({ url, children }: SafeLinkProps) {
	const { openLink } = useContext(SurroundingsContext);
	const href = safeHref(url);
	if (href === null) return <span>{children ?? <SafeText value={url} />}</span>;
	const open = (event: MouseEvent) => {
		event.preventDefault();
		openLink(href);
	};
	return (
		<a href={href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer" onClick={open}>
			{children ?? <SafeText value={href} />}
		</a>
	);
}

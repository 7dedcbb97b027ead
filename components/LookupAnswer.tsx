import { ArrowLeft } from "lucide";
import type { RefObject } from "preact";
import { lookup, paste, reference } from "../lib/messages/lookup";
import { ErrorBoundary } from "./ErrorBoundary";
import { HitCard } from "./HitCard";
import { Icon } from "./Icon";
import { PasteCard } from "./PasteCard";
import { SafeText } from "./SafeText";
import type { LookupDesk } from "./use-lookup-desk";

interface LookupAnswerProps {
	readonly desk: LookupDesk;
	readonly card: RefObject<HTMLElement | null>;
	readonly onLeave: () => void;
	/** Takes the pasted text to the viewer; null where that is where we are. */
	readonly onViewer: ((text: string) => void) | null;
}

/** The answer in full: of the marked line, or of the pasted text. */
export function LookupAnswer({ desk, card, onLeave, onViewer }: LookupAnswerProps) {
	const { hit, pasted, router } = desk;
	if (!hit && !pasted) return null;
	const explained = pasted?.explained;
	return (
		<article
			ref={card}
			class="hit-card"
			// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
			tabIndex={0}
			aria-label={pasted ? paste.pasted(pasted.text.length) : (hit?.key ?? "")}
		>
			<ErrorBoundary resetKey={hit ?? pasted} fallback={() => <p role="alert">{lookup.broken}</p>}>
				{desk.opened && (
					<p class="back-line">
						<button type="button" class="link" onClick={onLeave}>
							<Icon icon={ArrowLeft} size={12} /> {reference.back}
						</button>
						<code>
							<SafeText value={hit?.key ?? ""} limit={60} />
						</code>
					</p>
				)}
				{hit ? (
					<HitCard hit={hit} shown={desk.shown} onShow={desk.setShown} />
				) : typeof explained === "object" ? (
					<PasteCard
						explained={explained}
						router={router}
						onRouter={desk.setRouter}
						onViewer={onViewer && pasted ? () => onViewer(pasted.text) : null}
					/>
				) : (
					<p role="status">{explained === "failed" ? paste.failed : paste.reading}</p>
				)}
			</ErrorBoundary>
		</article>
	);
}

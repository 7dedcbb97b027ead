import { useMemo, useState } from "preact/hooks";
import { foot, lookup } from "../lib/messages/lookup";
import { Lookup } from "./Lookup";
import type { PopupProps } from "./popup-props";
import { SurroundingsContext } from "./surroundings";

/**
 * The popup: from "what is this?" to "do this" without DevTools. Nothing of it outlives the window: query and pasted text
 * live in memory while it is open.
 */
export function Popup({ engine, shortcut, mac, copy, openLink, openViewer }: PopupProps) {
	const [howTo, setHowTo] = useState(false);
	const surroundings = useMemo(() => ({ copy, openLink, routerName: (id: string) => id }), [copy, openLink]);
	return (
		<SurroundingsContext.Provider value={surroundings}>
			<main class="popup">
				<h1 class="off-screen">Routescope</h1>
				<Lookup engine={engine} hint={lookup.hint} shortcut={shortcut} onViewer={openViewer} />
				{howTo && (
					<section class="how-to">
						<h2>{foot.howToTitle}</h2>
						<ol class="actions">
							{foot.howToSteps(mac ? "⌥⌘I" : "F12").map((step) => (
								<li key={step}>{step}</li>
							))}
						</ol>
					</section>
				)}
				<footer class="popup-foot">
					<span class="popup-keys">
						{foot.keys.map(([keys, word]) => (
							<span key={word}>
								{keys} {word}
							</span>
						))}
					</span>
					<span class="popup-links">
						<button type="button" class="link" aria-expanded={howTo} onClick={() => setHowTo(!howTo)}>
							{foot.howTo}
						</button>
						<button type="button" class="link" onClick={() => openViewer(null)}>
							{foot.viewer}
						</button>
					</span>
				</footer>
			</main>
		</SurroundingsContext.Provider>
	);
}

import { Search, X } from "lucide";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { popup, toolbar } from "../lib/messages/interface";
import { ErrorBoundary } from "./ErrorBoundary";
import { HitCard } from "./HitCard";
import { HitLine } from "./HitLine";
import { Icon } from "./Icon";
import type { PopupProps } from "./popup-props";
import { SurroundingsContext } from "./surroundings";

/** The popup: look up a status or code without opening DevTools. ↑ ↓ choose, Esc clears. */
export function Popup({ search, copy, openLink }: PopupProps) {
	const [query, setQuery] = useState("");
	const [chosen, setChosen] = useState(0);
	const field = useRef<HTMLInputElement>(null);
	const hits = useMemo(() => search(query), [search, query]);
	const surroundings = useMemo(() => ({ copy, openLink, routerName: (id: string) => id }), [copy, openLink]);
	const at = Math.min(chosen, hits.length - 1);
	const hit = hits[at];
	useEffect(() => field.current?.focus(), []);
	useEffect(() => document.getElementById(`rs-hit-${at}`)?.scrollIntoView({ block: "nearest" }), [at, hits]);

	const ask = (text: string) => {
		setQuery(text);
		setChosen(0);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
		if (to !== undefined && hits.length > 0) {
			event.preventDefault();
			setChosen(Math.min(hits.length - 1, Math.max(0, to)));
		} else if (event.key === "Escape" && query !== "") {
			// A second Esc closes the popup, as the browser has it.
			event.preventDefault();
			ask("");
		}
	};
	return (
		<SurroundingsContext.Provider value={surroundings}>
			<main class="popup">
				<div class="popup-search search">
					<Icon icon={Search} size={13} />
					<input
						ref={field}
						type="text"
						class="search-input"
						role="combobox"
						aria-label={popup.label}
						aria-expanded={hits.length > 0}
						aria-controls="rs-hits"
						aria-autocomplete="list"
						{...(hit && { "aria-activedescendant": `rs-hit-${at}` })}
						placeholder={popup.placeholder}
						value={query}
						maxLength={300}
						spellcheck={false}
						autocomplete="off"
						onInput={(event) => ask(event.currentTarget.value)}
						onKeyDown={onKeyDown}
					/>
					{query !== "" && (
						<button
							type="button"
							class="icon-button"
							aria-label={toolbar.clearSearch}
							onClick={() => ask("")}
						>
							<Icon icon={X} size={12} />
						</button>
					)}
				</div>
				{query.trim() === "" ? (
					<div class="popup-empty">
						<h1>{popup.start}</h1>
						<p>{popup.startText}</p>
						<div class="examples">
							{popup.examples.map((example) => (
								<button key={example} type="button" class="chip" onClick={() => ask(example)}>
									{example}
								</button>
							))}
						</div>
					</div>
				) : hits.length === 0 ? (
					<div class="popup-empty" role="status">
						<h1>{popup.nothing}</h1>
						<p>{popup.nothingText}</p>
					</div>
				) : (
					<>
						<div id="rs-hits" class="hits" role="listbox" aria-label={popup.results}>
							{hits.map((one, index) => (
								<HitLine
									key={one.readings[0]?.id ?? index}
									hit={one}
									index={index}
									selected={index === at}
									onPick={setChosen}
								/>
							))}
						</div>
						{hit && (
							<ErrorBoundary resetKey={hit} fallback={() => <p class="popup-empty">{popup.broken}</p>}>
								<HitCard key={hit.readings[0]?.id} hit={hit} />
							</ErrorBoundary>
						)}
					</>
				)}
				<footer class="popup-foot">
					<span>{popup.keys}</span>
					<span>{popup.openPanel}</span>
				</footer>
			</main>
		</SurroundingsContext.Provider>
	);
}

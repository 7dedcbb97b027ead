import { Search, X } from "lucide";
import type { RefObject } from "preact";
import { lookup, paste, routerChoice } from "../lib/messages/lookup";
import type { RouterOption } from "../lib/reference-desk";
import { Icon } from "./Icon";

interface LookupFieldProps {
	readonly field: RefObject<HTMLInputElement | null>;
	readonly query: string;
	readonly onQuery: (query: string) => void;
	/** Characters of the pasted text that is being shown, or null. */
	readonly pasted: number | null;
	readonly onClear: () => void;
	readonly onKeyDown: (event: KeyboardEvent) => void;
	/** Id of the marked row, for the screen reader; "" for none. */
	readonly marked: string;
	readonly listId: string;
	readonly routers: readonly RouterOption[];
	readonly router: string | null;
	readonly onRouter: (router: string | null) => void;
	/** Name of the router that answered by all appearances, or null. */
	readonly guess: string | null;
}

/** Where one types, pastes, and says which router answered. */
export function LookupField(props: LookupFieldProps) {
	const { query, pasted, marked, guess } = props;
	return (
		<div class="lookup-field search">
			<Icon icon={Search} size={13} />
			{pasted !== null && <span class="paste-chip">{paste.pasted(pasted)}</span>}
			<input
				ref={props.field}
				type="text"
				class="search-input"
				role="combobox"
				aria-label={lookup.label}
				aria-expanded={marked !== ""}
				aria-controls={props.listId}
				aria-autocomplete="list"
				{...(marked !== "" && { "aria-activedescendant": marked })}
				placeholder={pasted === null ? lookup.placeholder : ""}
				value={query}
				maxLength={300}
				spellcheck={false}
				autocomplete="off"
				onInput={(event) => props.onQuery(event.currentTarget.value)}
				onKeyDown={props.onKeyDown}
			/>
			{(query !== "" || pasted !== null) && (
				<button
					type="button"
					class="icon-button"
					aria-label={pasted === null ? lookup.clear : paste.clear}
					onClick={props.onClear}
				>
					<Icon icon={X} size={12} />
				</button>
			)}
			<select
				class="router-choice"
				aria-label={routerChoice.label}
				value={props.router ?? ""}
				onChange={(event) => props.onRouter(event.currentTarget.value || null)}
			>
				<option value="">{guess === null ? routerChoice.auto : routerChoice.guess(guess)}</option>
				{props.routers.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</select>
		</div>
	);
}

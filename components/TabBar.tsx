import type { ComponentChildren } from "preact";

export interface Tab<Id extends string> {
	readonly id: Id;
	readonly name: string;
	readonly badge?: ComponentChildren;
	readonly alarming?: boolean;
}

interface TabBarProps<Id extends string> {
	readonly label: string;
	readonly tabs: readonly Tab<Id>[];
	readonly active: Id;
	readonly onSelect: (id: Id) => void;
	/** Prefix of the ids that tie tabs to their panel. */
	readonly idPrefix: string;
}

/** A row of tabs: arrow keys move, as the ARIA pattern for tabs has it. */
export function TabBar<Id extends string>({ label, tabs, active, onSelect, idPrefix }: TabBarProps<Id>) {
	const onKeyDown = (event: KeyboardEvent) => {
		const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
		if (step === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		const at = tabs.findIndex(({ id }) => id === active);
		const next = tabs[(at + step + tabs.length) % tabs.length];
		if (!next) return;
		onSelect(next.id);
		document.getElementById(`${idPrefix}-tab-${next.id}`)?.focus();
	};
	return (
		<div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
			{tabs.map(({ id, name, badge, alarming }) => (
				<button
					key={id}
					type="button"
					role="tab"
					id={`${idPrefix}-tab-${id}`}
					aria-selected={id === active}
					aria-controls={`${idPrefix}-panel`}
					tabIndex={id === active ? 0 : -1}
					class="tab"
					onClick={() => onSelect(id)}
				>
					{name}
					{badge !== undefined && <span class={`badge ${alarming ? "alarming" : ""}`}>{badge}</span>}
				</button>
			))}
		</div>
	);
}

import { ChevronRight } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { reference } from "../lib/messages/lookup";
import type { HitView, ReferenceGroup } from "../lib/reading";
import { HitLine } from "./HitLine";
import { Icon } from "./Icon";

/** A line of the list: an answer, or a part of the reference that opens. */
export type LookupRow =
	| { readonly kind: "hit"; readonly hit: HitView; readonly section: string }
	| { readonly kind: "group"; readonly group: ReferenceGroup; readonly section: string };

export const LIST_ID = "rs-lookup";
export const rowId = (index: number) => `rs-hit-${index}`;

interface LookupRowsProps {
	readonly rows: readonly LookupRow[];
	readonly label: string;
	readonly marked: number;
	readonly onMark: (index: number) => void;
	readonly onOpen: (index: number) => void;
}

/** The list below the field. The focus stays in the field; the marked line follows ↑ and ↓. */
export function LookupRows({ rows, label, marked, onMark, onOpen }: LookupRowsProps) {
	useEffect(
		() => document.getElementById(rowId(marked))?.scrollIntoView({ block: "nearest" }),
		[marked, rows],
	);
	const sections: { name: string; from: number; rows: LookupRow[] }[] = [];
	rows.forEach((row, index) => {
		const last = sections.at(-1);
		if (last?.name === row.section) last.rows.push(row);
		else sections.push({ name: row.section, from: index, rows: [row] });
	});
	return (
		<div id={LIST_ID} class="hits" role="listbox" aria-label={label} tabIndex={-1}>
			{sections.map(({ name, from, rows: own }) => (
				<Section key={from} name={name}>
					{own.map((row, place) => {
						const index = from + place;
						return row.kind === "hit" ? (
							<HitLine
								key={row.hit.readings[0]?.id ?? index}
								hit={row.hit}
								index={index}
								selected={index === marked}
								speakers={name === ""}
								onPick={onMark}
								onOpen={onOpen}
							/>
						) : (
							<GroupLine
								key={row.group.id}
								group={row.group}
								index={index}
								selected={index === marked}
								onOpen={onOpen}
							/>
						);
					})}
				</Section>
			))}
		</div>
	);
}

function Section({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
	if (name === "") return <>{children}</>;
	return (
		<div role="group" aria-label={name}>
			<div class="hits-head" aria-hidden="true">
				{name}
			</div>
			{children}
		</div>
	);
}

interface GroupLineProps {
	readonly group: ReferenceGroup;
	readonly index: number;
	readonly selected: boolean;
	readonly onOpen: (index: number) => void;
}

function GroupLine({ group, index, selected, onOpen }: GroupLineProps) {
	return (
		<div
			role="option"
			id={rowId(index)}
			aria-selected={selected}
			tabIndex={-1}
			class="hit hit-group"
			onClick={() => onOpen(index)}
		>
			<span class="hit-name">{group.name}</span>
			<span class="dim">{reference.count(group.count)}</span>
			<Icon icon={ChevronRight} size={12} />
		</div>
	);
}

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { list } from "../lib/messages/interface";
import type { Row, Session } from "../lib/session";
import { DetailPane, type Selection } from "./DetailPane";
import { Divider } from "./Divider";
import { EmptyState } from "./EmptyState";
import { ListFooter } from "./ListFooter";
import { LiveStrip } from "./LiveStrip";
import type { PanelActions } from "./panel-props";
import { RequestList } from "./RequestList";
import { foldRows, type Item, isQuietPreflight } from "./request-items";
import { MANY_ROWS, useLater, useSteps } from "./use-steps";

interface RequestsViewProps {
	readonly session: Session;
	/** A copy of the session's rows as of this version. */
	readonly rows: readonly Row[];
	/** Of these, the rows the list may show. */
	readonly listed: readonly Row[];
	/** Are preflights that went well listed, too? */
	readonly preflights: boolean;
	readonly onPreflights: (listed: boolean) => void;
	/** What chips and search leave of them. */
	readonly shown: readonly Row[];
	/** Not all of them are known yet. */
	readonly searching: boolean;
	readonly selection: Selection | null;
	readonly onSelection: (selection: Selection | null) => void;
	readonly onShowAll: () => void;
	readonly onOpenTask: (key: string) => void;
	readonly onChooseHosts: () => void;
	readonly actions: PanelActions;
	/** Shown instead of why nothing was captured, where nothing is. */
	readonly empty?: ComponentChildren;
}

/** The Requests tab: list left, detail right. */
export function RequestsView(props: RequestsViewProps) {
	const { session, rows, listed, selection, onSelection, actions } = props;
	const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
	const { tasks } = session;
	const byKey = useMemo(() => new Map(tasks.map((task) => [task.key, task])), [tasks]);
	const shown = useLater(props.shown, props.shown.length > MANY_ROWS);
	const before = useRef<readonly Item[]>([]);
	const items = useMemo(
		() =>
			foldRows(
				shown,
				byKey.size === 0 ? null : (id) => byKey.get(session.book.taskOf(id) ?? "") ?? null,
				unfolded,
				before.current,
			),
		[shown, unfolded, session, byKey],
	);
	before.current = items;
	// Lines are folded before any is drawn.
	const step = useSteps(1, shown.length > MANY_ROWS);
	const split = useRef<HTMLDivElement>(null);
	const isFresh = useFreshness(rows, session.origin === "live");
	if (step === 0) return null;
	if (rows.length === 0) return <>{props.empty ?? <EmptyState session={session} actions={actions} />}</>;

	const selected = selection ? items.findIndex((item) => isSelected(item, selection)) : -1;
	const select = (index: number, open: boolean) => {
		const item = items[index];
		if (!item) return;
		onSelection(
			item.kind === "row"
				? { kind: "exchange", id: item.row.exchange.id, open }
				: { kind: "task", key: item.task.key, open },
		);
	};
	const toggle = (index: number) => {
		const item = items[index];
		if (item?.kind !== "fold") return;
		const next = new Set(unfolded);
		if (!next.delete(item.task.key)) next.add(item.task.key);
		setUnfolded(next);
	};
	const close = () => {
		if (selection?.open) {
			onSelection({ ...selection, open: false });
			document.getElementById("rs-list")?.focus();
		} else onSelection(null);
	};
	const footer = (
		<ListFooter
			session={session}
			quiet={props.preflights ? rows.filter(isQuietPreflight).length : rows.length - listed.length}
			preflights={props.preflights}
			onPreflights={props.onPreflights}
			onChooseHosts={props.onChooseHosts}
		/>
	);
	return (
		<div class="requests" aria-busy={props.searching}>
			<LiveStrip pending={session.pending} notice={session.liveNotice} />
			<div ref={split} class={`split ${selection?.open ? "detail-open" : ""}`}>
				{items.length > 0 ? (
					<RequestList
						items={items}
						selected={selected}
						follow={session.origin === "live"}
						isFresh={isFresh}
						onSelect={(index) => select(index, selection?.open ?? false)}
						onOpen={(index) => select(index, true)}
						onToggle={toggle}
						onLeave={close}
						footer={footer}
					/>
				) : (
					<div class="list">
						<div class="empty small">
							<h2>{props.searching ? list.searching : list.noMatch}</h2>
							<p>{props.searching ? list.searchingHint : list.noMatchHint}</p>
							<button type="button" class="button" onClick={props.onShowAll}>
								{list.showAll}
							</button>
						</div>
						{footer}
					</div>
				)}
				<Divider container={split} />
				<DetailPane
					session={session}
					rows={rows}
					selection={selection}
					onSelection={onSelection}
					onOpenTask={props.onOpenTask}
					onClose={close}
				/>
			</div>
		</div>
	);
}

function isSelected(item: Item, selection: Selection): boolean {
	if (item.kind === "row") return selection.kind === "exchange" && item.row.exchange.id === selection.id;
	if (selection.kind === "task") return item.task.key === selection.key;
	return !item.open && item.rows.some(({ exchange }) => exchange.id === selection.id);
}

/** Tells rows that arrived since the last drawing; the first batch is not news, and nothing arrives in a file. */
function useFreshness(rows: readonly Row[], live: boolean): (exchangeId: string) => boolean {
	const known = useRef<Set<string> | null>(null);
	const before = known.current;
	useLayoutEffect(() => {
		known.current = live ? new Set(rows.map(({ exchange }) => exchange.id)) : null;
	}, [rows, live]);
	return (id) => before !== null && !before.has(id);
}

import { ArrowLeft } from "lucide";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { detail, list } from "../lib/messages/interface";
import type { Row, Session } from "../lib/session";
import { EmptyState } from "./EmptyState";
import { ErrorBoundary } from "./ErrorBoundary";
import { ExchangeDetail } from "./ExchangeDetail";
import { Icon } from "./Icon";
import type { PanelActions } from "./panel-props";
import { RequestList } from "./RequestList";
import { type Filter, foldRows, type Item, inFilter } from "./request-items";
import { TaskDetail } from "./TaskDetail";

/** What the detail shows; `open` also where it covers the list (narrow panels). */
export type Selection =
	| { readonly kind: "exchange"; readonly id: string; readonly open: boolean }
	| { readonly kind: "task"; readonly key: string; readonly open: boolean };

interface RequestsViewProps {
	readonly session: Session;
	/** A copy of the session's rows as of this version. */
	readonly rows: readonly Row[];
	readonly filter: Filter;
	readonly search: (row: Row) => boolean;
	readonly selection: Selection | null;
	readonly onSelection: (selection: Selection | null) => void;
	readonly onShowAll: () => void;
	readonly onOpenTask: (key: string) => void;
	readonly onChooseHosts: () => void;
	readonly actions: PanelActions;
}

/** The Requests tab: list left, detail right. */
export function RequestsView(props: RequestsViewProps) {
	const { session, rows, filter, search, selection, onSelection, actions } = props;
	const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
	const { tasks } = session;
	const byKey = useMemo(() => new Map(tasks.map((task) => [task.key, task])), [tasks]);
	const items = useMemo(
		() =>
			foldRows(
				rows.filter((row) => inFilter(row, filter) && search(row)),
				(id) => byKey.get(session.book.taskOf(id) ?? "") ?? null,
				unfolded,
			),
		[rows, filter, search, unfolded, session, byKey],
	);
	const isFresh = useFreshness(rows);
	if (rows.length === 0) return <EmptyState session={session} actions={actions} />;

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
	return (
		<div class={`split ${selection?.open ? "detail-open" : ""}`}>
			{items.length > 0 ? (
				<RequestList
					items={items}
					selected={selected}
					isFresh={isFresh}
					onSelect={(index) => select(index, selection?.open ?? false)}
					onOpen={(index) => select(index, true)}
					onToggle={toggle}
					onLeave={close}
					footer={<ListFooter session={session} onChooseHosts={props.onChooseHosts} />}
				/>
			) : (
				<div class="list">
					<div class="empty small">
						<h2>{list.noMatch}</h2>
						<p>{list.noMatchHint}</p>
						<button type="button" class="button" onClick={props.onShowAll}>
							{list.showAll}
						</button>
					</div>
				</div>
			)}
			<Detail {...props} onClose={close} />
		</div>
	);
}

function Detail({
	session,
	rows,
	selection,
	onSelection,
	onOpenTask,
	onClose,
}: RequestsViewProps & { onClose: () => void }) {
	const pane = useRef<HTMLElement>(null);
	const row =
		selection?.kind === "exchange" ? rows.find(({ exchange }) => exchange.id === selection.id) : undefined;
	const task =
		selection?.kind === "task" ? session.tasks.find(({ key }) => key === selection.key) : undefined;
	const taskKey = row ? session.book.taskOf(row.exchange.id) : null;
	const shown = selection?.kind === "exchange" ? selection.id : selection?.key;
	useLayoutEffect(() => {
		if (pane.current) pane.current.scrollTop = 0;
	}, [shown]);
	return (
		<section
			ref={pane}
			class="detail"
			aria-label={detail.region}
			onKeyDown={(event) => event.key === "Escape" && onClose()}
		>
			{(row || task) && (
				<button type="button" class="back" onClick={onClose}>
					<Icon icon={ArrowLeft} /> {detail.back}
				</button>
			)}
			<ErrorBoundary
				resetKey={row ?? task ?? null}
				fallback={() => (
					<p class="empty" role="alert">
						{list.unreadableDetail}
					</p>
				)}
			>
				{row ? (
					<ExchangeDetail
						key={row.exchange.id}
						row={row}
						rows={rows}
						findings={session.findings}
						onOpenTask={taskKey === null ? undefined : () => onOpenTask(taskKey)}
					/>
				) : task ? (
					<TaskDetail
						task={task}
						findings={session.findings}
						onOpenExchange={(id) => onSelection({ kind: "exchange", id, open: true })}
					/>
				) : (
					<div class="empty small pick">
						<p>{detail.pick}</p>
						<p class="hint">{detail.pickHint}</p>
					</div>
				)}
			</ErrorBoundary>
		</section>
	);
}

function ListFooter({
	session,
	onChooseHosts,
}: {
	readonly session: Session;
	readonly onChooseHosts: () => void;
}) {
	const missed = [...session.unwatched.values()].filter(({ apiLike }) => apiLike).length;
	if (session.dropped === 0 && missed === 0) return null;
	return (
		<div class="list-footer">
			{session.dropped > 0 && <p>{list.dropped(session.dropped)}</p>}
			{missed > 0 && (
				<p>
					{list.unwatched(missed)}.{" "}
					<button type="button" class="link" onClick={onChooseHosts}>
						{list.chooseHosts}
					</button>
				</p>
			)}
		</div>
	);
}

function isSelected(item: Item, selection: Selection): boolean {
	if (item.kind === "row") return selection.kind === "exchange" && item.row.exchange.id === selection.id;
	if (selection.kind === "task") return item.task.key === selection.key;
	return !item.open && item.rows.some(({ exchange }) => exchange.id === selection.id);
}

/** Tells rows that arrived since the last drawing; the first batch is not news. */
function useFreshness(rows: readonly Row[]): (exchangeId: string) => boolean {
	const known = useRef<Set<string> | null>(null);
	const before = known.current;
	useLayoutEffect(() => {
		known.current = new Set(rows.map(({ exchange }) => exchange.id));
	}, [rows]);
	return (id) => before !== null && !before.has(id);
}

import { ChevronRight } from "lucide";
import { useContext, useLayoutEffect, useRef } from "preact/hooks";
import { epochOf, formatClock, formatDuration, hostOf, pathOf, shortId } from "../lib/format";
import { list, phaseWords } from "../lib/messages/interface";
import type { Row } from "../lib/session";
import { Icon } from "./Icon";
import { LivePhase, PendingElapsed, StallPill } from "./LivePhase";
import { Prose } from "./Prose";
import { isUnread, pendingOf } from "./pending-row";
import { RetryPill } from "./RetryPill";
import type { Item } from "./request-items";
import { arrivedAt } from "./retry-state";
import { SafeText } from "./SafeText";
import { StatusMark } from "./StatusMark";
import { phaseTone } from "./status-tone";
import { SurroundingsContext } from "./surroundings";
import { systemName } from "./system-name";
import { LiveElapsed } from "./TaskElapsed";

interface RequestRowProps {
	readonly item: Item;
	readonly index: number;
	readonly top: number;
	readonly height: number;
	readonly selected: boolean;
	readonly fresh: boolean;
	readonly onPick: (index: number) => void;
	readonly onToggle: (index: number) => void;
}

const FLASH_MS = 300;

/** One line of the request list. Problems say in words what happened; what went well stays quiet. */
export function RequestRow({ item, index, top, height, selected, fresh, onPick, onToggle }: RequestRowProps) {
	const element = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => {
		if (!fresh || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
		element.current?.animate([{ backgroundColor: "var(--flash)" }, {}], FLASH_MS);
	}, []);
	const lead = item.kind === "row" ? item.row : leadOf(item.rows);
	const diagnosis = item.kind === "row" ? lead.decoded.diagnosis : item.task.failure;
	const { exchange } = lead;
	const pending = item.kind === "row" ? pendingOf(item.row) : null;
	const unread = item.kind === "row" && isUnread(item.row);
	const first = item.kind === "row" ? lead : (item.rows[0] ?? lead);
	return (
		<div
			ref={element}
			role="row"
			id={`rs-row-${index}`}
			aria-rowindex={index + 1}
			aria-selected={selected}
			{...(item.kind === "fold" && { "aria-expanded": item.open })}
			data-status={exchange.status ?? ""}
			data-verdict={diagnosis?.retry.verdict ?? "none"}
			data-kind={item.kind}
			{...(pending && { "data-phase": pending.phase })}
			{...(unread && { "data-unread": "" })}
			class={`row ${diagnosis ? "problem" : "quiet"} ${item.kind === "row" && item.indented ? "indented" : ""}`}
			style={{ transform: `translateY(${top}px)`, height: `${height}px` }}
			onClick={() => onPick(index)}
			onDblClick={() => onToggle(index)}
		>
			<span role="gridcell" class="cell-time">
				{formatClock(epochOf(first.exchange.startedDateTime))}
			</span>
			<span role="gridcell" class="cell-status">
				{pending && !diagnosis ? (
					<span class="status" data-tone="run">
						<span class="pulse" />
						{exchange.status === 0 ? "" : exchange.status}
					</span>
				) : (
					<StatusMark status={exchange.status} diagnosis={diagnosis} unread={unread} />
				)}
			</span>
			<span role="gridcell" class="cell-what">
				{item.kind === "fold" ? (
					<FoldText item={item} onToggle={() => onToggle(index)} />
				) : (
					<RowText row={item.row} />
				)}
			</span>
			<span role="gridcell" class="cell-pill">
				{item.kind === "fold" && !item.task.failure ? (
					<span class="pill" data-tone={phaseTone(item.task.phase)}>
						{phaseWords[item.task.phase]}
					</span>
				) : pending && !diagnosis ? (
					<StallPill progress={pending.progress} />
				) : lead.exchange.source === "har" && unread ? (
					// Live, this lasts a moment: a word would only flicker.
					<span class="pill" data-tone="quiet">
						{list.unread}
					</span>
				) : (
					diagnosis && <RetryPill diagnosis={diagnosis} arrived={arrivedAt(exchange)} />
				)}
			</span>
			<span role="gridcell" class="cell-duration">
				{item.kind === "fold" ? (
					<LiveElapsed task={item.task} />
				) : pending ? (
					<PendingElapsed startedAt={pending.startedAt} />
				) : (
					formatDuration(exchange.time)
				)}
			</span>
		</div>
	);
}

/** The request that speaks for a folded job: the last one whose answer was understood. */
function leadOf(rows: readonly Row[]): Row {
	const last = rows.findLast(({ exchange }) => (exchange.status ?? 0) >= 200 && (exchange.status ?? 0) < 300);
	const lead = last ?? rows.at(-1);
	if (!lead) throw new RangeError("a folded job has requests");
	return lead;
}

function RowText({ row }: { readonly row: Row }) {
	const { exchange, decoded } = row;
	const pending = pendingOf(row);
	const { routerName } = useContext(SurroundingsContext);
	const { diagnosis, stream, model, router } = decoded;
	return (
		<>
			{diagnosis && (
				<span class="row-title">
					<Prose text={diagnosis.title} />
				</span>
			)}
			<span class="row-sub">
				{diagnosis?.failedInside && (
					<>
						<b class="inside" title={list.failedInsideHint}>
							{list.failedInside}
						</b>
						{" · "}
					</>
				)}
				{pending && (
					<>
						<LivePhase pending={pending} short />
						{" · "}
					</>
				)}
				<SafeText value={exchange.method ?? ""} />{" "}
				<code>{exchange.url === null ? list.unknownUrl : <SafeText value={pathOf(exchange.url)} />}</code>
				{model !== null && (
					<>
						{" · "}
						<SafeText value={model} limit={60} />
					</>
				)}
				{" · "}
				{router !== null ? (
					<SafeText value={routerName(router)} />
				) : (
					<SafeText value={hostOf(exchange.url)} />
				)}
				{stream && !pending && ` · ${list.stream(stream.events)}`}
			</span>
		</>
	);
}

function FoldText({
	item,
	onToggle,
}: {
	readonly item: Item & { kind: "fold" };
	readonly onToggle: () => void;
}) {
	const { task } = item;
	const toggle = (event: MouseEvent) => {
		event.stopPropagation();
		onToggle();
	};
	const name = (
		<>
			{systemName(task.system)} <SafeText value={task.action} limit={40} />{" "}
			<code>
				<SafeText value={shortId(task.id)} />
			</code>
		</>
	);
	return (
		<>
			<button
				type="button"
				tabIndex={-1}
				class={`twist ${item.open ? "open" : ""}`}
				aria-label={item.open ? list.collapse : list.expand}
				onClick={toggle}
			>
				<Icon icon={ChevronRight} size={12} />
			</button>
			{task.failure && (
				<span class="row-title">
					<Prose text={task.failure.title} />
				</span>
			)}
			<span class="row-sub">
				{name} · {list.foldedPolls(task.polls, task.failedPolls)}
			</span>
		</>
	);
}

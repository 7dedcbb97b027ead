import { ArrowLeft } from "lucide";
import { useLayoutEffect, useRef } from "preact/hooks";
import { detail, list } from "../lib/messages/interface";
import type { Row, Session } from "../lib/session";
import { ErrorBoundary } from "./ErrorBoundary";
import { ExchangeDetail } from "./ExchangeDetail";
import { Icon } from "./Icon";
import { TaskDetail } from "./TaskDetail";

/** What the detail shows; `open` also where it covers the list (narrow panels). */
export type Selection =
	| { readonly kind: "exchange"; readonly id: string; readonly open: boolean }
	| { readonly kind: "task"; readonly key: string; readonly open: boolean };

interface DetailPaneProps {
	readonly session: Session;
	readonly rows: readonly Row[];
	readonly selection: Selection | null;
	readonly onSelection: (selection: Selection) => void;
	readonly onOpenTask: (key: string) => void;
	readonly onClose: () => void;
}

/** Right of the list: the chosen request or job, or an invitation to choose one. */
export function DetailPane({ session, rows, selection, onSelection, onOpenTask, onClose }: DetailPaneProps) {
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
						seen={session.streams.get(row.exchange.id) ?? null}
						vault={session.vault}
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

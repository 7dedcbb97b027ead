import { useEffect, useRef, useState } from "preact/hooks";
import { tasks as words } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { startDrag } from "./drag-axis";
import { ExactTimes } from "./ExactTimes";
import { TaskRow } from "./TaskRow";
import { TimeAxis } from "./TimeAxis";
import { useTimeRange } from "./use-time-range";
import { useVirtualRows } from "./use-virtual-rows";
import { useWidth } from "./use-width";

interface TaskListProps {
	readonly tasks: readonly Task[];
	readonly selected: Task | null;
	readonly onSelect: (key: string | null) => void;
	readonly onLeave: () => void;
}

/** Row heights in pixels; narrow panels put the bar on a line of its own. */
export const TASK_ROW = 40;
const NARROW_ROW = 56;
const NARROW = 640;
const ZOOM = 1.6;
const PAN = 0.15;

const wideHeight = () => TASK_ROW;
const narrowHeight = () => NARROW_ROW;

/** All jobs on one time axis. Wheel with Ctrl or + − zooms, ← → moves, 0 fits. */
export function TaskList({ tasks, selected, onSelect, onLeave }: TaskListProps) {
	const scroller = useRef<HTMLDivElement>(null);
	const axis = useRef<HTMLDivElement>(null);
	const [hovered, setHovered] = useState(-1);
	const width = useWidth(scroller);
	const axisWidth = useWidth(axis);
	const narrow = width > 0 && width < NARROW;
	const time = useTimeRange(tasks);
	const { visible, totalHeight, scrollTo } = useVirtualRows(
		tasks,
		narrow ? narrowHeight : wideHeight,
		scroller,
	);
	const chosen = selected ? tasks.indexOf(selected) : -1;
	const keys = new Set(tasks.map(({ key }) => key));

	const wheel = useRef(time);
	wheel.current = time;
	useEffect(() => {
		const element = scroller.current;
		const onWheel = (event: WheelEvent) => {
			const line = axis.current?.getBoundingClientRect();
			if (!line || line.width === 0) return;
			if (event.ctrlKey || event.metaKey) {
				event.preventDefault();
				const share = Math.min(1, Math.max(0, (event.clientX - line.left) / line.width));
				wheel.current.zoom(event.deltaY < 0 ? ZOOM : 1 / ZOOM, share);
			} else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
				event.preventDefault();
				wheel.current.pan((event.deltaX || event.deltaY) / line.width);
			}
		};
		element?.addEventListener("wheel", onWheel, { passive: false });
		return () => element?.removeEventListener("wheel", onWheel);
	}, []);

	const select = (index: number) => {
		const task = tasks[Math.min(tasks.length - 1, Math.max(0, index))];
		if (!task) return;
		onSelect(task.key);
		scrollTo(tasks.indexOf(task));
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const actions: Record<string, () => void> = {
			ArrowDown: () => select(chosen + 1),
			j: () => select(chosen + 1),
			ArrowUp: () => select(chosen < 0 ? tasks.length - 1 : chosen - 1),
			k: () => select(chosen < 0 ? tasks.length - 1 : chosen - 1),
			Home: () => select(0),
			End: () => select(tasks.length - 1),
			ArrowLeft: () => time.pan(-PAN),
			ArrowRight: () => time.pan(PAN),
			"+": () => time.zoom(ZOOM),
			"=": () => time.zoom(ZOOM),
			"-": () => time.zoom(1 / ZOOM),
			"0": time.fit,
			Escape: onLeave,
		};
		const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
		if (!action) return;
		event.preventDefault();
		action();
	};
	const told = tasks[hovered] ?? selected;
	return (
		<div class={`task-list ${narrow ? "narrow" : ""}`}>
			<div class="task-scroller" ref={scroller}>
				<div
					id="rs-tasks"
					role="grid"
					aria-label={words.label}
					aria-rowcount={tasks.length + 1}
					tabIndex={0}
					class="task-rows"
					onKeyDown={onKeyDown}
					onPointerLeave={() => setHovered(-1)}
					{...(chosen >= 0 && { "aria-activedescendant": `rs-task-${chosen}` })}
				>
					<div class="task-head">
						<span>{words.columns.job}</span>
						<span>{words.columns.phase}</span>
						<div ref={axis} class="axis-cell" onPointerDown={(event) => startDrag(event, wheel)}>
							<TimeAxis range={time.range} width={axisWidth} />
						</div>
						<span class="task-head-elapsed">{words.columns.elapsed}</span>
					</div>
					<div class="task-body" style={{ height: `${totalHeight}px` }}>
						{visible.map(({ index, start, size }) => {
							const task = tasks[index];
							return (
								task && (
									<TaskRow
										key={index}
										task={task}
										index={index}
										top={start}
										height={size}
										child={task.parent !== null && keys.has(task.parent)}
										selected={index === chosen}
										range={time.range}
										onPick={select}
										onHover={setHovered}
									/>
								)
							);
						})}
					</div>
				</div>
			</div>
			<div class="task-foot">
				<p class="exact-times" aria-live="polite">
					{told ? <ExactTimes task={told} /> : words.pickHint}
				</p>
				<span class="zoom">
					<button
						type="button"
						class="button small"
						title={words.fitHint}
						aria-pressed={time.fitted}
						onClick={time.fit}
					>
						{words.fit}
					</button>
					<button
						type="button"
						class="button small"
						aria-label={words.zoomOut}
						onClick={() => time.zoom(1 / ZOOM)}
					>
						−
					</button>
					<button
						type="button"
						class="button small"
						aria-label={words.zoomIn}
						onClick={() => time.zoom(ZOOM)}
					>
						+
					</button>
				</span>
			</div>
		</div>
	);
}

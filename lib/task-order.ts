import type { Task } from "./task";
import { isOver } from "./task-watch";

/** Deepest chain followed; a page can make parents go in circles. */
const MOST_STEPS = 100;

/**
 * The order of the list: a job with its children under it, oldest child first; groups in which something is unfinished before
 * the others, each newest first.
 */
export function orderTasks(tasks: readonly Task[]): Task[] {
	const byKey = new Map(tasks.map((task) => [task.key, task]));
	const groups = new Map<string, Task[]>();
	for (const task of tasks) {
		const root = rootOf(task, byKey);
		const group = groups.get(root);
		if (group) group.push(task);
		else groups.set(root, [task]);
	}
	const ordered = [...groups].map(([root, members]) => ({
		running: members.some((task) => !isOver(task)),
		began: beganAt(byKey.get(root)),
		members: members.length === 1 ? members : family(root, members),
	}));
	ordered.sort(
		(a, b) => Number(b.running) - Number(a.running) || (a.began < b.began ? 1 : a.began > b.began ? -1 : 0),
	);
	return ordered.flatMap((group) => group.members);
}

/** When a job began, as far as known: ISO 8601. */
function beganAt(task: Task | undefined): string {
	return task?.submittedAt ?? task?.firstSeen ?? "";
}

function rootOf(task: Task, byKey: ReadonlyMap<string, Task>): string {
	let at = task;
	const seen = new Set<string>();
	for (let step = 0; step < MOST_STEPS && at.parent !== null && !seen.has(at.key); step++) {
		seen.add(at.key);
		const parent = byKey.get(at.parent);
		if (!parent) break;
		at = parent;
	}
	// In a circle every member must name the same root.
	return at.parent !== null && seen.has(at.key) ? ([...seen].sort()[0] ?? at.key) : at.key;
}

/** Root first, then depth first, children in the order they began. */
function family(root: string, members: readonly Task[]): Task[] {
	const children = new Map<string, Task[]>();
	const byAge = [...members].sort((a, b) => (beganAt(a) < beganAt(b) ? -1 : beganAt(a) > beganAt(b) ? 1 : 0));
	for (const task of byAge)
		if (task.parent !== null && task.key !== root) {
			const siblings = children.get(task.parent);
			if (siblings) siblings.push(task);
			else children.set(task.parent, [task]);
		}
	const placed = new Set<Task>();
	const stack = byAge.filter((task) => task.key === root);
	for (let task = stack.pop(); task; task = stack.pop()) {
		if (placed.has(task)) continue;
		placed.add(task);
		stack.push(...(children.get(task.key) ?? []).reverse());
	}
	for (const task of byAge) placed.add(task);
	return [...placed];
}

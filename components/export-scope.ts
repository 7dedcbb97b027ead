import type { ExportInput } from "../lib/export/evidence";
import type { Row, Session } from "../lib/session";
import type { Task } from "../lib/task";

/** Which part of the session leaves. */
export type ExportScope = "exchange" | "job" | "shown" | "session";

/** Who made the export, for its own record. */
export interface About {
	readonly extensionVersion: string;
	/** Name and version of the browser. */
	readonly browser: string;
}

/** What the view holds at the moment of the export. */
export interface ExportSource {
	readonly session: Session;
	/** The chosen request, or null. */
	readonly row: Row | null;
	/** The job chosen, or the one the chosen request is about; null for none. */
	readonly task: Task | null;
	/** Requests the list shows now: chips and search applied. */
	readonly shown: readonly Row[];
	readonly about: About;
}

/** The scopes there is anything for, the narrowest first. */
export function scopesOf({ row, task }: ExportSource): readonly ExportScope[] {
	return [...(row ? (["exchange"] as const) : []), ...(task ? (["job"] as const) : []), "shown", "session"];
}

/** The rows of a scope with the jobs and findings they belong to. */
export function exportInput(source: ExportSource, scope: ExportScope): ExportInput {
	const { session, row, task, shown, about } = source;
	const rows =
		scope === "exchange"
			? row
				? [row]
				: []
			: scope === "job"
				? session.rows.filter(({ exchange }) => session.book.taskOf(exchange.id) === task?.key)
				: scope === "shown"
					? shown
					: session.rows;
	const ids = new Set(rows.map(({ exchange }) => exchange.id));
	const keys = new Set(rows.map(({ exchange }) => session.book.taskOf(exchange.id)));
	if (scope === "job" && task) keys.add(task.key);
	return {
		rows,
		context: session.rows,
		tasks: scope === "session" ? session.tasks : session.tasks.filter(({ key }) => keys.has(key)),
		findings: session.findings.filter(({ exchanges }) => exchanges.some((id) => ids.has(id))),
		vault: session.vault,
		...about,
	};
}

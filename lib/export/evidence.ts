import type { Row } from "../session";
import type { Finding, Task } from "../task";
import { createVault, type Vault } from "../vault";
import { type Attempt, attemptsOf } from "./attempts";
import { readRequestText, remember } from "./echoes";
import type { ExportFormat } from "./format";
import type { RedactionRule } from "./rules";
import type { Safe } from "./safe";
import { isJobId } from "./safe-id";
import { safeRow } from "./safe-row";
import { type FindingExtract, safeFinding, safeTask, type TaskExtract } from "./safe-task";
import { createScope, type Scope } from "./scope";

/** What is to be exported, as the session holds it. */
export interface ExportInput {
	/** The selection, oldest first. */
	readonly rows: readonly Row[];
	/** All rows of the session, to find other attempts of the same request; the selection alone where left out. */
	readonly context?: readonly Row[];
	readonly tasks?: readonly Task[];
	readonly findings?: readonly Finding[];
	/** The secrets of the session, for the leak check. */
	readonly vault?: Vault | null;
	readonly extensionVersion: string;
	/** Name and version of the browser, e.g. `Firefox 140`. */
	readonly browser: string;
}

export interface ExportOptions {
	/** Prompts and answers, too; keys are taken out of them all the same. */
	readonly includePromptText?: boolean;
	/** Only for the check that every rule is needed: the rules without one of them. */
	readonly rules?: readonly RedactionRule[];
}

/** All that a format may look at. Made here and nowhere else, from the allow-list. */
export interface SafeEvidence {
	readonly rows: readonly Safe<Row>[];
	/** How many more rows were selected than are here. */
	readonly moreRows: number;
	/** Of the row at this index: the same request sent before and after, this one included. */
	readonly attempts: (index: number) => readonly Attempt[];
	readonly tasks: readonly Safe<TaskExtract>[];
	readonly findings: readonly Safe<FindingExtract>[];
	readonly extensionVersion: string;
	readonly browser: string;
}

/** Takes everything that may leave out of the session, and counts what may not. */
export function safeEvidence(
	input: ExportInput,
	options: ExportOptions,
	{ about, bodies }: Pick<ExportFormat, "about" | "bodies"> = { about: "many", bodies: true },
): { evidence: SafeEvidence; scope: Scope } {
	const tasks = input.tasks ?? [];
	const rows = chosen(input.rows, about);
	const vault = input.vault ?? createVault();
	const echoes = new Set<string>();
	for (const { exchange } of bodies ? rows : [])
		readRequestText(exchange.requestBody.text, {
			content: (text) => remember(text, echoes),
			secret: vault.note,
		});
	for (const { promptStart } of tasks) if (promptStart) remember(promptStart, echoes);
	const scope = createScope({
		vault,
		echoes,
		includePromptText: options.includePromptText ?? false,
		knownIds: knownIds(rows, tasks),
		...(options.rules ? { rules: options.rules } : {}),
	});
	return {
		scope,
		evidence: {
			rows: rows.map((row) => safeRow(row, scope, bodies)),
			moreRows: input.rows.length - rows.length,
			attempts: (index) => {
				const row = rows[index];
				return row ? attemptsOf(row, input.context ?? input.rows) : [];
			},
			tasks: tasks.map((task) => safeTask(task, scope)),
			findings: (input.findings ?? []).map((finding) => safeFinding(finding, scope)),
			extensionVersion: input.extensionVersion,
			browser: input.browser,
		},
	};
}

/** Rows that a report tells in full; a ticket is read by a person. */
const FEW = 3;

/** Of many, the failed ones are what a report is about. */
function chosen(rows: readonly Row[], about: ExportFormat["about"]): readonly Row[] {
	if (about === "many") return rows;
	if (about === "one") return rows.slice(0, 1);
	const failed = rows.filter(({ decoded }) => decoded.diagnosis !== null);
	return (failed.length > 0 ? failed : rows).slice(0, FEW);
}

function knownIds(rows: readonly Row[], tasks: readonly Task[]): readonly string[] {
	const ids = new Set<string>();
	for (const { id, parentId } of tasks) for (const known of [id, parentId]) if (known) ids.add(known);
	for (const { decoded } of rows)
		for (const known of [decoded.requestId, decoded.diagnosis?.requestId, decoded.diagnosis?.errorId])
			if (known) ids.add(known);
	return [...ids].filter((id) => isJobId(id) || /^\d{8,}[\w-]{0,40}$/.test(id));
}

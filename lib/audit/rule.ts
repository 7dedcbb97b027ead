import type { Decoded } from "../diagnosis";
import type { Exchange } from "../exchange";
import type { Finding, Task } from "../task";
import type { FindingKind } from "../vocabulary";
import type { Attempt } from "./attempt";

export interface AuditContext {
	/** Jobs an exchange spoke about. */
	readonly tasksOf: (exchangeId: string) => readonly Task[];
}

/** Looks at all attempts of one and the same request, oldest first. */
export interface AttemptRule {
	readonly kind: FindingKind;
	readonly find: (attempts: readonly Attempt[], context: AuditContext) => Finding | null;
}

/** Looks at single requests; those about the same subject become one finding. */
export interface RequestRule {
	readonly kind: FindingKind;
	/** What this request shows, as the text findings are grouped by; null when it shows nothing. */
	readonly notice: (exchange: Exchange, decoded: Decoded) => string | null;
	readonly tell: (subject: string, exchanges: readonly string[]) => Finding;
}

/** Looks at one job at a given moment (epoch milliseconds). */
export interface TaskRule {
	readonly kind: FindingKind;
	readonly find: (task: Task, now: number) => Finding | null;
}

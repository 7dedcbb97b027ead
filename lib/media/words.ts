import type { Phase } from "../vocabulary";
import type { Word, WordTable } from "./system";

/** The statuses a new-api gateway puts on every job, whatever the provider behind it says. */
const NEW_API = "https://github.com/QuantumNous/new-api/blob/main/model/task.go";

/** `[phase, words separated by spaces, source]` */
export type WordRow = readonly [Phase, string, string];

const NEW_API_ROWS: readonly WordRow[] = [
	["queued", "NOT_START SUBMITTED QUEUED", NEW_API],
	["running", "IN_PROGRESS", NEW_API],
	["succeeded", "SUCCESS", NEW_API],
	["failed", "FAILURE", NEW_API],
	["unknown", "UNKNOWN", NEW_API],
];

/**
 * A system's table: its own words first, then the gateway's, since a gateway may wrap any of them.
 * The first row that names a word wins.
 */
export function wordTable(rows: readonly WordRow[]): WordTable {
	const table = new Map<string, Word>();
	for (const [phase, words, source] of [...rows, ...NEW_API_ROWS])
		for (const word of words.split(" ")) {
			const key = word.toUpperCase();
			if (!table.has(key)) table.set(key, { word, phase, source });
		}
	return table;
}

/**
 * The phase of a provider's word: whole word, case-insensitive, never by a part of it (`TEXT_SUCCESS` is not success).
 * An empty word is a job stored but not yet looked at; a word nobody lists is `unknown`.
 */
export function phaseOf(words: WordTable, state: string): Phase {
	const key = state.trim().toUpperCase();
	if (key === "") return "queued";
	return words.get(key)?.phase ?? "unknown";
}

/** Nothing comes after these. */
export function isTerminal(phase: Phase): boolean {
	return phase === "succeeded" || phase === "failed" || phase === "canceled" || phase === "expired";
}

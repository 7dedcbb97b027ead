import type { Row } from "../session";
import type { SafeEvidence } from "./evidence";
import type { Safe } from "./safe";

const COLUMNS: readonly (readonly [string, (row: Safe<Row>) => string | number | null])[] = [
	["time", ({ exchange }) => exchange.startedDateTime],
	["method", ({ exchange }) => exchange.method],
	["url", ({ exchange }) => exchange.url],
	["status", ({ exchange }) => exchange.status],
	["duration_ms", ({ exchange }) => (exchange.time === null ? null : Math.round(exchange.time))],
	["router", ({ decoded }) => decoded.router],
	["model", ({ decoded }) => decoded.model],
	["verdict", ({ decoded }) => decoded.diagnosis?.title ?? null],
	["category", ({ decoded }) => decoded.diagnosis?.category ?? null],
	["fault", ({ decoded }) => decoded.diagnosis?.fault ?? null],
	["retry", ({ decoded }) => decoded.diagnosis?.retry.verdict ?? null],
	["retry_after_ms", ({ decoded }) => decoded.diagnosis?.retry.afterMs ?? null],
	["request_id", ({ decoded }) => decoded.requestId],
	["error_id", ({ decoded }) => decoded.diagnosis?.errorId ?? null],
	["server_message", ({ decoded }) => decoded.diagnosis?.serverMessage.slice(0, 500) ?? null],
	["documentation", ({ decoded }) => decoded.diagnosis?.source ?? null],
];

/** The list as CSV (RFC 4180): every cell quoted, lines ended by CRLF, nothing a spreadsheet would calculate. */
export function writeCsv(evidence: SafeEvidence): string {
	const lines = [COLUMNS.map(([name]) => cell(name))];
	for (const row of evidence.rows) lines.push(COLUMNS.map(([, read]) => cell(read(row))));
	return lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

/** Signs at which a spreadsheet begins to calculate, full width ones included. */
const FORMULA = /^[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n|%]/;

function cell(value: string | number | null): string {
	const text = String(value ?? "")
		.toWellFormed()
		.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
	return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

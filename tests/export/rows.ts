import { decode } from "../../lib/decode";
import type { ExportInput, ExportOptions } from "../../lib/export/evidence";
import { exportAs } from "../../lib/export/export-as";
import { fromEntry } from "../../lib/from-entry";
import type { Row } from "../../lib/session";
import type { Vault } from "../../lib/vault";

/** The parts of an answer a test cares about; the rest is a plain chat request. */
export interface RowParts {
	readonly id?: string;
	readonly startedDateTime?: string;
	readonly time?: number;
	readonly method?: string;
	readonly url?: string;
	readonly requestHeaders?: Readonly<Record<string, string>>;
	readonly requestBody?: string;
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly mimeType?: string;
	readonly body?: string;
	readonly error?: string;
	readonly vault?: Vault;
}

const REQUEST = '{"model":"gpt-4o","messages":[{"role":"user","content":"A short story about the sea"}]}';

export function rowOf(parts: RowParts): Row {
	const list = (headers: Readonly<Record<string, string>>) =>
		Object.entries(headers).map(([name, value]) => ({ name, value }));
	const text = parts.body ?? "";
	const exchange = fromEntry(
		{
			startedDateTime: parts.startedDateTime ?? "2026-02-03T10:11:12.345+01:00",
			time: parts.time ?? 500,
			request: {
				method: parts.method ?? "POST",
				url: parts.url ?? "https://api.rout.my/v1/chat/completions",
				headers: list(
					parts.requestHeaders ?? {
						Authorization: "Bearer sk-fake00000000000000000000000000",
						"Content-Type": "application/json",
					},
				),
				postData: { mimeType: "application/json", text: parts.requestBody ?? REQUEST },
			},
			response: {
				status: parts.status ?? 200,
				statusText: "",
				headers: list(parts.headers ?? {}),
				content: { size: text.length, mimeType: parts.mimeType ?? "application/json", text },
				...(parts.error === undefined ? {} : { _error: parts.error }),
			},
		},
		{ id: parts.id ?? "1", source: "har", vault: parts.vault ?? null },
	);
	return { exchange, decoded: decode(exchange, { watchedHosts: [] }) };
}

/** The text of an export that must succeed. */
export function textOf(
	format: string,
	rows: readonly Row[],
	more: Partial<ExportInput> = {},
	options: ExportOptions = {},
): string {
	const made = exportAs(format, { rows, extensionVersion: "1.2.3", browser: "Chrome 140", ...more }, options);
	if (!made.ok) throw new Error(`${format}: ${made.problem} ${made.where}`);
	return made.text;
}

import { EXPORT_TEXT, SNIPPET_TEXT } from "../messages/export";
import type { SafeEvidence } from "./evidence";
import type { Refusal } from "./format";
import { merged, planRequest, type Template } from "./request-plan";

/**
 * The request for PowerShell, with its own Invoke-WebRequest: Windows PowerShell 5.1 loses double quotes in arguments of
 * programs like curl.exe. Captured values are printable ASCII inside single quotes with no quote in them (PowerShell takes
 * U+2018 to U+201B for quotes, too; ASCII has none of these). There is no cmd.exe form: its quoting cannot be made safe.
 */
export function writeCurlPowershell(evidence: SafeEvidence): string | Refusal {
	const row = evidence.rows[0];
	if (!row) return { problem: EXPORT_TEXT.nothing };
	const plan = planRequest(row);
	if ("problem" in plan) return plan;
	const lines: string[] = [];
	if (plan.headersLeftOut > 0) lines.push(`# ${EXPORT_TEXT.leftOut(plan.headersLeftOut, "headers")}`);
	if (plan.bodyLeftOut) lines.push(`# ${EXPORT_TEXT.leftOut(1, "body")}`);
	if (plan.bodyRedacted) lines.push(`# ${SNIPPET_TEXT.body}`);
	if (plan.fields.length > 0) lines.push(`# ${SNIPPET_TEXT.multipart}`);
	const type = plan.headers.find(({ name }) => name.toLowerCase() === "content-type");
	const others = plan.headers.filter((header) => header !== type);
	const options = [`Invoke-WebRequest -Uri ${template(plan.url)}`, `-Method ${quote(plan.method)}`];
	if (others.length > 0)
		options.push(
			`-Headers @{ ${others.map(({ name, value }) => `${quote(name)} = ${template(value)}`).join("; ")} }`,
		);
	if (type) options.push(`-ContentType ${template(type.value)}`);
	if (plan.body !== null) options.push(`-Body ${quote(plan.body)}`);
	return [...lines, options.join(" `\n  ")].join("\n");
}

function quote(text: string): string {
	return `'${text.replace(/[^\x20-\x7e]|'/g, "")}'`;
}

/** One expression: text and keys joined by `+`, in brackets, as PowerShell wants an argument that is computed. */
function template(parts: Template): string {
	const pieces = merged(parts).map((part) =>
		typeof part === "string" ? quote(part) : `$env:API_KEY${part.key > 1 ? `_${part.key}` : ""}`,
	);
	return pieces.length === 1 ? (pieces[0] ?? "''") : `(${pieces.join(" + ")})`;
}

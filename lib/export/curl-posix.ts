import { EXPORT_TEXT, SNIPPET_TEXT } from "../messages/export";
import type { SafeEvidence } from "./evidence";
import type { Refusal } from "./format";
import { merged, planRequest, type Template } from "./request-plan";

/**
 * The request as a curl command for bash, zsh and dash. Every captured value is printable ASCII inside single quotes with
 * no single quote in it; `$'…'` is never used (dash does not know it). Notes are arguments of `:`, because zsh at its
 * prompt takes `#` for a command. No line end at the end: nothing runs when it is pasted.
 */
export function writeCurlPosix(evidence: SafeEvidence): string | Refusal {
	const row = evidence.rows[0];
	if (!row) return { problem: EXPORT_TEXT.nothing };
	const plan = planRequest(row);
	if ("problem" in plan) return plan;
	const notes: string[] = [];
	if (plan.headersLeftOut > 0) notes.push(EXPORT_TEXT.leftOut(plan.headersLeftOut, "headers"));
	if (plan.bodyLeftOut) notes.push(EXPORT_TEXT.leftOut(1, "body"));
	if (plan.bodyRedacted) notes.push(SNIPPET_TEXT.body);
	const options = [`curl --globoff --url ${template(plan.url)}`];
	const hasBody = plan.body !== null || plan.fields.length > 0;
	if (plan.method === "HEAD") options.push("--head");
	else if (plan.method !== (hasBody ? "POST" : "GET")) options.push(`--request ${quote(plan.method)}`);
	for (const { name, value } of plan.headers) options.push(`--header ${template([`${name}: `, ...value])}`);
	if (plan.body !== null) options.push(`--data-raw ${quote(plan.body)}`);
	for (const { name, value, isFile } of plan.fields)
		options.push(isFile ? `--form ${quote(`${name}=@file`)}` : `--form-string ${quote(`${name}=${value}`)}`);
	return [...notes.map((note) => `: ${quote(note)}`), options.join(" \\\n  ")].join("\n");
}

/** Single quotes switch everything off in every POSIX shell; the text holds none itself. */
function quote(text: string): string {
	return `'${text.replace(/[^\x20-\x7e]|'/g, "")}'`;
}

function template(parts: Template): string {
	return merged(parts)
		.map((part) =>
			typeof part === "string" ? quote(part) : `"$API_KEY${part.key > 1 ? `_${part.key}` : ""}"`,
		)
		.join("");
}

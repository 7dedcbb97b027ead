import { EXPORT_TEXT, SNIPPET_TEXT as TEXT } from "../messages/export";
import type { SafeEvidence } from "./evidence";
import type { Refusal } from "./format";
import { merged, planRequest, type RequestPlan, type Template } from "./request-plan";
import { planRetry, type RetryPlan } from "./retry-plan";
import { snippetWords } from "./snippet-words";

/** A program for Node 18 and later (or any runtime with `fetch`) that treats this very error as its router documents. */
export function writeRetryTypescript(evidence: SafeEvidence): string | Refusal {
	const row = evidence.rows[0];
	if (!row) return { problem: EXPORT_TEXT.nothing };
	const request = planRequest(row);
	if ("problem" in request) return request;
	const plan = planRetry(row);
	return [
		...snippetWords(plan, request).map((line) => `// ${line}`),
		"",
		...sendPart(request),
		...(plan.checkFirst && plan.kind !== "once" ? ["", ...checkPart()] : []),
		"",
		...mainPart(plan),
	].join("\n");
}

function sendPart({ method, url, headers, body }: RequestPlan): readonly string[] {
	const lines = [
		`const url = ${template(url)};`,
		"const request: RequestInit = {",
		`\tmethod: ${literal(method)},`,
	];
	if (headers.length > 0) {
		lines.push("\theaders: {");
		for (const { name, value } of headers) lines.push(`\t\t${literal(name)}: ${template(value)},`);
		lines.push("\t},");
	}
	if (body !== null) lines.push(`\tbody: ${literal(body)},`);
	return [...lines, "};"];
}

function checkPart(): readonly string[] {
	return [
		`/** ${TEXT.paidFill} */`,
		"async function jobExists(): Promise<boolean> {",
		`\tthrow new Error(${literal(TEXT.paidError("jobExists"))});`,
		"}",
	];
}

function mainPart(plan: RetryPlan): readonly string[] {
	const before = plan.kind === "once" ? [] : beforePart(plan);
	if (plan.kind === "loop") return [...loopPart(plan), "", ...before, ...ending("await sendWithRetries()")];
	return [...before, ...ending("await fetch(url, request)")];
}

/** What this very answer asks for before anything is sent again. */
function beforePart({ afterMs, notBefore, checkFirst, maybeAccepted }: RetryPlan): readonly string[] {
	const lines: string[] = [];
	if (afterMs !== null)
		lines.push(
			notBefore === null
				? `const firstWaitMs = ${afterMs};`
				: `const firstWaitMs = Math.max(0, Date.parse(${literal(notBefore)}) - Date.now());`,
			"await new Promise((resolve) => setTimeout(resolve, firstWaitMs));",
		);
	if (checkFirst && maybeAccepted)
		lines.push(`if (await jobExists()) throw new Error(${literal(TEXT.paidFound)});`);
	return lines;
}

function ending(call: string): readonly string[] {
	return [
		`const response = ${call};`,
		// biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template of the program that is written.
		"if (!response.ok) throw new Error(`HTTP ${response.status}: ${await response.text()}`);",
		"console.log(await response.text());",
	];
}

function loopPart({ waitsMs, jitterMs, capMs, statuses, afterMs, checkFirst }: RetryPlan): readonly string[] {
	return [
		`const waitsMs = [${waitsMs.join(", ")}];`,
		`const jitterMs = ${jitterMs};`,
		`const capMs = ${capMs};`,
		`const retryStatuses = new Set([${statuses.join(", ")}]);`,
		`const longestWaitMs = ${longestWait(afterMs)};`,
		"",
		"/** Milliseconds the answer asks to wait, or null. */",
		"function askedMs(response: Response): number | null {",
		'\tconst exact = response.headers.get("retry-after-ms");',
		"\tif (exact !== null && Number(exact) >= 0) return Number(exact);",
		'\tconst after = response.headers.get("retry-after");',
		"\tif (after === null) return null;",
		"\tconst seconds = Number(after);",
		"\tconst ms = Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;",
		"\treturn Number.isNaN(ms) ? null : Math.max(0, ms);",
		"}",
		"",
		"async function sendWithRetries(): Promise<Response> {",
		"\tfor (let attempt = 0; ; attempt += 1) {",
		"\t\tconst response = await fetch(url, request).catch(() => null);",
		"\t\tif (response !== null && !retryStatuses.has(response.status)) return response;",
		"\t\tconst documented = waitsMs[attempt];",
		`\t\tif (documented === undefined) throw new Error(\`${TEXT.gaveUp}: \${response === null ? "no answer" : \`HTTP \${response.status}\`}\`);`,
		...(checkFirst
			? [
					"\t\tif ((response === null || response.status === 408 || response.status >= 500) && (await jobExists()))",
					`\t\t\tthrow new Error(${literal(TEXT.paidFound)});`,
				]
			: []),
		"\t\tconst backoff = Math.min(capMs, documented + Math.random() * jitterMs);",
		"\t\tconst waitMs = Math.max(backoff, (response && askedMs(response)) ?? 0);",
		`\t\tif (waitMs > longestWaitMs) throw new Error(${literal(TEXT.tooLong)});`,
		"\t\tawait new Promise((resolve) => setTimeout(resolve, waitMs));",
		"\t}",
		"}",
	];
}

/** Ten minutes, or what this very answer asked for where that is longer. */
export function longestWait(afterMs: number | null): number {
	return Math.max(600_000, afterMs ?? 0);
}

/** A string literal in ASCII; JSON's is one in TypeScript, too. */
function literal(text: string): string {
	return JSON.stringify(text).replace(
		/[^\x20-\x7e]/g,
		(char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
}

function template(parts: Template): string {
	const pieces = merged(parts).map((part) =>
		typeof part === "string" ? literal(part) : `process.env.API_KEY${part.key > 1 ? `_${part.key}` : ""}`,
	);
	return pieces.length === 0
		? '""'
		: pieces.length === 1 && pieces[0]?.startsWith("process")
			? `${pieces[0]} ?? ""`
			: pieces.join(" + ");
}

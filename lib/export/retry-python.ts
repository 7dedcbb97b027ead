import { EXPORT_TEXT, SNIPPET_TEXT as TEXT } from "../messages/export";
import type { SafeEvidence } from "./evidence";
import type { Refusal } from "./format";
import { merged, planRequest, type RequestPlan, type Template } from "./request-plan";
import { planRetry, type RetryPlan } from "./retry-plan";
import { longestWait } from "./retry-typescript";
import { snippetWords } from "./snippet-words";

/** The same as a program for Python 3.8 and later, with nothing but its standard library. */
export function writeRetryPython(evidence: SafeEvidence): string | Refusal {
	const row = evidence.rows[0];
	if (!row) return { problem: EXPORT_TEXT.nothing };
	const request = planRequest(row);
	if ("problem" in request) return request;
	const plan = planRetry(row);
	return [
		...snippetWords(plan, request).map((line) => `# ${line}`),
		"",
		...imports(plan),
		"",
		...sendPart(request),
		...(plan.checkFirst && plan.kind !== "once" ? ["", "", ...checkPart()] : []),
		"",
		"",
		...mainPart(plan),
	].join("\n");
}

function imports({ kind, afterMs, notBefore }: RetryPlan): readonly string[] {
	const waits = kind !== "once" && afterMs !== null;
	return [
		...(waits && notBefore !== null ? ["import datetime"] : []),
		...(kind === "loop" ? ["import email.utils"] : []),
		"import os",
		...(kind === "loop" ? ["import random"] : []),
		...(kind === "loop" || waits ? ["import time"] : []),
		"import urllib.error",
		"import urllib.request",
	];
}

function sendPart({ method, url, headers, body }: RequestPlan): readonly string[] {
	return [
		`URL = ${template(url)}`,
		"HEADERS = {",
		...headers.map(({ name, value }) => `    ${literal(name)}: ${template(value)},`),
		"}",
		`BODY = ${body === null ? "None" : `${literal(body)}.encode()`}`,
		"",
		"",
		"def send():",
		'    """Status, headers and text of the answer; status 0 when none came."""',
		`    request = urllib.request.Request(URL, data=BODY, headers=HEADERS, method=${literal(method)})`,
		"    try:",
		"        with urllib.request.urlopen(request, timeout=900) as response:",
		'            return response.status, response.headers, response.read().decode("utf-8", "replace")',
		"    except urllib.error.HTTPError as error:",
		'        return error.code, error.headers, error.read().decode("utf-8", "replace")',
		"    except OSError:",
		'        return 0, {}, ""',
	];
}

function checkPart(): readonly string[] {
	return [
		"def job_exists():",
		`    """${TEXT.paidFill}"""`,
		`    raise NotImplementedError(${literal(TEXT.paidError("job_exists"))})`,
	];
}

function mainPart(plan: RetryPlan): readonly string[] {
	const before = plan.kind === "once" ? [] : beforePart(plan);
	if (plan.kind === "loop") return [...loopPart(plan), ...before, ...ending("send_with_retries()")];
	return [...before, ...ending("send()")];
}

/** What this very answer asks for before anything is sent again. */
function beforePart({ afterMs, notBefore, checkFirst, maybeAccepted }: RetryPlan): readonly string[] {
	const lines: string[] = [];
	if (afterMs !== null && notBefore === null) lines.push(`time.sleep(${afterMs / 1000})`);
	if (afterMs !== null && notBefore !== null)
		lines.push(
			`not_before = datetime.datetime.fromisoformat(${literal(notBefore.replace("Z", "+00:00"))})`,
			"time.sleep(max(0, not_before.timestamp() - time.time()))",
		);
	if (checkFirst && maybeAccepted)
		lines.push("if job_exists():", `    raise SystemExit(${literal(TEXT.paidFound)})`);
	return lines;
}

function ending(call: string): readonly string[] {
	return [
		`status, headers, text = ${call}`,
		"if not 200 <= status < 300:",
		'    raise SystemExit(f"HTTP {status}: {text}")',
		"print(text)",
	];
}

function loopPart({ waitsMs, jitterMs, capMs, statuses, afterMs, checkFirst }: RetryPlan): readonly string[] {
	return [
		`WAITS = [${waitsMs.map((ms) => ms / 1000).join(", ")}]`,
		`JITTER = ${jitterMs / 1000}`,
		`CAP = ${capMs / 1000}`,
		`RETRY_STATUSES = {0, ${statuses.join(", ")}}`,
		`LONGEST_WAIT = ${longestWait(afterMs) / 1000}`,
		"",
		"",
		"def asked(headers):",
		'    """Seconds the answer asks to wait, or 0."""',
		'    exact, after = headers.get("retry-after-ms"), headers.get("retry-after")',
		"    try:",
		"        if exact is not None:",
		"            return max(0.0, float(exact) / 1000)",
		"        if after is not None:",
		"            return max(0.0, float(after))",
		"    except ValueError:",
		"        pass",
		"    try:",
		"        return max(0.0, email.utils.parsedate_to_datetime(after).timestamp() - time.time())",
		"    except (TypeError, ValueError):",
		"        return 0.0",
		"",
		"",
		"def send_with_retries():",
		"    for documented in [*WAITS, None]:",
		"        status, headers, text = send()",
		"        if status not in RETRY_STATUSES:",
		"            return status, headers, text",
		"        if documented is None:",
		`            raise SystemExit(f"${TEXT.gaveUp}: HTTP {status}: {text}")`,
		...(checkFirst
			? [
					"        if (status in (0, 408) or status >= 500) and job_exists():",
					`            raise SystemExit(${literal(TEXT.paidFound)})`,
				]
			: []),
		"        backoff = min(CAP, documented + random.random() * JITTER)",
		"        wait = max(backoff, asked(headers))",
		"        if wait > LONGEST_WAIT:",
		`            raise SystemExit(${literal(TEXT.tooLong)})`,
		"        time.sleep(wait)",
		"",
		"",
	];
}

/** A string literal in ASCII: Python reads JSON's escapes, but needs `\U` where JSON writes a surrogate pair. */
function literal(text: string): string {
	return JSON.stringify(text.toWellFormed()).replace(/[^\x20-\x7e]|[\u{10000}-\u{10ffff}]/gu, (char) => {
		const code = char.codePointAt(0) ?? 0;
		return code > 0xffff
			? `\\U${code.toString(16).padStart(8, "0")}`
			: `\\u${code.toString(16).padStart(4, "0")}`;
	});
}

function template(parts: Template): string {
	const pieces = merged(parts).map((part) =>
		typeof part === "string" ? literal(part) : `os.environ["API_KEY${part.key > 1 ? `_${part.key}` : ""}"]`,
	);
	return pieces.length === 0 ? '""' : pieces.join(" + ");
}

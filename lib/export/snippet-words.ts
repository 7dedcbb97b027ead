import { formatWait } from "../format";
import { SNIPPET_TEXT as TEXT } from "../messages/export";
import type { RequestPlan } from "./request-plan";
import type { RetryPlan } from "./retry-plan";

/** What a snippet says about itself before its code, one line each: our own words and the catalogue's, nothing captured. */
export function snippetWords(plan: RetryPlan, request: RequestPlan): readonly string[] {
	const lines: string[] = plan.title === "" ? [] : [plan.title];
	if (plan.kind !== "once" && plan.afterMs !== null) lines.push(TEXT.later);
	if (plan.kind === "loop") lines.push(...loopWords(plan));
	switch (plan.reason) {
		case "change":
			lines.push(TEXT.stop, ...numbered(plan.actions), TEXT.afterChange);
			break;
		case "no-change":
			lines.push(...numbered(plan.actions), TEXT.noChange);
			break;
		case "later-unknown":
			lines.push(...numbered(plan.actions), TEXT.laterUnknown);
			break;
		case "unknown":
			lines.push(...numbered(plan.actions), TEXT.unknown);
			break;
		case "fine":
			lines.push(TEXT.fine);
			break;
		case null:
			break;
	}
	if (plan.checkFirst) lines.push(TEXT.paid);
	if (request.bodyRedacted || request.bodyLeftOut) lines.push(TEXT.body);
	if (request.fields.length > 0) lines.push(TEXT.multipart);
	if (request.headers.some(({ value }) => value.some((part) => typeof part !== "string")))
		lines.push(TEXT.key);
	return lines.map(oneLine);
}

function loopWords({ router, waitsMs }: RetryPlan): readonly string[] {
	if (!router) return [TEXT.undocumented];
	return [
		`${TEXT.documented(router.name)} ${waitsMs.map(formatWait).join(", ")}.`,
		router.retry.rule,
		router.retry.source,
	];
}

function numbered(actions: readonly string[]): readonly string[] {
	return actions.map((action, at) => `${at + 1}. ${action}`);
}

/** A comment ends at the end of its line, and nothing in it is a control character or ends a comment. */
function oneLine(text: string): string {
	return text
		.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, " ")
		.replaceAll("*/", "* /");
}

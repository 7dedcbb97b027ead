import { type BodyPlace, redactJsonText } from "./json-text";
import { isPlainToken } from "./plain-words";
import type { Scope } from "./scope";
import { leaveOut, scrubText } from "./scrub";

/** Blocks written out from the beginning and the end of a long stream; those that speak of an error always are. */
const FIRST = 6;
const LAST = 14;
const MOST_ERRORS = 20;
const MAY_FAIL = /error|fail|refus|block|content_filter|"code"|"detail"/i;

/** Server-sent events, block by block: JSON payloads judged by key, anything else left out or scrubbed. */
export function safeStream(text: string, place: BodyPlace, scope: Scope): string {
	const blocks = text.replace(/\r\n?/g, "\n").split("\n\n");
	const out: string[] = [];
	let errors = 0;
	let left = 0;
	for (const [index, block] of blocks.entries()) {
		const isError = MAY_FAIL.test(block.slice(0, 4000)) && errors < MOST_ERRORS;
		if (index >= FIRST && index < blocks.length - LAST && !isError) {
			left += 1;
			continue;
		}
		if (index >= FIRST && isError) errors += 1;
		if (left > 0) out.push(`: ${left} events left out`);
		left = 0;
		out.push(safeBlock(block, place, scope));
	}
	return out.join("\n\n");
}

function safeBlock(block: string, place: BodyPlace, scope: Scope): string {
	const out: string[] = [];
	const bare: string[] = [];
	const flush = () => {
		if (bare.length > 0) out.push(safePayload(bare.join("\n"), "error", place, scope));
		bare.length = 0;
	};
	const name = /^event: ?(.{0,100})$/m.exec(block)?.[1] ?? "";
	for (const line of block.split("\n")) {
		const [, field, value = ""] = /^(data|event|id|retry|): ?(.*)$/s.exec(line) ?? [];
		if (field === undefined) {
			bare.push(line);
			continue;
		}
		flush();
		if (field === "data") out.push(`data: ${safePayload(value, name, place, scope)}`);
		else if (field === "event") out.push(`event: ${safeName(value, scope)}`);
		else if (field === "retry" && /^\d{1,9}$/.test(value)) out.push(`retry: ${value}`);
		else if (field === "")
			out.push(`: ${/^\d{1,6} events left out$/.test(value) ? value : scrubText(value.slice(0, 80), scope)}`);
		else scope.count("id");
	}
	flush();
	return out.join("\n");
}

/** The payload of one event: JSON, the end mark, or text; plain text is the model's unless the event says `error`. */
export function safePayload(data: string, event: string, place: BodyPlace, scope: Scope): string {
	if (data.trim() === "" || data.trim() === "[DONE]") return data;
	const said = event === "error" ? { ...place, failed: true } : place;
	const json = /^\s*[{[]/.test(data) ? redactJsonText(data, said, scope) : null;
	if (json !== null) return json;
	if (!scope.has("stream-text")) return data;
	return event === "error" || scope.quoted.has(data.slice(0, 300))
		? scrubText(data, scope).replaceAll("\n", " ")
		: leaveOut(data, "event", "prompt text", scope);
}

/** The name of an event, where it is a plain one. */
export function safeName(name: string, scope: Scope): string {
	return /^[A-Za-z][\w.-]{0,59}$/.test(name) && isPlainToken(name)
		? name
		: leaveOut(name, "event", "word", scope);
}

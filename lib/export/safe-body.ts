import type { Body } from "../exchange";
import { looksLikeEventStream } from "../looks-like-event-stream";
import { VALUE_GRAMMARS } from "./allow-list";
import { safeForm, safeMultipart } from "./form";
import { type BodyPlace, redactJsonText } from "./json-text";
import { looksLikePage, safePage } from "./page";
import { withoutParameters } from "./safe-headers";
import type { Scope } from "./scope";
import { leaveOut, redacted, scrubText } from "./scrub";
import { safeStream } from "./stream";

/** Longest body that is written out; what is longer says so. An error that long is not an error. */
const LONGEST_BODY = 4 * 1024 * 1024;

/** A body as it may leave: parsed as what it looks like and judged value by value; what cannot be parsed is its length. */
export function safeBody(body: Body, place: BodyPlace, scope: Scope): Body {
	const mimeType = safeMimeType(body.mimeType);
	if (body.text === "") return { ...body, mimeType };
	return {
		...body,
		mimeType: isMultipart(body) ? MULTIPART : mimeType,
		text: safeBodyText(body, place, scope),
	};
}

const MULTIPART = "multipart/form-data; boundary=redacted-boundary";

function isMultipart({ text, mimeType }: Body): boolean {
	return /^multipart\//i.test(mimeType) || /^--[^\r\n]{1,200}\r?\nContent-Disposition:/i.test(text);
}

function safeBodyText(body: Body, place: BodyPlace, scope: Scope): string {
	const { text, mimeType } = body;
	if (text.length > LONGEST_BODY) return leaveOut(text, "body", "body value", scope);
	if (isMultipart(body)) return safeMultipart(text, place, scope);
	if (looksLikeEventStream(text)) return safeStream(text, place, scope);
	const json = redactJsonText(text, place, scope);
	if (json !== null) return json;
	const lines = safeLines(text, place, scope);
	if (lines !== null) return lines;
	if (
		/x-www-form-urlencoded/i.test(mimeType) ||
		(place.side === "request" && /^[\w.[\]%-]{1,80}=[^\s]*$/.test(text))
	)
		return safeForm(text, place, scope);
	if (looksLikePage(text)) return safePage(text, scope);
	return safePlain(text, place, scope);
}

/** The words of a failed answer, scrubbed; of anything else the length alone. */
export function safePlain(text: string, place: BodyPlace, scope: Scope): string {
	if (!scope.has("plain-body")) return text;
	if (place.side === "response" && place.failed && text.length <= 20_000) return scrubText(text, scope);
	if (scope.includePromptText) return scrubText(text, scope, true);
	return leaveOut(text, "body", "prompt text", scope);
}

/** One JSON value a line (NDJSON); null when the text is not that. */
function safeLines(text: string, place: BodyPlace, scope: Scope): string | null {
	const lines = text.split("\n");
	if (lines.length < 2 || !lines[0]?.trimStart().startsWith("{")) return null;
	const out: string[] = [];
	for (const line of lines) {
		if (line.trim() === "") {
			out.push("");
			continue;
		}
		const safe = redactJsonText(line, place, scope);
		if (safe === null) return null;
		out.push(safe);
	}
	return out.join("\n");
}

/** The media type alone; an odd one says only that it was odd. */
export function safeMimeType(mimeType: string): string {
	const type = withoutParameters(mimeType);
	return type === "" || VALUE_GRAMMARS.mediaType.test(type) ? type : redacted("type", type.length);
}

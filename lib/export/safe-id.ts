import { unescapeOnce } from "../escape-views";
import { VALUE_GRAMMARS } from "./allow-list";
import { VALUE_RULES } from "./rules";
import type { Scope } from "./scope";
import { isOwnToken, leaveOut } from "./scrub";

/** Patterns that an honest id can have, too. */
const LOOSE: ReadonlySet<string> = new Set(["masked-echo", "dotted-echo", "fal", "zhipu"]);

/** An id support can look up: any shape but a key's, also where the key is written in base64. */
export function safeId(id: string, name: string, scope: Scope): string {
	if (id === "" || isOwnToken(id) || !scope.has("body-ids")) return id;
	if (!VALUE_GRAMMARS.id.test(id) || hidesKey(id)) return leaveOut(id, name, "id", scope);
	const masked = scope.maskSecrets(id);
	return masked === id ? id : leaveOut(id, name, "id", scope);
}

function hidesKey(id: string): boolean {
	return [id, unescapeOnce(id), fromBase64(id)].some((view) =>
		VALUE_RULES.some(({ id: rule, pattern }) => !LOOSE.has(rule) && view.search(pattern) >= 0),
	);
}

/** The text behind base64 of either alphabet, or "". */
function fromBase64(text: string): string {
	if (text.length < 16) return "";
	try {
		return atob(text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, ""));
	} catch {
		return "";
	}
}

/** Shapes of job numbers: digits, hexadecimal, a UUID, or a word with a number behind it (`task_…`, `cgt-…`, `veo3:…`). */
const JOB_ID =
	/^(?:\d{4,25}|[0-9a-f]{16,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z][a-z0-9]{1,11}[-_:][\w:.-]{4,80})$/i;

/** Does this look like a job's number? A text that only took its place does not. */
export function isJobId(id: string): boolean {
	return JOB_ID.test(id);
}

/** The number of a job, which support asks for first. */
export function safeJobId(id: string, scope: Scope): string {
	return isJobId(id) ? safeId(id, "id", scope) : leaveOut(id, "id", "id", scope);
}

import { VALUE_GRAMMARS } from "./allow-list";
import { isPlainToken } from "./plain-words";
import type { Scope } from "./scope";
import { isPlainHost, leaveOut } from "./scrub";

/** A router's id or host, a model's name, a time: short values with a form of their own. */

export function safeRouter(router: string, scope: Scope): string {
	return isPlainHost(router) ? router : leaveOut(router, "host", "address", scope);
}

export function safeModel(model: string, scope: Scope): string {
	return isPlainToken(model) ? model : leaveOut(model, "model", "body value", scope);
}

/** ISO 8601 with its zone as it came, or nothing. */
export function safeDate(text: string | null): string | null {
	if (text === null) return null;
	if (VALUE_GRAMMARS.isoDate.test(text)) return text;
	const moment = Date.parse(text);
	return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}

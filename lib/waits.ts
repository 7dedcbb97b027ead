import type { Wait } from "./envelopes/api-error";
import { type Exchange, headerValue } from "./exchange";

/** Nothing honest waits longer: 32 days. */
const LONGEST = 32 * 86_400_000;
/** Names of units, as beginnings of what stands behind a number, with their milliseconds. */
const UNITS: readonly (readonly [RegExp, number])[] = [
	[/^(?:ms|milliseconds?|毫秒|ミリ秒)$/i, 1],
	[/^(?:s|secs?|seconds?|秒钟?|секунд\S?|сек)$/i, 1000],
	[/^(?:m|mins?|minutes?|分钟?|分間?|минут\S?|мин)$/i, 60_000],
	[/^(?:h|hrs?|hours?|个?小时|時間|час\S{0,2})$/i, 3_600_000],
	[/^(?:d|days?|天|日|дн\S{1,2}|день)$/i, 86_400_000],
];
/** One amount of time in words; longer unit names stand before their beginnings. */
const AMOUNT =
	"\\d{1,9}(?:\\.\\d{1,9})?\\s{0,2}(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|毫秒|秒钟?|分钟?|个?小时|天|ミリ秒|時間|секунд\\S?|сек|минут\\S?|мин|час\\S{0,2}|дн\\S{1,2})(?![a-z])";
const SPAN = `((?:${AMOUNT}[\\s,]{0,2}(?:and )?){1,4})`;
/** A message without one of these words names no wait. */
const SPEAKS_OF_WAITING = /again|retry|wait|reset|available|come back|后|後|等待|через|подожди/i;
const IN_WORDS: readonly RegExp[] = [
	new RegExp(
		`(?:try again|retry|retrying|wait|resets?|available|come back|again)(?: again)?(?: your request)?(?: after| in| for| at least| about|:){0,3}\\s{0,2}${SPAN}`,
		"iu",
	),
	new RegExp(`(?:请(?:在|于|等待)?|等待)\\s{0,2}(?:约)?\\s{0,2}${SPAN}`, "iu"),
	new RegExp(`${SPAN}\\s{0,2}(?:后|後|之后|以后|以内に再)`, "iu"),
	// Google's RetryInfo as text: `"retryDelay": "36s"`, `retry_delay { seconds: 45 }`.
	new RegExp(`retry_?delay["']?\\s{0,3}[:=]\\s{0,3}["']?${SPAN}`, "iu"),
	new RegExp(`(?:через|подождите)\\s{0,2}${SPAN}`, "iu"),
];
/** "resets at 2026-01-01 00:00:00 UTC", "reset_at: 2025-…": needs the answer's own date to mean a wait. */
const AT_TIME =
	/(?:reset|resets|重置|恢复|again|until|available)[^\d\n]{0,24}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)/i;

/** A wait told in a message ("try again in 1m30s", "请在 20 秒后重试"), in milliseconds, or null. */
export function waitInText(text: string, now: number | null): number | null {
	if (!/\d/.test(text) || !SPEAKS_OF_WAITING.test(text)) return null;
	const head = text.slice(0, 3000);
	for (const pattern of IN_WORDS) {
		const span = pattern.exec(head)?.[1];
		const ms = span ? spanMs(span) : null;
		if (ms !== null) return ms;
	}
	const seconds =
		/retry_?delay["']?\s{0,3}:?\s{0,3}\{\s{0,20}["']?seconds["']?\s{0,3}:\s{0,3}["']?(\d{1,6})/i.exec(
			head,
		)?.[1];
	if (seconds) return Number(seconds) * 1000;
	const at = AT_TIME.exec(head)?.[1];
	if (at && now !== null) {
		const iso = at
			.trim()
			.replace(" ", "T")
			.replace(/T(.*?)[ ]/, "T$1")
			.replace(/(?:UTC|GMT)$/, "Z");
		const moment = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
		if (!Number.isNaN(moment) && moment > now && moment - now <= LONGEST) return moment - now;
	}
	return null;
}

/** `1m30s`, `20 seconds`, `700ms`, `1 小时` in milliseconds; null for nonsense. */
export function spanMs(span: string): number | null {
	let total = 0;
	let found = false;
	for (const match of span.matchAll(/(\d{1,9}(?:\.\d{1,9})?)\s{0,2}([^\s\d,.]{1,12})/gu)) {
		const name = match[2] ?? "";
		if (/^and$/i.test(name)) continue;
		const unit = UNITS.find(([pattern]) => pattern.test(name))?.[1];
		if (unit === undefined) return null;
		total += Number(match[1]) * unit;
		found = true;
	}
	return found && total <= LONGEST ? Math.ceil(total) : null;
}

/** The moment the answer arrived in epoch milliseconds: its own `Date`, else start plus duration; null when neither is known. */
export function answeredAt(exchange: Exchange): number | null {
	const date = Date.parse(headerValue(exchange.responseHeaders, "date") ?? "");
	if (!Number.isNaN(date)) return date;
	const started = Date.parse(exchange.startedDateTime ?? "");
	return Number.isNaN(started) ? null : started + (exchange.time ?? 0);
}

/**
 * Waits the answer's headers ask for, strongest first: `retry-after-ms`, `Retry-After` as seconds or as a date
 * (RFC 9110 section 10.2.3), then the reset of a limit that has nothing remaining.
 */
export function waitsInHeaders(exchange: Exchange): readonly Wait[] {
	const waits: Wait[] = [];
	const { responseHeaders } = exchange;
	if (responseHeaders.length === 0) return waits;
	const now = answeredAt(exchange);
	const exact = Number(headerValue(responseHeaders, "retry-after-ms")?.trim() || Number.NaN);
	if (Number.isFinite(exact) && exact >= 0 && exact <= LONGEST)
		waits.push({ ms: Math.round(exact), from: "retry-after-ms" });
	const after = headerValue(responseHeaders, "retry-after")?.trim() ?? "";
	if (/^\d{1,8}(?:\.\d{1,6})?$/.test(after) && Number(after) * 1000 <= LONGEST)
		waits.push({ ms: Math.round(Number(after) * 1000), from: "Retry-After" });
	else if (/[a-z]{3},? \d|\d{4}-\d\d-\d\dT/i.test(after) && now !== null) {
		const moment = Date.parse(after);
		if (!Number.isNaN(moment) && moment - now <= LONGEST)
			waits.push({ ms: Math.max(0, moment - now), from: "Retry-After" });
	}
	if (waits.length === 0 && exchange.status === 429) waits.push(...resets(exchange, now));
	return waits;
}

const LIMIT_HEADER =
	/^(?:x-ratelimit-reset|ratelimit-reset|x-rate-limit-reset|x-ratelimit-reset-(?:requests|tokens|after)|anthropic-ratelimit-[a-z-]{1,40}-reset)$/i;

/** The reset that matters: of the limit with nothing remaining, else the only one there is. */
function resets(exchange: Exchange, now: number | null): Wait[] {
	const found = exchange.responseHeaders.filter(({ name }) => LIMIT_HEADER.test(name));
	const used = found.filter(({ name }) => {
		const remaining = headerValue(exchange.responseHeaders, name.replace(/reset/i, "remaining"));
		const before = headerValue(exchange.responseHeaders, name.replace(/-reset$/i, "-remaining"));
		return (remaining ?? before)?.trim() === "0";
	});
	const header = used[0] ?? (found.length === 1 ? found[0] : undefined);
	if (!header) return [];
	const ms = resetMs(header.value.trim(), now);
	return ms === null ? [] : [{ ms, from: header.name }];
}

/** Gateways write resets as `1m30s`, seconds from now, epoch seconds, epoch milliseconds or ISO 8601. */
function resetMs(value: string, now: number | null): number | null {
	if (/^\d{1,13}(?:\.\d{1,6})?$/.test(value)) {
		const number = Number(value);
		if (number < 1e7) return Math.ceil(number * 1000);
		const moment = number < 1e11 ? number * 1000 : number;
		return now !== null && moment - now <= LONGEST ? Math.max(0, Math.ceil(moment - now)) : null;
	}
	const moment = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
	if (!Number.isNaN(moment))
		return now !== null && moment - now <= LONGEST ? Math.max(0, moment - now) : null;
	return spanMs(value);
}

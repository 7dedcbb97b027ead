/** Numbers, times and addresses as short text. Pure: the present moment is always an argument. */

/** Milliseconds as people say them: `84 ms`, `1.31 s`, `31.0 s`, `1 m 52 s`, `2 h 05 m`; "" for null. */
export function formatDuration(ms: number | null): string {
	if (ms === null || !Number.isFinite(ms)) return "";
	const abs = Math.max(0, ms);
	if (abs < 999.5) return `${Math.round(abs)} ms`;
	if (abs < 9_995) return `${(abs / 1000).toFixed(2)} s`;
	if (abs < 59_950) return `${(abs / 1000).toFixed(1)} s`;
	return formatSpan(abs);
}

/** Milliseconds in whole seconds, minutes, hours or days, for what ticks: `9 s`, `1 m 52 s`, `2 h 05 m`, `3 d 4 h`. */
export function formatSpan(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} m ${pad(seconds % 60)} s`;
	const hours = Math.floor(minutes / 60);
	if (hours < 48) return `${hours} h ${pad(minutes % 60)} m`;
	return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long ago, in the largest unit, rounded down: `4 s`, `1 min`, `5 h`, `3 d`. */
export function formatAge(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	if (seconds < 60) return `${seconds} s`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
	return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** A round figure of documentation: `30 s`, `5 min`, `1 m 30 s`. */
export function formatRound(ms: number): string {
	return ms >= 60_000 && ms % 60_000 === 0 ? `${ms / 60_000} min` : formatSpan(ms);
}

/** The largest unit only, for what has little room: `9 s`, `2 min`, `5 h`, `3 d`. Rounded up, so a wait is never told too short. */
export function formatWait(ms: number): string {
	const seconds = Math.max(1, Math.ceil(ms / 1000));
	if (seconds < 100) return `${seconds} s`;
	const minutes = Math.ceil(seconds / 60);
	if (minutes < 100) return `${minutes} min`;
	const hours = Math.ceil(minutes / 60);
	return hours < 48 ? `${hours} h` : `${Math.ceil(hours / 24)} d`;
}

/** Bytes in decimal units: `512 B`, `1.3 kB`, `5.0 MB`; "" for null. */
export function formatBytes(bytes: number | null): string {
	if (bytes === null || !Number.isFinite(bytes) || bytes < 0) return "";
	if (bytes < 1000) return `${Math.round(bytes)} B`;
	if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Whole number with thin grouping: `12,400`. */
export function formatCount(count: number): string {
	return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** ISO 8601 as milliseconds since the epoch, or null. */
export function epochOf(iso: string | null): number | null {
	if (iso === null) return null;
	const ms = Date.parse(iso);
	return Number.isNaN(ms) ? null : ms;
}

/** Epoch milliseconds as the reader's local time of day, `09:34:41`; with `tenths`, `09:34:41.2`; "" for null. */
export function formatClock(ms: number | null, tenths = false): string {
	if (ms === null) return "";
	const date = new Date(ms);
	if (Number.isNaN(date.getTime())) return "";
	const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
	return tenths ? `${clock}.${Math.floor(date.getMilliseconds() / 100)}` : clock;
}

/** Epoch milliseconds as local date and time, `2026-11-21 09:34:41`; "" for null. */
export function formatDateTime(ms: number | null): string {
	if (ms === null) return "";
	const date = new Date(ms);
	if (Number.isNaN(date.getTime())) return "";
	return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${formatClock(ms)}`;
}

/** A long id by its ends, `1720…7719`; short ones whole. */
export function shortId(id: string): string {
	const characters = Array.from(id);
	return characters.length <= 12 ? id : `${characters.slice(0, 4).join("")}…${characters.slice(-4).join("")}`;
}

/** A share 0..1 as whole per cent, `65 %`. */
export function formatShare(share: number): string {
	return `${Math.round(Math.min(1, Math.max(0, share)) * 100)} %`;
}

/** Path with query of a URL, for the list; the text itself where it is no URL, "" for null. */
export function pathOf(url: string | null): string {
	if (url === null) return "";
	const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url);
	return match ? match[1] || "/" : url;
}

/** Host with port of a URL as written; "" where there is none. */
export function hostOf(url: string | null): string {
	const match = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(url ?? "");
	return match?.[1] ?? "";
}

/** A documentation address as a trail of words: `docs.example.com › status-codes › 429`. */
export function linkTrail(url: string): string {
	const parts = [hostOf(url)];
	for (const part of pathOf(url).split(/[/?]/)) if (part) parts.push(part);
	const hash = /#(.+)$/.exec(url)?.[1];
	if (hash) parts.push(hash);
	return parts.length > 4 ? [parts[0], "…", ...parts.slice(-2)].join(" › ") : parts.join(" › ");
}

function pad(value: number): string {
	return String(value).padStart(2, "0");
}

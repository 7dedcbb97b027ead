import { httpUrl } from "./hosts";
import facts from "./media/result-links.json";
import type { SystemId } from "./task";

/** How long a result link lives, as far as anybody says. */
export interface LinkLifetime {
	/** Epoch milliseconds at which the link itself says it ends, or null. */
	readonly endsMs: number | null;
	/** How long links of this host or system are kept, milliseconds, or null. */
	readonly keptMs: number | null;
	/** A document says that what is here stays. */
	readonly kept: boolean;
	/** Page that says so; "" where the link itself does. */
	readonly source: string;
}

/** What is known about how long a result link works; null when nothing is. The link is read, never opened. */
export function linkLifetime(link: string, system: SystemId): LinkLifetime | null {
	const url = httpUrl(link);
	if (url === null) return null;
	const endsMs = signedUntil(url.searchParams);
	if (endsMs !== null) return { endsMs, keptMs: null, kept: false, source: "" };
	const fact =
		facts.entries.find(({ hosts }) => hosts?.includes(url.hostname)) ??
		facts.entries.find(({ systems }) => systems?.includes(system));
	if (!fact) return null;
	const { keptMs, kept, source } = fact;
	return { endsMs: null, keptMs, kept, source };
}

/**
 * The end that a signed link carries: Discord's `ex` (hexadecimal seconds), `Expires` of OSS and CloudFront (seconds), S3's date and
 * duration, Azure's `se`.
 */
function signedUntil(query: URLSearchParams): number | null {
	const discord = /^[0-9a-f]{8}$/.exec(query.get("ex") ?? "")?.[0];
	if (discord !== undefined && query.has("is")) return seconds(Number.parseInt(discord, 16));
	const expires = /^\d{10}$/.exec(query.get("Expires") ?? query.get("x-oss-expires") ?? "")?.[0];
	if (expires !== undefined) return seconds(Number(expires));
	const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amz(query, "Date"));
	const lasts = /^\d{1,7}$/.exec(amz(query, "Expires"))?.[0];
	if (date && lasts !== undefined) {
		const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = date.slice(1).map(Number);
		return Date.UTC(year, month - 1, day, hour, minute, second) + Number(lasts) * 1000;
	}
	const azure = query.get("se") ?? "";
	const until = query.has("sig") && /^\d{4}-\d\d-\d\dT/.test(azure) ? Date.parse(azure) : Number.NaN;
	return Number.isNaN(until) ? null : until;
}

function amz(query: URLSearchParams, name: string): string {
	return query.get(`X-Amz-${name}`) ?? query.get(`X-Tos-${name}`) ?? "";
}

function seconds(value: number): number | null {
	return value > 1e9 && value < 5e9 ? value * 1000 : null;
}

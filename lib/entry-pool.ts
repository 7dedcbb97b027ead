import type { Header } from "./exchange";
import { httpUrl } from "./hosts";
import { maskHeader, maskUrl } from "./redact";
import type { Vault } from "./vault";

/**
 * What the entries of one file have in common, made once: the same dozen header fields, addresses and media types stand in
 * thousands of entries.
 */
export interface EntryPool {
	/** The field with its secret masked. */
	readonly header: (name: string, value: string) => Header;
	/** The address with its secrets masked. */
	readonly url: (url: string) => string;
	/** The origin of an address (scheme, host, port), or null where it is none. */
	readonly origin: (url: string) => string | null;
	/** The one copy of a short text. */
	readonly text: (text: string) => string;
}

/** Different values kept of each sort; what comes after is made anew each time. */
const MOST = 20_000;
/** Longer values hardly ever come twice. */
const LONGEST = 300;

/** A pool for one file; the vault must be the one of all its entries. */
export function createEntryPool(vault: Vault | null): EntryPool {
	const headers = new Map<string, Map<string, Header>>();
	const urls = new Map<string, string>();
	const origins = new Map<string, string | null>();
	const texts = new Map<string, string>();
	let fields = 0;
	return {
		header(name, value) {
			const known = headers.get(name);
			const same = known?.get(value);
			if (same) return same;
			const header: Header = { name, value: maskHeader(name, value, vault) };
			if (fields >= MOST || value.length > LONGEST) return header;
			fields += 1;
			if (known) known.set(value, header);
			else headers.set(name, new Map([[value, header]]));
			return header;
		},
		url(url) {
			const same = urls.get(url);
			if (same !== undefined) return same;
			const masked = maskUrl(url, vault);
			if (urls.size < MOST && url.length <= LONGEST) urls.set(url, masked);
			return masked;
		},
		origin(url) {
			const same = origins.get(url);
			if (same !== undefined) return same;
			const origin = httpUrl(url)?.origin ?? null;
			if (origins.size < MOST && url.length <= LONGEST) origins.set(url, origin);
			return origin;
		},
		text(text) {
			if (text.length > LONGEST) return text;
			const same = texts.get(text);
			if (same !== undefined) return same;
			if (texts.size < MOST) texts.set(text, text);
			return text;
		},
	};
}

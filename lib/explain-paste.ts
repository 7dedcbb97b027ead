import { ROUTERS } from "./catalog/router-list";
import { decode } from "./decode";
import type { Decoded } from "./diagnosis";
import type { Exchange } from "./exchange";
import { readPaste } from "./paste";
import { maskHeader, maskText, maskUrl } from "./redact";
import type { WatchedHost } from "./settings";
import { createVault } from "./vault";

/** A pasted text, read and judged. Secrets are masked in all of it. */
export interface ExplainedPaste {
	/** `har`: a capture of many requests, to be opened as a file. */
	readonly kind: "answer" | "request" | "nothing" | "har";
	readonly exchange: Exchange;
	readonly decoded: Decoded;
	/** What each router's own documents make of it, where the paste does not say who answered and they differ. */
	readonly readings: readonly RouterReading[];
	/** Keys, tokens and cookies that were masked. */
	readonly secrets: number;
}

export interface RouterReading {
	readonly router: string;
	readonly name: string;
	readonly decoded: Decoded;
}

export interface PasteContext {
	readonly watchedHosts: readonly WatchedHost[];
	/** The router the user chose, or null to go by what the paste says. */
	readonly router: string | null;
	/** Unique id for the exchange. */
	readonly id: string;
}

/** Longer texts are read once, not once for each router. */
const MOST_COMPARED = 256 * 1024;

/** Reads and judges a paste by the very functions of the panel and the `decode` command. Never throws. */
export function explainPaste(text: string, { watchedHosts, router, id }: PasteContext): ExplainedPaste {
	const { kind, exchange } = readPaste(text, id);
	const decoded = decode(exchange, { watchedHosts, router });
	const secrets = countSecrets(text);
	const isHar =
		kind === "answer" && /^\s*\{\s*"log"\s*:\s*\{/.test(text.slice(0, 200)) && text.includes('"entries"');
	if (isHar) return { kind: "har", exchange, decoded, readings: [], secrets };
	const open = kind === "answer" && decoded.router === null && decoded.diagnosis !== null;
	const readings =
		open && text.length <= MOST_COMPARED
			? ROUTERS.map((one) => ({
					router: one.id,
					name: one.name,
					decoded: decode(exchange, { watchedHosts, router: one.id }),
				}))
			: [];
	return { kind, exchange, decoded, readings: differ(readings) ? readings : [], secrets };
}

/** Do the routers' readings of one answer differ in what a person would do? */
function differ(readings: readonly RouterReading[]): boolean {
	const said = readings.map(({ decoded: { diagnosis } }) =>
		diagnosis === null ? "" : [diagnosis.title, diagnosis.fault, diagnosis.retry.verdict].join("\n"),
	);
	return new Set(said).size > 1;
}

/** More is not searched for headers. */
const HEADERS_WITHIN = 64 * 1024;

/** How many different secrets a text holds: keys by their form, credentials by their header, addresses with keys. */
export function countSecrets(text: string): number {
	// Parts of a cookie are noted for exports; here the cookie is one secret.
	const vault = { ...createVault(), note: () => undefined };
	maskText(text, vault);
	const head = text.slice(0, HEADERS_WITHIN);
	for (const [, name = "", value = ""] of head.matchAll(HEADER)) maskHeader(name, value.trim(), vault);
	for (const [url] of head.matchAll(/\bhttps?:\/\/[^\s'"<>\\]{4,2000}/g)) maskUrl(url, vault);
	return vault.secrets().filter((secret) => !/^\[key:[0-9a-f]{4}\]$/.test(secret)).length;
}

/** `name: value` at the beginning of a line or of an argument of curl. */
const HEADER = /(?:^|\n|['"])(?:[<>] ?)?([A-Za-z][\w-]{1,60}): ?([^\n'"]{6,400})/g;

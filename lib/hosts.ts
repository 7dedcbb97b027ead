import type { WatchedHost } from "./settings";

/**
 * Does this host pattern cover this host name? `example.com` covers itself alone, `*.example.com` every host below it.
 * Compared label by label on parsed host names, so `example.com.evil.test` and `notexample.com` never match.
 */
export function hostMatches(pattern: string, hostname: string): boolean {
	if (pattern.startsWith("*."))
		return hostname.endsWith(pattern.slice(1)) && hostname.length > pattern.length - 1;
	return hostname === pattern;
}

/** The parsed URL of an http(s) request, or null. Userinfo never takes part: `new URL` splits it off. */
export function httpUrl(url: string): URL | null {
	try {
		const parsed = new URL(url);
		return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed : null;
	} catch {
		return null;
	}
}

/** Hosts that need no parser: letters, digits, dots and dashes in lower case, a letter in the last label. */
const PLAIN_HOST = /^https?:\/\/((?:[a-z0-9-]{1,63}\.){0,8}[a-z][a-z0-9-]{0,62})(?::\d{1,5})?(?:[/?#]|$)/;

/** The host name of an http(s) URL as `new URL` gives it, or null. Most URLs are plain and need no parsing. */
export function hostnameOf(url: string): string | null {
	const plain = PLAIN_HOST.exec(url)?.[1];
	return plain !== undefined && !plain.includes("xn--") ? plain : (httpUrl(url)?.hostname ?? null);
}

/** Why a typed host cannot be watched, in a word the messages file explains. */
export type HostProblem = "not-a-host" | "public-suffix" | "too-wide";

/** Suffixes under which strangers register names: watching all of one would watch half the web. */
const PUBLIC_SUFFIXES = new Set(
	"com net org io dev app ai co me cn jp ru de uk co.uk com.cn co.jp github.io gitlab.io vercel.app netlify.app pages.dev workers.dev herokuapp.com fly.dev onrender.com web.app firebaseapp.com test".split(
		" ",
	),
);

/**
 * Reads what a person types or pastes to watch a host: a host name, `host:port`, a URL, `*.host`.
 * Returns the host in lower case and punycode, or the problem.
 */
export function parseHostInput(input: string): { host: string } | { problem: HostProblem } {
	let text = input.trim();
	const wild = text.startsWith("*.");
	if (wild) text = text.slice(2);
	if (text === "" || text === "*") return { problem: wild || text === "*" ? "too-wide" : "not-a-host" };
	const url = httpUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
	if (!url || url.hostname === "" || url.username !== "" || /[*\s%]/.test(url.hostname))
		return { problem: "not-a-host" };
	const host = url.hostname.replace(/\.$/, "");
	const isAddress = host.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(host);
	if (!isAddress && PUBLIC_SUFFIXES.has(host)) return { problem: "public-suffix" };
	if (wild && (isAddress || !host.includes("."))) return { problem: "too-wide" };
	return { host: wild ? `*.${host}` : host };
}

/** The user's own entry covering this host, or null. */
export function watchedHostFor(hostname: string, hosts: readonly WatchedHost[]): WatchedHost | null {
	return hosts.find(({ host }) => hostMatches(host, hostname)) ?? null;
}

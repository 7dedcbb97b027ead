import { httpUrl } from "../hosts";

/** The parts of an http(s) URL that media endpoints are told by. */
export interface Address {
	/** Host name and, where it is not the scheme's own, port. */
	readonly host: string;
	readonly hostname: string;
	readonly path: string;
	/** Without the question mark; "" when there is none. */
	readonly query: string;
}

/** An address that `new URL` would leave as it is: plain host, no port, no dot segments, nothing to escape. */
const PLAIN =
	/^https?:\/\/([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,})(\/[\w~:@!$&'()*+,;=%/-]*)(?:\?([^#\s]*))?$/;

/** Reads a URL into its parts, or null where it is none. Parsing is for the few that are not plain: this runs on every request. */
export function addressOf(url: string): Address | null {
	const plain = PLAIN.exec(url);
	const hostname = plain?.[1];
	const path = plain?.[2];
	if (hostname !== undefined && path !== undefined && !hostname.includes("xn--"))
		return { host: hostname, hostname, path, query: plain?.[3] ?? "" };
	const parsed = httpUrl(url);
	if (parsed === null) return null;
	return {
		host: parsed.host,
		hostname: parsed.hostname,
		path: parsed.pathname,
		query: parsed.search.slice(1),
	};
}

/** The query's parameters, as `new URL` gives them. The mark in front keeps a second one: `??a` is a parameter named `?a`. */
export function queryOf({ query }: Address): URLSearchParams {
	return new URLSearchParams(`?${query}`);
}

import { hostMatches, hostnameOf, watchedHostFor } from "../hosts";
import type { WatchedHost } from "../settings";
import { ROUTERS } from "./router-list";

/** Id of the router behind a host name: a catalogued one, or the host itself where the user watches it; null for a stranger. */
export function routerForHost(hostname: string, watchedHosts: readonly WatchedHost[]): string | null {
	for (const router of ROUTERS)
		if (router.hosts.some((host) => hostMatches(host, hostname))) return router.id;
	return watchedHostFor(hostname, watchedHosts) ? hostname : null;
}

/** Different hosts whose router is remembered. */
const MOST_HOSTS = 1000;

/** The same for addresses, remembered: the same few hosts stand in thousands of requests. */
export function createRouterFinder(
	watchedHosts: readonly WatchedHost[],
): (url: string | null) => string | null {
	const known = new Map<string, string | null>();
	return (url) => {
		const hostname = url === null ? null : hostnameOf(url);
		if (hostname === null) return null;
		let router = known.get(hostname);
		if (router === undefined) {
			router = routerForHost(hostname, watchedHosts);
			if (known.size < MOST_HOSTS) known.set(hostname, router);
		}
		return router;
	};
}

/** How a router calls itself; a host the user added goes by its name. */
export function routerName(id: string): string {
	return ROUTERS.find((router) => router.id === id)?.name ?? id;
}

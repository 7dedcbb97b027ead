import { hostMatches, watchedHostFor } from "../hosts";
import type { WatchedHost } from "../settings";
import { ROUTERS } from "./router-list";

/** Id of the router behind a host name: a catalogued one, or the host itself where the user watches it; null for a stranger. */
export function routerForHost(hostname: string, watchedHosts: readonly WatchedHost[]): string | null {
	for (const router of ROUTERS)
		if (router.hosts.some((host) => hostMatches(host, hostname))) return router.id;
	return watchedHostFor(hostname, watchedHosts) ? hostname : null;
}

/** How a router calls itself; a host the user added goes by its name. */
export function routerName(id: string): string {
	return ROUTERS.find((router) => router.id === id)?.name ?? id;
}

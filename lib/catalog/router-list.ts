import crazyrouter from "./routers/crazyrouter.json";
import routMy from "./routers/rout-my.json";
import type { RouterFile } from "./schema";

/**
 * Routers, in order. Apart from the rest of the catalogue, because the DevTools page needs their hosts and nothing else
 * in every DevTools window that opens.
 */
export const ROUTERS = [crazyrouter, routMy] as readonly unknown[] as readonly RouterFile[];

/** The router file of that id, or null. */
export function routerById(id: string | null): RouterFile | null {
	return ROUTERS.find((router) => router.id === id) ?? null;
}

import type { Decoded } from "./diagnosis";
import type { Exchange } from "./exchange";
import type { WatchedHost } from "./settings";

export interface DecodeContext {
	readonly watchedHosts: readonly WatchedHost[];
}

/**
 * The verdict on one exchange: from the body first, the status second. Pure, deterministic, never throws.
 */
export function decode(_exchange: Exchange, _context: DecodeContext): Decoded {
	return { router: null, diagnosis: null, envelope: null, model: null, stream: null, requestId: null };
}

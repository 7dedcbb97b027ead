import * as z from "zod/mini";
import { parseHostInput } from "./hosts";

z.config({ jitless: true });

/** A host the user chose to watch by hand. Its router id is the host itself. */
export interface WatchedHost {
	/** Host name, lower case, punycode, without port; `*.` in front for all hosts below it. */
	readonly host: string;
	/** Whose rules to read it by: a catalogued router id, or null for the general ones. */
	readonly speaksLike: string | null;
}

/** All that is ever stored. Nothing captured is among it. */
export interface Settings {
	readonly version: 1;
	readonly watchedHosts: readonly WatchedHost[];
	readonly preserveLog: boolean;
	/** Requests are shown while they run, which takes asking DevTools for its log again and again. */
	readonly live: boolean;
}

export const DEFAULT_SETTINGS: Settings = { version: 1, watchedHosts: [], preserveLog: false, live: true };

const Stored = z.object({
	watchedHosts: z.optional(z.array(z.object({ host: z.string(), speaksLike: z.nullable(z.string()) }))),
	preserveLog: z.optional(z.boolean()),
	live: z.optional(z.boolean()),
});

/** Reads what a version of ours, or anything else, has stored; what cannot be read becomes the default. */
export function readSettings(stored: unknown): Settings {
	const { success, data } = Stored.safeParse(stored);
	if (!success) return DEFAULT_SETTINGS;
	return {
		version: 1,
		watchedHosts: (data.watchedHosts ?? []).filter(({ host }) => "host" in parseHostInput(host)),
		preserveLog: data.preserveLog ?? false,
		live: data.live ?? true,
	};
}

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
}

export const DEFAULT_SETTINGS: Settings = { version: 1, watchedHosts: [], preserveLog: false };

/** Every sentence about media jobs. Captured text is never built into these sentences. */

/** Why a single poll told us nothing: short, for the line's red dots. */
export const blips = {
	noAnswer: "no answer",
	html: "a web page instead of JSON",
	empty: "an empty answer",
	unreadable: "not JSON",
	noWord: "no status in the answer",
	notKnown: "the router does not know this id",
	http: (status: number) => `HTTP ${status}`,
} as const;

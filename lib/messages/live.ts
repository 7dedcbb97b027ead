/** Sentences about requests that are still on their way. Captured text is never built into them. */

import { formatDuration, formatSpan } from "../format";

/** What is known of a running request, in a word. */
export const pendingPhases = {
	waiting: "waiting for headers",
	receiving: "receiving",
	streaming: "streaming",
	finishing: "reading the answer",
} as const;

/** Why pending rows are missing, or others appear at once. "" = nothing to say. */
export const liveNotices = {
	"": "",
	"log-cleared":
		"DevTools' log was cleared while requests were running. They are listed again when their answer arrives.",
	"events-hidden":
		"The Network panel's filter hides finished requests from extensions, so they appear a few seconds late. Clear the filter there.",
	"log-shared":
		"Requests are listed when they end: Firefox's Network panel, or another extension, reads the same log, and would lose some each time running ones are looked up. To see them while they run, close DevTools and open it on this tab.",
	"log-too-long":
		"Requests are listed when they end: Firefox's log has grown so long that looking for running ones would delay others. Reload the page to see them again while they run.",
	"no-answer":
		"DevTools does not answer just now, so running requests are not shown. Finished ones are listed as usual.",
} as const;
export type LiveNotice = keyof typeof liveNotices;

export const live = {
	label: "While it runs",
	setting: "Show requests while they run",
	settingHint:
		"Asks DevTools for its log at most once a second, only while this panel is visible and recording.",
	stalled: (ms: number) => `nothing for ${formatSpan(ms)}`,
	silent: (ms: number) => `silent ${formatSpan(ms)}`,
	keepAlive: "keep-alives only",
	firstEvent: "First event",
	rate: "Events per second",
	gap: "Longest gap",
	lastSilence: "Silent before it ended",
	/** Firefox tells when we looked, not when an event came. */
	atLeast: "at least",
	about: "about",
	noTimes: "The browser keeps no times of a finished stream.",
	text: "Answer so far",
	tokens: "Tokens",
	tools: "Tool calls",
	finish: "Finish reason",
	cut: "The browser keeps no more of this stream; it may still be running.",
	/** @param share 0..1 */
	cost: (share: number, msEach: number, everyMs: number) =>
		`Costs ${(share * 100).toFixed(1)} % of the time now: ${formatDuration(msEach)} every ${formatDuration(everyMs)}.`,
	costOff: "Off: costs nothing.",
	costIdle: "Resting while the panel is hidden or paused.",
	costNone: "Not measured yet.",
} as const;

/** Advice on requests that are meant to take long, by the ids of `lib/live/long-running.json`. */
export const longRunning: Readonly<Record<string, (upTo: string) => string>> = {
	"synchronous-video": (upTo) =>
		`Keep the connection open: this video may take up to ${upTo}, and your client's timeout must be longer. A second request is a second video to pay.`,
	submit: () =>
		"Wait for the answer to this submit. Do not send it again: the job may already be accepted and paid.",
	image: (upTo) =>
		`Wait: images of high quality may take ${upTo} and more. Give your client a longer timeout.`,
	text: () =>
		"Wait, or ask for a stream next time: without one, a long answer arrives in one piece at its end.",
};

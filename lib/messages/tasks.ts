/** Every sentence about media jobs. Captured text is never built into these sentences. */

import { formatCount, formatRound, formatSpan, formatWait } from "../format";

/** Why a single poll told us nothing: short, for the line's red dots. */
export const blips = {
	noAnswer: "no answer",
	pageLeft: "the page left before the answer",
	html: "a web page instead of JSON",
	empty: "an empty answer",
	unreadable: "not JSON",
	noWord: "no status in the answer",
	notKnown: "the router does not know this id",
	http: (status: number) => `HTTP ${status}`,
} as const;

/** What is noticed, why it matters, what to do. */
export interface AdviceWords {
	readonly title: string;
	readonly detail: string;
	readonly actions: readonly string[];
}

/** Advice on a job as it stands. */
export const advice = {
	abandoned: (unseenMs: number, polls: number): AdviceWords => ({
		title: `Nobody has asked about this job for ${formatSpan(unseenMs)}`,
		detail:
			polls === 0
				? "It was submitted and never asked for. The job goes on without the page, and is paid for."
				: "It had not ended when the page last asked. The job goes on without the page, and is paid for.",
		actions: [
			"Poll the job again by its id before you submit another one.",
			"If you wait for a callback instead, check that your server got it.",
		],
	}),
	stuck: (unchangedMs: number, usualMs: number): AdviceWords => ({
		title: `No change for ${formatSpan(unchangedMs)}`,
		detail: `Jobs of this kind usually take up to ${formatRound(usualMs)}. The gateway itself ends a Midjourney job after 1 hour, newer versions end other jobs after 24 hours.`,
		actions: [
			"Keep the id and poll less often, once a minute is enough.",
			"Ask the router's support with the id and the times; do not submit again before the job has ended.",
		],
	}),
	needsAction: (): AdviceWords => ({
		title: "The job waits for you",
		detail:
			"Midjourney shows a window to confirm (custom zoom, inpaint, remix). Nothing runs until it is answered.",
		actions: [
			"Send POST /mj/submit/modal with this id as taskId and the prompt (and maskBase64 for inpaint).",
		],
	}),
	noResult: (): AdviceWords => ({
		title: "Done, but without a result",
		detail:
			"The last answer says that the job succeeded and holds no link. Some gateways write the link a moment later.",
		actions: [
			"Poll once more after a few seconds.",
			"If it stays empty, ask the router's support with the id: the job has been charged.",
		],
	}),
	fileId: (): AdviceWords => ({
		title: "The result is a file id, not a link",
		detail: "MiniMax answers with file_id; the file itself has to be fetched with it.",
		actions: ["Retrieve the file by its id, then save it."],
	}),
	linksEnded: (): AdviceWords => ({
		title: "The result link has ended",
		detail: "The link is signed and carries its own end, which has passed.",
		actions: ["Poll the job again: the answer may carry a fresh link.", "Next time save the result at once."],
	}),
	linksEnd: (leftMs: number): AdviceWords => ({
		title: `The result link works for ${formatWait(leftMs)} more`,
		detail: "The link is signed and carries its own end.",
		actions: ["Save the result before then."],
	}),
	linksExpire: (keptMs: number): AdviceWords => ({
		title: `Result links of this kind last about ${formatWait(keptMs)}`,
		detail: "So says the provider's documentation; the link itself does not tell.",
		actions: ["Save the result soon; do not store the link."],
	}),
	refund: (): AdviceWords => ({
		title: "The price of a failed job is normally given back",
		detail:
			"Gateways of this kind charge at submit and refund on failure. No page of the router promises it.",
		actions: ["Check the usage log for the refund, and quote the job's id if it is missing."],
	}),
	refundDocumented: (): AdviceWords => ({
		title: "Failed jobs are not billed",
		detail: "So says the router's page on these jobs.",
		actions: ["Check the usage log if you doubt it."],
	}),
	falseFailure: (): AdviceWords => ({
		title: "This failure may be none",
		detail:
			"Older gateways do not know Jimeng's word generating, read it as an empty status and call the job failed while it still runs.",
		actions: ["Poll once more, or query it in the native form, before you submit again."],
	}),
	expired: (): AdviceWords => ({
		title: "The job is no longer kept",
		detail: "The provider has forgotten this id, or never knew it under this account.",
		actions: ["Submit it again if you still need it."],
	}),
	unknownWord: (): AdviceWords => ({
		title: "A word nobody documents",
		detail: "The state is shown as the provider wrote it. Whether the job still runs cannot be told.",
		actions: ["Keep polling until a documented word comes.", "Look the word up at the provider."],
	}),
	restored: (): AdviceWords => ({
		title: "Known from before the reload",
		detail: "Only its id and times were kept. Its line goes on with the next poll.",
		actions: ["Poll the job by its id to see where it stands."],
	}),
	synchronous: (): AdviceWords => ({
		title: "One long request",
		detail:
			"rout.my answers when the video is there. That may take up to 15 minutes; there is nothing to poll.",
		actions: ["Keep the connection open and give your client a timeout of at least 900 s."],
	}),
	answerLost: (): AdviceWords => ({
		title: "The answer was lost, not necessarily the job",
		detail: "The request ended without an answer. The video may still be made, and be charged.",
		actions: [
			"Check the usage log before you submit it again.",
			"Give the client a timeout of at least 900 s.",
		],
	}),
	unanswered: (): AdviceWords => ({
		title: "This submit was never answered",
		detail:
			"It was aborted, timed out or broken off. Whether the router took the job, nobody saw. It may be running, and be charged.",
		actions: [
			"Look in the router's task list or usage log before you submit it again.",
			"Let the client wait longer for the answer to a submit.",
		],
	}),
	pageLeft: (): AdviceWords => ({
		title: "The page left before this submit was answered",
		detail: "Whether the router took the job, nobody saw. It may be running, and be charged.",
		actions: [
			"Look in the router's task list or usage log before you submit it again.",
			"Send submits from where a reload does not end them, or keep the page from being left meanwhile.",
		],
	}),
	queue: (ahead: number): AdviceWords => ({
		title: ahead === 1 ? "1 job is ahead in the queue" : `${formatCount(ahead)} jobs are ahead in the queue`,
		detail: "As the provider said at submit; the number is not updated.",
		actions: ["Wait; a second submit waits in the same queue and is paid for."],
	}),
} as const;

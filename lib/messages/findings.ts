/** Every sentence about what the calling code itself does wrong. */
import { formatCount, formatDuration, formatRound } from "../format";

/** What was seen, why it matters, what to do. */
export interface FindingWords {
	readonly title: string;
	readonly detail: string;
	readonly actions: readonly string[];
}

const times = (count: number) =>
	count === 1 ? "once" : count === 2 ? "twice" : `${formatCount(count)} times`;

export const findings = {
	retryTooSoon: (count: number, gapMs: number, waitMs: number, rule: string): FindingWords => ({
		title: `Retried after ${formatDuration(gapMs)}; the router asks for ${formatRound(waitMs)}`,
		detail: `The same request was sent again too early ${times(count)}. ${rule}`.trim(),
		actions: [
			`Wait at least ${formatRound(waitMs)} before the first retry, then longer each time.`,
			"Turn off the retries of the SDK if your own code retries as well: the two multiply.",
		],
	}),
	retryWithoutBackoff: (count: number, gapMs: number, schedule: readonly number[]): FindingWords => ({
		title: `${formatCount(count)} retries, each after about ${formatDuration(gapMs)}`,
		detail: `The waits do not grow. The router documents ${schedule.map(formatRound).join(", ")}.`,
		actions: ["Double the wait with every retry, add some jitter, and give up after a few."],
	}),
	retryAfterIgnored: (count: number, gapMs: number, askedMs: number, from: string): FindingWords => ({
		title: `Asked to wait ${formatRound(askedMs)}, waited ${formatDuration(gapMs)}`,
		detail: `The answer itself says when to come back${/^[\w .-]{1,40}$/.test(from) ? ` (${from})` : ""}; the next request came earlier ${times(count)}.`,
		actions: ["Read the wait from the answer and take the longer of it and your own backoff."],
	}),
	retryNotRetryable: (count: number, changeable: boolean): FindingWords => ({
		title: `Sent again ${times(count)} although it cannot help`,
		detail: changeable
			? "The answer stays the same until what it names is changed: key, balance, model or parameters."
			: "The answer says that this request will never succeed as it is.",
		actions: [
			"Stop on this answer instead of retrying it.",
			"Fix what the answer names, then send it again.",
		],
	}),
	doubleSubmit: (count: number): FindingWords => ({
		title: `The same job was submitted ${times(count)} while the first was under way`,
		detail:
			"Each accepted submit is a job of its own and is charged. If you wanted several variants, all is well.",
		actions: [
			"Keep the first id and poll it instead of submitting again.",
			"Disable the button until the submit is answered.",
		],
	}),
	pollTooOften: (polls: number, everyMs: number, advisedMs: number, wasted: number | null): FindingWords => ({
		title: `Polled every ${formatDuration(everyMs)}; ${formatRound(advisedMs)} is advised`,
		detail: `${formatCount(polls)} polls${wasted === null ? "" : `, of which ${formatCount(wasted)} brought nothing new`}. The gateway itself refreshes its jobs only every 15 s.`,
		actions: [`Poll every ${formatRound(advisedMs)} or slower.`],
	}),
	pollAfterTerminal: (count: number): FindingWords => ({
		title: `Polled ${times(count)} more after the job had ended`,
		detail: "The state of an ended job does not change any more.",
		actions: ["Stop polling when the state is one of the final ones, failures and cancellations included."],
	}),
	clientTimeout: (gaveUpMs: number, upToMs: number): FindingWords => ({
		title: `The client gave up after ${formatRound(gaveUpMs)}`,
		detail: `Requests of this kind may take up to ${formatRound(upToMs)}. The work may go on, and be charged, without anybody to take the answer.`,
		actions: [`Set the client's timeout, and that of every proxy between, above ${formatRound(upToMs)}.`],
	}),
	keyInUrl: (host: string, name: string): FindingWords => ({
		title: `The key is sent in the address (?${name}=)`,
		detail: `Addresses are kept in logs, histories and screenshots. Requests to ${host} carry the key there, also where the documentation shows it so.`,
		actions: [
			"Send the key in a header instead: Authorization, or x-goog-api-key on Gemini paths.",
			"Replace this key if the address may have been logged.",
		],
	}),
	keyInBrowser: (page: string, host: string): FindingWords => ({
		title: `The page ${page} sends the key itself`,
		detail: `Everybody who opens the page can read the key for ${host} and spend its balance.`,
		actions: [
			"Send the requests from your server and keep the key there.",
			"Replace this key, and limit the new one to the models and the amount it needs.",
		],
	}),
} as const;

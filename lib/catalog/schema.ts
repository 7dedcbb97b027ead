import * as z from "zod/mini";
import { CATEGORIES, FAULTS, VERDICTS } from "../vocabulary";

// Without it zod probes `new Function`, which the extension's CSP reports as a violation (colinhacks/zod#5414).
z.config({ jitless: true });

/**
 * When an entry speaks. All fields given must hold; within a list any one is enough.
 * Codes, types and states are compared whole, as text, case-insensitively.
 */
const Match = z.strictObject({
	/** HTTP statuses, or the status found inside the body (`error.code: 429`). */
	status: z.optional(z.array(z.number())),
	code: z.optional(z.array(z.string())),
	type: z.optional(z.array(z.string())),
	param: z.optional(z.array(z.string())),
	/** Regular expressions on the innermost message, flags `iu`. Linear ones only (checked by a test). */
	message: z.optional(z.array(z.string())),
	/** Regular expressions of which none may match the message. */
	messageNot: z.optional(z.array(z.string())),
	/**
	 * Ids of the reader that recognised the body (`lib/envelopes/list.ts`): `empty`, `html`, `console-page`, `nginx-page`,
	 * `cloudflare-page`, `cloudflare-text`, `text`, `truncated`, `task` (a job that ended in failure), `stream-cut`,
	 * `no-answer`, `google-blocked`, `finish-reason` …
	 */
	shape: z.optional(z.array(z.string())),
	/** Media systems whose codes these are, e.g. `midjourney`, `kling`. */
	system: z.optional(z.array(z.string())),
	/** Regular expressions on the URL's path. */
	path: z.optional(z.array(z.string())),
	method: z.optional(z.array(z.string())),
	/** true: only for an error found inside another one (the upstream's own words); false: only for the outermost. */
	nested: z.optional(z.boolean()),
	/** true: only where a gateway's mark is seen (known router, new-api request id, wrapper); false: only without one. */
	relayed: z.optional(z.boolean()),
	/** The model name in request or message is empty, or one letter away from a known model family. */
	model: z.optional(z.enum(["empty", "misspelt"])),
});

export const Entry = z.strictObject({
	/** `<file id>/<slug>`, stable for ever: linked from outside. */
	id: z.string(),
	match: Match,
	/**
	 * The code or type names only the wrapper (`upstream_error`, `new_api_error`, `invalid_request_error`):
	 * a known message speaks before it.
	 */
	generic: z.optional(z.boolean()),
	category: z.enum(CATEGORIES),
	fault: z.enum(FAULTS),
	retry: z.strictObject({
		verdict: z.enum(VERDICTS),
		/** Milliseconds, only where a document gives a number. */
		afterMs: z.optional(z.number()),
	}),
	title: z.string(),
	explanation: z.string(),
	actions: z.array(z.string()),
	/** Absolute https URL of the page (or source file) that says so. */
	source: z.string(),
	/** Another document disagrees; says which reading we took and why. */
	contradiction: z.optional(z.strictObject({ text: z.string(), source: z.string() })),
	/** More words to find it by in the lookup: other languages, meanings. */
	keywords: z.optional(z.array(z.string())),
});
export type Entry = z.infer<typeof Entry>;

/** A family of entries that no single router owns: HTTP itself, new-api, a provider's own codes. */
export const EntryFile = z.strictObject({
	id: z.string(),
	name: z.string(),
	entries: z.array(Entry),
});
export type EntryFile = z.infer<typeof EntryFile>;

export const RouterFile = z.strictObject({
	id: z.string(),
	name: z.string(),
	/** Host names: `example.com` is that host alone, `*.example.com` any host below it. */
	hosts: z.array(z.string()),
	/** Entry families this router inherits, nearest first, e.g. `["new-api"]`. */
	families: z.array(z.string()),
	documentation: z.string(),
	retry: z.strictObject({
		/** The documented rule as one sentence. */
		rule: z.string(),
		/** Statuses the router says to retry; null = it does not say. */
		statuses: z.nullable(z.array(z.number())),
		/** Documented waits before jitter, milliseconds. */
		scheduleMs: z.array(z.number()),
		jitter: z.boolean(),
		source: z.string(),
	}),
	entries: z.array(Entry),
});
export type RouterFile = z.infer<typeof RouterFile>;

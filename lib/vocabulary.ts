/**
 * The words every part of Routescope shares: panel, popup, exports and the `decode` command.
 * Adding a word here is a change of the public output format.
 */

export const CATEGORIES = [
	"auth",
	"permission",
	"insufficient_quota",
	"rate_limit",
	"overloaded",
	"no_channel",
	"model_unavailable",
	"not_found",
	"method_not_allowed",
	"bad_request",
	"context_length",
	"content_policy",
	"timeout",
	"client_closed",
	"router_internal",
	"upstream_failure",
	"network",
	"task_failed",
	"task_moderation",
	"unknown",
] as const;
/** What kind of thing went wrong. */
export type Category = (typeof CATEGORIES)[number];

export const FAULTS = ["client", "account", "router", "upstream", "network"] as const;
/** Who has to act: the calling code, the user's plan or key, the router, the provider behind it, the network. */
export type Fault = (typeof FAULTS)[number];

export const VERDICTS = ["yes", "later", "after-change", "no", "unknown"] as const;
/** Does sending the same request again help? */
export type Verdict = (typeof VERDICTS)[number];

export const SPECIFICITIES = ["rule", "code", "type", "message", "shape", "status", "none"] as const;
/** What the diagnosis was read from, most specific voice first. */
export type Specificity = (typeof SPECIFICITIES)[number];

export const PHASES = [
	"queued",
	"running",
	"needs-action",
	"succeeded",
	"failed",
	"canceled",
	"expired",
	"unknown",
] as const;
/** Where an async job stands, in our words; the provider's own word is kept beside it. */
export type Phase = (typeof PHASES)[number];

export const FINDING_KINDS = [
	"retry-too-soon",
	"retry-not-retryable",
	"retry-after-ignored",
	"retry-without-backoff",
	"poll-too-often",
	"poll-after-terminal",
	"task-abandoned",
	"task-stuck",
	"double-submit",
	"client-timeout-too-short",
	"key-in-url",
	"key-in-browser",
] as const;
/** What the calling code itself does wrong. */
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Every sentence of the exports: support report, retry snippets, refusals, file problems. Captured text stands beside, never inside. */
import { formatCount, formatDuration, formatWait } from "../format";
import type { Category, Fault, Verdict } from "../vocabulary";

export const EXPORT_NAMES = {
	"report-markdown": "Support report (Markdown)",
	"report-json": "Support report (JSON)",
	har: "HAR file",
	csv: "List as CSV",
	"curl-posix": "cURL (bash, zsh, dash)",
	"curl-powershell": "PowerShell",
	"retry-typescript": "Retry snippet (TypeScript)",
	"retry-python": "Retry snippet (Python)",
} as const;

export const EXPORT_TEXT = {
	leak: (near: string, line: number) =>
		`A secret of this session is still in the text (line ${formatCount(line)}${near === "" ? "" : `, ${near}`}). Nothing was handed out. Please report this as a bug of Routescope.`,
	nothing: "Select a request first.",
	noRequest: "This row was pasted: there is no request to send again.",
	noAddress: "The address of this request cannot be written down safely.",
	noMethod: "The method of this request is not one that can be sent again.",
	nothingCaptured: "Pasted text has no request and no time: a HAR file cannot hold it.",
	unknownFormat: "Routescope does not know this kind of export.",
	leftOut: (count: number, what: string) => `${formatCount(count)} ${what} left out`,
} as const;

export const REPORT_TEXT = {
	title: "Routescope support report",
	made: (extension: string, browser: string) => `Made by Routescope ${extension} in ${browser}.`,
	redactions:
		"Keys, personal data, prompts and everything unknown were replaced by ‹…› before this was written.",
	request: "Request",
	response: "Response",
	verdict: "Verdict",
	noProblem: "Nothing is wrong with this request.",
	explanation: "Why",
	actions: "What to do",
	evidence: "Evidence",
	cause: "Cause underneath",
	serverMessage: "The server said",
	attempts: "What the client did",
	task: "Job",
	findings: "What the client does wrong",
	more: (count: number) =>
		`${formatCount(count)} more ${count === 1 ? "request is" : "requests are"} not shown here; the HAR export holds ${count === 1 ? "it" : "them"}.`,
	cut: (count: number) => `… ${formatCount(count)} more characters`,
	documented: (waits: readonly number[]) => `documented waits ${waits.map(formatWait).join(", ")}`,
	notBefore: (ms: number) => `not before ${formatWait(ms)} after the answer`,
	attempt: (status: number | null) =>
		status === null ? "no status" : status === 0 ? "no HTTP answer" : `HTTP ${status}`,
	gap: (ms: number) => `sent ${formatDuration(ms)} after the answer before`,
	tooSoon: (ms: number) => `too soon: ${formatWait(ms)} were asked for`,
	soonEnough: (ms: number) => `long enough: ${formatWait(ms)} were asked for`,
	polls: (polls: number, failed: number) =>
		`${formatCount(polls)} ${polls === 1 ? "poll" : "polls"}${failed > 0 ? `, ${formatCount(failed)} failed` : ""}`,
} as const;

export const REPORT_LABELS = {
	time: "Time",
	duration: "Duration",
	router: "Router",
	model: "Model",
	requestId: "Request id",
	errorId: "Error id",
	fault: "Whose fault",
	category: "Kind",
	retry: "Retry",
	documentation: "Documentation",
	warning: "Warning",
} as const;

export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
	auth: "key not accepted",
	permission: "not allowed",
	insufficient_quota: "balance or allowance used up",
	rate_limit: "too many requests",
	overloaded: "no capacity just now",
	no_channel: "no channel for this model",
	model_unavailable: "model not available",
	not_found: "not found",
	method_not_allowed: "wrong method",
	bad_request: "request not accepted",
	context_length: "too long for the model",
	content_policy: "blocked by a content policy",
	timeout: "timed out",
	client_closed: "the client left first",
	router_internal: "the router failed",
	upstream_failure: "the provider failed",
	network: "no answer",
	task_failed: "job failed",
	task_moderation: "job stopped by moderation",
	unknown: "unknown",
};

export const FAULT_WORDS: Readonly<Record<Fault, string>> = {
	client: "the calling code",
	account: "the account (balance, plan or key)",
	router: "the router",
	upstream: "the provider behind the router",
	network: "the connection",
};

export const RETRY_WORDS: Readonly<Record<Verdict, string>> = {
	yes: "may help, with backoff",
	later: "later",
	"after-change": "not until something changes",
	no: "does not help",
	unknown: "nobody documents it",
};

/** Comments and messages of the retry snippets. One line each, ASCII, no captured text. */
export const SNIPPET_TEXT = {
	key: "Put your key into the environment variable API_KEY.",
	documented: (router: string) => `Waits as ${router} documents them:`,
	undocumented: "No document gives waits for this error; these double, as RFC 9110 leaves it to the client.",
	stop: "Sending the same request again does not help. First:",
	afterChange: "After the change, send it once. This is not a retry loop on purpose.",
	noChange:
		"Nothing on your side changes this answer. This sends the request once, without a loop on purpose.",
	later: "The same request can work later, not now: this waits for the given time first.",
	laterUnknown:
		"The same request can work later; nobody says when. This sends it once, without a loop on purpose.",
	unknown: "Nobody documents whether a retry helps. This sends the request once, without a loop on purpose.",
	fine: "Nothing was wrong with this request. This sends it once.",
	paid: "This starts a paid job. A lost answer is no refusal: look for the job before sending it again.",
	paidFill: "Ask the router's task list or usage log whether the job is there; true when it is.",
	paidError: (name: string) => `Fill in ${name}() first: the job may be running already.`,
	paidFound: "The job was accepted: do not send it again, ask for its state instead.",
	body: "What you wrote and values nobody knows are left out of the body: put them back in.",
	multipart: "The body was a form with files: build it again here.",
	gaveUp: "gave up",
	tooLong: "the router asks for a longer wait than this program has",
} as const;

/** Why a file could not be read, or not all of it. */
export const FILE_TEXT = {
	tooLarge: (bytes: number) =>
		`This file is ${formatCount(Math.round(bytes / 1_048_576))} MB. Files over 256 MB are not opened: save fewer requests into the HAR.`,
	unpackedTooLarge: "Unpacked, this file is over 256 MB or over 20 times its size: it is not opened.",
	empty: "This file is empty.",
	utf16: "This file is UTF-16 text. Save it as UTF-8.",
	packed: "This is a compressed file. Unpack it first.",
	binary: "This is not a text file.",
} as const;

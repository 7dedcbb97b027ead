/**
 * Every sentence of the panel and the popup that is not the catalogue's. One place, so that a translation or a better
 * word needs no look at the code. Captured text is never built into these sentences: it is drawn beside them.
 */
import type { BodyState } from "../exchange";
import {
	formatAge,
	formatBytes,
	formatCount,
	formatDuration,
	formatRound,
	formatSpan,
	formatWait,
} from "../format";
import type { HostProblem } from "../hosts";
import type { Fault, FindingKind, Phase, Specificity, Verdict } from "../vocabulary";

/** `1 request`, `2,400 requests`. */
export function counted(count: number, one: string, many = `${one}s`): string {
	return `${formatCount(count)} ${count === 1 ? one : many}`;
}

export const toolbar = {
	recording: "Recording",
	paused: "Paused",
	recordingHint: "Stop recording",
	pausedHint: "Start recording",
	clear: "Clear",
	preserveLog: "Preserve log",
	preserveLogHint: "Keep the list when the page goes to another document",
	search: "Search URLs, codes, ids, bodies",
	searchLabel: "Search requests",
	searchTasks: "Search ids, prompts, states",
	clearSearch: "Clear search",
	searching: "Searching",
	filter: "Show",
	settings: "Settings",
} as const;

export const filterNames = {
	all: "All",
	problems: "Problems",
	rate: "Rate",
	quota: "Quota",
	upstream: "Upstream",
	auth: "Auth",
} as const;

export const taskFilterNames = { all: "All", running: "Running", failed: "Failed" } as const;

export const tabs = {
	requests: "Requests",
	tasks: "Tasks",
	findings: "Findings",
	views: "Views",
	response: "Response",
	request: "Request",
	headers: "Headers",
	timing: "Timing",
	stream: "Events",
	evidenceViews: "Raw data",
} as const;

export const summary = {
	label: "Totals by router",
	jobsLabel: "Totals of jobs",
	ok: (count: number) => `${formatCount(count)} ok`,
	failed: (count: number, status: string) => `${formatCount(count)} × ${status}`,
	inside: "200, failed inside",
	noAnswer: "no answer",
	running: (count: number) => `${formatCount(count)} running`,
	done: (count: number) => `${formatCount(count)} done`,
	failedJobs: (count: number) => `${formatCount(count)} failed`,
} as const;

export const list = {
	label: "Requests",
	columns: { time: "Time", status: "Status", what: "Request", retry: "Retry", duration: "Duration" },
	failedInside: "failed inside",
	failedInsideHint: "The HTTP status says success, the content says failure",
	unread: "reading",
	searching: "Searching",
	searchingHint: "Nothing found so far. Not all requests are read yet.",
	noMatch: "No request matches",
	noMatchHint: "The list is filtered. The requests themselves are still here.",
	showAll: "Show all requests",
	dropped: (count: number) => `${counted(count, "older request")} left the list to keep this window light.`,
	unwatched: (count: number) =>
		`${counted(count, "host")} that ${count === 1 ? "looks" : "look"} like an AI API ${count === 1 ? "is" : "are"} not watched`,
	chooseHosts: "Choose hosts",
	preflights: (count: number) => `${counted(count, "preflight")} not listed`,
	preflightsShown: (count: number) => `${counted(count, "preflight")} listed`,
	show: "Show",
	hide: "Hide",
	divider: "Width of the list",
	unreadableRow: "Could not show this row (a bug in Routescope). The request itself is not affected.",
	unreadableDetail:
		"Could not show this request (a bug in Routescope). Pick another one; nothing captured is lost.",
	unreadablePanel:
		"Routescope could not draw this view (a bug in Routescope). Recording goes on; switch to another tab or reopen DevTools.",
	tryAgain: "Try again",
	folded: (requests: number, failed: number) =>
		`${counted(requests, "request")}${failed > 0 ? `, ${failed} failed` : ""}`,
	foldedPolls: (polls: number, failed: number) =>
		`${counted(polls, "poll")}${failed > 0 ? ` · ${formatCount(failed)} failed` : ""}`,
	expand: "Show the requests of this job",
	collapse: "Hide the requests of this job",
	stream: (events: number | null) => (events === null ? "stream" : `stream · ${counted(events, "event")}`),
	events: (count: number) => counted(count, "event"),
	streamEnd: "End",
	noStatus: "–",
	unknownUrl: "address unknown",
} as const;

export const pill = {
	wait: (ms: number) => `Wait ${formatWait(ms)}`,
	retry: "Retry",
	later: "Later",
	fixFirst: "Fix first",
	no: "No retry",
	unknown: "Unknown",
	check: "Check first",
} as const;

export const verdictWords: Record<Verdict, string> = {
	yes: "It may",
	later: "Later",
	"after-change": "Not until something changes",
	no: "No",
	unknown: "Nobody documents it",
};

export const faultCard: Record<Fault, { readonly who: string; readonly what: string }> = {
	client: { who: "Your code", what: "the request, or how it is sent" },
	account: { who: "Your account", what: "the balance, the plan or the key" },
	router: { who: "The router", what: "your request may be fine" },
	upstream: { who: "The provider", what: "the service behind the router" },
	network: { who: "The connection", what: "no answer reached the page" },
};

const specificityWords: Record<Specificity, string> = {
	rule: "your own rule",
	code: "the error code",
	type: "the error type",
	message: "the error message",
	shape: "the shape of the answer",
	status: "the status alone",
	none: "nothing documented",
};

export const detail = {
	region: "Details",
	back: "Back to the list",
	pick: "Pick a request to read what happened",
	pickHint: "↑ ↓ or j k to move, Enter to open, / to search",
	who: "Who has to act",
	retry: "Does a retry help?",
	requestId: "Request id",
	noRequestId: "None was sent",
	quoteTime: "quote the time instead",
	forSupport: "quote it to support",
	retryNow: "Worth a try now",
	retryCheck: "Check first",
	retryPaid: "the job may have been accepted and paid",
	retryIn: (ms: number) => `Wait ${formatWait(ms)}`,
	retryAt: (clock: string) => `until ${clock}`,
	waitOver: "the wait it asked for is over",
	retryBackoff: "with growing pauses",
	retryLater: "after a reset, a queue or maintenance",
	retryFix: "first do what is named below",
	retryNo: "sending it again changes nothing",
	retryUnknown: "so we do not guess",
	warning: "Before you send it again",
	actions: "What to do",
	schedule: "Documented pauses between tries",
	scheduleOf: (router: string) => `Pauses ${router} documents`,
	evidence: "Why we say so",
	documented: "Where it is documented",
	evidenceFrom: (specificity: Specificity) => `read from ${specificityWords[specificity]}`,
	documentation: "documentation",
	undocumented: "No document of this router describes it. What stands here is the general meaning.",
	cause: "An error within an error",
	causeHint: "The router passed on another error. Everything here follows the inner one.",
	causeBesideHint: "The router wrapped another error, which says less than the router itself.",
	outer: "Around it",
	inner: "Inside",
	yours: "yours:",
	ownFindings: "What the calling code does",
	contradictions: "Two documents disagree",
	fromServer: "From the server, word for word",
	ids: "Ids to quote",
	errorId: "Error id",
	copy: "Copy",
	copied: "Copied",
	copyFailed: "Could not copy",
	copyNamed: (name: string) => `Copy ${name}`,
	causeRequestId: "Provider's request id",
	causeErrorId: "Provider's error id",
	waitFirst: "wait",
	failedInside: (status: number | null) => `${status ?? "answered"}, failed inside`,
	fine: "Answered normally",
	fineText: (status: number | null, ms: number | null) =>
		`${status === null ? "Answered" : `Status ${status}`}${ms === null ? "" : ` after ${formatDuration(ms)}`}. Nothing in the answer says otherwise.`,
	pendingTitle: "Reading the answer",
	pendingText: "The body is not there yet; the verdict may still change.",
	unreadText: "It is being read from the file; its verdict follows by itself.",
	onItsWay: "On its way",
	streamLeft: "The page stopped reading the stream",
	elapsed: "So far",
	phase: "Now",
	endedShort: "came",
	took: "Took",
	model: "Model",
	noModel: "Not named",
	size: "Size",
	ended: "the stream came to its end",
	cut: "the stream broke off before its end",
	finishReason: "finish reason",
	openTask: "Show this job",
	sample: "sample",
	imported: "from a file",
} as const;

export const places: ReadonlyMap<string, string> = new Map([
	["response.status", "response status"],
	["response.body", "response body"],
	["response.headers", "response header"],
	["request.url", "request address"],
	["request.body", "request body"],
	["request.headers", "request header"],
	["request.method", "request method"],
	["browser", "browser"],
]);

export const body = {
	pretty: "Formatted",
	raw: "Raw",
	events: "Events",
	view: "Show as",
	more: (shown: number, total: number) => `Show 64 kB more (${formatBytes(shown)} of ${formatBytes(total)})`,
	copy: "Copy body",
	none: "This request had no body.",
	unanswered: "The answer has not come yet.",
	arriving: "The answer is still arriving. Its body is here once it is complete.",
	tooLargeToFormat: "Too large to format; shown as it came.",
	eventsShown: (shown: number, total: number) =>
		`Show ${formatCount(Math.min(500, total - shown))} more of ${formatCount(total)} events`,
	defaultEvent: "message",
} as const;

/** How a stream went, while it runs and after. */
export const stream = {
	title: "The stream",
	events: "Events",
	answer: "Answer",
	parsed: "Answer",
	raw: "Events",
	reasoning: "Reasoning",
	noEnd: "not yet seen",
	endless: "none was sent",
	characters: (count: number) => counted(count, "character"),
	textDropped: (count: number) => `The first ${counted(count, "character")} are not kept.`,
	tokens: (input: number | null, output: number | null, total: number | null) =>
		[
			...(input === null ? [] : [`${formatCount(input)} in`]),
			...(output === null ? [] : [`${formatCount(output)} out`]),
			...(total === null || (input !== null && output !== null) ? [] : [`${formatCount(total)} in all`]),
		].join(", "),
	arrivals: (steps: number, step: string) => `Arrival of the events, ${counted(steps, "step")} of ${step}`,
} as const;

/** One honest sentence for each state of a body; "" where the body speaks for itself. */
export const bodyStates: Record<BodyState, { readonly title: string; readonly text: string }> = {
	ok: { title: "", text: "" },
	empty: { title: "Empty body", text: "The server sent no bytes. The verdict rests on status and headers." },
	binary: {
		title: "Not text",
		text: "Images, audio and other binary data are not shown and never loaded.",
	},
	truncated: {
		title: "Cut off",
		text: "The browser kept only the beginning; what is shown is a true part of it.",
	},
	evicted: {
		title: "No longer available",
		text: "The browser had this body and dropped it, because the page moved on or its memory was full.",
	},
	unavailable: {
		title: "Never available",
		text: "The browser gave no body: blocked by CORS, aborted, or not part of the recording.",
	},
	skipped: {
		title: "Not read",
		text: "Too many requests came at once, so this body was left out. Its row is complete otherwise.",
	},
	pending: { title: "Being read", text: "The browser has not handed over the body yet." },
};

export const headers = {
	response: "Response headers",
	request: "Request headers",
	none: "None were recorded.",
	masked: "Secrets are masked.",
} as const;

export const timing = {
	started: "Started",
	took: "Took",
	finished: "Answer complete",
	earliest: "Earliest retry",
	size: "Body size",
	type: "Request type",
	page: "Sent by page",
	marks: "Marks",
	source: "Captured by",
	browserError: "Browser says",
	unknown: "not known",
	sources: {
		devtools: "DevTools, live",
		har: "an opened HAR file",
		paste: "pasted text",
		sample: "the sample session",
	},
} as const;

export const empty = {
	loading: "Reading what DevTools has recorded",
	loadingText: "This takes a moment after DevTools opens.",
	paused: "Recording is paused",
	pausedText: "Requests made now are not listed. Those listed before stay.",
	resume: "Start recording",
	nothing: "No request yet",
	nothingText: "Routescope has listened since DevTools opened. Requests made before that are not known.",
	noneMatched: (seen: number) => `${counted(seen, "request")} seen, none to a watched host`,
	noneMatchedText:
		"CrazyRouter and rout.my are watched by themselves. Any other router, or a proxy of your own, is one click away.",
	counts: "Capture so far",
	stateLabel: "Recording",
	stateOn: "on",
	stateOff: "paused",
	seenLabel: "Requests seen",
	matchedLabel: "To watched hosts",
	hostsLabel: "Watched hosts",
	hostsOwn: (count: number) =>
		count === 0 ? "the built-in routers" : `the built-in routers and ${formatCount(count)} of yours`,
	topHosts: "Called, but not watched",
	apiLike: "looks like an AI API",
	watch: "Watch",
	watchNamed: (host: string) => `Watch ${host}`,
	addHost: "Watch another host",
	hostPlaceholder: "api.example.com or localhost:3000",
	hostLabel: "Host to watch",
	add: "Watch host",
	reload: "Reload page",
	reloadHint: "Reload the page to capture from the start.",
	sample: "Load sample session",
	sampleHint: "The sample is a session of made-up requests: see what Routescope says of them.",
	hints: "Still nothing?",
	hintPrivileged:
		"Browser pages (settings, new tab, extension stores) hide their requests from every extension. Open an ordinary page.",
	hintFirefox:
		"A filter or the pause button of Firefox's Network panel also hides requests here. Clear the filter, press play.",
	hintWorker:
		"A page served from its cache may call nothing. Press the button in the page that calls the API.",
	noTasks: "No job yet",
	noTasksText:
		"Video, image and music jobs show up here as one line each: from their submit, through every poll, to the result.",
	noTasksMatch: "No job matches",
	showAllTasks: "Show all jobs",
	noFindings: "Nothing to criticise",
	noFindingsText:
		"Routescope watches how the calling code retries, polls and sends keys. What it does against a router's rules is listed here.",
} as const;

export const hosts = {
	title: "Settings",
	watched: "Watched hosts",
	builtIn: "CrazyRouter and rout.my are always watched.",
	own: "Yours",
	none: "None added yet.",
	remove: "Remove",
	removeNamed: (host: string) => `Stop watching ${host}`,
	close: "Close",
	speaksLike: (router: string) => `read like ${router}`,
} as const;

/** Why a typed host was not taken, and what to type instead. */
export const hostProblems: Record<HostProblem, string> = {
	"not-a-host":
		"That is not a host name. Type something like api.example.com, localhost:3000 or a whole URL.",
	"public-suffix": "That ending is shared by strangers. Type the full host name, such as api.example.com.",
	"too-wide": "That would watch too much. Use * only in front of a name of your own, such as *.example.com.",
};

export const banners = {
	sample: "Sample session: these requests are made up and were never sent.",
	endSample: "End sample",
	file: "Shown from a file. Nothing here was captured live.",
	endFile: "Back to live",
} as const;

export const phaseWords: Record<Phase, string> = {
	queued: "queued",
	running: "running",
	"needs-action": "needs you",
	succeeded: "done",
	failed: "failed",
	canceled: "canceled",
	expired: "expired",
	unknown: "unknown",
};

/** Where a job stands, in a word. */
export function phaseWord({
	phase,
	pageLeft,
	unanswered,
}: {
	readonly phase: Phase;
	readonly pageLeft: boolean;
	readonly unanswered: boolean;
}): string {
	return pageLeft ? "page left" : unanswered ? "no answer" : phaseWords[phase];
}

export const tasks = {
	label: "Jobs",
	columns: { job: "Job", phase: "Phase", elapsed: "Elapsed" },
	fit: "Fit",
	fitHint: "Fit the time axis to all jobs",
	zoomIn: "Zoom in",
	zoomOut: "Zoom out",
	lastSeen: (ms: number) => `last seen ${formatAge(ms)} ago`,
	titleOf: {
		queued: "is waiting in the queue",
		running: "is running",
		"needs-action": "waits for your decision",
		succeeded: "is done",
		failed: "failed",
		canceled: "was canceled",
		expired: "expired",
		unknown: "is in a state nobody documents",
	} satisfies Record<Phase, string>,
	titlePageLeft: "was on its way when the page left",
	titleUnanswered: "was never answered",
	unansweredHint: "No answer came. The job may have been accepted and paid.",
	pageLeftHint: "The page left before the answer. The job may have been accepted and paid.",
	queuedFor: (ms: number) => `queued ${formatSpan(ms)}`,
	ranFor: (ms: number) => `ran ${formatSpan(ms)}`,
	runningFor: (ms: number) => `running ${formatSpan(ms)}`,
	totalTime: (ms: number) => `${formatSpan(ms)} from first to last sight`,
	byProvider: "by the provider's own clock",
	byPolls: "as the polls saw it",
	blips: (count: number) =>
		count === 1
			? "One poll failed; that is a blip on the way, not the job."
			: `${formatCount(count)} polls failed; these are blips on the way, not the job.`,
	state: "State, as the router says it",
	polling: "Polling",
	pollingEvery: (ms: number) => (ms < 1000 ? `every ${formatDuration(ms)}` : `every ${formatSpan(ms)}`),
	pollingNone: "not polled yet",
	pollingOnce: "polled once",
	pollingSynchronous: "nothing to poll",
	pollAdvised: (ms: number) => `${formatRound(ms)} is advised`,
	paid: "Paid?",
	paidAtSubmit: "Charged at submit",
	paidPerhaps: "Perhaps",
	paidIfTaken: "if the router took it before the page left",
	paidIfTakenUnanswered: "if the router took it",
	paidRefund: "usually, and refunded if it fails",
	paidFree: "failed jobs are not billed",
	usual: (from: number, to: number) =>
		`Jobs of this kind usually take ${formatRound(from)} to ${formatRound(to)}.`,
	noState: "no word yet",
	preview: "Preview, not the result yet",
	firstSeenAt: (clock: string) => `first seen ${clock}`,
	submittedAt: (clock: string) => `submitted ${clock}`,
	lastSeenAt: (clock: string) => `last seen ${clock}`,
	stale: "late answer",
	segments: {
		queued: "queued",
		running: "running",
		waiting: "waiting for you",
		unknown: "state not documented",
		unseen: "not seen in between",
	},
	pollCount: (polls: number, failed: number) =>
		`${counted(polls, "poll")}${failed > 0 ? `, ${formatCount(failed)} failed` : ""}`,
	result: "Result",
	results: (count: number) => (count === 1 ? "1 result" : `${formatCount(count)} results`),
	resultsHint: "Links open in a new tab; Routescope never loads them. They often expire: save what you need.",
	observations: "Observations",
	course: "The job itself",
	submitted: "submitted",
	submit: "submit",
	poll: (n: number) => `poll ${n}`,
	polls: (from: number, to: number) => `polls ${from}–${to}`,
	openExchange: "Open the request",
	phases: "Time per phase",
	advice: "What to do",
	adviceRunning:
		"Keep polling. Do not submit again while it runs: that is a second job and may be paid twice.",
	advicePollSlower: (ms: number) =>
		`Poll every ${formatRound(ms)}, as the documentation advises; asking more often brings nothing new.`,
	childOf: "continues",
	pickHint: "↑ ↓ choose a job, + − zoom, ← → move through time, 0 shows all",
	provider: "Provider's clock",
	times: { submit: "submitted", start: "started", finish: "finished" },
	copyId: "Copy job id",
	noId: (inFlight: boolean) => (inFlight ? "no id yet" : "no id"),
	untilUnanswered: (ms: number) =>
		`It ended ${formatSpan(ms)} after it was sent, without an answer. What became of it, nobody saw.`,
	untilPageLeft: (ms: number) =>
		`The page left ${formatSpan(ms)} after this was sent. What became of it, nobody saw.`,
} as const;

export const findingWords: Record<FindingKind, string> = {
	"retry-too-soon": "retried too soon",
	"retry-not-retryable": "retried without use",
	"retry-after-ignored": "Retry-After ignored",
	"retry-without-backoff": "no backoff",
	"poll-too-often": "polled too often",
	"poll-after-terminal": "polled after the end",
	"task-abandoned": "job left alone",
	"task-stuck": "job stuck",
	"double-submit": "submitted twice",
	"client-timeout-too-short": "timeout too short",
	"key-in-url": "key in the address",
	"key-in-browser": "key in the page",
};

export const findings = {
	label: "Findings",
	requests: "Requests",
	more: (count: number) => `and ${formatCount(count)} more`,
	job: "Job",
} as const;

/** Sentences for everybody, above the list. */
export const notices = {
	notConnected:
		"Routescope could not reach its recorder. Close DevTools and open it again; if the extension was just updated, reload the page too.",
	notSaved: "The browser refused to store this setting. It holds until DevTools is closed.",
} as const;

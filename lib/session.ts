import { type Audit, type AuditNotice, auditNotice, createAudit } from "./audit/audit";
import { type DecodeContext, decode } from "./decode";
import type { Decoded } from "./diagnosis";
import type { Exchange } from "./exchange";
import { explainFailure } from "./explain-failure";
import { hostnameOf, watchedHostFor } from "./hosts";
import type { PendingRequest } from "./live/pending-request";
import { observePending, showPending } from "./live/show-pending";
import type { StreamProgress } from "./live/stream-progress";
import type { RunningRequest } from "./live/tracked";
import { readMedia } from "./media/read";
import type { MediaReading } from "./media/reading";
import type { LiveNotice } from "./messages/live";
import type { WatchedHost } from "./settings";
import type { Finding, Task } from "./task";
import { createTaskBook, type TaskBook } from "./task-book";
import { createVault, type Vault } from "./vault";

/** One line of the list: the evidence and what it means. */
export interface Row {
	readonly exchange: Exchange;
	readonly decoded: Decoded;
}

/** What jobs and findings need of a row, read where its bodies were. */
export interface RowNotice {
	readonly media: MediaReading | null;
	readonly audit: AuditNotice;
}

/** A host that was called but is not watched: the empty state offers it. */
export interface UnwatchedHost {
	readonly host: string;
	readonly count: number;
	/** Path, method or answer type looked like an AI API. */
	readonly apiLike: boolean;
}

/**
 * All that the panel knows. Changed in place by `reduce` only; `version` grows with every change, so a view can tell
 * that it is stale without a copy of 5,000 rows per request.
 */
export interface Session {
	version: number;
	/** What was masked in the exchanges of this session; the recorder's own while live. */
	vault: Vault;
	/** By start time, then arrival (browsers report finished requests out of order). */
	rows: Row[];
	/** Requests on their way, oldest first. Their finished rows carry the same exchange ids. */
	pending: readonly PendingRequest[];
	/** Why pending rows are missing, as an id of `lib/messages/live.ts`; "" as a rule. */
	liveNotice: LiveNotice;
	/** What was seen of streams while they ran, by exchange id, where the browser keeps no times (Firefox). */
	readonly streams: Map<string, StreamProgress>;
	readonly book: TaskBook;
	/** Running first, then newest; children follow their parent. Derived when asked for. */
	readonly tasks: readonly Task[];
	readonly auditor: Audit;
	/** Newest first. Derived when asked for. */
	readonly findings: readonly Finding[];
	/** The last moment the panel told, epoch milliseconds; null in a file, whose last exchange is its last moment. */
	now: number | null;
	recording: boolean;
	preserveLog: boolean;
	watchedHosts: readonly WatchedHost[];
	/** Requests the browser reported since DevTools opened or the last Clear, watched or not. */
	seen: number;
	/** Of these, requests to watched hosts, also those no longer held. */
	matched: number;
	unwatched: Map<string, UnwatchedHost>;
	/** Where the rows come from: live capture, the built-in sample, an opened file. */
	origin: "live" | "sample" | "file";
	/** Rows dropped from the old end because the session grew past its limits. */
	dropped: number;
}

export type SessionEvent =
	| { readonly type: "exchange"; readonly exchange: Exchange }
	/** All requests that are on their way now. */
	| {
			readonly type: "pending";
			readonly pending: readonly RunningRequest[];
			readonly notice?: LiveNotice;
	  }
	| { readonly type: "unwatched"; readonly host: string; readonly apiLike: boolean }
	/** From now on exchanges are masked by this vault. */
	| { readonly type: "vault"; readonly vault: Vault }
	/**
	 * Rows read from a file elsewhere, in batches: already decoded, added as they are, each with what was noticed in it. A row
	 * whose body is "pending" is listed only: it is to be understood later.
	 */
	| { readonly type: "imported"; readonly rows: readonly Row[]; readonly notices?: readonly RowNotice[] }
	/**
	 * Rows that were listed before, whole now, in the order of the file; `first` counts those before them in it. Rows no longer
	 * listed are noticed only.
	 */
	| {
			readonly type: "understood";
			readonly rows: readonly Row[];
			readonly notices: readonly RowNotice[];
			readonly first: number;
	  }
	/** The inspected page went to another document, which began at `at` (ISO 8601). */
	| { readonly type: "navigated"; readonly at: string }
	| { readonly type: "cleared" }
	| { readonly type: "recording"; readonly on: boolean }
	| { readonly type: "preserve-log"; readonly on: boolean }
	| { readonly type: "watched-hosts"; readonly hosts: readonly WatchedHost[] }
	/** Time passes: a job nobody asks for is noticed although nothing arrives. Epoch milliseconds. */
	| { readonly type: "clock"; readonly now: number }
	/** Jobs that had not ended when an earlier panel of this DevTools window was closed. */
	| { readonly type: "unfinished"; readonly records: readonly unknown[] }
	/** Rows to show instead of the live log: the sample session, an opened file. */
	| { readonly type: "load"; readonly origin: "sample" | "file"; readonly exchanges: readonly Exchange[] };

export function createSession(): Session {
	const book = createTaskBook(explainFailure);
	const auditor = createAudit();
	let audited: { version: number; findings: readonly Finding[] } | null = null;
	return {
		version: 0,
		vault: createVault(),
		rows: [],
		pending: [],
		liveNotice: "",
		streams: new Map(),
		book,
		get tasks() {
			return book.tasks();
		},
		auditor,
		get findings() {
			if (audited?.version !== this.version)
				audited = {
					version: this.version,
					findings: auditor.findings(
						book.tasks(),
						this.origin === "live" ? (this.now ?? undefined) : undefined,
					),
				};
			return audited.findings;
		},
		now: null,
		recording: true,
		preserveLog: false,
		watchedHosts: [],
		seen: 0,
		matched: 0,
		unwatched: new Map(),
		origin: "live",
		dropped: 0,
	};
}

/** Most rows kept; older ones go first. */
const MAX_ROWS = 5000;
/** Most rows of an opened file: nobody waits for more of them, and nothing is added later. */
const MAX_FILE_ROWS = 50_000;
/** Most unwatched hosts counted one by one. */
const MAX_UNWATCHED = 200;

/** The one door by which the outside changes a session. Never throws. */
export function reduce(session: Session, event: SessionEvent): void {
	session.version += 1;
	switch (event.type) {
		case "exchange":
			if (session.recording || event.exchange.source !== "devtools") add(session, event.exchange);
			return;
		case "pending":
			showPending(session, event.pending, event.notice);
			return;
		case "unwatched":
			if (session.recording) countUnwatched(session, event.host, event.apiLike);
			return;
		case "navigated":
			if (!session.preserveLog) dropBefore(session, event.at);
			return;
		case "cleared":
			clear(session);
			// What is on its way holds numbered marks of this vault: they must not come to mean another secret.
			if (session.pending.length === 0) session.vault.clear();
			observePending(session);
			return;
		case "vault":
			session.vault = event.vault;
			return;
		case "imported":
			session.origin = "file";
			importRows(session, event);
			return;
		case "understood":
			replaceListed(session, event);
			return;
		case "recording":
			session.recording = event.on;
			return;
		case "preserve-log":
			session.preserveLog = event.on;
			return;
		case "watched-hosts":
			session.watchedHosts = event.hosts;
			for (const { host } of event.hosts) session.unwatched.delete(host);
			return;
		case "clock":
			session.now = event.now;
			return;
		case "unfinished":
			session.book.restore(event.records);
			return;
		case "load":
			clear(session);
			session.pending = [];
			session.origin = event.origin;
			for (const exchange of event.exchanges) add(session, exchange);
			return;
	}
}

function clear(session: Session): void {
	session.rows = [];
	session.streams.clear();
	session.book.clear();
	session.auditor.clear();
	session.seen = 0;
	session.matched = 0;
	session.unwatched = new Map();
	session.origin = "live";
	session.dropped = 0;
}

/**
 * Requests of the new document, its own included, may have arrived before the word of the navigation. Jobs that have not
 * ended go on: a page that is reloaded asks for them again.
 */
function dropBefore(session: Session, at: string): void {
	const from = Date.parse(at);
	const kept = session.rows.filter(({ exchange }) => startOf(exchange) >= from);
	const unfinished = session.book.unfinished();
	clear(session);
	session.rows = kept;
	session.book.restore(unfinished);
	for (const row of kept) notice(session, row);
	observePending(session);
	session.seen = kept.length;
	session.matched = kept.length;
}

/** A file stands in order of time as a rule, so a row's place in the file is a good guess at its place in the list. */
function replaceListed(
	session: Session,
	{ rows: given, notices, first }: SessionEvent & { type: "understood" },
): void {
	const { rows } = session;
	let guess = first - session.dropped;
	for (const [index, row] of given.entries()) {
		notice(session, row, notices[index]);
		const at = rows[guess]?.exchange.id === row.exchange.id ? guess : listedAt(rows, row.exchange);
		if (at >= 0) rows[at] = row;
		guess = at + 1;
	}
}

/** Where the row of this exchange stands, or -1. */
function listedAt(rows: readonly Row[], { id, startedDateTime }: Exchange): number {
	const started = startOf({ startedDateTime });
	const sameTime = (row: Row | undefined) => row !== undefined && startOf(row.exchange) === started;
	let at = placeOf(rows, started) - 1;
	while (sameTime(rows[at]) && rows[at]?.exchange.id !== id) at -= 1;
	return sameTime(rows[at]) ? at : -1;
}

function add(session: Session, exchange: Exchange): void {
	if (exchange.source === "devtools" && session.origin !== "live") clear(session);
	const context: DecodeContext = { watchedHosts: session.watchedHosts };
	addRow(session, { exchange, decoded: decode(exchange, context) });
}

function addRow(session: Session, row: Row): void {
	const { id } = row.exchange;
	notice(session, row);
	session.pending = session.pending.filter(({ exchange }) => exchange.id !== id);
	const known = session.rows.findLastIndex(({ exchange }) => exchange.id === id);
	if (known >= 0) session.rows[known] = row;
	else insert(session, row, placeOf(session.rows, startOf(row.exchange)));
}

function importRows(session: Session, { rows, notices }: SessionEvent & { type: "imported" }): void {
	const last = session.rows.at(-1);
	let latest = last ? startOf(last.exchange) : Number.NEGATIVE_INFINITY;
	for (const [index, row] of rows.entries()) {
		notice(session, row, notices?.[index]);
		// Dates are read once: reading them is most of what a list of 50,000 costs here.
		const started = startOf(row.exchange);
		insert(session, row, started >= latest ? session.rows.length : placeOf(session.rows, started));
		if (started > latest) latest = started;
	}
}

function insert(session: Session, row: Row, at: number): void {
	const { rows } = session;
	session.seen += 1;
	session.matched += 1;
	if (at === rows.length) rows.push(row);
	else rows.splice(at, 0, row);
	const surplus = rows.length - (session.origin === "file" ? MAX_FILE_ROWS : MAX_ROWS);
	if (surplus > 0) {
		session.dropped += surplus;
		rows.splice(0, surplus);
	}
}

/** Epoch milliseconds; Firefox writes the local zone, so texts do not compare. What has no date comes first. */
function startOf({ startedDateTime }: Pick<Exchange, "startedDateTime">): number {
	return startedDateTime === null ? Number.NEGATIVE_INFINITY : Date.parse(startedDateTime);
}

/** Behind everything that did not start later: the end as a rule, but files may stand in any order. */
function placeOf(rows: readonly Row[], started: number): number {
	let [low, high] = [0, rows.length];
	if (!isLater(rows[high - 1], started)) return high;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (isLater(rows[middle], started)) high = middle;
		else low = middle + 1;
	}
	return low;
}

function isLater(row: Row | undefined, started: number): boolean {
	return row !== undefined && startOf(row.exchange) > started;
}

/** A body that is still being read says nothing yet of a job or a retry. */
function notice(session: Session, row: Row, given?: RowNotice): void {
	if (row.exchange.responseBody.state === "pending") return;
	const speaksLike = given ? null : speaksLikeOf(session.watchedHosts, row.exchange.url);
	session.book.observe(row.exchange, row.decoded, speaksLike, given?.media);
	session.auditor.observe(row, given?.audit);
}

/** Whose rules a host of the user's follows; a catalogued router follows its own. */
function speaksLikeOf(watchedHosts: readonly WatchedHost[], url: string | null): string | null | undefined {
	const hostname = url === null || watchedHosts.length === 0 ? null : hostnameOf(url);
	return hostname === null ? undefined : (watchedHostFor(hostname, watchedHosts)?.speaksLike ?? undefined);
}

/** What jobs and findings will need of this row. */
export function noticeRow(row: Row, watchedHosts: readonly WatchedHost[]): RowNotice {
	const { exchange, decoded } = row;
	return {
		media: readMedia(exchange, speaksLikeOf(watchedHosts, exchange.url) ?? decoded.router),
		audit: auditNotice(row),
	};
}

function countUnwatched(session: Session, host: string, apiLike: boolean): void {
	session.seen += 1;
	const known = session.unwatched.get(host);
	if (!known && session.unwatched.size >= MAX_UNWATCHED) return;
	session.unwatched.set(host, {
		host,
		count: (known?.count ?? 0) + 1,
		apiLike: apiLike || (known?.apiLike ?? false),
	});
}

/**
 * Joins what single exchanges say about media jobs into one line a job. Work per exchange does not depend on how many jobs
 * there are; lines are derived only for jobs that changed, when somebody asks.
 */
import type { Decoded } from "./diagnosis";
import type { BodyState, Exchange } from "./exchange";
import { readMedia } from "./media/read";
import type { MediaReading } from "./media/reading";
import { isTerminal } from "./media/words";
import type { Task, UnfinishedTask } from "./task";
import { orderTasks } from "./task-order";
import {
	addReading,
	type ExplainFailure,
	isListed,
	parentIdOf,
	type TaskRecord,
	taskFrom,
	unfinishedTask,
} from "./task-record";
import { isOver } from "./task-watch";
import { trim } from "./trim";

export interface TaskBook {
	/** Grows with every change. */
	readonly version: number;
	/**
	 * Takes in an exchange. The same exchange again (a pending one that has finished) replaces what it said before.
	 * @param speaksLike Catalogued router whose rules a user-added host follows, where known.
	 * @param reading What `readMedia` said of it elsewhere; left out, it is read here.
	 */
	observe(
		exchange: Exchange,
		decoded: Decoded,
		speaksLike?: string | null,
		reading?: MediaReading | null,
	): void;
	/** Takes back what an exchange said: a pending one that never finished. */
	forget(exchangeId: string): void;
	/** All jobs: those with something running first, then newest first; children under their parent. */
	tasks(): readonly Task[];
	/** Key of the job this exchange spoke about, the first of them for a batch query; null when it is about none. */
	taskOf(exchangeId: string): string | null;
	/** Keys of all jobs this exchange spoke about. */
	tasksOf(exchangeId: string): readonly string[];
	/** What must survive a reload, and nothing else. */
	unfinished(): UnfinishedTask[];
	/** Puts unfinished jobs back; anything malformed among them is passed over. */
	restore(records: readonly unknown[]): void;
	clear(): void;
}

interface LastAnswer {
	readonly text: string;
	readonly status: number | null;
	readonly state: BodyState;
	readonly media: MediaReading;
}

/** Longest duration believed: a day; the longest documented request lasts 15 minutes. */
const LONGEST_MS = 86_400_000;
/** Longer answers are read each time rather than kept. */
const LONGEST_ANSWER = 8192;
/** Most jobs kept; finished ones go first. */
const MAX_TASKS = 5000;
/** Most exchanges remembered as belonging to a job; rows are fewer. */
const MAX_EXCHANGES = 50_000;
/** Most jobs handed over for safekeeping. */
const MAX_UNFINISHED = 500;

export function createTaskBook(explain: ExplainFailure = () => null): TaskBook {
	const records = new Map<string, TaskRecord>();
	/** Exchange to the key of its job, or to several. */
	const exchanges = new Map<string, string | readonly string[]>();
	/** `<owner>|<clip id>` to the key of the job that made the clip. */
	const aliases = new Map<string, string>();
	/** The last answer to each poll address: most polls bring the very same bytes again, which need no second reading. */
	const answers = new Map<string, LastAnswer>();
	let version = 0;
	let listed: { version: number; tasks: readonly Task[] } | null = null;
	let lastMs = 0;

	function keysOf(exchangeId: string): readonly string[] {
		const keys = exchanges.get(exchangeId);
		return keys === undefined ? [] : typeof keys === "string" ? [keys] : keys;
	}

	/** Takes an exchange's samples out; false when they have long been folded, and stand for more than themselves. */
	function forget(exchangeId: string): boolean {
		let found = false;
		for (const key of keysOf(exchangeId)) {
			const record = records.get(key);
			const rest = record?.samples.filter((sample) => sample.exchangeId !== exchangeId || sample.folded > 0);
			if (!record || !rest || rest.length === record.samples.length) continue;
			found = true;
			record.samples.splice(0, record.samples.length, ...rest);
			record.task = null;
			if (rest.length === 0 && record.restored === null) records.delete(key);
		}
		if (!found) return false;
		exchanges.delete(exchangeId);
		version += 1;
		return true;
	}

	function observe(
		exchange: Exchange,
		decoded: Decoded,
		speaksLike: string | null = decoded.router,
		media: MediaReading | null = read(exchange, speaksLike),
	): void {
		if (exchanges.has(exchange.id) && !forget(exchange.id)) return;
		if (media === null || media.jobs.length === 0) return;
		const sentMs = timeOf(exchange.startedDateTime) ?? lastMs;
		const atMs =
			sentMs +
			(exchange.time !== null && exchange.time > 0 ? Math.min(Math.round(exchange.time), LONGEST_MS) : 0);
		lastMs = Math.max(lastMs, atMs);
		const { host } = media;
		const owner = decoded.router ?? host;
		const keys: string[] = [];
		for (const reading of media.jobs) {
			const record = recordOf(owner, media.system, reading.id, decoded.router, host);
			keys.push(record.key);
			const diagnosis = media.kind !== "batch" && reading.phase === "failed" ? decoded.diagnosis : null;
			addReading(record, media, reading, { exchangeId: exchange.id, sentMs, atMs, diagnosis });
			for (const alias of reading.aliases) aliases.set(`${owner}|${alias}`, record.key);
		}
		exchanges.set(exchange.id, keys.length === 1 && keys[0] !== undefined ? keys[0] : keys);
		trim(exchanges, MAX_EXCHANGES);
		trim(aliases, MAX_EXCHANGES);
		if (records.size > MAX_TASKS) dropOldest();
		version += 1;
	}

	function read(exchange: Exchange, speaksLike: string | null): MediaReading | null {
		const { method, url, status, requestBody, responseBody } = exchange;
		const { text, state } = responseBody;
		if (method !== "GET" || url === null || requestBody.text !== "" || text.length > LONGEST_ANSWER)
			return readMedia(exchange, speaksLike);
		const last = answers.get(url);
		if (last && last.text === text && last.status === status && last.state === state) return last.media;
		const media = readMedia(exchange, speaksLike);
		if (media !== null) {
			answers.set(url, { text, status, state, media });
			trim(answers, MAX_TASKS);
		}
		return media;
	}

	function recordOf(
		owner: string,
		system: string,
		id: string,
		router: string | null,
		host: string,
	): TaskRecord {
		const key = `${owner}|${system}|${id}`;
		const known = records.get(key);
		if (known) {
			if (known.host === "") {
				known.host = host;
				known.router = router;
			}
			return known;
		}
		const record: TaskRecord = {
			key,
			id,
			system,
			owner,
			router,
			host,
			samples: [],
			restored: null,
			synchronous: false,
			task: null,
		};
		records.set(key, record);
		return record;
	}

	function dropOldest(): void {
		for (const [key, record] of records)
			if (isTerminal(build(record).phase)) {
				records.delete(key);
				return;
			}
		for (const key of records.keys()) {
			records.delete(key);
			return;
		}
	}

	function build(record: TaskRecord): Task {
		const parent = parentKey(record);
		if (record.task === null || record.task.parent !== parent)
			record.task = taskFrom(record, parent, explain);
		return record.task;
	}

	function parentKey(record: TaskRecord): string | null {
		const id = parentIdOf(record);
		if (id === null) return null;
		const sibling = `${record.owner}|${record.system}|${id}`;
		const key = records.has(sibling) ? sibling : (aliases.get(`${record.owner}|${id}`) ?? null);
		const parent = key === null || key === record.key ? undefined : records.get(key);
		return parent && isListed(parent) ? parent.key : null;
	}

	function tasks(): readonly Task[] {
		if (listed?.version !== version) {
			const found: Task[] = [];
			for (const record of records.values()) if (isListed(record)) found.push(build(record));
			listed = { version, tasks: orderTasks(found) };
		}
		return listed.tasks;
	}

	return {
		get version() {
			return version;
		},
		observe,
		forget,
		tasks,
		taskOf: (exchangeId) => keysOf(exchangeId)[0] ?? null,
		tasksOf: keysOf,
		unfinished() {
			const found: UnfinishedTask[] = [];
			for (const task of tasks()) {
				if (isOver(task) || task.synchronous || found.length >= MAX_UNFINISHED) continue;
				// A submit still in flight is known by our own name for it only.
				if (task.inFlight) continue;
				const { id, system, submittedAt, firstSeen, lastSeen } = task;
				found.push({ id, system, router: task.router ?? task.host, submittedAt, firstSeen, lastSeen });
			}
			return found;
		},
		restore(saved) {
			for (const value of saved.slice(0, MAX_UNFINISHED)) {
				const restored = unfinishedTask(value);
				if (restored === null) continue;
				const record = recordOf(restored.router, restored.system, restored.id, restored.router, "");
				record.restored = restored;
				record.task = null;
				version += 1;
			}
		},
		clear() {
			records.clear();
			exchanges.clear();
			aliases.clear();
			answers.clear();
			lastMs = 0;
			version += 1;
		},
	};
}

/** ISO 8601 as epoch milliseconds, or null. */
function timeOf(iso: string | null): number | null {
	const ms = iso === null ? Number.NaN : Date.parse(iso);
	return ms > 0 && ms < LATEST_MS ? ms : null;
}

/** The year 9999: what is beyond cannot be written with four digits, and sorts wrongly as text. */
const LATEST_MS = Date.UTC(9999, 0, 1);

/** What the task book holds of one job, and the job as others see it. */
import type { Diagnosis } from "./diagnosis";
import { isObject, own } from "./json";
import type { JobReading, MediaReading } from "./media/reading";
import type { Task, TaskFailure, UnfinishedTask } from "./task";
import { compareSamples, foldSamples, isoTime, type Line, lineOf, type Sample } from "./task-line";

/** Explains a job's failure as the decoder would: injected, since the decoder itself reads media answers. */
export type ExplainFailure = (failure: TaskFailure) => Diagnosis | null;

export interface TaskRecord {
	readonly key: string;
	readonly id: string;
	readonly system: string;
	/** Router id or host: the first part of the key. */
	readonly owner: string;
	router: string | null;
	host: string;
	/** In the order of `compareSamples`. */
	readonly samples: Sample[];
	restored: UnfinishedTask | null;
	synchronous: boolean;
	/** The job as last derived; null when something changed. */
	task: Task | null;
}

/** Puts what an exchange said about this job in its place among the samples. */
export function addReading(
	record: TaskRecord,
	media: MediaReading,
	reading: JobReading,
	exchange: Pick<Sample, "exchangeId" | "sentMs" | "atMs" | "diagnosis">,
): void {
	const { exchangeId, sentMs, atMs, diagnosis } = exchange;
	const sample = (said: JobReading, at: number, verdict: Diagnosis | null): Sample => ({
		exchangeId,
		kind: media.kind === "submit" ? "submit" : "poll",
		sentMs,
		atMs: at,
		reading: said,
		parentId: media.parentId,
		diagnosis: verdict,
		folded: 0,
		lastMs: at,
		seenAs: null,
	});
	if (media.synchronous) {
		record.synchronous = true;
		const start: JobReading = { ...reading, phase: "running", results: [], failure: null, blip: null };
		insert(record.samples, sample(start, sentMs, null));
	}
	if (!media.inFlight || !media.synchronous) insert(record.samples, sample(reading, atMs, diagnosis));
	foldSamples(record.samples);
	record.task = null;
}

/** Mostly at the end: browsers report requests nearly in the order they finish. */
function insert(samples: Sample[], sample: Sample): void {
	let [from, to] = [0, samples.length];
	const last = samples[to - 1];
	if (last === undefined || compareSamples(last, sample) <= 0) {
		samples.push(sample);
		return;
	}
	while (from < to) {
		const middle = (from + to) >>> 1;
		const other = samples[middle];
		if (other !== undefined && compareSamples(other, sample) <= 0) from = middle + 1;
		else to = middle;
	}
	samples.splice(from, 0, sample);
}

/** Is there reason to believe that this job exists? An id the router does not know is none. */
export function isListed(record: TaskRecord): boolean {
	return record.restored !== null || record.samples.some((sample) => !sample.reading.notKnown);
}

/** Id of the job or clip this one continues, as the wire gave it; null when it continues none (or names itself). */
export function parentIdOf(record: TaskRecord): string | null {
	for (const { parentId } of record.samples) if (parentId !== null && parentId !== record.id) return parentId;
	return null;
}

/** The job as everybody else sees it. `parent` is the key of the job it continues, where that one is known. */
export function taskFrom(record: TaskRecord, parent: string | null, explain: ExplainFailure): Task {
	const { samples, restored } = record;
	const line = lineOf(samples);
	const said = newestWords(line);
	const about = description(samples);
	const [first, last] = [samples[0]?.atMs, lastSeen(samples)];
	const firstSeen = earliest(first === undefined ? null : isoTime(first), restored?.firstSeen ?? null);
	const ended = line.endedMs === null ? null : isoTime(line.endedMs);
	const finishedAt = ended === null ? null : (zoned(said.finish) ?? ended);
	const told = zoned(said.submit);
	// A provider's clock that puts the beginning after the end is not our axis.
	const submittedAt =
		told !== null && (finishedAt === null || told <= finishedAt)
			? told
			: (about.submittedAt ?? restored?.submittedAt ?? null);
	const done = line.phase === "succeeded";
	return {
		key: record.key,
		id: record.id,
		system: record.system,
		router: record.router,
		host: record.host,
		action: about.action ?? "",
		model: about.model,
		promptStart: about.promptStart,
		phase: line.phase,
		state: line.state,
		progress: said.progress,
		progressText: said.progressText,
		submittedAt,
		finishedAt,
		providerTimes: { submit: said.submit, start: said.start, finish: ended === null ? null : said.finish },
		firstSeen,
		lastSeen: last === undefined ? (restored?.lastSeen ?? firstSeen) : isoTime(last),
		spans: line.spans,
		get observations() {
			return line.observations();
		},
		polls: line.polls,
		failedPolls: line.failedPolls,
		pollEveryMs: line.pollEveryMs,
		pollsAfterEnd: line.pollsAfterEnd,
		submits: about.submits,
		inFlight: samples.length === 1 && samples[0]?.exchangeId === record.id && line.phase === "running",
		results: done ? said.results : [],
		previews: said.previews,
		resultText: said.resultText,
		queueAhead: line.phase === "queued" ? said.queueAhead : null,
		synchronous: record.synchronous,
		unanswered: samples.at(-1)?.reading.unanswered === true,
		pageLeft: samples.at(-1)?.reading.pageLeft === true,
		restored: samples.length === 0,
		failure: line.phase === "failed" ? failure(record, line, explain) : null,
		parent,
		parentId: parentIdOf(record),
	};
}

/** Arrival of the last answer that was no blip; of the last blip where there was nothing else. */
function lastSeen(samples: readonly Sample[]): number | undefined {
	return (samples.findLast(({ reading }) => reading.blip === null) ?? samples.at(-1))?.lastMs;
}

/** Descriptions: the submit's own where it has them, else the first poll's. */
function description(samples: readonly Sample[]) {
	let submittedAt: string | null = null;
	const submits: string[] = [];
	const [submitted, polled] = [emptyDescription(), emptyDescription()];
	for (const { kind, reading, sentMs, exchangeId } of samples) {
		if (kind === "submit") {
			submittedAt ??= isoTime(sentMs);
			if (!submits.includes(exchangeId)) submits.push(exchangeId);
		}
		const found = kind === "submit" ? submitted : polled;
		found.action ??= reading.action;
		found.model ??= reading.model;
		found.promptStart ??= reading.promptStart;
	}
	return {
		submittedAt,
		submits,
		action: submitted.action ?? polled.action,
		model: submitted.model ?? polled.model,
		promptStart: submitted.promptStart ?? polled.promptStart,
	};
}

function emptyDescription(): Record<"action" | "model" | "promptStart", string | null> {
	return { action: null, model: null, promptStart: null };
}

/** The newest statement of everything that answers state again and again, and all links. */
function newestWords(line: Line) {
	const results: string[] = [];
	const previews: string[] = [];
	let progress: number | null = null;
	let progressText: string | null = null;
	let resultText: string | null = null;
	let queueAhead: number | null = null;
	let submit: string | null = null;
	let start: string | null = null;
	let finish: string | null = null;
	for (const { reading } of line.told) {
		progress = reading.progress ?? progress;
		progressText = reading.progressText ?? progressText;
		resultText = reading.resultText ?? resultText;
		queueAhead = reading.queueAhead ?? queueAhead;
		submit = reading.times.submit ?? submit;
		start = reading.times.start ?? start;
		finish = reading.times.finish ?? finish;
		if (reading.results.length > 0) addNew(results, reading.results);
		if (reading.previews.length > 0) addNew(previews, reading.previews);
	}
	return { results, previews, progress, progressText, resultText, queueAhead, submit, start, finish };
}

/** Most links named by one job. */
const MOST_LINKS = 50;

function addNew(known: string[], links: readonly string[]): void {
	for (const link of links) if (known.length < MOST_LINKS && !known.includes(link)) known.push(link);
}

/** A time without a zone cannot be put on our axis. */
function zoned(time: string | null): string | null {
	return time?.endsWith("Z") ? time : null;
}

function earliest(a: string | null, b: string | null): string {
	if (a === null || b === null) return a ?? b ?? isoTime(0);
	return a < b ? a : b;
}

/** The first answer that gives a reason explains the failure; without one, the first that tells it. */
function failure(record: TaskRecord, line: Line, explain: ExplainFailure): Diagnosis | null {
	const failed = line.told.filter(({ reading }) => reading.phase === "failed");
	const telling =
		failed.find(({ reading }) => reading.failure !== null && reading.failure.message !== "") ??
		failed.find(({ reading }) => reading.failure !== null && reading.failure.code !== null) ??
		failed[0];
	if (!telling) return null;
	const { message, code } = telling.reading.failure ?? { message: "", code: null };
	const explained = record.synchronous
		? null
		: explain({ message, code, system: record.system, router: record.router });
	return explained ?? telling.diagnosis ?? failed.find((sample) => sample.diagnosis)?.diagnosis ?? null;
}

/** A stored record as an unfinished job, or null when it is none: storage is read as carefully as the wire. */
export function unfinishedTask(value: unknown): UnfinishedTask | null {
	if (!isObject(value)) return null;
	const [id, system, router] = [own(value, "id"), own(value, "system"), own(value, "router")];
	const [firstSeen, lastSeen] = [instant(own(value, "firstSeen")), instant(own(value, "lastSeen"))];
	if (!isName(id) || !isName(system) || !isName(router) || firstSeen === null || lastSeen === null)
		return null;
	return { id, system, router, submittedAt: instant(own(value, "submittedAt")), firstSeen, lastSeen };
}

function isName(value: unknown): value is string {
	return typeof value === "string" && value !== "" && value.length <= 300;
}

function instant(value: unknown): string | null {
	if (typeof value !== "string" || value.length > 40) return null;
	const ms = Date.parse(value);
	return Number.isNaN(ms) ? null : isoTime(ms);
}

/** What the task book holds of one job, and the job as others see it. */
import type { Diagnosis } from "./diagnosis";
import { isObject, own } from "./json";
import type { JobReading, MediaReading } from "./media/reading";
import { isTerminal } from "./media/words";
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
	const kind = media.kind === "submit" ? "submit" : "poll";
	const sample: Sample = {
		...exchange,
		kind,
		reading,
		parentId: media.parentId,
		folded: 0,
		lastMs: exchange.atMs,
	};
	if (media.synchronous) {
		record.synchronous = true;
		const start: JobReading = { ...reading, phase: "running", results: [], failure: null, blip: null };
		insert(record.samples, {
			...sample,
			reading: start,
			atMs: exchange.sentMs,
			lastMs: exchange.sentMs,
			diagnosis: null,
		});
	}
	if (!media.inFlight || !media.synchronous) insert(record.samples, sample);
	foldSamples(record.samples);
	record.task = null;
}

function insert(samples: Sample[], sample: Sample): void {
	let at = samples.length;
	for (; at > 0; at--) {
		const before = samples[at - 1];
		if (before === undefined || compareSamples(before, sample) <= 0) break;
	}
	if (at === samples.length) samples.push(sample);
	else samples.splice(at, 0, sample);
}

/** Is there reason to believe that this job exists? An id the router does not know is none. */
export function isListed(record: TaskRecord): boolean {
	return record.restored !== null || record.samples.some((sample) => !sample.reading.notKnown);
}

/** Id of the job or clip this one continues, as the wire gave it; null when it continues none (or names itself). */
export function parentIdOf(record: TaskRecord): string | null {
	for (const sample of record.samples)
		if (sample.parentId !== null && sample.parentId !== record.id) return sample.parentId;
	return null;
}

/** The job as everybody else sees it. `parent` is the key of the job it continues, where that one is known. */
export function taskFrom(record: TaskRecord, parent: string | null, explain: ExplainFailure): Task {
	const { samples, restored } = record;
	const line = lineOf(samples);
	const submit = samples.find((sample) => sample.kind === "submit");
	const times = providerTimes(line);
	const seen = samples.filter(({ reading }) => reading.blip === null);
	const first = samples[0]?.atMs;
	const last = (seen.at(-1) ?? samples.at(-1))?.lastMs;
	const firstSeen = earliest(first === undefined ? null : isoTime(first), restored?.firstSeen ?? null);
	const newest = <T>(pick: (reading: JobReading) => T | null) =>
		line.told.reduce<T | null>((found, { reading }) => pick(reading) ?? found, null);
	return {
		key: record.key,
		id: record.id,
		system: record.system,
		router: record.router,
		host: record.host,
		action: described(samples, (reading) => reading.action) ?? "",
		model: described(samples, (reading) => reading.model),
		promptStart: described(samples, (reading) => reading.promptStart),
		phase: line.phase,
		state: line.state,
		progress: newest((reading) => reading.progress),
		progressText: newest((reading) => reading.progressText),
		submittedAt: zoned(times.submit) ?? (submit ? isoTime(submit.sentMs) : (restored?.submittedAt ?? null)),
		finishedAt: line.endedMs === null ? null : (zoned(times.finish) ?? isoTime(line.endedMs)),
		providerTimes: times,
		firstSeen,
		lastSeen: last === undefined ? (restored?.lastSeen ?? firstSeen) : isoTime(last),
		spans: line.spans,
		observations: line.observations,
		polls: line.polls,
		failedPolls: line.failedPolls,
		results: line.phase === "succeeded" ? links(line, (reading) => reading.results) : [],
		previews: links(line, (reading) => reading.previews),
		resultText: newest((reading) => reading.resultText),
		queueAhead: line.phase === "queued" ? newest((reading) => reading.queueAhead) : null,
		synchronous: record.synchronous,
		restored: samples.length === 0,
		failure: line.phase === "failed" ? failure(record, line, explain) : null,
		parent,
		parentId: parentIdOf(record),
	};
}

/** A description: the submit's own where it has one, else the first poll's. */
function described(samples: readonly Sample[], pick: (reading: JobReading) => string | null): string | null {
	let polled: string | null = null;
	for (const { kind, reading } of samples) {
		const value = pick(reading);
		if (value !== null && kind === "submit") return value;
		polled ??= value;
	}
	return polled;
}

/** The newest statement of each of the provider's times. */
function providerTimes(line: Line): Task["providerTimes"] {
	let times: Task["providerTimes"] = { submit: null, start: null, finish: null };
	for (const { reading } of line.told)
		times = {
			submit: reading.times.submit ?? times.submit,
			start: reading.times.start ?? times.start,
			finish: reading.times.finish ?? times.finish,
		};
	return line.endedMs === null ? { ...times, finish: null } : times;
}

/** A time without a zone cannot be put on our axis. */
function zoned(time: string | null): string | null {
	return time?.endsWith("Z") ? time : null;
}

function earliest(a: string | null, b: string | null): string {
	if (a === null || b === null) return a ?? b ?? isoTime(0);
	return a < b ? a : b;
}

function links(line: Line, pick: (reading: JobReading) => readonly string[]): string[] {
	const found = new Set<string>();
	for (const { reading } of line.told) for (const link of pick(reading)) found.add(link);
	return [...found].slice(0, 50);
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

/** Could anything still come for this job? An unlisted word is no end. */
export function isUnfinished(task: Task): boolean {
	return !isTerminal(task.phase);
}

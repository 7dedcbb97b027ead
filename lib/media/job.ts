import { type JsonObject, own } from "../json";
import { stateWord, text } from "./answer";
import { failureOf } from "./failure";
import type { JobReading } from "./reading";
import { modelName, promptStart } from "./request";
import { clipIds, reasonLinks, resultLinks, resultWords } from "./results";
import type { MediaSystem } from "./system";
import { jobTimes } from "./times";
import { isTerminal, phaseOf } from "./words";

/**
 * What a job object says, in the words of its system.
 * @param id The job's id as the request gave it, or the object's own.
 * @param action What the request's path says the job does, or null.
 */
export function readJob(system: MediaSystem, job: JsonObject, id: string, action: string | null): JobReading {
	const word = stateWord(job);
	const phase = word === null ? null : phaseOf(system.words, word);
	const done = phase === "succeeded";
	const shown = done || (phase === "running" && system.previews === true) ? linksOf(system, job, done) : NONE;
	const { progress, progressText } = jobProgress(job, system.progress);
	const said = action === null ? text(own(job, "action")) : null;
	return {
		id,
		state: word,
		phase,
		progress,
		progressText,
		results: done ? shown : NONE,
		previews: done ? NONE : shown,
		resultText: done ? resultWords(job) : null,
		queueAhead: null,
		times: jobTimes(job, phase !== null && isTerminal(phase)),
		failure: phase === "failed" ? failureOf(job, word) : null,
		blip: null,
		pageLeft: false,
		unanswered: false,
		notKnown: false,
		action: action ?? (said === null ? null : said.slice(0, 40).toLowerCase().replaceAll("_", "-")),
		model: modelName(job),
		promptStart: promptStart(job),
		aliases: clipIds(job),
	};
}

const NONE: readonly string[] = [];

function linksOf(system: MediaSystem, job: JsonObject, done: boolean): readonly string[] {
	const links = resultLinks(job);
	if (system.links) links.push(...system.links(job));
	return done && links.length === 0 ? reasonLinks(job) : links;
}

/** A job object's progress as 0..1 (null when it makes no sense) and as it was written. */
export function jobProgress(
	job: JsonObject,
	scale: "percent" | "fraction",
): { progress: number | null; progressText: string | null } {
	const value = own(job, "progress");
	if (typeof value === "number" && Number.isFinite(value)) {
		const share = scale === "fraction" ? value : value / 100;
		return { progress: share >= 0 && share <= 1 ? share : null, progressText: String(value) };
	}
	if (typeof value !== "string" || value.trim() === "" || value.length > 40)
		return { progress: null, progressText: null };
	const percent = /^\s*(\d{1,3}(?:\.\d{1,6})?)\s*%?\s*$/.exec(value)?.[1];
	const share = percent === undefined ? null : Number(percent) / 100;
	return { progress: share !== null && share <= 1 ? share : null, progressText: value };
}

import { type JsonObject, own } from "../json";
import { stateWord, text } from "./answer";
import { failureOf } from "./failure";
import { EMPTY, type JobReading } from "./reading";
import { modelName, promptStart } from "./request";
import { clipIds, reasonLinks, resultLinks, resultWords } from "./results";
import type { MediaSystem } from "./system";
import { jobTimes } from "./times";
import { isTerminal, phaseOf } from "./words";

/** What a job object says, in the words of its system. The id is the caller's to set. */
export function readJob(system: MediaSystem, job: JsonObject): JobReading {
	const word = stateWord(job);
	const phase = word === null ? null : phaseOf(system.words, word);
	const action = text(own(job, "action"));
	const links = phase === "succeeded" || phase === "running" ? resultLinks(job) : [];
	if (system.links) links.push(...system.links(job));
	if (phase === "succeeded" && links.length === 0) links.push(...reasonLinks(job));
	return {
		...EMPTY,
		...jobProgress(job, system.progress),
		state: word,
		phase,
		results: phase === "succeeded" ? links : [],
		previews: phase === "running" ? links : [],
		resultText: phase === "succeeded" ? resultWords(job) : null,
		times: jobTimes(job, phase !== null && isTerminal(phase)),
		failure: phase === "failed" ? failureOf(job, word) : null,
		action: action === null ? null : action.slice(0, 40).toLowerCase().replaceAll("_", "-"),
		model: modelName(job),
		promptStart: promptStart(job),
		aliases: clipIds(job),
	};
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

import type { Body } from "../exchange";
import { isObject, type JsonObject, own } from "../json";
import { httpLink } from "./results";
import type { MediaSystem } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/images/async";

/**
 * The same paths answer at once unless asked otherwise: only an answer that is a task object makes a job. Images themselves are
 * megabytes of base64, so the text is looked at, not parsed.
 */
function isTask({ text }: Body): boolean {
	return text.length < 10_000 && /"object"\s{0,9}:\s{0,9}"task"/.test(text);
}

/** Google's shape: `result.candidates[].content.parts[].fileData.fileUri`. */
function links(job: JsonObject): string[] {
	const found: string[] = [];
	const candidates = own(own(job, "result"), "candidates");
	for (const candidate of Array.isArray(candidates) ? candidates.slice(0, 10) : []) {
		const parts = own(own(candidate, "content"), "parts");
		for (const part of Array.isArray(parts) ? parts.slice(0, 10) : []) {
			const link = isObject(part) ? httpLink(own(own(part, "fileData"), "fileUri")) : null;
			if (link !== null) found.push(link);
		}
	}
	return found;
}

export const imageTasks: MediaSystem = {
	id: "image-tasks",
	name: "Async images",
	source: PAGE,
	markers: ["v1/images", "v1/tasks", "v1beta/models"],
	endpoints: [
		{
			kind: "submit",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/v1\/images\/(?<action>generations|edits)\/?$/,
			applies: isTask,
		},
		{
			kind: "submit",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/v1beta\/models\/[^/]+:asyncGenerateContent$/,
		},
		// The path is a common one: only this gateway's ids count.
		{ kind: "poll", method: "GET", path: /^(?:\/[^/]+){0,2}\/v1\/tasks\/(?<id>task_[^/]+)\/?$/ },
	],
	words: wordTable([
		["queued", "queued", PAGE],
		["running", "running", PAGE],
		["succeeded", "completed", PAGE],
		["failed", "failed", PAGE],
	]),
	progress: "percent",
	poll: { ms: 2000, source: PAGE },
	usual: { ms: [20_000, 120_000], source: PAGE },
	failedIsFree: PAGE,
	describe: (call) => ({ action: call.action ?? "generate", parentId: null }),
	links,
};

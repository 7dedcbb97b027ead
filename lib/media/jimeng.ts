import { own } from "../json";
import { codeText, idText, text } from "./answer";
import type { Call, MediaSystem, Refusal } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/reference/status-codes";
const GUIDE = "https://docs.crazyrouter.com/en/video/jimeng";
const NATIVE = "https://www.volcengine.com/docs/85621";

/** `Action=CVSync2AsyncSubmitTask` and `…GetResult`: both are a POST, told apart by the query. */
const actionIs = (name: string) => (query: URLSearchParams) => query.get("Action") === name;

/**
 * In the native form a moderated or refused job has no word: its query is answered with a code of its own. 504xx and 505xx
 * are reviews of text, image, video and sound, 50215 a bad input; rate limits and internal errors say nothing of the job.
 */
function failed(call: Call): Refusal | null {
	const code = codeText(own(call.answer, "code"));
	if (code === null || !/^(?:504(?!29|30)\d\d|505(?!00|01)\d\d|50215)$/.test(code)) return null;
	return { code, message: text(own(call.answer, "message")) ?? "" };
}

export const jimeng: MediaSystem = {
	id: "jimeng",
	name: "Jimeng",
	source: GUIDE,
	markers: ["jimeng"],
	endpoints: [
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/jimeng\/submit\/(?<action>[a-z0-9_-]+)\/?$/ },
		{ kind: "poll", method: "GET", path: /^(?:\/[^/]+){0,2}\/jimeng\/fetch\/(?<id>[^/]+)\/?$/ },
		{
			kind: "submit",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/jimeng\/?$/,
			when: actionIs("CVSync2AsyncSubmitTask"),
		},
		{
			kind: "poll",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/jimeng\/?$/,
			when: actionIs("CVSync2AsyncGetResult"),
			ids: (call) => {
				const id = idText(own(call.request, "task_id"));
				return id === null ? [] : [id];
			},
		},
	],
	words: wordTable([
		["queued", "queued", PAGE],
		["running", "processing", PAGE],
		["succeeded", "succeeded", PAGE],
		["failed", "failed", PAGE],
		["queued", "in_queue", NATIVE],
		["running", "generating", NATIVE],
		["succeeded", "done", NATIVE],
		["expired", "not_found expired", NATIVE],
	]),
	progress: "percent",
	poll: { ms: 10_000, source: GUIDE },
	usual: { ms: [60_000, 300_000], source: "https://docs.crazyrouter.com/en/video/unified" },
	describe: (call) => ({
		action: call.action === "videos" ? "video" : call.action,
		parentId: null,
	}),
	failed,
};

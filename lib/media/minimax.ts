import { own } from "../json";
import { queryOf } from "./address";
import { codeText, idText, polledJob } from "./answer";
import type { MediaSystem } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/video/minimax";
const NATIVE = "https://platform.minimaxi.com/document/video_generation";

export const minimax: MediaSystem = {
	id: "minimax",
	name: "MiniMax",
	source: PAGE,
	markers: ["minimax"],
	endpoints: [
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/minimax\/v1\/video_generation\/?$/ },
		{
			kind: "poll",
			method: "GET",
			path: /^(?:\/[^/]+){0,2}\/minimax\/v1\/query\/video_generation\/?$/,
			ids: (call) => {
				const id = idText(queryOf(call.address).get("task_id"));
				return id === null ? [] : [id];
			},
		},
	],
	words: wordTable([
		["queued", "Queueing", PAGE],
		["running", "Processing", PAGE],
		["succeeded", "Success", PAGE],
		["failed", "Fail", PAGE],
		["queued", "Preparing", NATIVE],
	]),
	progress: "percent",
	poll: { ms: 10_000, source: "https://docs.crazyrouter.com/en/video/unified" },
	usual: { ms: [60_000, 300_000], source: "https://docs.crazyrouter.com/en/video/unified" },
	// `base_resp` with another code reports a failed query; a failed job has both the word and a code.
	job: (call) => {
		const job = polledJob(call.answer);
		const code = codeText(own(own(call.answer, "base_resp"), "status_code"));
		return job !== null && (code === null || code === "0" || own(job, "status") === "Fail") ? job : null;
	},
};

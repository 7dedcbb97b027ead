import type { MediaSystem } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/reference/status-codes";
const GUIDE = "https://docs.crazyrouter.com/en/video/luma";

export const luma: MediaSystem = {
	id: "luma",
	name: "Luma",
	source: GUIDE,
	markers: ["luma"],
	endpoints: [
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/luma\/generations\/?$/ },
		{
			kind: "submit",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/luma\/generations\/(?<parent>[^/]+)\/(?<action>extend)\/?$/,
		},
		{ kind: "poll", method: "GET", path: /^(?:\/[^/]+){0,2}\/luma\/generations\/(?<id>[^/]+)\/?$/ },
	],
	// The status page and the Luma page of one router disagree (pending/processing, queued/dreaming): both are accepted.
	words: wordTable([
		["queued", "pending", PAGE],
		["running", "processing", PAGE],
		["succeeded", "completed", PAGE],
		["failed", "failed", PAGE],
		["queued", "queued", GUIDE],
		["running", "dreaming", GUIDE],
	]),
	progress: "percent",
	poll: { ms: 10_000, source: "https://docs.crazyrouter.com/en/video/unified" },
	usual: { ms: [60_000, 300_000], source: "https://docs.crazyrouter.com/en/video/unified" },
	describe: (call) => ({ action: call.action ?? "generate", parentId: call.parent }),
};

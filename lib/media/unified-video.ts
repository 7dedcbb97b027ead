import { queryOf } from "./address";
import { idText } from "./answer";
import type { MediaSystem } from "./system";
import { videoWords } from "./video-words";

const PAGE = "https://docs.crazyrouter.com/en/video/unified";

export const unifiedVideo: MediaSystem = {
	id: "unified-video",
	name: "Unified video",
	source: PAGE,
	markers: ["v1/video"],
	endpoints: [
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/v1\/video\/create\/?$/ },
		{
			kind: "poll",
			method: "GET",
			path: /^(?:\/[^/]+){0,2}\/v1\/video\/query\/?$/,
			ids: (call) => {
				const query = queryOf(call.address);
				const id = idText(query.get("id") ?? query.get("task_id"));
				return id === null ? [] : [id];
			},
		},
	],
	words: videoWords([
		["running", "processing", PAGE],
		["succeeded", "completed", PAGE],
		["failed", "failed", PAGE],
	]),
	progress: "percent",
	poll: { ms: 10_000, source: PAGE },
	usual: { ms: [60_000, 300_000], source: PAGE },
};

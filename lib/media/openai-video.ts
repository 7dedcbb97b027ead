import type { MediaSystem } from "./system";
import { videoWords } from "./video-words";

const PAGE = "https://docs.crazyrouter.com/en/video/openai-video";

export const openaiVideo: MediaSystem = {
	id: "openai-video",
	name: "OpenAI videos",
	source: PAGE,
	markers: ["v1/videos"],
	endpoints: [
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/v1\/videos\/?$/ },
		{
			kind: "submit",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/v1\/videos\/(?<parent>[^/]+)\/(?<action>remix)\/?$/,
		},
		{ kind: "content", method: "GET", path: /^(?:\/[^/]+){0,2}\/v1\/videos\/(?<id>[^/]+)\/content\/?$/ },
		{ kind: "poll", method: "GET", path: /^(?:\/[^/]+){0,2}\/v1\/videos\/(?<id>[^/]+)\/?$/ },
	],
	words: videoWords([
		["running", "processing", PAGE],
		["succeeded", "SUCCESS", PAGE],
		["failed", "failed", PAGE],
	]),
	progress: "percent",
	poll: { ms: 10_000, source: "https://docs.crazyrouter.com/en/video/unified" },
	usual: { ms: [60_000, 300_000], source: "https://docs.crazyrouter.com/en/video/unified" },
	describe: (call) => ({ action: call.action ?? "generate", parentId: call.parent }),
};

import type { MediaSystem } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/video/alibailian";
const NATIVE = "https://help.aliyun.com/zh/model-studio/text-to-video-api-reference";

export const alibailian: MediaSystem = {
	id: "alibailian",
	name: "Ali Bailian",
	source: PAGE,
	markers: ["alibailian"],
	endpoints: [
		{
			kind: "submit",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/alibailian\/api\/v1\/services\/[^?]{1,200}$/,
		},
		{ kind: "poll", method: "GET", path: /^(?:\/[^/]+){0,2}\/alibailian\/api\/v1\/tasks\/(?<id>[^/]+)\/?$/ },
	],
	words: wordTable([
		["queued", "PENDING", PAGE],
		["succeeded", "SUCCEEDED", PAGE],
		["running", "RUNNING", NATIVE],
		["failed", "FAILED", NATIVE],
		["canceled", "CANCELED CANCELLED", NATIVE],
		// Here it is what an id older than a day, or of another account, is answered with: nothing more will come.
		["expired", "UNKNOWN", NATIVE],
	]),
	progress: "percent",
	poll: { ms: 10_000, source: "https://docs.crazyrouter.com/en/video/unified" },
	usual: { ms: [60_000, 300_000], source: "https://docs.crazyrouter.com/en/video/unified" },
};

import type { MediaSystem } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/video/seedance";
const NATIVE = "https://www.volcengine.com/docs/82379/1521309";

export const seedance: MediaSystem = {
	id: "seedance",
	name: "Seedance",
	source: PAGE,
	markers: ["volc"],
	endpoints: [
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/volc\/v1\/contents\/generations\/tasks\/?$/ },
		{
			kind: "poll",
			method: "GET",
			path: /^(?:\/[^/]+){0,2}\/volc\/v1\/contents\/generations\/tasks\/(?<id>[^/]+)\/?$/,
		},
	],
	words: wordTable([
		["queued", "NOT_START SUBMITTED", PAGE],
		["running", "IN_PROGRESS PROCESSING", PAGE],
		["succeeded", "SUCCESS", PAGE],
		["failed", "FAILURE FAILED", PAGE],
		["queued", "queued", NATIVE],
		["running", "running", NATIVE],
		["succeeded", "succeeded", NATIVE],
		["canceled", "cancelled canceled", NATIVE],
		["expired", "expired", NATIVE],
	]),
	progress: "percent",
	poll: { ms: 10_000, source: "https://docs.crazyrouter.com/en/video/unified" },
	usual: { ms: [60_000, 300_000], source: "https://docs.crazyrouter.com/en/video/unified" },
};

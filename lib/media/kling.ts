import type { MediaSystem } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/reference/status-codes";
const QUERY = "https://docs.crazyrouter.com/en/video/kling/query";
const NATIVE = "https://app.klingai.com/global/dev/document-api/apiReference/model/textToVideo";

export const kling: MediaSystem = {
	id: "kling",
	name: "Kling",
	source: QUERY,
	markers: ["kling"],
	endpoints: [
		{
			kind: "submit",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/kling\/v1\/(?:videos|images)\/(?<action>[a-z0-9-]+)\/?$/,
		},
		{
			kind: "poll",
			method: "GET",
			path: /^(?:\/[^/]+){0,2}\/kling\/v1\/(?:videos|images)\/(?<action>[a-z0-9-]+)\/(?<id>[^/]+)\/?$/,
		},
	],
	words: wordTable([
		["queued", "queued", PAGE],
		["running", "processing", PAGE],
		["succeeded", "succeeded", PAGE],
		["failed", "failed", PAGE],
		["succeeded", "SUCCESS", QUERY],
		["queued", "submitted", NATIVE],
		["succeeded", "succeed", NATIVE],
	]),
	progress: "percent",
	poll: { ms: 10_000, source: QUERY },
	usual: { ms: [60_000, 300_000], source: "https://docs.crazyrouter.com/en/video/unified" },
};

import type { MediaSystem } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/reference/status-codes";
const NATIVE = "https://docs.dev.runwayml.com/api";

export const runway: MediaSystem = {
	id: "runway",
	name: "Runway",
	source: "https://docs.crazyrouter.com/en/video/runway",
	markers: ["runwayml"],
	endpoints: [
		{
			kind: "submit",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/runwayml\/v1\/(?<action>(?!tasks(?:\/|$))[a-z_]+)\/?$/,
		},
		{ kind: "poll", method: "GET", path: /^(?:\/[^/]+){0,2}\/runwayml\/v1\/tasks\/(?<id>[^/]+)\/?$/ },
	],
	words: wordTable([
		["queued", "PENDING", PAGE],
		["running", "RUNNING", PAGE],
		["succeeded", "SUCCEEDED", PAGE],
		["failed", "FAILED", PAGE],
		// Waiting for a concurrency slot: not an error.
		["queued", "THROTTLED", NATIVE],
		["running", "PROCESSING", NATIVE],
		["canceled", "CANCELLED CANCELED", NATIVE],
	]),
	progress: "fraction",
	poll: { ms: 5000, source: NATIVE },
	usual: { ms: [60_000, 300_000], source: "https://docs.crazyrouter.com/en/video/unified" },
};

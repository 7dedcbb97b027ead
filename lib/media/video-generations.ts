import { own } from "../json";
import { idText } from "./answer";
import { modelName } from "./request";
import type { Call, Description, MediaSystem } from "./system";
import { videoWords } from "./video-words";

const QUERY = "https://docs.crazyrouter.com/en/video/openai-video-alias-query";

/** Music travels on the video path too: `suno/extend` is told by its model. */
function describe(call: Call): Description {
	const model = modelName(call.request);
	const input = own(call.request, "input");
	const clip = idText(own(input, "audioId")) ?? idText(own(input, "continue_clip_id"));
	return { action: model?.startsWith("suno/") ? model.slice(5) : "generate", parentId: clip };
}

export const videoGenerations: MediaSystem = {
	id: "video-generations",
	name: "Video generations",
	source: QUERY,
	markers: ["v1/video"],
	endpoints: [
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/v1\/video\/generations\/?$/ },
		{ kind: "poll", method: "GET", path: /^(?:\/[^/]+){0,2}\/v1\/video\/generations\/(?<id>[^/]+)\/?$/ },
	],
	words: videoWords([
		["queued", "queued", QUERY],
		["running", "processing", QUERY],
		["succeeded", "SUCCESS succeeded", QUERY],
		["failed", "failed", QUERY],
	]),
	progress: "percent",
	poll: { ms: 10_000, source: "https://docs.crazyrouter.com/en/video/unified" },
	usual: { ms: [60_000, 300_000], source: "https://docs.crazyrouter.com/en/video/unified" },
	describe,
};

/**
 * Routers whose `POST /v1/video/generations` keeps the connection open until the video is there, up to 900 s: the request
 * itself is the job. The same path is asynchronous at CrazyRouter, so the router decides.
 * https://docs.rout.my/api/videos
 */
export const SYNCHRONOUS_VIDEO: ReadonlySet<string> = new Set(["rout.my", "api.rout.my"]);

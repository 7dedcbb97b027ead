import { isObject, own } from "../json";
import { accepted, codeText, idList, idText, NOTHING, polledJob, queryWorked, refused, text } from "./answer";
import type { Acceptance, Call, Description, MediaSystem } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/reference/status-codes";
const QUERY = "https://docs.crazyrouter.com/en/audio/suno/query";
/** The contract of the channels that speak `TEXT_SUCCESS`: neither it nor `FIRST_SUCCESS` is the end. */
const CHANNEL = "https://docs.sunoapi.org/suno-api/get-music-generation-details";

/** A task id comes as `result` (documented), or as the text of `data` (new-api hands the upstream's answer on). */
function accept(call: Call): Acceptance {
	const code = codeText(own(call.answer, "code"));
	if (!queryWorked(code))
		return refused(code, text(own(call.answer, "message")) ?? text(own(call.answer, "description")) ?? "");
	const id = idText(own(call.answer, "result")) ?? idText(own(call.answer, "data"));
	if (id === null) return isObject(call.answer) ? accepted(call.answer) : NOTHING;
	return { ...NOTHING, ids: [id], phase: "queued" };
}

function describe(call: Call): Description {
	const clip =
		idText(own(call.request, "continue_clip_id")) ??
		idText(own(call.request, "clip_id")) ??
		idText(own(call.request, "audioId"));
	const path = call.action;
	return {
		action: path === "music" && own(call.request, "continue_clip_id") !== undefined ? "extend" : path,
		parentId: clip ?? idText(own(call.request, "task_id")),
	};
}

export const suno: MediaSystem = {
	id: "suno",
	name: "Suno",
	source: QUERY,
	markers: ["suno"],
	endpoints: [
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/suno\/submit\/(?<action>[a-z-]+)\/?$/ },
		{ kind: "poll", method: "GET", path: /^(?:\/[^/]+){0,2}\/suno\/fetch\/(?<id>[^/]+)\/?$/ },
		{
			kind: "batch",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/suno\/fetch\/?$/,
			ids: (call) => idList(own(call.request, "ids")),
		},
	],
	words: wordTable([
		["queued", "submitted", PAGE],
		["running", "processing", PAGE],
		["succeeded", "complete", PAGE],
		["failed", "error", PAGE],
		["queued", "queued", QUERY],
		["running", "streaming", QUERY],
		["queued", "PENDING", CHANNEL],
		["running", "TEXT_SUCCESS FIRST_SUCCESS", CHANNEL],
		[
			"failed",
			"CREATE_TASK_FAILED GENERATE_AUDIO_FAILED GENERATE_LYRICS_FAILED CALLBACK_EXCEPTION SENSITIVE_WORD_ERROR",
			CHANNEL,
		],
	]),
	progress: "percent",
	previews: true,
	poll: { ms: 10_000, source: QUERY },
	usual: { ms: [60_000, 180_000], source: QUERY },
	describe,
	accept,
	job: (call) => polledJob(call.answer),
};

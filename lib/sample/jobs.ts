import { type Line, SAMPLE_START } from "./line";

const call = (
	at: number,
	method: string,
	url: string,
	send: unknown,
	answer: unknown,
	more: Partial<Line> = {},
): Line => ({
	at,
	ms: 180,
	method,
	url,
	...(send === null ? {} : { send }),
	status: 200,
	answer,
	...more,
});
const get = (at: number, url: string, answer: unknown, more: Partial<Line> = {}) =>
	call(at, "GET", url, null, answer, more);
const ms = (at: number) => SAMPLE_START + at * 1000;

const IMAGE = "17201234567890123";
const UPSCALED = "17201234567890187";
const midjourney = (at: number, id: string, status: string, progress: string, more: object = {}) =>
	// The id as Midjourney proxies send it: a bare number too long for JSON.parse.
	get(
		at,
		`/mj/task/${id}/fetch`,
		JSON.stringify({
			id: 0,
			action: id === IMAGE ? "IMAGINE" : "UPSCALE",
			status,
			progress,
			prompt: "a lighthouse in fog --ar 16:9",
			submitTime: ms(id === IMAGE ? 100 : 152),
			...more,
		}).replace('"id":0', `"id":${id}`),
	);
const SEEN = { startTime: ms(108) };

const MIDJOURNEY: readonly Line[] = [
	call(
		100,
		"POST",
		"/mj/submit/imagine",
		{ botType: "MID_JOURNEY", prompt: "a lighthouse in fog --ar 16:9" },
		`{"code":1,"description":"排队中，前面还有2个任务","result":${IMAGE},"properties":{"numberOfQueues":2}}`,
	),
	midjourney(104, IMAGE, "SUBMITTED", "0%"),
	midjourney(108.5, IMAGE, "IN_PROGRESS", "12%", SEEN),
	midjourney(113, IMAGE, "IN_PROGRESS", "38%", {
		...SEEN,
		imageUrl: "https://cdn.discordapp.com/attachments/1/2/preview.webp",
	}),
	get(117.5, `/mj/task/${IMAGE}/fetch`, "<html><body>502 Bad Gateway</body></html>", {
		status: 502,
		type: "text/html",
	}),
	midjourney(122, IMAGE, "IN_PROGRESS", "71%", SEEN),
	midjourney(148, IMAGE, "SUCCESS", "100%", {
		...SEEN,
		finishTime: ms(146),
		imageUrl: "https://cdn.discordapp.com/attachments/1/2/lighthouse.png",
		buttons: [{ customId: "MJ::JOB::upsample::2::sample", label: "U2" }],
	}),
	call(
		152,
		"POST",
		"/mj/submit/action",
		{ taskId: IMAGE, customId: "MJ::JOB::upsample::2::sample" },
		`{"code":1,"description":"Submitted successfully","result":${UPSCALED}}`,
	),
	midjourney(156, UPSCALED, "IN_PROGRESS", "50%"),
	midjourney(161, UPSCALED, "SUCCESS", "100%", {
		finishTime: ms(160),
		imageUrl: "https://cdn.discordapp.com/attachments/1/2/lighthouse-2.png",
	}),
	call(
		164,
		"POST",
		"/mj/submit/imagine",
		{ prompt: "something the filter knows" },
		{
			code: 24,
			description: "可能包含敏感词",
			properties: { promptEn: "something the filter knows", bannedWord: "something" },
		},
	),
	call(
		166,
		"POST",
		"/mj/submit/imagine",
		{ prompt: "a harbour at night" },
		{ code: 23, description: "队列已满，请稍后尝试", result: "17201234567890201", properties: {} },
	),
];

const kling = (at: number, id: string, status: string, more: object = {}) =>
	get(at, `/kling/v1/videos/text2video/${id}`, {
		code: "success",
		message: "",
		data: { error: null, format: "mp4", status, task_id: id, ...more },
	});
const WAVES = { model_name: "kling-v2-5-turbo", prompt: "waves against a pier, slow motion", duration: "5" };

/** The same video twice: the second submit came while the first was running. */
const KLING: readonly Line[] = [
	call(105, "POST", "/kling/v1/videos/text2video", WAVES, {
		code: "success",
		message: "",
		data: { id: "866168216002236456", task_id: "866168216002236456", status: "queued" },
	}),
	kling(115, "866168216002236456", "queued"),
	kling(126, "866168216002236456", "processing"),
	call(130, "POST", "/kling/v1/videos/text2video", WAVES, {
		code: "success",
		message: "",
		data: { id: "866168216002236511", task_id: "866168216002236511", status: "queued" },
	}),
	kling(136, "866168216002236456", "processing"),
	kling(158, "866168216002236511", "processing"),
	kling(206, "866168216002236456", "SUCCESS", {
		result_url: "https://media.crazyrouter.com/task-artifacts/sample/waves.mp4",
		artifact_url: "https://media.crazyrouter.com/task-artifacts/sample/waves.mp4",
	}),
	kling(216, "866168216002236511", "SUCCESS", {
		result_url: "https://media.crazyrouter.com/task-artifacts/sample/waves-2.mp4",
	}),
];

const SONGS = ["736a6f88-bd29-4b1e-b110-000000000001", "736a6f88-bd29-4b1e-b110-000000000002"] as const;
const clips = (song: string) =>
	[1, 2].map((n) => ({
		id: `clip-${song.slice(-1)}${n}`,
		title: "Harbour",
		audio_url: `https://suno-audio.example/${song.slice(-1)}${n}.mp3`,
		status: "complete",
	}));
const batch = (at: number, first: object, second: object) =>
	call(
		at,
		"POST",
		"/suno/fetch",
		{ ids: SONGS, action: "MUSIC" },
		{
			code: "success",
			message: "",
			data: [
				{ task_id: SONGS[0], action: "MUSIC", ...first },
				{ task_id: SONGS[1], action: "MUSIC", ...second },
			],
		},
	);

const SUNO: readonly Line[] = [
	call(
		110,
		"POST",
		"/suno/submit/music",
		{ gpt_description_prompt: "a shanty about a lighthouse", mv: "chirp-v4" },
		{ code: "success", message: "", data: SONGS[0] },
	),
	call(
		111,
		"POST",
		"/suno/submit/music",
		{ gpt_description_prompt: "a ballad in the style of a famous singer", mv: "chirp-v4" },
		{ code: "success", message: "", data: SONGS[1] },
	),
	batch(
		121,
		{ status: "IN_PROGRESS", progress: "30%", data: [] },
		{ status: "SUBMITTED", progress: "10%", data: [] },
	),
	batch(
		132,
		{ status: "IN_PROGRESS", progress: "30%", data: [] },
		{
			status: "FAILURE",
			progress: "100%",
			fail_reason: "moderation_failure: Tags contained artist name",
			data: null,
		},
	),
	batch(
		195,
		{ status: "SUCCESS", progress: "100%", data: clips(SONGS[0]) },
		{
			status: "FAILURE",
			progress: "100%",
			fail_reason: "moderation_failure: Tags contained artist name",
			data: null,
		},
	),
];

const ROUT_MY_VIDEO = "https://api.rout.my/v1/video/generations";
const CUBE = { model: "provider/video-model", prompt: "a glass cube on a white table", duration: 5 };

const OTHERS: readonly Line[] = [
	call(
		118,
		"POST",
		"/luma/generations",
		{ user_prompt: "a storm, drone shot", model_name: "ray-v2" },
		{ id: "luma_gen_sample", state: "queued", created_at: new Date(ms(118)).toISOString() },
	),
	get(128, "/luma/generations/luma_gen_sample", {
		id: "luma_gen_sample",
		state: "dreaming",
		created_at: new Date(ms(118)).toISOString(),
		video: null,
	}),
	get(140, "/luma/generations/luma_gen_sample", {
		id: "luma_gen_sample",
		state: "failed",
		failure_reason: "400: Content moderated by the provider's safety system",
		created_at: new Date(ms(118)).toISOString(),
		video: null,
	}),
	call(
		120,
		"POST",
		"/runwayml/v1/image_to_video",
		{
			model: "gen3a_turbo",
			promptText: "the camera pans slowly",
			promptImage: "https://studio.example/pier.jpg",
		},
		{ id: "3d957031-9a2a-45e2-9dc7-000000000042" },
	),
	get(127, "/runwayml/v1/tasks/3d957031-9a2a-45e2-9dc7-000000000042", {
		id: "3d957031-9a2a-45e2-9dc7-000000000042",
		status: "THROTTLED",
	}),
	get(138, "/runwayml/v1/tasks/3d957031-9a2a-45e2-9dc7-000000000042", {
		id: "3d957031-9a2a-45e2-9dc7-000000000042",
		status: "RUNNING",
		progress: 0.42,
	}),
	get(171, "/runwayml/v1/tasks/3d957031-9a2a-45e2-9dc7-000000000042", {
		id: "3d957031-9a2a-45e2-9dc7-000000000042",
		status: "SUCCEEDED",
		output: ["https://runway-output.example/pier.mp4"],
	}),
	// The page stops asking after the third poll: the job is left alone.
	call(
		123,
		"POST",
		"/jimeng/submit/videos",
		{ model: "jimeng-video-3.0", prompt: "a cat on a windowsill", duration: 5 },
		'{"id":2526913314163451526,"task_id":2526913314163451526,"object":"video","model":"jimeng-video-3.0","status":"","progress":0}',
	),
	get(133, "/jimeng/fetch/2526913314163451526", {
		code: "success",
		message: "",
		data: { error: null, status: "queued", task_id: "2526913314163451526", url: "" },
	}),
	get(143, "/jimeng/fetch/2526913314163451526", {
		code: "success",
		message: "",
		data: { error: null, status: "processing", task_id: "2526913314163451526", url: "" },
	}),
	// The client's clock ran out after 30 s; the same video was then asked for again.
	call(94.5, "POST", ROUT_MY_VIDEO, CUBE, undefined, { ms: 30_020, status: 0, error: "net::ERR_ABORTED" }),
	call(
		125,
		"POST",
		ROUT_MY_VIDEO,
		CUBE,
		{ created: 1773480725, data: [{ url: "https://video-files.example/cube.mp4" }] },
		{ ms: 187_000 },
	),
];

/** Media jobs of seven systems: a chain, a batch, a double submit, failures, one left alone, one that is a single long request. */
export const JOBS: readonly Line[] = [...MIDJOURNEY, ...KLING, ...SUNO, ...OTHERS];

import { digits } from "./book.mjs";

/** rout.my makes videos in one long request: no task, the connection stays open until the video is there. */

/** @type {import("./list.mjs").System} */
export const routMyVideo = {
	id: "rout-my-video",
	outcomes: ["success", "failure", "moderation"],
	routes: [["POST", /^\/v1\/video\/generations$/, generate]],
};

const ENDINGS = {
	failure: [
		502,
		{ message: "No provider could make this video", type: "upstream_error", code: "Bad Gateway" },
		60_000,
	],
	moderation: [
		400,
		{ message: "The prompt was blocked by policy", type: "invalid_request_error", code: "Bad Request" },
		4_000,
	],
};

/** @type {import("./list.mjs").Handler} */
async function generate(call) {
	const outcome = call.demoCase ?? "success";
	if (Object.hasOwn(ENDINGS, outcome)) {
		const [status, error, ms] = /** @type {[number, object, number]} */ (
			ENDINGS[/** @type {"failure"} */ (outcome)]
		);
		await call.wait(ms);
		return call.sendJson(status, { error: { ...error, error_id: `err_demo_${digits(18)}` } });
	}
	await call.wait(90_000);
	call.sendJson(200, {
		created: Math.floor(Date.now() / 1000),
		data: [{ url: `https://api.rout.my/files/demo/${digits(16)}.mp4` }],
	});
}

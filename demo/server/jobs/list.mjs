import { jimeng, kling } from "./kling.mjs";
import { luma, runway } from "./luma.mjs";
import { midjourney } from "./midjourney.mjs";
import { routMyVideo } from "./rout-my-video.mjs";
import { suno } from "./suno.mjs";
import { VIDEO_SYSTEMS } from "./video.mjs";

/**
 * @typedef {(call: import("../call.mjs").Call, groups: (string | undefined)[]) => void | Promise<void>} Handler
 * @typedef {object} System
 * @property {string} id
 * @property {readonly string[]} outcomes what a submit can be told to become, as demo case
 * @property {readonly (readonly [string, RegExp, Handler])[]} routes method, path, handler of the path's groups
 */

/** @type {Record<import("../call.mjs").RouterName, readonly System[]>} */
export const SYSTEMS = {
	crazyrouter: [midjourney, kling, jimeng, luma, suno, runway, ...VIDEO_SYSTEMS],
	"rout.my": [routMyVideo],
};

/**
 * The handler of a media endpoint, or null when this is none or when the demo case asks for something else than an outcome.
 * @param {import("../call.mjs").Call} call
 * @returns {(() => void | Promise<void>) | null}
 */
export function jobHandlerFor(call) {
	for (const system of SYSTEMS[call.router])
		for (const [method, path, handler] of system.routes) {
			const match = method === call.method ? path.exec(call.path) : null;
			if (match === null) continue;
			if (call.caseIsMeant && call.demoCase !== null && !system.outcomes.includes(call.demoCase)) return null;
			return () => handler(call, match.slice(1));
		}
	return null;
}

import type { Exchange } from "./exchange";

/** Paths on which a POST starts a media job that costs money, on any router of the kind. */
const SUBMIT =
	/^\/(?:[\w-]{1,40}\/)?mj\/(?:submit|insight-face)\/|\/suno\/submit\/|\/kling\/v1\/(?:videos|images)\/[\w-]{1,60}\/?$|\/jimeng\/(?:submit\/|$|\?)|\/luma\/generations(?:\/[\w-]{1,80}\/extend)?\/?$|\/runwayml\/v1\/(?:image|text|video)_to_video|\/v1\/videos?(?:\/(?:create|generations|[\w-]{1,120}\/remix))?\/?$|\/volc\/v1\/contents\/generations\/tasks\/?$|\/minimax\/v1\/(?:video_generation|music_generation)|\/alibailian\/.{0,80}synthesis|\/v1\/images\/(?:generations|edits)|\/sora\//;
const NO_JOB = /\/(?:upload-discord-images|fetch|list-by-condition)(?:\/|$)|Action=CVSync2AsyncGetResult/;

/** Does this request start a job that may be charged even when its answer is lost? */
export function isPaidSubmit(exchange: Exchange): boolean {
	if (exchange.method !== "POST" || exchange.url === null) return false;
	const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(exchange.url)?.[1] ?? "";
	const [pathname = "", query = ""] = path.split("?", 2);
	return SUBMIT.test(pathname) && !NO_JOB.test(pathname) && !NO_JOB.test(query);
}

/** A submit that ends so may have been accepted all the same: the answer was lost, not the job. */
export function maybeAccepted(status: number | null): boolean {
	return (
		status === 0 || status === 408 || status === 499 || (status !== null && status >= 500 && status !== 501)
	);
}

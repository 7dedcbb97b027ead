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

/**
 * Net errors (Chromium's `net_error_list.h`) that can come after the request was sent: aborted, timed out, broken off. A
 * refused connection, an unknown host, a bad certificate or a blocked request cannot.
 */
const AFTER_SENDING =
	/^net::ERR_(?:ABORTED|TIMED_OUT|CONNECTION_(?:RESET|CLOSED|ABORTED)|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|NETWORK_(?:CHANGED|IO_SUSPENDED)|HTTP2_\w{1,60}|QUIC_PROTOCOL_ERROR|INVALID_HTTP_RESPONSE|INCOMPLETE_\w{1,40}|INVALID_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH|RESPONSE_HEADERS_\w{1,40})$/;

/**
 * Was the request sent, and its answer lost on the way? Firefox tells no reason, but forgets the body of what it could not
 * send (measured on 153).
 */
export function isAnswerLost({ status, error, requestBody, responseBody }: Exchange): boolean {
	if (responseBody.text !== "" || responseBody.state === "pending") return false;
	const isOk = status !== null && status >= 200 && status < 300;
	if (status !== 0 && !isOk) return false;
	if (error !== null) return AFTER_SENDING.test(error);
	return status === 0 && requestBody.text !== "";
}

/** A submit that ends so may have been accepted all the same: the answer was lost, not the job. */
export function maybeAccepted(status: number | null): boolean {
	return (
		status === 0 || status === 408 || status === 499 || (status !== null && status >= 500 && status !== 501)
	);
}

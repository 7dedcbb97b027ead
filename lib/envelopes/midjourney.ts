import { own } from "../json";
import { type ApiError, apiError, type Given, splitRequestId, wordOf } from "./api-error";

/** Submitted, already exists, queued: the job is accepted (midjourney-proxy ReturnCode.java). */
const ACCEPTED = new Set(["1", "21", "22"]);

/**
 * Midjourney proxies: `{"code":24,"description":"…","result":null,"properties":{}}` at HTTP 200, and the gateway's
 * `{"description","type":"upstream_error","code":4}` at HTTP 400.
 * https://github.com/novicezk/midjourney-proxy/blob/main/docs/api.md
 */
export function readMidjourney(json: unknown, given: Given): ApiError | null {
	const code = wordOf(own(json, "code"));
	const description = wordOf(own(json, "description"));
	if (code === null || description === null || !/^\d{1,4}$/.test(code)) return null;
	if (ACCEPTED.has(code) && (given.ok || given.status === null)) return null;
	const split = splitRequestId(description);
	return apiError({
		envelope: "midjourney",
		code,
		type: wordOf(own(json, "type")),
		message: split.message,
		requestId: split.requestId,
		paths: { code: "code", type: "type", message: "description" },
		inner: [{ value: description, path: "description" }],
		systems: ["midjourney"],
	});
}

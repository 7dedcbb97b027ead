import { isObject, own } from "../json";
import { type ApiError, firstField, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** RFC 9457 problem details: `type` is a URI, `title` the kind, `detail` this occurrence. Cloudflare sends it, too. */
export function readProblemDetails(json: unknown): ApiError | null {
	if (!isObject(json)) return null;
	const title = wordOf(own(json, "title"));
	const detail = wordOf(own(json, "detail"));
	const type = wordOf(own(json, "type"));
	if (title === null || (detail === null && !isUri(type) && own(json, "status") === undefined)) return null;
	const cloudflare = own(json, "cloudflare_error") === true || /\.cloudflare\.com\//.test(type ?? "");
	const read = readErrorObject(json, "", cloudflare ? "cloudflare-json" : "problem-details");
	if (!read) return null;
	return {
		...read,
		code: firstField(json, ["error_code", "code"])?.text ?? null,
		type: isUri(type) ? (type?.split(/[/#:]/).pop() ?? null) : type,
		message: detail === null ? title : `${title}: ${detail}`,
		paths: { ...read.paths, message: detail === null ? "title" : "detail" },
		requestId: firstField(json, ["request_id", "ray_id", "traceId"])?.text ?? read.requestId,
	};
}

function isUri(type: string | null): boolean {
	return type !== null && (/^[a-z][a-z0-9+.-]*:/i.test(type) || type.startsWith("/"));
}

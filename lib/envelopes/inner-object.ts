import { isObject, type JsonObject, own } from "../json";
import { type ApiError, type Given, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** At most this many fields are looked into. */
const MOST_FIELDS = 30;
/** Codes that say "all is well" one level down. */
const FINE = new Set(["0", "200", "ok", "success", "succeed"]);

/**
 * An error one level down, in a field whose name says nothing of it: Tencent Cloud's `{"Response":{"Error":{"Code","Message"}}}`
 * (at HTTP 200, too), iFlytek's `{"header":{"code":11200,"message"}}`, `{"result":{"error":{…}}}` of anybody's at an error status.
 * https://cloud.tencent.com/document/api/1729/101843 · https://www.xfyun.cn/doc/spark/Web.html
 */
export function readInnerObject(json: unknown, given: Given): ApiError | null {
	if (!isObject(json)) return null;
	const names = given.ok ? ["Response", "header"] : Object.keys(json).slice(0, MOST_FIELDS);
	for (const name of names) {
		const value = own(json, name);
		const read = isObject(value) ? readInner(value, name) : null;
		if (read) return read;
	}
	return null;
}

/** Fields whose whole object is the error: Apigee's `fault`, `err`. */
const NAMED = /^(?:fault|err|failure|exception)$/i;

function readInner(value: JsonObject, at: string): ApiError | null {
	if (NAMED.test(at)) return readErrorObject(value, at, "inner-object");
	for (const name of ["Error", "error"]) {
		const error = own(value, name);
		const read = isObject(error) ? readErrorObject(error, `${at}.${name}`, "inner-object") : null;
		if (read)
			return { ...read, requestId: wordOf(own(value, "RequestId")) ?? wordOf(own(value, "request_id")) };
	}
	const code = wordOf(own(value, "code"));
	if (code === null || FINE.has(code.toLowerCase()) || wordOf(own(value, "message")) === null) return null;
	return readErrorObject(value, at, "inner-object");
}

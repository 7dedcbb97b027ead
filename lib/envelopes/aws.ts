import { isObject, own } from "../json";
import { type ApiError, errorStatusOf, firstField, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** AWS SDK and Lambda: `{"errorType":"ValidationException","errorMessage","$metadata":{"httpStatusCode"}}`, `{"__type","message"}`. */
export function readAws(json: unknown): ApiError | null {
	if (!isObject(json)) return null;
	const type = firstField(json, ["__type", "errorType", "name"]);
	const metadata = own(json, "$metadata");
	if (!type || !/(?:Exception|Error|Fault)$/.test(type.text)) return null;
	const read = readErrorObject(json, "", "aws");
	if (!read) return null;
	return {
		...read,
		type: type.text.split("#").pop() ?? type.text,
		paths: { ...read.paths, type: type.name },
		status: read.status ?? errorStatusOf(own(metadata, "httpStatusCode")),
		requestId: read.requestId ?? wordOf(own(metadata, "requestId")),
	};
}

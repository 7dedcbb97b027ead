import { isObject, own } from "../json";
import { type ApiError, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** Volcengine's open API: `{"ResponseMetadata":{"RequestId","Error":{"Code","Message"}}}`. https://www.volcengine.com/docs/6369/68677 */
export function readVolcengine(json: unknown): ApiError | null {
	const metadata = own(json, "ResponseMetadata");
	const error = own(metadata, "Error");
	if (!isObject(error)) return null;
	const read = readErrorObject(error, "ResponseMetadata.Error", "volcengine");
	return read && { ...read, requestId: wordOf(own(metadata, "RequestId")) ?? read.requestId };
}

import { isObject, own } from "../json";
import { type ApiError, apiError, type Given, textOf, wordOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** FastAPI: `{"detail":"…"}`, `{"detail":{…}}` or a list of validation errors `{"detail":[{"loc","msg","type"}]}`. */
export function readFastapi(json: unknown, given: Given): ApiError | null {
	const detail = own(json, "detail");
	if (given.ok || own(json, "title") !== undefined) return null;
	if (isObject(detail)) return readErrorObject(detail, "detail", "fastapi");
	if (Array.isArray(detail)) {
		const first = detail.find(isObject);
		if (!first) return null;
		const place = own(first, "loc");
		const where = Array.isArray(place) ? place.map((part) => textOf(part) ?? "").join(".") : "";
		const message = `${where}${where === "" ? "" : ": "}${wordOf(own(first, "msg")) ?? ""}`;
		return apiError({
			envelope: "fastapi",
			code: "validation_error",
			type: wordOf(own(first, "type")),
			param: where,
			message,
			paths: { message: "detail.0.msg" },
		});
	}
	const message = wordOf(detail);
	if (message === null) return null;
	return apiError({
		envelope: "fastapi",
		message,
		paths: { message: "detail" },
		inner: [{ value: message, path: "detail" }],
		code: wordOf(own(json, "code")),
	});
}

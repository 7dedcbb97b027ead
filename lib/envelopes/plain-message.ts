import { isObject, own } from "../json";
import { type ApiError, type Given, textOf } from "./api-error";
import { readErrorObject } from "./error-object";

/** The last resort for JSON of an answer that HTTP calls an error: any field that looks like a message or a code. */
export function readPlainMessage(json: unknown, given: Given): ApiError | null {
	if (typeof json === "string" && json.trim() !== "") {
		return readErrorObject({ message: json }, "", "text");
	}
	if (!isObject(json) || given.ok) return null;
	if (given.status === null && !given.nested && looksFine(json)) return null;
	const read = readErrorObject(json, "", "plain-message");
	if (
		!read ||
		(given.status === null && read.message === "" && read.code === null && read.inner.length === 0)
	)
		return null;
	return read;
}

/** A pasted body that says nothing of an error: a chat answer, a model list, a task, a success envelope. */
function looksFine(json: Readonly<Record<string, unknown>>): boolean {
	const object = own(json, "object");
	if (typeof object === "string" && object !== "error") return true;
	if (own(json, "success") === true || own(json, "ok") === true) return true;
	if (/^(?:fail|failed|failure|error|rejected)$/i.test(textOf(own(json, "result")) ?? "")) return false;
	for (const field of [
		"choices",
		"candidates",
		"data",
		"result",
		"output",
		"content",
		"task_id",
		"usage",
		"models",
	])
		if (own(json, field) !== undefined && own(json, field) !== null) return true;
	const code = own(json, "code");
	return code === 0 || code === 1 || code === 200 || code === "success" || code === 10000;
}

import { isObject, type JsonObject, own } from "../json";
import { codeText, queryWorked, text } from "./answer";
import { httpLink } from "./results";

export interface JobFailure {
	readonly message: string;
	readonly code: string | null;
}

const REASON_KEYS = [
	"fail_reason",
	"failReason",
	"FailReason",
	"failure_reason",
	"failure",
	"task_status_msg",
	"error_message",
	"errorMessage",
	"error_msg",
] as const;
const REASON_CODE_KEYS = ["failureCode", "failure_code", "error_code", "errorCode"] as const;

/** Why a failed job failed, in the provider's words and code. Only to be asked of a job whose word says failure. */
export function jobFailure(job: JsonObject, depth = 0): JobFailure {
	const error = own(job, "error");
	let message = "";
	let code: string | null = null;
	if (isObject(error)) {
		message = text(own(error, "message")) ?? "";
		code = codeText(own(error, "code")) ?? codeText(own(error, "type"));
	} else if (text(error) !== null && httpLink(error) === null) message = text(error) ?? "";
	for (const key of REASON_KEYS) {
		if (message !== "") break;
		const reason = own(job, key);
		if (httpLink(reason) === null) message = text(reason) ?? "";
	}
	for (const key of REASON_CODE_KEYS) code ??= codeText(own(job, key));
	const base = own(job, "base_resp");
	const baseCode = codeText(own(base, "status_code"));
	if (baseCode !== null && baseCode !== "0") {
		code ??= baseCode;
		if (message === "") message = text(own(base, "status_msg")) ?? "";
	}
	const said = text(own(job, "message"));
	if (message === "" && said !== null && !queryWorked(said) && said !== "SUCCEED") {
		message = said;
		code ??= codeText(own(job, "code"));
	}
	if (depth < 3 && message === "") {
		for (const key of ["data", "metadata"]) {
			const nested = own(job, key);
			for (const item of Array.isArray(nested) ? nested.slice(0, 4) : [nested]) {
				if (!isObject(item)) continue;
				const inner = jobFailure(item, depth + 1);
				if (inner.message !== "") return { message: inner.message, code: code ?? inner.code };
			}
		}
	}
	return { message, code };
}

/** Words that say more than "failed" are the failure's code where no other code is given. */
const PLAIN_FAILURE = /^(?:fail|failed|failure|error)$/i;

/** A failed job's reason; its own word is the code where that says more and no other code is given. */
export function failureOf(job: JsonObject, word: string | null): JobFailure {
	const failure = jobFailure(job);
	return failure.code === null && word !== null && !PLAIN_FAILURE.test(word)
		? { ...failure, code: word }
		: failure;
}

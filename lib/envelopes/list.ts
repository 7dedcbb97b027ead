import { isObject, own } from "../json";
import { readAnthropic } from "./anthropic";
import type { ApiError, Given } from "./api-error";
import { readAws } from "./aws";
import { readCodeMessage } from "./code-message";
import { readErrorList } from "./error-list";
import { readErrorString } from "./error-string";
import { readFastapi } from "./fastapi";
import { readFinishReason } from "./finish-reason";
import { readGoogle } from "./google";
import { readMidjourney } from "./midjourney";
import { readMinimax } from "./minimax";
import { readOpenai } from "./openai";
import { readPlainMessage } from "./plain-message";
import { readProblemDetails } from "./problem-details";
import { readProviderError } from "./provider-error";
import { readResponses } from "./responses";
import { readSuccessFalse } from "./success-false";
import { readTaskFailure } from "./task-failure";
import { readVolcengine } from "./volcengine";

/** Every reader, in order: the first that recognises the body speaks. Special shapes stand before general ones. */
const READERS: readonly ((json: unknown, given: Given) => ApiError | null)[] = [
	readMinimax,
	readVolcengine,
	readGoogle,
	readAnthropic,
	readResponses,
	readTaskFailure,
	readOpenai,
	readMidjourney,
	readProviderError,
	readAws,
	readProblemDetails,
	readErrorList,
	readErrorString,
	readFastapi,
	readCodeMessage,
	readSuccessFalse,
	readFinishReason,
	readPlainMessage,
];

/** Fields of which at least one stands in every body that the readers could call an error at HTTP 200. */
const SIGNS = new Set([
	"error",
	"errors",
	"code",
	"status",
	"state",
	"success",
	"ok",
	"data",
	"output",
	"task",
	"result",
	"base_resp",
	"ResponseMetadata",
	"promptFeedback",
	"choices",
	"candidates",
	"response",
	"ret",
	"errcode",
	"task_status",
	"error_code",
	"errorCode",
	"title",
	"name",
	"errorType",
	"__type",
]);

/** The error a JSON body carries, read by the first envelope that knows it; null when it carries none. */
export function readEnvelope(json: unknown, given: Given): ApiError | null {
	if (given.ok && isObject(json) && !mayCarryError(json)) return null;
	for (const read of READERS) {
		const error = read(json, given);
		if (error) return error;
	}
	if (Array.isArray(json) && json.length > 0 && json.length <= 20) {
		const first = json.find((item) => isObject(own(item, "error")));
		return first === undefined ? null : readOpenai(first, given);
	}
	return null;
}

function mayCarryError(json: Readonly<Record<string, unknown>>): boolean {
	for (const name in json) if (SIGNS.has(name)) return true;
	return false;
}

import { isObject, own } from "../json";
import { readAnthropic } from "./anthropic";
import type { ApiError, Given } from "./api-error";
import { readAws } from "./aws";
import { readCodeMessage } from "./code-message";
import { readErrorList } from "./error-list";
import { readErrorString } from "./error-string";
import { readFastapi } from "./fastapi";
import { readFinishReason } from "./finish-reason";
import { readGoogle, readGoogleOperation } from "./google";
import { readInnerObject } from "./inner-object";
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

/** A reader and the fields of which at least one must stand in an object it can read; "" = any object. */
interface Envelope {
	readonly read: (json: unknown, given: Given) => ApiError | null;
	readonly fields: readonly string[];
}

const STATES = ["status", "state", "task_status", "taskStatus", "Status", "data", "output", "task", "result"];
const CODES = ["code", "error_code", "errorCode", "errcode", "ret", "Code"];

/** Every reader, in order: the first that recognises the body speaks. Special shapes stand before general ones. */
const ENVELOPES: readonly Envelope[] = [
	{ read: readMinimax, fields: ["base_resp", "data"] },
	{ read: readVolcengine, fields: ["ResponseMetadata"] },
	{ read: readGoogle, fields: ["error"] },
	{ read: readAnthropic, fields: ["error"] },
	{ read: readResponses, fields: ["object", "response"] },
	{ read: readGoogleOperation, fields: ["response"] },
	{ read: readTaskFailure, fields: STATES },
	{ read: readOpenai, fields: ["error"] },
	{ read: readMidjourney, fields: ["description"] },
	{ read: readProviderError, fields: ["errorType"] },
	{ read: readAws, fields: ["__type", "errorType", "name"] },
	{ read: readProblemDetails, fields: ["title"] },
	{ read: readErrorList, fields: ["errors"] },
	{ read: readErrorString, fields: ["error", "errors"] },
	{ read: readFastapi, fields: ["detail"] },
	{ read: readCodeMessage, fields: CODES },
	{ read: readSuccessFalse, fields: ["success", "ok", "status"] },
	{ read: readFinishReason, fields: ["choices", "candidates", "promptFeedback"] },
	{ read: readInnerObject, fields: ["", "Response", "header"] },
	{ read: readPlainMessage, fields: [""] },
];

/** For every field the readers it may concern, as bits: a body is shown only to those. */
const CONCERNS: ReadonlyMap<string, number> = concerns();
const ANY = CONCERNS.get("") ?? 0;

/** The error a JSON body carries, read by the first envelope that knows it; null when it carries none. */
export function readEnvelope(json: unknown, given: Given): ApiError | null {
	let concerned = -1;
	if (isObject(json)) {
		concerned = given.ok ? 0 : ANY;
		for (const field in json) concerned |= CONCERNS.get(field) ?? 0;
		if (concerned === 0) return null;
	}
	for (const [place, { read }] of ENVELOPES.entries()) {
		const error = (concerned & (1 << place)) === 0 ? null : read(json, given);
		if (error) return error;
	}
	if (Array.isArray(json) && json.length > 0 && json.length <= 20) {
		const first = json.find((item) => own(item, "error"));
		return first === undefined ? null : (readOpenai(first, given) ?? readErrorString(first, given));
	}
	return null;
}

function concerns(): Map<string, number> {
	const bits = new Map<string, number>();
	for (const [place, { fields }] of ENVELOPES.entries())
		for (const field of fields) bits.set(field, (bits.get(field) ?? 0) | (1 << place));
	return bits;
}

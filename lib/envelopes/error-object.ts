import { isObject, type JsonObject, own } from "../json";
import {
	type ApiError,
	apiError,
	errorStatusOf,
	firstField,
	type Inner,
	splitRequestId,
	textOf,
	type Wait,
	wordOf,
} from "./api-error";
import { readDetails } from "./error-details";

const MESSAGE_FIELDS = [
	"message",
	"msg",
	"error_message",
	"errorMessage",
	"errmsg",
	"error_msg",
	"errorMsg",
	"detail",
	"description",
	"error_description",
	"title",
	"reason",
	"status_msg",
	"Message",
	"localized_message",
	"faultstring",
	"errorDescription",
	"text",
];
/** Fields of an error in which gateways put the upstream's own answer. */
const INNER_FIELDS = [
	"metadata",
	"details",
	"detail",
	"error",
	"cause",
	"innererror",
	"inner_error",
	"upstream",
	"upstream_error",
	"upstreamError",
	"raw",
	"body",
	"response",
	"data",
	"provider_specific_fields",
	"lastError",
	"errors",
	"param",
];

/** Joins a JSON path and a field. */
export function joinPath(at: string, field: string): string {
	return at === "" ? field : `${at}.${field}`;
}

/**
 * Reads the fields an error object has in nearly every API: code, type, param, message, ids, waits, and what may hold
 * another error. Null for an object with none of them.
 */
export function readErrorObject(object: JsonObject, at: string, envelope: string): ApiError | null {
	const code = firstField(object, [
		"code",
		"error_code",
		"errorCode",
		"err_code",
		"errcode",
		"errorcode",
		"Code",
		"ret",
	]);
	const type = firstField(object, ["type", "error_type", "errorType", "__type", "name", "kind"]);
	const said = firstField(object, MESSAGE_FIELDS);
	// Google's `Help` detail: `{"description":"Learn more about …","url":"https://…"}` describes a link, no error.
	const isLink = said?.name === "description" && /^https?:/.test(textOf(own(object, "url")) ?? "");
	const message = isLink ? null : said;
	const statusField = firstField(object, [
		"status",
		"status_code",
		"statusCode",
		"http_status",
		"httpStatus",
		"http_code",
		"upstream_status",
	]);
	const bodyMessage = own(object, "message");
	const inner: Inner[] = isObject(bodyMessage) ? [{ value: bodyMessage, path: joinPath(at, "message") }] : [];
	for (const field of INNER_FIELDS) {
		const value = own(object, field);
		if (isObject(value) || Array.isArray(value)) inner.push({ value, path: joinPath(at, field) });
		else if (typeof value === "string" && field !== "param" && value !== message?.text)
			inner.push({ value, path: joinPath(at, field) });
	}
	const paramStatus = errorStatusOf(own(object, "param"));
	const namedStatus = errorStatusOf(statusField?.text);
	if (!code && !type && !message && inner.length === 0 && namedStatus === null) return null;
	const codeStatus = errorStatusOf(code?.text);
	const split = splitRequestId(message?.text ?? "");
	const details = readDetails(object, at);
	const word = statusField && !/^\d+$/.test(statusField.text) ? statusField : null;
	if (message) inner.unshift({ value: message.text, path: joinPath(at, message.name) });
	if (paramStatus !== null) inner.push({ value: null, path: joinPath(at, "param"), status: paramStatus });
	return apiError({
		envelope,
		code: code && codeStatus === null ? code.text : null,
		type: type?.text ?? word?.text ?? null,
		param: paramStatus === null ? wordOf(own(object, "param")) : null,
		message: split.message,
		status: codeStatus ?? namedStatus,
		codes: word && type ? [...details.codes, word.text] : details.codes,
		paths: {
			...(code && codeStatus === null ? { code: joinPath(at, code.name) } : {}),
			...(type ? { type: joinPath(at, type.name) } : word ? { type: joinPath(at, word.name) } : {}),
			...(message ? { message: joinPath(at, message.name) } : {}),
			...(codeStatus !== null && code
				? { status: joinPath(at, code.name) }
				: statusField
					? { status: joinPath(at, statusField.name) }
					: {}),
		},
		requestId:
			firstField(object, ["request_id", "requestId", "RequestId", "req_id", "log_id", "logid"])?.text ??
			split.requestId,
		errorId: firstField(object, ["error_id", "errorId"])?.text ?? null,
		waits: [...waitsOf(object, at), ...details.waits],
		inner,
	});
}

/** Waits some APIs give as a plain field of the error. */
function waitsOf(object: JsonObject, at: string): Wait[] {
	const waits: Wait[] = [];
	const sources: [unknown, string][] = [
		[object, at],
		[own(object, "metadata"), joinPath(at, "metadata")],
	];
	for (const [holder, path] of sources) {
		for (const [field, unit] of [
			["retry_after_ms", 1],
			["retryAfterMs", 1],
			["retry_after_seconds", 1000],
			["retry_after", 1000],
			["retryAfter", 1000],
			["resets_in_seconds", 1000],
		] as const) {
			const value = Number(textOf(own(holder, field)) ?? Number.NaN);
			if (Number.isFinite(value) && value >= 0 && value * unit < 1e10)
				waits.push({ ms: Math.round(value * unit), from: joinPath(path, field) });
		}
	}
	return waits;
}

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { STATUS_CODES } from "node:http";

/**
 * One error on demand.
 * @typedef {object} ErrorCase
 * @property {string} group status | code | cause | wait: how the page sorts its buttons
 * @property {number} status
 * @property {string} message
 * @property {string} type
 * @property {string | null} [code] rout.my: the reason phrase unless given
 * @property {string} [envelope] openai (default) | anthropic | gemini | none
 * @property {Record<string, string>} [headers] `date:+45` becomes the HTTP date 45 s from now
 * @property {number} [delay] milliseconds before the answer; 60 unless given
 * @property {string} [error_id] rout.my: where the error_id stands, inside or outside the error object
 * @property {string} [note]
 */

/** @type {Record<import("./call.mjs").RouterName, Record<string, ErrorCase>>} */
export const ERROR_CASES = { crazyrouter: readCases("crazyrouter"), "rout.my": readCases("rout-my") };

/** @param {string} name @returns {Record<string, ErrorCase>} */
function readCases(name) {
	return JSON.parse(readFileSync(new URL(`./cases/${name}.json`, import.meta.url), "utf8"));
}

/** @param {import("./call.mjs").Call} call @returns {ErrorCase | null} */
export function errorCaseOf(call) {
	const cases = ERROR_CASES[call.router];
	const name = call.demoCase;
	return name !== null && Object.hasOwn(cases, name) ? (cases[name] ?? null) : null;
}

/**
 * Answers with an error in the words and shape of this router and this path.
 * @param {import("./call.mjs").Call} call
 * @param {ErrorCase} error
 */
export async function answerError(call, error) {
	await call.wait(error.delay ?? 60);
	const headers = Object.fromEntries(
		Object.entries(error.headers ?? {}).map(([name, value]) => [name, inSeconds(value)]),
	);
	if (error.envelope === "none") return call.send(error.status, "", headers);
	call.sendJson(
		error.status,
		call.router === "rout.my" ? routMyBody(error) : gatewayBody(call, error),
		headers,
	);
}

/** @param {ErrorCase} error */
function routMyBody(error) {
	const error_id = `err_demo_${randomBytes(6).toString("hex")}`;
	return {
		error: {
			message: error.message,
			type: error.type,
			code: error.code ?? (error.status === 499 ? "Client Closed Request" : STATUS_CODES[error.status]),
			...(error.error_id === "inside" && { error_id }),
		},
		...(error.error_id === "outside" && { error_id }),
	};
}

/**
 * The shape depends on the endpoint: task endpoints, Midjourney and Anthropic's each have their own.
 * @param {import("./call.mjs").Call} call
 * @param {ErrorCase} error
 */
function gatewayBody(call, { status, message, type, code, envelope }) {
	const text = `${message} (request id: ${call.requestId})`;
	if (envelope === "gemini")
		return {
			error: {
				code: Number(code),
				message,
				status: type,
				details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "27s" }],
			},
		};
	if (status !== 401 && /^(\/[\w-]+)?\/mj\//.test(call.path))
		return { description: `${code || type} ${text}`, type: "upstream_error", code: status === 429 ? 30 : 4 };
	if (status !== 401 && isTaskPath(call.path))
		return { code: code || "invalid_request", message, data: null };
	if (envelope === "anthropic" || (call.path.endsWith("/messages") && status !== 401))
		return { type: "error", error: { type, message: text } };
	return { error: { message: text, type, param: "", code } };
}

/** Paths whose errors are {code, message, data}. @param {string} path */
function isTaskPath(path) {
	return /^\/(suno|kling|jimeng|volc|minimax|alibailian)\/|^\/v1\/videos?(\/|$)/.test(path);
}

/** @param {string} value `date:+45` or `date:-60` becomes an HTTP date */
function inSeconds(value) {
	const shift = /^date:([+-]\d+)$/.exec(value)?.[1];
	return shift === undefined ? value : new Date(Date.now() + Number(shift) * 1000).toUTCString();
}

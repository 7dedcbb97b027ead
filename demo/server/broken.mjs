/** Answers that break a reader: bodies that are not what they say, and connections that end. */

const HTML_502 =
	"<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>\n";

/** @param {number} status @param {string} words */
const cloudflare = (status, words) =>
	`<!DOCTYPE html><html lang="en-US"><head><title>api.demo.invalid | ${status}: ${words}</title></head><body><div id="cf-wrapper"><h1>${words} <span>Error code ${status}</span></h1><p>Cloudflare Ray ID: <strong>0demo00000000000</strong></p></div></body></html>`;

const ERROR_JSON = JSON.stringify({
	error: { message: "The server met an unexpected condition", type: "server_error", param: "", code: "" },
});
const json = { "content-type": "application/json" };
const html = { "content-type": "text/html; charset=utf-8" };

/** @typedef {(call: import("./call.mjs").Call) => void | Promise<void>} Answer */

/** @param {number} status @param {string | Buffer} body @param {Record<string, string>} headers @returns {Answer} */
const fixed =
	(status, body, headers = {}) =>
	(call) =>
		call.send(status, body, headers);

/** @param {number} status @param {string} words @returns {Answer} */
const edge = (status, words) => async (call) => {
	await call.wait(status === 524 ? 9000 : 400);
	call.send(status, cloudflare(status, words), {
		...html,
		server: "cloudflare",
		"cf-ray": "0demo00000000000-AMS",
	});
};

/** Broken bodies by name. @type {Record<string, Answer>} */
export const BODY_CASES = {
	"body-empty": fixed(500, "", json),
	"body-empty-200": fixed(200, "", json),
	"body-204": fixed(204, ""),
	"body-truncated": (call) => {
		call.res.writeHead(500, { ...json, "content-length": String(ERROR_JSON.length + 400) });
		call.res.write(ERROR_JSON.slice(0, 40));
		setTimeout(() => call.res.destroy(), 50);
	},
	"body-cut-json": fixed(500, ERROR_JSON.slice(0, 61), json),
	"body-html": fixed(502, HTML_502, html),
	"body-html-as-json": fixed(502, HTML_502, json),
	"body-html-200": fixed(200, "<!doctype html><title>Console</title><div id=root></div>", html),
	"body-5mb": (call) => {
		const filler = "All work and no play makes a dull body. ".repeat(131_072);
		call.sendJson(500, { error: { message: "A very long answer", type: "server_error", code: "", filler } });
	},
	"body-binary": fixed(500, Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 151 + 128) % 256)), {
		"content-type": "application/octet-stream",
	}),
	"body-wrong-type": fixed(400, ERROR_JSON, { "content-type": "application/octet-stream" }),
	"body-json-as-html": fixed(429, ERROR_JSON, html),
	"body-no-type": fixed(400, ERROR_JSON),
	"body-not-json": fixed(503, "upstream connect error or disconnect/reset before headers", {
		"content-type": "text/plain",
	}),
	"body-nested": fixed(500, `${'{"error":'.repeat(2000)}null${"}".repeat(2000)}`, json),
	"body-markup": fixed(
		400,
		JSON.stringify({
			error: {
				message: '<img src=x onerror="document.title=1"> <b>bold</b> \u202Eright to left\u202C',
				type: "<script>alert(1)</script>",
				code: "__proto__",
			},
		}),
		json,
	),
	"cloudflare-502": edge(502, "Bad gateway"),
	"cloudflare-521": edge(521, "Web server is down"),
	"cloudflare-522": edge(522, "Connection timed out"),
	"cloudflare-524": edge(524, "A timeout occurred"),
	504: async (call) => {
		await call.wait(3000);
		call.send(504, HTML_502.replaceAll("502 Bad Gateway", "504 Gateway Time-out"), html);
	},
};

/** Connections that end badly, take long, or are refused by CORS. @type {Record<string, Answer>} */
export const NETWORK_CASES = {
	reset: (call) => {
		call.req.socket.resetAndDestroy();
	},
	"reset-body": async (call) => {
		call.res.writeHead(200, json);
		call.res.write('{"id":"chatcmpl-demo","choices":[');
		await call.wait(150);
		call.req.socket.resetAndDestroy();
	},
	"cors-refused": (call) =>
		call.send(
			429,
			JSON.stringify({
				error: {
					message: "Rate limit reached for this token",
					type: "rate_limit_error",
					code: "rate_limit_exceeded",
				},
			}),
			json,
		),
	"cors-preflight": fixed(403, "", {}),
	hang: (call) => call.wait(600_000 * call.speed),
};

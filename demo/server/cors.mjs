/**
 * CORS as the two routers speak it: any origin, and nothing exposed, so page code cannot read the request id or Retry-After.
 * The allowed headers are echoed because `*` does not cover Authorization in every browser.
 */

/** Cases in which the answer carries no CORS header: the page sees a network error, the real status stays in DevTools. */
const WITHOUT_CORS = new Set([
	"cors-refused",
	"cors-preflight",
	"cloudflare-521",
	"cloudflare-522",
	"cloudflare-524",
]);

/** @param {import("./call.mjs").Call} call */
export function setCorsHeaders(call) {
	if (call.demoCase !== null && WITHOUT_CORS.has(call.demoCase)) return;
	call.res.setHeader("access-control-allow-origin", "*");
	if (call.router === "crazyrouter") call.res.setHeader("access-control-allow-credentials", "true");
}

/** Answers a preflight. With `?demo=cors-preflight` it is refused, so that the request itself is never sent. @param {import("./call.mjs").Call} call */
export function answerPreflight(call) {
	if (call.demoCase === "cors-preflight") {
		call.send(403, "");
		return;
	}
	const asked = call.req.headers["access-control-request-headers"];
	call.send(204, "", {
		"access-control-allow-origin": "*",
		"access-control-allow-methods": "GET,POST,PUT,DELETE,OPTIONS",
		"access-control-allow-headers": typeof asked === "string" ? asked : "*",
		"access-control-max-age": "600",
	});
}

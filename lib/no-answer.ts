import { type ApiError, apiError } from "./envelopes/api-error";
import { type Exchange, headerValue } from "./exchange";
import { httpUrl } from "./hosts";

/**
 * What the browser's evidence allows to say about a request without an HTTP answer (status 0), as an error whose code the
 * catalogue's network entries know. Chromium gives a net error; Firefox gives nothing, then "aborted or refused" is all.
 */
export function readNoAnswer(exchange: Exchange): ApiError {
	const error = exchange.error?.trim() ?? "";
	const code = isMixedContent(exchange)
		? "mixed-content"
		: error === "" || error === "net::ERR_FAILED"
			? unexplained(exchange, error)
			: error;
	return apiError({
		envelope: "no-answer",
		code,
		message: error,
		paths: { code: error === "" ? "status" : "error" },
	});
}

/** `net::ERR_FAILED` is what Chromium says for a refused preflight, CORS and its own policies alike. */
function unexplained(exchange: Exchange, error: string): string {
	if (error === "") return "no-evidence";
	return isCrossOrigin(exchange) === false ? "failed-same-origin" : "cors-or-preflight";
}

/** A preflight (OPTIONS) with any answer but success means that the real request was never sent. */
export function isRefusedPreflight({ resourceType, method, status, requestHeaders }: Exchange): boolean {
	if (status === null || (status >= 200 && status < 300)) return false;
	return (
		resourceType === "preflight" ||
		(method === "OPTIONS" && headerValue(requestHeaders, "access-control-request-method") !== null)
	);
}

/** A page served over https may not call http (except on loopback): https://www.w3.org/TR/mixed-content/ */
function isMixedContent({ url, pageOrigin }: Exchange): boolean {
	const target = url === null ? null : httpUrl(url);
	if (target?.protocol !== "http:" || !pageOrigin?.startsWith("https:")) return false;
	return !/^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(target.hostname);
}

/** Did page and server differ in origin? Null where the page's origin is not known. */
export function isCrossOrigin(exchange: Exchange): boolean | null {
	const target = exchange.url === null ? null : httpUrl(exchange.url);
	const origin = exchange.pageOrigin ?? headerValue(exchange.requestHeaders, "origin");
	if (!target || !origin || origin === "null") return null;
	return target.origin !== origin;
}

/**
 * Was the answer kept from the page for want of CORS headers? Chromium shows its real status with `net::ERR_FAILED` and no
 * body. Firefox shows status and body as if nothing had happened: there only the headers tell (Fetch standard, CORS check).
 */
export function isHiddenByCors(exchange: Exchange): boolean {
	if (exchange.status === null || exchange.status === 0) return false;
	const failed = exchange.error === "net::ERR_FAILED";
	// The addresses last: telling two origins apart is the dear part, and nearly every answer ends before it.
	if (!failed && !(exchange.error === null && exchange.resourceType === null && exchange.source !== "paste"))
		return false;
	const allowed = headerValue(exchange.responseHeaders, "access-control-allow-origin");
	if (failed) {
		const hidden = allowed === null || (allowed !== "*" && allowed !== exchange.pageOrigin);
		return (hidden || exchange.responseBody.text === "") && isCrossOrigin(exchange) !== false;
	}
	const origin = headerValue(exchange.requestHeaders, "origin");
	const bySigns =
		origin !== null &&
		headerValue(exchange.requestHeaders, "sec-fetch-mode") === "cors" &&
		headerValue(exchange.requestHeaders, "sec-fetch-site") !== "same-origin";
	return bySigns && allowed !== "*" && allowed !== origin && isCrossOrigin(exchange) !== false;
}

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
 * Chromium shows the real status of an answer it kept from the page for want of CORS headers: `net::ERR_FAILED`, no body, and
 * no `Access-Control-Allow-Origin` that fits.
 */
export function isHiddenByCors(exchange: Exchange): boolean {
	if (exchange.error !== "net::ERR_FAILED" || exchange.status === null || exchange.status === 0) return false;
	if (isCrossOrigin(exchange) === false) return false;
	const allowed = headerValue(exchange.responseHeaders, "access-control-allow-origin");
	return (
		allowed === null ||
		(allowed !== "*" && allowed !== exchange.pageOrigin) ||
		exchange.responseBody.text === ""
	);
}

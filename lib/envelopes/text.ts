import { parseLoose } from "../loose-json";
import { errorInText, exceptionNames } from "../nested";
import { statusInText } from "../status-in-text";
import { type ApiError, apiError, type Given, splitRequestId } from "./api-error";
import { readEnvelope } from "./list";

/** Longer texts keep their beginning and their end: what went wrong stands at one of them. */
const MOST = 6000;

/**
 * Plain text: a bare code, a gateway's one-liner, an SDK's error string around a body, a stack trace, a fragment of JSON.
 * What it wraps becomes the error; the words around it give status and exception names. Null for text without any content.
 */
export function readText(body: string, given: Given): ApiError | null {
	const text = body.trim();
	if (text === "") return null;
	const word = readWord(text);
	if (word) return word;
	const wrapped = errorInText(text) ?? readXml(text) ?? readFragment(text);
	const named = statusInText(text)?.status ?? null;
	const names = exceptionNames(text);
	const before = text.slice(0, Math.max(0, text.search(/[{<]/))).trim();
	if (wrapped && UPSTREAM.test(before))
		return apiError({
			envelope: "text",
			message: shorten(before),
			status: named,
			codes: names,
			paths: { message: "" },
			inner: [{ value: text.slice(before.length), path: "text" }],
		});
	const isPage = before !== "" && wrapped !== null && PAGES.has(wrapped.envelope);
	if (wrapped)
		return {
			...wrapped,
			status: wrapped.status ?? (given.status === null ? named : null),
			codes: [...wrapped.codes, ...names],
			message:
				wrapped.message === "" && wrapped.code === null ? shorten(isPage ? before : text) : wrapped.message,
		};
	const split = splitRequestId(shorten(text));
	const code = codeInText(text);
	const isCloudflare =
		/^error code: (?:5\d\d|1\d{3})$/i.test(text) || /\berror code: 1[01]\d\d\b/i.test(text);
	return apiError({
		envelope: isCloudflare ? "cloudflare-text" : "text",
		message: split.message,
		status: named,
		code,
		codes: [...wordsLikeCodes(text).filter((word) => named === null || !LOADER.has(word)), ...names],
		requestId: split.requestId,
		paths: { message: "", ...(code ? { code: "" } : {}), ...(named ? { status: "" } : {}) },
	});
}

/** One word alone: `insufficient_quota`, `429`, `THREAD_ERROR`: a code or a type, or a status. */
function readWord(text: string): ApiError | null {
	const word = text.replace(/^["'`]|["'`,.;:]+$/g, "");
	if (!/^[\w.:/<>-]{1,80}$/.test(word)) return null;
	const status = /^[1-5]\d\d$/.test(word) ? Number(word) : null;
	return apiError({
		envelope: "word",
		code: status === null ? word : null,
		type: status === null ? word : null,
		message: status === null ? word : "",
		status,
		systems: /^\d{1,2}$/.test(word)
			? ["midjourney"]
			: /^\d{4}$/.test(word)
				? ["kling", "minimax"]
				: ["jimeng", "runway"],
		paths: { code: "" },
	});
}

/** Object stores: `<Error><Code>AccessDenied</Code><Message>…</Message></Error>`. */
function readXml(text: string): ApiError | null {
	if (!/<Error>|<ErrorResponse/i.test(text.slice(0, 300))) return null;
	const part = (name: string) =>
		new RegExp(`<${name}>([^<]{1,400})<`, "i").exec(text.slice(0, 3000))?.[1]?.trim();
	const code = part("Code") ?? null;
	const message = part("Message") ?? "";
	return code === null && message === ""
		? null
		: apiError({
				envelope: "xml",
				code,
				message,
				requestId: part("RequestId") ?? null,
				paths: { code: "Error.Code", message: "Error.Message" },
			});
}

/** `"error": "…", "code": "…"` without the braces around it, or from the middle of a log line. */
function readFragment(text: string): ApiError | null {
	if (!/^\s{0,9}["']?[\w-]{2,40}["']?\s{0,3}[:=]\s{0,3}["'{[\d]/.test(text) || !/["']/.test(text))
		return null;
	const read = parseLoose(`{${text}}`, 0);
	if (!read) return null;
	const error = readEnvelope(read.value, { status: null, ok: false });
	return error && (error.code !== null || error.type !== null || error.message !== "") ? error : null;
}

/** Readers of HTML: what stands before the page says more than its markup. */
const PAGES = new Set(["html", "nginx-page", "console-page"]);
/** Words before an error object that make it somebody else's: a gateway tells what its upstream answered. */
const UPSTREAM = /\bupstream\b|上游|渠道|provider returned|апстрим/i;

const CODE =
	/(?:\berror[ _]?code|\bfailure[ _]?code|\berr(?:no|_code|code)|\bcode|\bret|错误码|错误代码|код ошибки)["']?\s{0,2}[:=：]\s{0,2}["'`]?([A-Za-z0-9][\w.:-]{1,60})/i;

function codeInText(text: string): string | null {
	const code = CODE.exec(text.slice(0, 4000))?.[1]?.replace(/[.:]+$/, "") ?? null;
	return code === null || /^[1-5]\d\d$/.test(code) ? null : code;
}

/** What a browser's console prints beside any status (`net::ERR_ABORTED 404 (Not Found)`). */
const LOADER: ReadonlySet<string> = new Set([
	"net::ERR_ABORTED",
	"net::ERR_FAILED",
	"ERR_ABORTED",
	"ERR_FAILED",
]);

/** Words written like codes: `insufficient_quota`, `RESOURCE_EXHAUSTED`, `ERR_BAD_REQUEST`, `ECONNREFUSED`, `net::ERR_FAILED`. */
function wordsLikeCodes(text: string): readonly string[] {
	const words = new Set<string>();
	for (const match of text
		.slice(0, 4000)
		.matchAll(
			/net::ERR_[A-Z_]{3,60}|NS_ERROR_[A-Z_]{3,60}|\b(?:[a-z]{2,30}(?:_[a-z0-9]{1,30}){1,8}|[A-Z]{2,30}(?:_[A-Z0-9]{1,30}){1,8}|E[A-Z]{4,20})\b/g,
		)) {
		words.add(match[0]);
		if (words.size >= 12) break;
	}
	return [...words];
}

function shorten(text: string): string {
	return text.length <= MOST ? text : `${text.slice(0, (MOST * 2) / 3)} … ${text.slice(-MOST / 3)}`;
}

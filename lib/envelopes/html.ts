import { type ApiError, apiError, errorStatusOf, type Given } from "./api-error";

/** So much of a page is read: titles and headings stand at the top. */
const HEAD = 24_000;

/** Is this text an HTML page? Judged by its beginning, never by the content type. */
export function looksLikeHtml(text: string): boolean {
	const start = text.slice(0, 600).trimStart();
	return /^(?:<!doctype html|<html[\s>]|<head[\s>]|<!--|<\?xml[^>]{0,100}\?>\s*<(?:!doctype )?html|<center>|<h1>|<title>|<body)/i.test(
		start,
	);
}

/**
 * An HTML page where JSON was expected: Cloudflare's error pages, nginx's, a load balancer's, or the console of the gateway
 * itself, which answers 200 to paths it does not know.
 */
export function readHtml(text: string, given: Given): ApiError {
	const page = text.slice(0, HEAD);
	const title = inner(page, "title");
	const heading = inner(page, "h1") || inner(page, "h2");
	const words = plain(page);
	const isCloudflare =
		/cf-error-details|cf-wrapper|cloudflare\.com\/5xx-error|cdn-cgi|challenges\.cloudflare|cf-browser-verification|__cf_chl|\bcloudflare\b/i.test(
			page,
		);
	const code =
		/\berror(?:\s+code:?)?\s+(1\d{3})\b/i.exec(words)?.[1] ??
		(isCloudflare ? /\b(1[01]\d\d)\b/.exec(title)?.[1] : undefined);
	const statusWord =
		/\b([45]\d\d)\b/.exec(title)?.[1] ??
		/\berror code:? ([45]\d\d)\b/i.exec(words)?.[1] ??
		/\b([45]\d\d)\b/.exec(heading)?.[1];
	const challenge =
		/just a moment|attention required|checking your browser|cf-chl|verify you are human/i.test(page);
	const status = errorStatusOf(statusWord);
	const isNginx = /<center>\s*(?:nginx|openresty|tengine|cloudflare)/i.test(page);
	let envelope = "html";
	if (isCloudflare && (code !== undefined || status !== null || challenge)) envelope = "cloudflare-page";
	else if (isNginx || status !== null) envelope = "nginx-page";
	else if (given.ok || (given.status === 404 && /<script/i.test(page))) envelope = "console-page";
	const said = [title, heading]
		.filter((part, at, all) => part !== "" && all.indexOf(part) === at)
		.join(" — ");
	return apiError({
		envelope,
		code: envelope === "cloudflare-page" && code ? code : challenge ? "cloudflare-challenge" : null,
		status,
		message: envelope === "console-page" ? title : `${said}${said === "" ? "" : " — "}${words.slice(0, 600)}`,
		paths: { message: "title" },
	});
}

function inner(page: string, tag: string): string {
	const start = page.search(new RegExp(`<${tag}[\\s>]`, "i"));
	if (start < 0) return "";
	const open = page.indexOf(">", start);
	const end = page.toLowerCase().indexOf(`</${tag}`, open);
	return open < 0 ? "" : plain(page.slice(open + 1, end < 0 ? open + 300 : end)).slice(0, 300);
}

/** The page's words without tags, scripts and styles. Linear: one pass. */
function plain(html: string): string {
	const text = html
		.replace(/<(script|style)\b[^>]{0,300}>/gi, "\u0000$1\u0000")
		.split("\u0000")
		.map((part, at, parts) => {
			const before = parts[at - 1];
			if (before !== undefined && /^(?:script|style)$/i.test(before)) {
				const end = part.search(/<\/(?:script|style)/i);
				return end < 0 ? "" : part.slice(end);
			}
			return /^(?:script|style)$/i.test(part) ? "" : part;
		})
		.join(" ");
	let out = "";
	let at = 0;
	while (at < text.length) {
		const open = text.indexOf("<", at);
		if (open < 0) {
			out += text.slice(at);
			break;
		}
		out += `${text.slice(at, open)} `;
		const close = text.indexOf(">", open);
		if (close < 0) break;
		at = close + 1;
	}
	return out
		.replaceAll("&nbsp;", " ")
		.replaceAll("&amp;", "&")
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&bull;", "•")
		.replaceAll("&#39;", "'")
		.replaceAll("&quot;", '"')
		.replace(/\s+/g, " ")
		.trim();
}

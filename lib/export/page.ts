import type { Scope } from "./scope";
import { scrubText } from "./scrub";

/** So much of a page is read: titles and headings stand at the top. */
const HEAD = 24_000;
/** Words of attributes and addresses by which a page of a proxy is known. Fixed text of ours, never the page's. */
const MARKS = [
	"cf-error-details",
	"cf-wrapper",
	"cloudflare.com/5xx-error",
	"cdn-cgi",
	"challenges.cloudflare",
	"cf-browser-verification",
	"__cf_chl",
	"cf-chl",
	"cloudflare",
];

/** The element in which an earlier export of ours kept the marks. */
function isOwnMark(element: string): boolean {
	const [, words] = /^<meta content="([\w .\-/]{1,200})">$/.exec(element) ?? [];
	return words?.split(" ").every((word) => MARKS.includes(word)) ?? false;
}

/** Is this text an HTML page? */
export function looksLikePage(text: string): boolean {
	return /^[\s\ufeff]*<(?:!doctype|html|head|body|title|center|h1|!--|\?xml)/i.test(text.slice(0, 600));
}

/** An HTML page as its tags without attributes and its words, scrubbed; scripts, styles and comments are left out. */
export function safePage(text: string, scope: Scope): string {
	const page = text.slice(0, HEAD);
	const lower = page.toLowerCase();
	let out = "";
	let at = 0;
	while (at < page.length) {
		const open = page.indexOf("<", at);
		const words = page.slice(at, open < 0 ? undefined : open);
		out += words.trim() === "" ? words : scrubText(words, scope).replace(/[<>]/g, " ");
		if (open < 0) break;
		if (page.startsWith("<!--", open)) {
			const end = page.indexOf("-->", open);
			if (end < 0) break;
			at = end + 3;
			continue;
		}
		const close = page.indexOf(">", open);
		if (close < 0) break;
		const [, slash = "", tag = ""] =
			/^<(\/?)([a-z][a-z0-9]{0,15})\b/i.exec(page.slice(open, open + 20)) ?? [];
		if (/^<!doctype/i.test(page.slice(open, open + 10))) out += "<!DOCTYPE html>";
		else if (isOwnMark(page.slice(open, close + 1))) out += page.slice(open, close + 1);
		else if (tag !== "")
			out += scope.has("html-attributes") ? `<${slash}${tag}>` : page.slice(open, close + 1);
		at = close + 1;
		if (slash === "" && /^(?:script|style)$/i.test(tag)) {
			const end = lower.indexOf(`</${tag.toLowerCase()}`, at);
			if (end < 0) break;
			at = end;
		}
	}
	const made = out.replace(/[ \t]*\n\s*/g, "\n");
	const lost = MARKS.filter((mark) => lower.includes(mark) && !made.toLowerCase().includes(mark));
	return lost.length === 0
		? made
		: made.replace(/<body>|<\/title>|$/i, (tag) => `${tag}<meta content="${lost.join(" ")}">`);
}

/**
 * Does a text want to be decoded rather than looked up? Words and codes are looked up; bodies, answers, streams, pages and
 * sentences are decoded. Looks at the beginning only.
 */
export function looksPasted(text: string): boolean {
	const start = text.slice(0, 400).trim();
	if (start === "") return false;
	if (text.length > LONGEST_QUERY || /\n\s*\S/.test(start)) return true;
	if (
		/^[{[<]/.test(start) ||
		/^(?:HTTP\/\d|data:|event:|curl\s|\$ curl\s|[A-Z]{3,7} https?:\/\/)/.test(start)
	)
		return true;
	if (/[{[]\s?['"][\w.-]{1,40}['"]\s?:/.test(start)) return true;
	if (/^(?:\w{1,60}\.){0,6}\w{0,60}(?:Error|Exception)\b\s?[:(]/.test(start)) return true;
	return /\berror code:? ?\d{3}\b/i.test(start) || start.split(/\s+/).length >= SENTENCE;
}

/** More is no query any more. */
const LONGEST_QUERY = 120;
/** Words from which on a pasted line is a message rather than a few key words. */
const SENTENCE = 5;

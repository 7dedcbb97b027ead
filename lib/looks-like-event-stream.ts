/** A stylesheet, a script, a picture: the browser took it for what it says it is, whatever its text begins with. */
const PAGE_RESOURCE =
	/^\s*(?:text\/(?:css|javascript|ecmascript|jscript|yaml)|application\/(?:(?:x-)?javascript|ecmascript|wasm|manifest\+json|(?:x-)?yaml|pdf)|(?:image|audio|video|font)\/)/i;
/** What a keep-alive of an event stream is not: a style rule (`:root {`), a printed symbol (`:body => {`). */
const NO_KEEP_ALIVE = /^:(?:[^{};]{0,300}[{};]|[ \t]?\w{1,40}["'\]]?[ \t]{0,3}(?:=|:))/;

/**
 * Is this answer a stream of server-sent events? It is where it says so, and where it is framed like one: gateways send
 * streams as JSON, as HTML, and with no type at all.
 * @param mimeType As declared, "" where nothing was.
 * @param text Its text, or the beginning of it; "" where there is none.
 */
export function isEventStream(mimeType: string, text: string): boolean {
	if (/event-stream/i.test(mimeType)) return true;
	return !PAGE_RESOURCE.test(mimeType) && looksLikeEventStream(text);
}

/**
 * Is this text framed as server-sent events? Judged by its first lines, whatever the content type says: up to the first
 * event there may be nothing but comments and fields (HTML Living Standard, section 9.2.6).
 */
export function looksLikeEventStream(text: string): boolean {
	const head = text.slice(0, 4000);
	if (!/^\uFEFF?\s{0,20}(?:(?:data|event|id|retry):|:)/.test(head)) return false;
	let isAlive = true;
	let afterBlank = false;
	for (const line of head.replace(/^\uFEFF?\s{1,20}|^\uFEFF/, "").split(/\r\n|\n|\r/)) {
		if (/^(?:data|event):/.test(line)) return true;
		if (/^(?:id|retry):/.test(line)) isAlive = false;
		// A gateway that fails after its keep-alives appends JSON with no `data:` in front.
		else if (/^\s*[[{]/.test(line) && (afterBlank || /^\s*\{\s*"/.test(line))) break;
		else if (line.startsWith(":")) isAlive &&= !NO_KEEP_ALIVE.test(line);
		else if (line.trim() !== "") return false;
		afterBlank = line.trim() === "";
	}
	return isAlive;
}

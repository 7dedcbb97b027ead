/** Does this text look like server-sent events? Judged by its first lines, whatever the content type says. */
export function looksLikeEventStream(text: string): boolean {
	const head = text.slice(0, 2000);
	if (!/^\uFEFF?\s{0,20}(?:(?:data|event|id|retry):|:)/.test(head)) return false;
	if (/(?:^|[\n\r])(?:data|event):/.test(text.slice(0, 4000))) return true;
	// Nothing but keep-alives (`: PING`) so far; a printed symbol (`:body => {`) is none.
	return /^\uFEFF?\s{0,20}:(?![ \t]?\w{1,40}["'\]]?[ \t]{0,3}(?:=|:))/.test(head);
}

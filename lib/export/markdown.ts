/**
 * Captured text in Markdown: only ever code, so that it cannot become a link, an image, a mention, HTML or a heading.
 */

/** A block in a fence longer than any run of the fence's character inside. */
export function fenced(text: string, language = ""): string {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return `${fence}${language}\n${printable(text)}\n${fence}`;
}

/** Captured text within a line, as a code span whose marks are longer than any run inside. */
export function coded(text: string): string {
	const line = printable(text).replace(/\s+/g, " ").trim();
	if (line === "") return "–";
	const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
	const mark = "`".repeat(longest + 1);
	const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
	return `${mark}${space}${line}${space}${mark}`;
}

/** A sentence of ours that may quote a captured word: everything Markdown or a forge would act on is escaped. */
export function escaped(sentence: string): string {
	return printable(sentence)
		.replace(/\s+/g, " ")
		.replace(/[\\`*_{}[\]()#+!|<>~&$]/g, "\\$&")
		.replace(/@/g, "@\u200b")
		.replace(/:\/\//g, ":\u200b//")
		.replace(/\bwww\./gi, "www\u200b.")
		.replace(/^([-=]|\d+\.)/, "\\$1");
}

/** No control characters but line ends and tabs, nothing that reorders text. */
function printable(text: string): string {
	return text
		.toWellFormed()
		.replace(/\r\n?/g, "\n")
		.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "");
}

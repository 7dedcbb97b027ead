/** What can be wrong with a HAR file, as the end of "file: place: …". No piece of the file is ever part of it. */
export const HAR_PROBLEMS = {
	empty: "the file is empty",
	packed: "this is a compressed file: unpack it first",
	utf16: "this is UTF-16 text: save it as UTF-8",
	notJson: (line: number, column: number) => `not JSON at line ${line}, column ${column}`,
	damaged: (line: number, column: number) =>
		`not JSON at line ${line}, column ${column}: the entries around it were read one by one`,
	cut: (line: number, column: number, count: number) =>
		`the file ends in the middle (line ${line}, column ${column}): ${count} whole ${count === 1 ? "entry was" : "entries were"} read`,
	noLog: "no `log` object: this is not a HAR file",
	noEntries: "`log.entries` is not a list",
	unreadable: "cannot be read",
	noObject: "is not an object",
	missing: "is missing",
	noString: "is not a string",
} as const;

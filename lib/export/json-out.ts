/** JSON as it leaves: two spaces, and the two line separators that are legal in JSON but end a line in JavaScript escaped. */
export function jsonText(value: unknown): string {
	return JSON.stringify(value, null, 2).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

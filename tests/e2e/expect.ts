import { expect } from "@playwright/test";

/** Fails with `what` unless both are deeply equal. */
export function expectSame(actual: unknown, wanted: unknown, what: string): void {
	expect(actual, what).toEqual(wanted);
}

/** Fails unless `text` holds each of these parts; the catalogue's backticks are drawn as code. */
export function expectWords(text: string, parts: readonly string[], what: string): void {
	for (const part of parts)
		if (!text.includes(part.replaceAll("`", "")))
			throw new Error(`${what} does not say ${JSON.stringify(part)}. It says: ${text}`);
}

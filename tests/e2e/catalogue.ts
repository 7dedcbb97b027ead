import { readdirSync, readFileSync } from "node:fs";
import type { Entry } from "../../lib/catalog/schema";

const CATALOGUE = new URL("../../lib/catalog/", import.meta.url);

/**
 * The catalogue's entry of that id: its words are what the panel must say.
 * @throws Error when there is none
 */
export function entryOf(id: string): Entry {
	for (const name of readdirSync(CATALOGUE, { recursive: true, encoding: "utf8" })) {
		if (!name.endsWith(".json")) continue;
		const { entries = [] } = JSON.parse(readFileSync(new URL(name, CATALOGUE), "utf8")) as {
			entries?: Entry[];
		};
		const entry = entries.find((one) => one.id === id);
		if (entry) return entry;
	}
	throw new Error(`The catalogue has no entry ${id}`);
}

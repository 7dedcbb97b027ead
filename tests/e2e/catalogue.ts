import { readFileSync } from "node:fs";
import { type Entry, EntryFile, RouterFile } from "../../lib/catalog/schema";

const FILES = ["http.json", "new-api.json", "routers/crazyrouter.json", "routers/rout-my.json"];

/**
 * The catalogue's entry of that id: its words are what the panel must say.
 * @throws Error when there is none
 */
export function entryOf(id: string): Entry {
	for (const file of FILES) {
		const json = JSON.parse(readFileSync(new URL(`../../lib/catalog/${file}`, import.meta.url), "utf8"));
		const { entries } = file.startsWith("routers/") ? RouterFile.parse(json) : EntryFile.parse(json);
		const entry = entries.find((one) => one.id === id);
		if (entry) return entry;
	}
	throw new Error(`The catalogue has no entry ${id}`);
}

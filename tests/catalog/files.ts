import { readdirSync, readFileSync } from "node:fs";
import { EntryFile, RouterFile } from "../../lib/catalog/schema";

const FOLDER = new URL("../../lib/catalog/", import.meta.url);

/** Word lists the catalogue's readers use; they hold no entries. */
const NO_ENTRIES = new Set(["model-words.json"]);

function namesIn(folder: string): string[] {
	return readdirSync(new URL(folder, FOLDER))
		.filter((name) => name.endsWith(".json") && !NO_ENTRIES.has(name))
		.sort()
		.map((name) => folder + name);
}

/** Paths of every catalogue file, below `lib/catalog/`. */
export const FAMILY_PATHS: readonly string[] = namesIn("");
export const ROUTER_PATHS: readonly string[] = namesIn("routers/");

export function readJson(path: string): unknown {
	return JSON.parse(readFileSync(new URL(path, FOLDER), "utf8"));
}

export const FAMILIES: readonly EntryFile[] = FAMILY_PATHS.map((path) => EntryFile.parse(readJson(path)));
export const ROUTERS: readonly RouterFile[] = ROUTER_PATHS.map((path) => RouterFile.parse(readJson(path)));
export const FILES: readonly EntryFile[] = [...ROUTERS, ...FAMILIES];
export const ENTRIES = FILES.flatMap(({ entries }) => entries);

/** Every pattern of the catalogue with the entry it belongs to. */
export const PATTERNS = ENTRIES.flatMap(({ id, match }) =>
	[...(match.message ?? []), ...(match.messageNot ?? []), ...(match.path ?? [])].map((pattern) => ({
		id,
		pattern,
	})),
);

import { describe, expect, it } from "vitest";
import { FAMILIES as LISTED_FAMILIES } from "../../lib/catalog/list";
import { ROUTERS as LISTED_ROUTERS } from "../../lib/catalog/router-list";
import { EntryFile, RouterFile } from "../../lib/catalog/schema";
import { ENTRIES, FAMILY_PATHS, FILES, PATTERNS, ROUTER_PATHS, readJson } from "./files";

describe("catalogue files", () => {
	it.each(FAMILY_PATHS)("%s follows the schema", (path) => {
		expect(EntryFile.safeParse(readJson(path)).error?.message).toBeUndefined();
	});
	it.each(ROUTER_PATHS)("%s follows the schema", (path) => {
		expect(RouterFile.safeParse(readJson(path)).error?.message).toBeUndefined();
	});
	it("each file stands in the list that is asked", () => {
		const listed = [...LISTED_ROUTERS, ...LISTED_FAMILIES].map(({ id }) => id).sort();
		expect(listed).toEqual(FILES.map(({ id }) => id).sort());
	});
});

describe("catalogue entries", () => {
	it.each(FILES.map((file) => [file.id, file] as const))(
		"%s: ids are the file's own and unique",
		(id, file) => {
			const ids = file.entries.map((entry) => entry.id);
			expect(ids.filter((entry) => !entry.startsWith(`${id}/`))).toEqual([]);
			expect(ids.filter((entry, at) => ids.indexOf(entry) !== at)).toEqual([]);
		},
	);
	it.each(FILES.map((file) => [file.id, file] as const))("%s: no two entries match the same", (_id, file) => {
		const seen = new Map<string, string>();
		const twice: string[] = [];
		for (const entry of file.entries) {
			const key = JSON.stringify(Object.entries(entry.match).sort(([a], [b]) => a.localeCompare(b)));
			const before = seen.get(key);
			if (before) twice.push(`${before} and ${entry.id}`);
			seen.set(key, entry.id);
		}
		expect(twice).toEqual([]);
	});
	it.each(FILES.map((file) => [file.id, file] as const))(
		"%s: no word of code or type speaks twice",
		(_id, file) => {
			const seen = new Map<string, string>();
			const twice: string[] = [];
			for (const { id, match } of file.entries)
				for (const field of ["code", "type"] as const)
					for (const word of match[field] ?? []) {
						const rest = { ...match, [field]: undefined };
						const key = `${field} ${word.toLowerCase()} ${JSON.stringify(rest)}`;
						const before = seen.get(key);
						if (before) twice.push(`${word} in ${before} and ${id}`);
						seen.set(key, id);
					}
			expect(twice).toEqual([]);
		},
	);
	it("each sets at least one condition", () => {
		expect(ENTRIES.filter(({ match }) => Object.keys(match).length === 0).map(({ id }) => id)).toEqual([]);
	});
	it("each names an https page that says so", () => {
		const bad = ENTRIES.flatMap(({ id, source, contradiction }) =>
			[source, contradiction?.source ?? source].filter((url) => !isHttps(url)).map((url) => `${id}: ${url}`),
		);
		expect(bad).toEqual([]);
	});
	it("each pattern is a regular expression under the flags iu", () => {
		const bad = PATTERNS.filter(({ pattern }) => {
			try {
				new RegExp(pattern, "iu");
				return false;
			} catch {
				return true;
			}
		});
		expect(bad).toEqual([]);
	});
});

function isHttps(url: string): boolean {
	const parsed = URL.canParse(url) ? new URL(url) : null;
	return parsed?.protocol === "https:" && parsed.username === "" && parsed.hostname.includes(".");
}

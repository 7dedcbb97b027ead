import { mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CACHE = join(ROOT, "node_modules", ".cache", "routescope");

/**
 * Loads `lib` for plain Node: bundled once into node_modules/.cache, again when a source is newer than the bundle.
 * @param {string} entry file name below scripts, e.g. `decode/entry.ts`
 * @param {readonly string[]} more further folders, from the root, whose files are part of the bundle
 * @returns {Promise<any>} the bundle's exports
 */
export async function loadLib(entry, more = []) {
	const source = join(ROOT, "scripts", entry);
	const bundle = join(CACHE, `${entry.replaceAll("/", "-").replace(/\.ts$/, "")}.mjs`);
	const parts = [
		join(ROOT, "lib"),
		source,
		join(ROOT, "package-lock.json"),
		...more.map((part) => join(ROOT, part)),
	];
	const sources = newest(parts);
	if (modified(bundle) <= sources) await build(source, bundle);
	return import(pathToFileURL(bundle).href);
}

/** @param {string} source @param {string} bundle */
async function build(source, bundle) {
	const { build: esbuild } = await import("esbuild");
	mkdirSync(CACHE, { recursive: true });
	const draft = `${bundle}.${process.pid}`;
	await esbuild({
		entryPoints: [source],
		outfile: draft,
		bundle: true,
		format: "esm",
		platform: "node",
		target: "node20",
		packages: "bundle",
		logLevel: "error",
	});
	renameSync(draft, bundle);
}

/** Newest modification below these paths, in milliseconds. @param {readonly string[]} paths @returns {number} */
function newest(paths) {
	let latest = 0;
	for (const path of paths) {
		latest = Math.max(latest, modified(path));
		if (statSync(path).isDirectory())
			latest = Math.max(latest, newest(readdirSync(path).map((name) => join(path, name))));
	}
	return latest;
}

/** @param {string} path @returns {number} */
function modified(path) {
	return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

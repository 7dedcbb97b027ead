import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const PAGE = new URL("../page/", import.meta.url);

/** The page's script, bundled in memory (about 0.2 s): nothing is written, so parallel runs cannot meet. */
async function bundle() {
	const result = await build({
		entryPoints: [fileURLToPath(new URL("main.ts", PAGE))],
		bundle: true,
		write: false,
		format: "esm",
		target: "es2022",
		logLevel: "silent",
		outdir: "out",
	});
	return result.outputFiles[0]?.contents ?? new Uint8Array();
}

/** @returns {Record<string, [string, () => Promise<string | Uint8Array>]>} content type and reader of each path */
function pageFiles() {
	const script = bundle();
	script.catch(() => {});
	return {
		"/": ["text/html; charset=utf-8", () => readFile(new URL("index.html", PAGE))],
		"/page.css": ["text/css; charset=utf-8", () => readFile(new URL("page.css", PAGE))],
		"/page.js": ["text/javascript; charset=utf-8", () => script],
		"/away": ["text/html; charset=utf-8", async () => AWAY],
		"/favicon.svg": ["image/svg+xml", async () => ICON],
	};
}

const AWAY = '<!doctype html><title>Another page</title><p>Another page. <a href="/">Back</a></p>';
const ICON =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="#888"/></svg>';

/** @typedef {(req: import("node:http").IncomingMessage, res: import("node:http").ServerResponse, url: URL) => Promise<boolean>} PageServer */

/** Serves the demo page's own files; the returned function says false when the request is for none of them. @returns {PageServer} */
export function createPageServer() {
	const files = pageFiles();
	return async (req, res, url) => {
		const file = req.method === "GET" && Object.hasOwn(files, url.pathname) ? files[url.pathname] : undefined;
		if (file === undefined) return false;
		const [type, read] = file;
		const body = await read();
		res.writeHead(200, { "content-type": type, "cache-control": "no-store" });
		res.end(body);
		return true;
	};
}

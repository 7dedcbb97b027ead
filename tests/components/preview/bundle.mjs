import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;

/** The content security policy of the extension's own pages (wxt.config.ts). */
const POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; worker-src 'self'; object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'";

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Routescope</title><link rel="stylesheet" href="/style.css"></head><body><div id="app"></div><script src="/page.js"></script></body></html>`;

/** Where the preview lives; nothing listens there, the browser's requests are answered by `serve`. */
export const ORIGIN = "http://panel.test";

/** Bundles the preview page: path → [content type, text]. @returns {Promise<Map<string, [string, string]>>} */
export async function bundlePreview() {
	const { outputFiles } = await build({
		entryPoints: [join(HERE, "page.tsx")],
		bundle: true,
		write: false,
		format: "iife",
		jsx: "automatic",
		jsxImportSource: "preact",
		define: { "process.env.NODE_ENV": '"production"' },
	});
	const css = await readFile(join(HERE, "../../../components/style.css"), "utf8");
	return new Map([
		["/", ["text/html", HTML]],
		["/style.css", ["text/css", css]],
		["/page.js", ["text/javascript", outputFiles[0]?.text ?? ""]],
	]);
}

/** Answers the page's requests from the bundle; anything else is refused. @param {import("@playwright/test").Page} page @param {Map<string, [string, string]>} files */
export async function serve(page, files) {
	await page.route("**/*", (route) => {
		const url = new URL(route.request().url());
		const file = url.origin === ORIGIN ? files.get(url.pathname) : undefined;
		if (!file) return route.abort();
		const [contentType, body] = file;
		return route.fulfill({ contentType, body, headers: { "content-security-policy": POLICY } });
	});
}

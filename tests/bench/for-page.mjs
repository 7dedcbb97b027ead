/** How code of the panel is bundled to be measured on a page, as it is in the extension. */
export const FOR_PAGE = /** @satisfies {import("esbuild").BuildOptions} */ ({
	bundle: true,
	write: /** @type {const} */ (false),
	format: /** @type {const} */ ("esm"),
	target: "es2022",
	logLevel: "error",
	minify: true,
	jsx: /** @type {const} */ ("automatic"),
	jsxImportSource: "preact",
	define: { "process.env.NODE_ENV": '"production"' },
});

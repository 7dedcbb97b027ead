import preact from "@preact/preset-vite";
import { defineConfig } from "wxt";

/** Nothing but our own files: no request can leave, whatever a captured body makes the page do. */
const CONTENT_SECURITY_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"font-src 'self'",
	"connect-src 'none'",
	"worker-src 'self'",
	"object-src 'none'",
	"frame-src 'none'",
	"form-action 'none'",
	"base-uri 'none'",
].join("; ");

export default defineConfig({
	imports: false,
	manifestVersion: 3,
	manifest: ({ browser }) => ({
		name: "Routescope",
		description:
			"Read what an AI API router really said. Errors decoded, media jobs as live timelines. Offline.",
		permissions: ["storage"],
		content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
		...(browser === "firefox" && {
			browser_specific_settings: {
				gecko: {
					id: "routescope@routescope.invalid",
					strict_min_version: "142.0",
					data_collection_permissions: { required: ["none"] },
				},
			},
		}),
	}),
	vite: () => ({ plugins: [preact()], build: { modulePreload: false, sourcemap: false } }),
});

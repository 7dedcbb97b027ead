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

/**
 * Preact can set `innerHTML`; nothing of ours does. Turned into text, so that no mistake and no captured body ever can
 * (GHSA-36hm-qxxp-pg3m showed how), and so that addons-linter has nothing to warn of.
 */
function withoutInnerHtml() {
	const assignment = ".innerHTML=";
	return {
		name: "routescope:without-inner-html",
		transform(code: string, id: string) {
			if (!/node_modules\/preact\/dist/.test(id) || !code.includes(assignment)) return null;
			return { code: code.replaceAll(assignment, ".textContent="), map: null };
		},
	};
}

export default defineConfig({
	imports: false,
	manifestVersion: 3,
	// What tests leave behind is no source.
	zip: { excludeSources: ["test-results/**", "screenshots/**", "playwright-report/**", "demo/dist/**"] },
	manifest: ({ browser }) => ({
		name: "Routescope",
		description:
			"Read what an AI API router really said. Errors decoded, media jobs as live timelines. Offline.",
		permissions: ["storage", "contextMenus"],
		omnibox: { keyword: "rs" },
		commands: {
			// Free in Chrome and in Firefox; Chrome does not assign a key of its own (Ctrl+Shift+L), Firefox would override it.
			_execute_action: { suggested_key: { default: "Ctrl+Shift+F", mac: "Command+Shift+U" } },
		},
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
	vite: () => ({
		plugins: [preact(), withoutInnerHtml()],
		build: { modulePreload: false, sourcemap: false },
		// Module workers load what they need later as files of their own.
		worker: { format: "es" },
	}),
});

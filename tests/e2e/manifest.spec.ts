import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

const packageJson = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

/** Everything both browsers are told. Any other word in a built manifest is a change of what users grant us. */
const COMMON = {
	manifest_version: 3,
	name: "Routescope",
	description:
		"Read what an AI API router really said. Errors decoded, media jobs as live timelines. Offline.",
	version: packageJson.version,
	icons: { 16: "icon/16.png", 32: "icon/32.png", 48: "icon/48.png", 128: "icon/128.png" },
	action: { default_title: "Routescope", default_popup: "popup.html" },
	devtools_page: "devtools.html",
	permissions: ["storage", "contextMenus"],
	omnibox: { keyword: "rs" },
	commands: { _execute_action: { suggested_key: { default: "Ctrl+Shift+F", mac: "Command+Shift+U" } } },
	content_security_policy: {
		extension_pages:
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; worker-src 'self'; object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'",
	},
};

const GOLDEN: Readonly<Record<string, { readonly build: string; readonly manifest: object }>> = {
	chromium: {
		build: ".output/chrome-mv3",
		manifest: { ...COMMON, background: { service_worker: "background.js" } },
	},
	firefox: {
		build: ".output/firefox-mv3",
		manifest: {
			...COMMON,
			background: { scripts: ["background.js"] },
			browser_specific_settings: {
				gecko: {
					id: "routescope@routescope.invalid",
					strict_min_version: "142.0",
					data_collection_permissions: { required: ["none"] },
				},
			},
		},
	},
};

// biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
test("the built manifest asks for exactly what it did", ({}, info) => {
	const golden = GOLDEN[info.project.name];
	const manifest: unknown = JSON.parse(readFileSync(`${golden?.build}/manifest.json`, "utf8"));
	expect(
		manifest,
		"The built manifest differs from the reviewed one. A new permission, host, script or a looser CSP changes what users grant and what captured pages could do: review it, then change this test and CHANGELOG together.",
	).toEqual(golden?.manifest);
});

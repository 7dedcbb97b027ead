import type { About } from "../../components/export-scope";

interface RuntimeApi {
	getManifest(): { readonly version: string };
}

/** Version of this extension and name and version of the browser, for reports. */
export function aboutUs(): About {
	const { chrome } = globalThis as unknown as { chrome?: { runtime?: RuntimeApi } };
	const agent = navigator.userAgent;
	// Edge names Chrome first, so its own word is looked for before.
	const found = /(Edg|Firefox)\/(\d{1,4})/.exec(agent) ?? /(Chrome)\/(\d{1,4})/.exec(agent);
	const [, name = "", version = ""] = found ?? [];
	return {
		extensionVersion: chrome?.runtime?.getManifest().version ?? "",
		browser: name === "" ? "" : `${name === "Edg" ? "Edge" : name} ${version}`,
	};
}

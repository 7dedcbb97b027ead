import { hostnameOf } from "../hosts";
import { addressOf } from "../media/address";
import { findings } from "../messages/findings";
import type { RequestRule } from "./rule";

const KEY_HEADERS = new Set(["authorization", "x-api-key", "api-key", "x-goog-api-key", "mj-api-secret"]);

/** Hosts only the developer can open. */
const PRIVATE =
	/^(?:localhost|.{1,200}\.(?:localhost|local|internal|lan|home|test)|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|10\.\d{1,3}\.\d{1,3}\.\d{1,3}|192\.168\.\d{1,3}\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|\[::1\])$/;

/** A public page sends the router's key itself: every visitor can read it. */
export const keyInBrowser: RequestRule = {
	kind: "key-in-browser",
	notice({ url, pageOrigin, requestHeaders }, { router }) {
		if (url === null || pageOrigin === null || router === null) return null;
		const page = hostnameOf(pageOrigin);
		const target = page === null || PRIVATE.test(page) ? null : hostnameOf(url);
		if (page === null || target === null) return null;
		// The router's own console and playground.
		if (site(page) === site(target)) return null;
		const sent = requestHeaders.some(
			({ name, value }) => KEY_HEADERS.has(name.toLowerCase()) && value.trim() !== "",
		);
		return sent ? `${addressOf(pageOrigin)?.host ?? page} ${addressOf(url)?.host ?? target}` : null;
	},
	tell(subject, exchanges) {
		const [page = "", host = ""] = subject.split(" ");
		return { kind: "key-in-browser", ...findings.keyInBrowser(page, host), exchanges, task: null };
	},
};

/** The last two labels: enough to tell a router's own pages from others'. */
function site(hostname: string): string {
	return hostname.split(".").slice(-2).join(".");
}

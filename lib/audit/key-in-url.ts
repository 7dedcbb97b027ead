import { httpUrl } from "../hosts";
import { findings } from "../messages/findings";
import type { RequestRule } from "./rule";

/** Query parameters that carry an API key; signatures of result links are no keys. */
const KEY_NAMES = /^(?:key|api[-_]?key|access[-_]?token|token|auth|authorization|mj-api-secret)$/i;

/** A key in the address ends up in logs, history and screenshots. */
export const keyInUrl: RequestRule = {
	kind: "key-in-url",
	notice({ url }, { router }) {
		if (url === null || router === null || !url.includes("?")) return null;
		const parsed = httpUrl(url);
		if (parsed === null) return null;
		for (const [name, value] of parsed.searchParams)
			if (KEY_NAMES.test(name) && (value.startsWith("[") || value.length >= 16))
				return `${parsed.host} ${name.slice(0, 40)}`;
		return null;
	},
	tell(subject, exchanges) {
		const [host = "", name = ""] = subject.split(" ");
		return { kind: "key-in-url", ...findings.keyInUrl(host, name), exchanges, task: null };
	},
};

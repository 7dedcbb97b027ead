import { httpUrl } from "../lib/hosts";

/**
 * Address a captured or documented link may lead to, or null when it must stay text: only http and https, and no user name
 * in front that could pass for the host.
 */
export function safeHref(url: string): string | null {
	const parsed = httpUrl(url);
	return parsed && parsed.username === "" && parsed.password === "" ? parsed.href : null;
}

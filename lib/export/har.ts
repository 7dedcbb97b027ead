import type { Exchange, Header } from "../exchange";
import type { Row } from "../session";
import type { SafeEvidence } from "./evidence";
import { jsonText } from "./json-out";
import type { Safe } from "./safe";

/** HAR 1.2 wants a start; this one says that none is known. */
const NO_TIME = "1970-01-01T00:00:00.000Z";

/**
 * HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/) of what may leave, so that opening it again gives the same verdicts.
 * Fields of ours begin with an underscore, as the specification asks.
 */
export function writeHar(evidence: SafeEvidence): string {
	return jsonText({
		log: {
			version: "1.2",
			creator: { name: "Routescope", version: evidence.extensionVersion },
			browser: browserOf(evidence.browser),
			pages: [],
			entries: evidence.rows.filter(isCaptured).map(({ exchange }) => toEntry(exchange)),
		},
	});
}

/** A paste has no request and no time: it is no entry. */
export function isCaptured({ exchange }: Safe<Row>): boolean {
	return exchange.status !== null && exchange.url !== null;
}

function browserOf(browser: string): { name: string; version: string } {
	const [, name = browser, version = ""] = /^(.*?)[ /](\d[\d.]*)$/.exec(browser) ?? [];
	return { name, version };
}

function toEntry(exchange: Exchange): Readonly<Record<string, unknown>> {
	const time = exchange.time ?? 0;
	return {
		startedDateTime: exchange.startedDateTime ?? NO_TIME,
		time,
		request: {
			method: exchange.method ?? "GET",
			url: exchange.url ?? "",
			httpVersion: "",
			cookies: [],
			headers: headerList(exchange.requestHeaders),
			queryString: queryOf(exchange.url ?? ""),
			...(exchange.requestBody.text === ""
				? {}
				: {
						postData: {
							mimeType: exchange.requestBody.mimeType,
							params: [],
							text: exchange.requestBody.text,
						},
					}),
			headersSize: -1,
			bodySize: exchange.requestBody.text === "" ? 0 : -1,
		},
		response: {
			status: exchange.status ?? 0,
			statusText: exchange.statusText,
			httpVersion: "",
			cookies: [],
			headers: headerList(exchange.responseHeaders),
			content: contentOf(exchange),
			redirectURL: "",
			headersSize: -1,
			bodySize: -1,
			...(exchange.error === null ? {} : { _error: exchange.error }),
		},
		cache: {},
		timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: time, receive: 0 },
		...(exchange.resourceType === null ? {} : { _resourceType: exchange.resourceType }),
		...(exchange.pageOrigin === null ? {} : { _pageOrigin: exchange.pageOrigin }),
		...(exchange.streamMessages.length === 0 ? {} : { _eventSourceMessages: exchange.streamMessages }),
	};
}

/** `_bodyState` keeps apart what HAR cannot: an empty body, one that was cut, one the browser never gave. */
function contentOf({
	responseBody: { state, text, mimeType, size },
}: Exchange): Readonly<Record<string, unknown>> {
	const held = state === "ok" || state === "truncated";
	return {
		size: size ?? (state === "empty" ? 0 : held ? text.length : -1),
		mimeType,
		...(held ? { text } : {}),
		...(state === "ok" ? {} : { _bodyState: state }),
	};
}

function headerList(headers: readonly Header[]): readonly Header[] {
	return headers.map(({ name, value }) => ({ name, value }));
}

function queryOf(url: string): readonly Header[] {
	try {
		return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
	} catch {
		return [];
	}
}

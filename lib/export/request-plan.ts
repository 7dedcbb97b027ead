import { tryParseJson } from "../json";
import { EXPORT_TEXT } from "../messages/export";
import type { Row } from "../session";
import { fits, headerGrammars } from "./allow-list";
import type { Safe } from "./safe";

/** Text with places for a key: strings alternate with `{ key }`, the number of the key from 1. */
export type Template = readonly (string | { readonly key: number })[];

/** A request that can be sent again by a command or a program: printable ASCII only, keys left open. */
export interface RequestPlan {
	readonly method: string;
	readonly url: Template;
	readonly headers: readonly { readonly name: string; readonly value: Template }[];
	/** JSON or form text, or null for none. */
	readonly body: string | null;
	/** Fields of a form with files. */
	readonly fields: readonly { readonly name: string; readonly value: string; readonly isFile: boolean }[];
	/** Headers that cannot or need not be sent. */
	readonly headersLeftOut: number;
	/** The body was one that cannot be written down. */
	readonly bodyLeftOut: boolean;
	/** Something in the body stands for what was left out. */
	readonly bodyRedacted: boolean;
}

/** Headers that a request needs; everything else a client adds itself or must not be sent again. */
const NEEDED =
	/^(?:content-type|accept|anthropic-version|anthropic-beta|openai-beta|x-goog-api-client|api-version)$/;
const CREDENTIAL =
	/^(?:authorization|x-api-key|api-key|x-goog-api-key|mj-api-secret|xi-api-key|x-auth-token|x-access-token|ocp-apim-subscription-key)$/;
const FIRST_KEY = 1;

/** The request of a row made ready to be sent again, or why it cannot be. */
export function planRequest({ exchange }: Safe<Row>): RequestPlan | { readonly problem: string } {
	const { method, url } = exchange;
	if (url === null || exchange.source === "paste") return { problem: EXPORT_TEXT.noRequest };
	if (method === null || !/^[A-Z]{1,16}$/.test(method)) return { problem: EXPORT_TEXT.noMethod };
	const address = asciiUrl(url);
	if (address === null) return { problem: EXPORT_TEXT.noAddress };
	const keys = new Map<string, number>();
	const keyNumber = (name: string) => {
		const number = keys.get(name) ?? keys.size + FIRST_KEY;
		keys.set(name, number);
		return number;
	};
	const headers: { name: string; value: Template }[] = [];
	let headersLeftOut = 0;
	for (const { name, value } of exchange.requestHeaders) {
		const lower = name.toLowerCase();
		if (!/^[A-Za-z][A-Za-z0-9-]{0,59}$/.test(name)) headersLeftOut += 1;
		else if (CREDENTIAL.test(lower)) {
			const [, scheme = "", mask = ""] = /^((?:Bearer|Basic|Token) )?(.*)$/s.exec(value) ?? [];
			headers.push({ name, value: [scheme, { key: keyNumber(mask) }] });
		} else if (NEEDED.test(lower) && isSendable(lower, value)) headers.push({ name, value: [value] });
		else if (
			!/^(?:host|content-length|connection|user-agent|origin|referer|accept-encoding|accept-language|:)/.test(
				lower,
			)
		)
			headersLeftOut += 1;
	}
	const body = bodyOf(exchange);
	return {
		method,
		url: withKeys(address, keyNumber),
		headers:
			body.fields.length > 0 ? headers.filter(({ name }) => name.toLowerCase() !== "content-type") : headers,
		...body,
		headersLeftOut,
	};
}

/** The template with neighbouring texts joined and empty ones left out. */
export function merged(parts: Template): Template {
	const out: (string | { readonly key: number })[] = [];
	for (const part of parts) {
		const last = out.at(-1);
		if (typeof part === "string" && typeof last === "string") out[out.length - 1] = last + part;
		else if (part !== "") out.push(part);
	}
	return out;
}

function isSendable(name: string, value: string): boolean {
	const grammars = headerGrammars(name) ?? ["word", "isoDate", "version", "tokenList"];
	return value !== "" && /^[\x20-\x7e]*$/.test(value) && !value.startsWith("@") && fits(value, grammars);
}

/** The address in printable ASCII without anything a shell or curl's globbing would act on; null when it is none. */
function asciiUrl(url: string): string | null {
	let href: string;
	try {
		const parsed = new URL(url);
		if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return null;
		href = parsed.href;
	} catch {
		return null;
	}
	const safe = href.replace(/[^A-Za-z0-9\-._~:/?#@&=+,;%]/g, (char, at: number) =>
		(char === "[" || char === "]") && at < href.indexOf("/", 8) ? char : percent(char),
	);
	return safe.length <= 8000 ? safe : null;
}

function percent(char: string): string {
	return encodeURIComponent(char).replace(
		/[!'()*]/g,
		(mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** `?key=redacted-key-1`: the query value that was a key is left open. */
function withKeys(url: string, keyNumber: (name: string) => number): Template {
	return url
		.split(/(?<==)(redacted-(?:key|token|secret|password|signature)-\d{1,6})(?=&|$)/)
		.map((part, at) => (at % 2 === 0 ? part : { key: keyNumber(part) }))
		.filter((part) => part !== "");
}

function bodyOf({ requestBody, method }: Safe<Row>["exchange"]): {
	body: string | null;
	fields: RequestPlan["fields"];
	bodyLeftOut: boolean;
	bodyRedacted: boolean;
} {
	const { text, mimeType, state } = requestBody;
	const none = { body: null, fields: [], bodyLeftOut: false, bodyRedacted: false };
	if (text === "" || method === "GET" || method === "HEAD") return none;
	const bodyRedacted = /‹|redacted/.test(text);
	if (/^multipart\//i.test(mimeType)) return { ...none, fields: fieldsOf(text), bodyRedacted };
	const json = state === "ok" ? tryParseJson(text) : undefined;
	if (json !== undefined) return { ...none, body: asciiJson(text), bodyRedacted };
	if (/^[\w%.+*=&~-]{1,20000}$/.test(text))
		return { ...none, body: text.replaceAll("*", "%2A"), bodyRedacted };
	return { ...none, bodyLeftOut: true };
}

/** JSON text on one line, its characters outside ASCII and those a shell knows written as escapes. Numbers keep their digits. */
function asciiJson(text: string): string {
	return text
		.replace(/("(?:[^"\\]|\\.)*")|\s+/gs, (_, string: string | undefined) => string ?? "")
		.replace(/[^\x20-\x7e]|['!`$]/g, (char) =>
			[...Array(char.length).keys()]
				.map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`)
				.join(""),
		);
}

function fieldsOf(text: string): RequestPlan["fields"] {
	const fields: { name: string; value: string; isFile: boolean }[] = [];
	for (const part of text.split("--redacted-boundary")) {
		const [, name, file, value = ""] =
			/^\r\nContent-Disposition: form-data; name="([\w.[\]-]{1,80})"(; filename="file")?\r\n\r\n([\s\S]*?)\r\n$/.exec(
				part,
			) ?? [];
		if (name === undefined) continue;
		const ascii = /^[\x20-\x7e]{0,2000}$/.test(value) && !/['`$!"\\]/.test(value) ? value : "value";
		fields.push({ name, value: ascii, isFile: file !== undefined });
	}
	return fields;
}

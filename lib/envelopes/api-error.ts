import { isObject, own } from "../json";

/** A wait the answer itself asks for, and where it says so. */
export interface Wait {
	/** Milliseconds from the moment the answer arrived. */
	readonly ms: number;
	readonly from: string;
}

/** Something inside an error that may hold another error: an upstream body as text, a dictionary, an object. */
export interface Inner {
	readonly value: unknown;
	/** JSON path within the body, for the evidence. */
	readonly path: string;
	/** Status the wrapper reports for it (`param: "404"`), or null. */
	readonly status?: number;
}

/** What one envelope says, in the field's common words. A chain of them, outermost first, is what a body says. */
export interface ApiError {
	/** Id of the reader: the `shape` of the catalogue. */
	readonly envelope: string;
	readonly code: string | null;
	readonly type: string | null;
	readonly param: string | null;
	/** The message as sent, request-id suffixes removed. */
	readonly message: string;
	/** HTTP status named inside the body, or null. */
	readonly status: number | null;
	/** Further codes and reasons, most specific first (`details[].reason`, `innererror.code`, exception names). */
	readonly codes: readonly string[];
	/** JSON paths of what was read, for the evidence. */
	readonly paths: {
		readonly code?: string;
		readonly type?: string;
		readonly message?: string;
		readonly status?: string;
	};
	readonly requestId: string | null;
	readonly errorId: string | null;
	readonly waits: readonly Wait[];
	readonly inner: readonly Inner[];
	/** Media systems whose codes these can be; empty when the envelope does not tell. */
	readonly systems: readonly string[];
	/** The outermost error of a body that HTTP calls a success. */
	readonly failedTask?: boolean;
}

const NOTHING: ApiError = {
	envelope: "",
	code: null,
	type: null,
	param: null,
	message: "",
	status: null,
	codes: [],
	paths: {},
	requestId: null,
	errorId: null,
	waits: [],
	inner: [],
	systems: [],
};

/** An ApiError of the given parts; the rest is empty. */
export function apiError(parts: Partial<ApiError> & { readonly envelope: string }): ApiError {
	return { ...NOTHING, ...parts };
}

/** What a reader may know besides the body. */
export interface Given {
	/** HTTP status; null where a paste does not say, or inside another error. */
	readonly status: number | null;
	/** True when HTTP calls this answer a success, so that only certain signs count. */
	readonly ok: boolean;
	/** True inside another error: what stands there is one, too. */
	readonly nested?: boolean;
}

/** A string or number as text (numbers compared as text, never rounded), else null. Booleans and objects are no text. */
export function textOf(value: unknown): string | null {
	if (typeof value === "string") return value;
	return typeof value === "number" && Number.isFinite(value) ? String(value) : null;
}

/** As `textOf`, and null for empty text and for the words gateways print for nothing. */
export function wordOf(value: unknown): string | null {
	const text = textOf(value)?.trim() ?? "";
	return text === "" || text === "<nil>" || text === "null" || text === "None" || text === "undefined"
		? null
		: text;
}

/** The first of the object's own fields that holds text, with its name. */
export function firstField(object: unknown, names: readonly string[]): { name: string; text: string } | null {
	if (!isObject(object)) return null;
	for (const name of names) {
		const text = wordOf(own(object, name));
		if (text !== null) return { name, text };
	}
	return null;
}

/** An HTTP error status given as number or text, else null. 200 and the like are no errors. */
export function errorStatusOf(value: unknown): number | null {
	const text = textOf(value)?.trim() ?? "";
	return /^[45]\d\d$/.test(text) ? Number(text) : null;
}

const REQUEST_ID_SUFFIX =
	/[\s,;.]*[([]?\s*(?:request[ _-]?id|requestid|trace[ _-]?id|请求 ?id)\s*[:：=]\s*["']?([\w.:-]{6,80})["']?\s*[)\]]?[\s.]*$/i;

/** Takes the `(request id: …)` suffixes off a message; the last one belongs to the outermost gateway. */
export function splitRequestId(message: string): { message: string; requestId: string | null } {
	let rest = message;
	let requestId: string | null = null;
	for (let round = 0; round < 5; round += 1) {
		const tail = rest.slice(-200);
		const match = REQUEST_ID_SUFFIX.exec(tail);
		if (!match) break;
		requestId ??= match[1] ?? null;
		rest = rest.slice(0, rest.length - (tail.length - match.index));
	}
	return { message: rest.trim(), requestId };
}

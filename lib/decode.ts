import { routerForHost } from "./catalog/router-for-host";
import { ROUTERS, routerById } from "./catalog/router-list";
import { diagnose } from "./diagnose";
import type { Decoded, Diagnosis, Evidence } from "./diagnosis";
import { type Exchange, type Header, headerValue } from "./exchange";
import type { Scene } from "./hear";
import { hostnameOf, httpUrl, watchedHostFor } from "./hosts";
import { PAGE_LEFT } from "./live/page-left";
import { DIAGNOSIS_TEXT } from "./messages/diagnosis";
import { modelOf } from "./model-name";
import { isHiddenByCors } from "./no-answer";
import { isPaidSubmit, maybeAccepted } from "./paid-submit";
import { type AnswerReading, idInHead, readAnswer } from "./read-answer";
import type { WatchedHost } from "./settings";
import { answeredAt, waitsInHeaders } from "./waits";

export interface DecodeContext {
	readonly watchedHosts: readonly WatchedHost[];
	/** Who answered, where somebody knows better than the address: a router's id or a watched host. */
	readonly router?: string | null;
}

/**
 * The verdict on one exchange: from the body first, the status second. Pure, deterministic, never throws.
 */
export function decode(exchange: Exchange, context: DecodeContext): Decoded {
	const hostname = exchange.url === null ? null : hostnameOf(exchange.url);
	const routerId =
		context.router ?? (hostname === null ? null : routerForHost(hostname, context.watchedHosts));
	const reading = readAnswer(exchange);
	const message = reading.chain.find((error) => error.message !== "")?.message ?? "";
	const model = modelOf(exchange, reading.head, message) ?? reading.model;
	const requestId = requestIdOf(exchange.responseHeaders);
	const decoded: Decoded = {
		router: routerId,
		diagnosis: null,
		envelope: reading.envelope,
		model: model === "" ? null : model,
		stream: reading.stream,
		requestId: requestId ?? idInHead(reading.head),
	};
	if (reading.chain.length === 0) return decoded;
	const scene = sceneOf(exchange, hostname, routerId, context, reading, model, requestId);
	const diagnosis = finish(diagnose(reading.chain, scene), exchange);
	return { ...decoded, diagnosis, requestId: diagnosis.requestId };
}

function sceneOf(
	exchange: Exchange,
	hostname: string | null,
	routerId: string | null,
	context: DecodeContext,
	reading: AnswerReading,
	model: string | null,
	requestId: string | null,
): Scene {
	const url = exchange.url === null ? null : httpUrl(exchange.url);
	const host = context.router ?? hostname;
	const speaksLike = host === null ? null : (watchedHostFor(host, context.watchedHosts)?.speaksLike ?? null);
	const router = routerById(routerId) ?? routerById(speaksLike);
	return {
		status: exchange.status,
		router,
		path: url?.pathname ?? null,
		method: exchange.method,
		systems: systemsOf(url),
		relayed: router !== null || isRelayed(exchange.responseHeaders, reading),
		model,
		waits: waitsInHeaders(exchange),
		now: answeredAt(exchange),
		requestId,
		evidence: statusEvidence(exchange),
		excludedFiles: new Set(ROUTERS.filter(({ id }) => id !== router?.id).map(({ id }) => id)),
	};
}

/** Warnings and marks that depend on the exchange as a whole. */
function finish(diagnosis: Diagnosis, exchange: Exchange): Diagnosis {
	const { status } = exchange;
	const ok = status !== null && status >= 200 && status < 300;
	const failedInside = ok && diagnosis.category !== "network" && diagnosis.category !== "client_closed";
	const hidden = !ok && isHiddenByCors(exchange);
	const warn = isPaidSubmit(exchange) && (maybeAccepted(status) || exchange.marks.includes(PAGE_LEFT));
	return {
		...diagnosis,
		failedInside,
		explanation: hidden ? `${diagnosis.explanation} ${DIAGNOSIS_TEXT.hiddenFromPage}` : diagnosis.explanation,
		warning: warn ? DIAGNOSIS_TEXT.paidWarning : "",
		actions: warn ? [DIAGNOSIS_TEXT.paidAction, ...diagnosis.actions] : diagnosis.actions,
	};
}

function statusEvidence(exchange: Exchange): readonly Evidence[] {
	const { status, statusText, error, responseHeaders } = exchange;
	const evidence: Evidence[] = [];
	if (status !== null && status > 0)
		evidence.push({
			where: "response.status",
			path: "",
			value: statusText === "" ? String(status) : `${status} ${statusText.slice(0, 100)}`,
		});
	for (const name of ["Retry-After", "retry-after-ms"]) {
		const value = headerValue(responseHeaders, name);
		if (value !== null) evidence.push({ where: "response.headers", path: name, value: value.slice(0, 300) });
	}
	if (error !== null && status !== 0)
		evidence.push({ where: "browser", path: "error", value: error.slice(0, 300) });
	return evidence;
}

const REQUEST_ID_HEADERS = [
	"x-oneapi-request-id",
	"x-request-id",
	"request-id",
	"x-requestid",
	"x-amzn-requestid",
	"x-amz-request-id",
	"apim-request-id",
	"x-ds-trace-id",
	"x-trace-id",
	"trace-id",
	"x-generation-id",
	"cf-ray",
];

/** The id to give to support: the router's own header before a provider's, Cloudflare's ray last. */
function requestIdOf(headers: readonly Header[]): string | null {
	if (headers.length === 0) return null;
	for (const name of REQUEST_ID_HEADERS) {
		const value = headerValue(headers, name)?.trim();
		if (value) return value.slice(0, 200);
	}
	return null;
}

/** Marks of the new-api family on a host nobody catalogued: its headers, its request ids, its error type. */
function isRelayed(headers: readonly Header[], reading: AnswerReading): boolean {
	if (
		headerValue(headers, "x-oneapi-request-id") !== null ||
		headerValue(headers, "x-new-api-version") !== null
	)
		return true;
	return reading.chain.some(
		({ type, requestId }) => /_api_error$|^new_api/.test(type ?? "") || /^20\d{12,}/.test(requestId ?? ""),
	);
}

const SYSTEM_PATHS: readonly (readonly [RegExp, string])[] = [
	[/^\/(?:[\w-]+\/)?mj\//, "midjourney"],
	[/\/kling\//, "kling"],
	[/\/jimeng\b/, "jimeng"],
	[/\/luma\//, "luma"],
	[/\/suno\//, "suno"],
	[/\/runwayml\//, "runway"],
	[/\/minimax\//, "minimax"],
	[/\/alibailian\//, "alibailian"],
	[/\/volc\//, "seedance"],
];

/** The media system whose codes an answer on this path speaks, by the path's own words. */
function systemsOf(url: URL | null): readonly string[] {
	if (!url) return [];
	const hit = SYSTEM_PATHS.find(([pattern]) => pattern.test(url.pathname));
	return hit ? [hit[1]] : [];
}

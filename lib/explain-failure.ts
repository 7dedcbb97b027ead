import { ROUTERS, routerById } from "./catalog/router-list";
import { diagnose } from "./diagnose";
import type { Diagnosis } from "./diagnosis";
import { apiError, errorStatusOf, splitRequestId, wordOf } from "./envelopes/api-error";
import { unwrap } from "./nested";

/** Why a media job failed, as the provider put it. */
export interface FailureWords {
	readonly message?: string | null;
	readonly code?: string | null;
	readonly status?: number | null;
	/** Media system whose codes these are, or null. */
	readonly system?: string | null;
	/** Router id, or null. */
	readonly router?: string | null;
}

/** Explains the end of a job by the words its provider gave for it: moderation, a bad input, quota, or simply a failure. */
export function explainFailure({ message, code, status, system, router }: FailureWords): Diagnosis {
	const split = splitRequestId(message ?? "");
	const word = wordOf(code);
	const file = routerById(router ?? null);
	const chain = unwrap(
		apiError({
			envelope: "task",
			code: word !== null && errorStatusOf(word) === null ? word : null,
			message: split.message,
			status: status ?? errorStatusOf(word),
			requestId: split.requestId,
			systems: system ? [system] : [],
			paths: { code: "code", message: "message" },
			inner: message ? [{ value: message, path: "message" }] : [],
			failedTask: true,
		}),
	);
	return diagnose(chain, {
		status: null,
		router: file,
		path: null,
		method: null,
		systems: system ? [system] : [],
		relayed: file !== null,
		model: null,
		waits: [],
		now: null,
		requestId: null,
		evidence: [],
		excludedFiles: new Set(ROUTERS.filter(({ id }) => id !== file?.id).map(({ id }) => id)),
	});
}

import { answerNormally } from "./answers.mjs";
import { BODY_CASES, NETWORK_CASES } from "./broken.mjs";
import { answerError, ERROR_CASES, errorCaseOf } from "./error.mjs";
import { HELD_CASES } from "./held.mjs";
import { jobHandlerFor } from "./jobs/list.mjs";
import { STREAM_CASES, streamNormally } from "./streams.mjs";

/** Answers that only change the normal one. */
const NORMAL_CASES = new Set(["gemini-blocked"]);

/**
 * Answers one request as the router would.
 * @param {import("./call.mjs").Call} call
 */
export async function answer(call) {
	const name = call.demoCase;
	call.res.setHeader("server", call.router === "rout.my" ? "demo-rout-my" : "demo-crazyrouter");
	if (call.router === "crazyrouter") {
		call.res.setHeader("x-oneapi-request-id", call.requestId);
		call.res.setHeader("x-new-api-version", "demo");
	}
	const special =
		name === null
			? undefined
			: (BODY_CASES[name] ?? NETWORK_CASES[name] ?? STREAM_CASES[name] ?? HELD_CASES[name]);
	if (!name?.endsWith("-held")) await call.held();
	if (special !== undefined) return special(call);
	const error = errorCaseOf(call);
	if (error !== null) return answerError(call, error);
	const refused = refusalOf(call);
	if (refused !== null) return answerError(call, refused);
	const job = jobHandlerFor(call);
	if (job !== null) return job();
	const slow = /^slow(?:-(\d+))?$/.exec(name ?? "");
	if (slow !== null) await call.wait(Number(slow[1] ?? 3000));
	else if (name !== null && call.caseIsMeant && !NORMAL_CASES.has(name)) return answerUnknownCase(call, name);
	if (call.wantsStream && call.method === "POST") return streamNormally(call);
	if (await answerNormally(call)) return;
	await answerError(call, noSuchPath(call));
}

/** The 401 of a request without an acceptable key, or null. Every key that begins like the demo's own is accepted. @param {import("./call.mjs").Call} call */
function refusalOf(call) {
	const { authorization, "x-api-key": apiKey, "x-goog-api-key": googleKey } = call.req.headers;
	const key = authorization ?? apiKey ?? googleKey ?? call.url.searchParams.get("key");
	if (call.path.endsWith("/models") && call.router === "rout.my") return null;
	if (key === undefined || key === null || key === "") return ERROR_CASES[call.router]["401"] ?? null;
	if (/^(Bearer )?sk[-_]demo/i.test(String(key))) return null;
	return ERROR_CASES[call.router][call.router === "rout.my" ? "401" : "invalid_api_key"] ?? null;
}

/** @param {import("./call.mjs").Call} call @returns {import("./error.mjs").ErrorCase} */
function noSuchPath(call) {
	const base = { group: "status", status: 404 };
	if (call.router === "rout.my")
		return { ...base, message: "There is no such endpoint", type: "not_found_error" };
	return {
		...base,
		message: `Invalid URL (${call.method} ${call.path})`,
		type: "invalid_request_error",
		code: "",
	};
}

/** @param {import("./call.mjs").Call} call @param {string} name */
function answerUnknownCase(call, name) {
	call.sendJson(400, {
		error: {
			message: `The demo has no case "${name}" for this endpoint; demo/README.md lists them`,
			type: "demo_error",
			code: "unknown_demo_case",
		},
	});
}

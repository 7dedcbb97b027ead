import { describe, expect, it } from "vitest";
import { ROUTERS } from "./files";

/** The two routers' own error pages, row by row, in the words of the verdict. */
const CRAZYROUTER_STATUS = [
	[200, "unknown", "client", "no"],
	[400, "bad_request", "client", "after-change"],
	[401, "auth", "account", "after-change"],
	[403, "permission", "account", "after-change"],
	[404, "not_found", "client", "after-change"],
	[429, "rate_limit", "account", "yes"],
	[500, "upstream_failure", "upstream", "yes"],
	[502, "upstream_failure", "upstream", "yes"],
	[503, "overloaded", "router", "later"],
] as const;
const CRAZYROUTER_CODES = [
	["invalid_api_key", "auth", "account", "after-change"],
	["insufficient_quota", "insufficient_quota", "account", "after-change"],
	["model_not_found", "model_unavailable", "client", "after-change"],
	["context_length_exceeded", "context_length", "client", "after-change"],
	["rate_limit_exceeded", "rate_limit", "account", "yes"],
	["content_filter", "content_policy", "client", "after-change"],
] as const;
const ROUT_MY_STATUS = [
	[400, "bad_request", "client", "after-change"],
	[401, "auth", "account", "after-change"],
	[403, "permission", "account", "after-change"],
	[404, "not_found", "client", "after-change"],
	[405, "method_not_allowed", "client", "after-change"],
	[429, "rate_limit", "account", "yes"],
	[499, "client_closed", "client", "after-change"],
	[500, "router_internal", "router", "yes"],
	[502, "upstream_failure", "upstream", "yes"],
	[503, "router_internal", "router", "yes"],
] as const;

function router(id: string) {
	const file = ROUTERS.find((candidate) => candidate.id === id);
	if (!file) throw new Error(`no router file ${id}`);
	return file;
}

/** The entry that a bare status, or a bare code, of this router is read by. */
function alone(id: string, field: "status" | "code" | "type", word: number | string) {
	return router(id).entries.find(
		({ match }) => Object.keys(match).length === 1 && (match[field] as unknown[] | undefined)?.includes(word),
	);
}

const verdict = (entry: ReturnType<typeof alone>) =>
	entry ? [entry.category, entry.fault, entry.retry.verdict] : ["no entry", "", ""];

describe("CrazyRouter's status-codes page", () => {
	const page = "https://docs.crazyrouter.com/en/reference/status-codes";
	it.each(CRAZYROUTER_STATUS)("status %i", (status, ...want) => {
		const entry = alone("crazyrouter", "status", status);
		expect(verdict(entry)).toEqual(want);
		expect(entry?.id).toBe(`crazyrouter/${status}`);
		expect(entry?.source).toBe(page);
	});
	it.each(CRAZYROUTER_CODES)("code %s", (code, ...want) => {
		const entry = alone("crazyrouter", "code", code);
		expect(verdict(entry)).toEqual(want);
		expect(entry?.id).toBe(`crazyrouter/${code}`);
		expect(entry?.source).toBe(page);
	});
	it("tells 500 from 502 as the page does", () => {
		const internal = alone("crazyrouter", "status", 500);
		expect(internal?.explanation).toMatch(/inside CrazyRouter.*relayed/s);
		expect(internal?.explanation).toMatch(/site_internal.*panic.*own/s);
		expect(internal?.actions.join(" ")).toMatch(/error class and logs when 500s are frequent/);
		const gateway = alone("crazyrouter", "status", 502);
		expect(gateway?.explanation).toMatch(/reached the upstream.*no valid response or result/s);
		expect(gateway?.explanation).toMatch(/unreachable.*invalid gateway answer.*result URL/s);
		expect(gateway?.actions.join(" ")).toMatch(
			/availability, connectivity and result URLs first when 502s are frequent/,
		);
	});
	it("counts only marked errors as CrazyRouter's own", () => {
		const own = [
			alone("crazyrouter", "code", "site_internal"),
			alone("crazyrouter", "type", "site_internal"),
		];
		own.push(alone("crazyrouter", "type", "new_api_panic"));
		for (const entry of own) expect(verdict(entry)).toEqual(["router_internal", "router", "yes"]);
	});
	it("retries as documented: never a 429 at once, 1 s doubling", () => {
		const { retry, families, hosts } = router("crazyrouter");
		expect(retry.scheduleMs).toEqual([1000, 2000, 4000]);
		expect(retry.statuses).toContain(429);
		expect(retry.rule).toMatch(/not retry a 429 at once/);
		expect(families).toEqual(["new-api"]);
		expect(hosts).toEqual(["crazyrouter.com", "*.crazyrouter.com"]);
	});
	it("shows where its pages disagree", () => {
		for (const word of [403, 503] as const)
			expect(alone("crazyrouter", "status", word)?.contradiction).toBeDefined();
		expect(alone("crazyrouter", "code", "insufficient_quota")?.contradiction).toBeDefined();
	});
});

describe("rout.my's errors page", () => {
	it.each(ROUT_MY_STATUS)("status %i", (status, ...want) => {
		const entry = alone("rout.my", "status", status);
		expect(verdict(entry)).toEqual(want);
		expect(entry?.id).toBe(`rout.my/${status}`);
		expect(entry?.source).toBe("https://docs.rout.my/api/errors");
	});
	it.each([
		"Bad Request",
		"Unauthorized",
		"Forbidden",
		"Not Found",
		"Method Not Allowed",
		"Too Many Requests",
	])("its code %s is the reason phrase of a status and leaves room for the message", (phrase) =>
		expect(alone("rout.my", "code", phrase)?.generic).toBe(true),
	);
	it("retries 429, 500, 502, 503 and nothing else, up to 30 s with jitter", () => {
		const { retry } = router("rout.my");
		expect(retry.statuses).toEqual([429, 500, 502, 503]);
		expect(retry.scheduleMs).toEqual([1000, 2000, 4000, 8000, 16000, 30000]);
		expect(retry.jitter).toBe(true);
		for (const [status, , , retried] of ROUT_MY_STATUS)
			expect(retry.statuses?.includes(status)).toBe(retried === "yes");
	});
	it("tells a client that left early to wait up to 900 s", () => {
		expect(alone("rout.my", "status", 499)?.actions.join(" ")).toContain("900 s");
	});
	it("reads a used-up daily quota as one that comes back", () => {
		const quota = router("rout.my").entries.find(({ id }) => id === "rout.my/429-quota");
		expect([quota?.category, quota?.retry.verdict]).toEqual(["insufficient_quota", "later"]);
		expect(quota?.contradiction).toBeDefined();
	});
});

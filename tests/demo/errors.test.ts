import { afterAll, beforeAll, describe, expect, it } from "vitest";
import crazyrouter from "../../demo/server/cases/crazyrouter.json";
import routMy from "../../demo/server/cases/rout-my.json";
import type { Demo } from "../../demo/server/start.mjs";
import { ask, askByName, at, chat, openDemo } from "./client";

let demo: Demo;
beforeAll(async () => {
	demo = await openDemo();
});
afterAll(() => demo.close());

const REQUEST_ID = / \(request id: (\d{20,}\w+)\)$/;

describe("CrazyRouter", () => {
	it.each(Object.entries(crazyrouter))(
		"answers case %s with its status, code and message",
		async (name, wanted) => {
			const response = await chat(demo, name);
			expect(response.status).toBe(wanted.status);
			expect(response.headers.get("x-oneapi-request-id")).toMatch(/^\d{20,}\w+$/);
			const text = await response.text();
			if ("envelope" in wanted && wanted.envelope === "none") return expect(text).toBe("");
			const error = at(JSON.parse(text), "error");
			expect(at(error, "message")).toContain(wanted.message);
			if (!("envelope" in wanted)) expect(at(error, "code")).toBe(wanted.code);
			if (!("envelope" in wanted)) expect(at(error, "type")).toBe(wanted.type);
		},
	);

	it("has every documented status and code", () => {
		expect(Object.values(crazyrouter).map(({ status }) => status)).toEqual(
			expect.arrayContaining([400, 401, 403, 404, 429, 500, 502, 503]),
		);
		expect(Object.values(crazyrouter).map(({ code }) => code)).toEqual(
			expect.arrayContaining([
				"invalid_api_key",
				"insufficient_quota",
				"model_not_found",
				"context_length_exceeded",
				"rate_limit_exceeded",
				"content_filter",
			]),
		);
	});

	it("appends to the message the request id of the header", async () => {
		const response = await chat(demo, "429");
		const message = String(at(await response.json(), "error", "message"));
		expect(REQUEST_ID.exec(message)?.[1]).toBe(response.headers.get("x-oneapi-request-id"));
	});

	it("lets page code read no header, as the real one", async () => {
		const response = await chat(demo, "429-seconds");
		expect(response.headers.get("access-control-allow-origin")).toBe("*");
		expect(response.headers.get("access-control-expose-headers")).toBeNull();
		expect(response.headers.get("retry-after")).toBe("20");
	});

	it("gives Retry-After as a date to come, a date gone by, and nonsense", async () => {
		const wait = async (name: string) => (await chat(demo, name)).headers.get("retry-after") ?? "";
		const until = async (name: string) => (Date.parse(await wait(name)) - Date.now()) / 1000;
		expect(await until("429-date")).toBeGreaterThan(40);
		expect(await until("429-past")).toBeLessThan(-50);
		expect(Number(await wait("429-nonsense"))).toBeNaN();
		expect(Date.parse(await wait("429-nonsense"))).toBeNaN();
	});

	it.each([
		["/mj/submit/imagine", ["description"]],
		["/kling/v1/videos/text2video", ["message"]],
		["/suno/submit/music", ["message"]],
		["/v1/messages", ["error", "message"]],
	])("speaks the error shape of %s", async (path, where) => {
		const body = await (await ask(demo, path, { body: {}, demo: "rate_limit_exceeded" })).json();
		expect(at(body, ...where)).toContain("Rate limit reached");
		expect(at(body, "type")).toBe({ "/mj/submit/imagine": "upstream_error", "/v1/messages": "error" }[path]);
	});

	it("refuses a missing and an unknown key with 401", async () => {
		const missing = await ask(demo, "/v1/chat/completions", { body: {}, key: null });
		expect(missing.status).toBe(401);
		const unknown = await ask(demo, "/v1/chat/completions", { body: {}, key: "sk-of-somebody" });
		expect(at(await unknown.json(), "error", "code")).toBe("invalid_api_key");
	});

	it("answers an unknown path with its own 404", async () => {
		const response = await ask(demo, "/v1/chat/completion", { body: {} });
		expect(response.status).toBe(404);
		expect(at(await response.json(), "error", "message")).toMatch(
			/^Invalid URL \(POST \/v1\/chat\/completion\)/,
		);
	});
});

describe("rout.my", () => {
	it.each(Object.entries(routMy))("answers case %s with its status and message", async (name, wanted) => {
		const response = await chat(demo, name, "/rout.my");
		expect(response.status).toBe(wanted.status);
		expect(response.headers.get("x-oneapi-request-id")).toBeNull();
		expect(at(await response.json(), "error", "message")).toBe(wanted.message);
	});

	it("has every documented status", () => {
		expect(Object.values(routMy).map(({ status }) => status)).toEqual(
			expect.arrayContaining([400, 401, 403, 404, 405, 429, 499, 500, 502, 503]),
		);
	});

	it("gives the reason phrase as code, and an error_id inside or beside the error", async () => {
		const inside = await (await chat(demo, "502", "/rout.my")).json();
		expect(at(inside, "error", "code")).toBe("Bad Gateway");
		expect(at(inside, "error", "error_id")).toMatch(/^err_demo_/);
		const beside = await (await chat(demo, "503", "/rout.my")).json();
		expect(at(beside, "error", "error_id")).toBeUndefined();
		expect(at(beside, "error_id")).toMatch(/^err_demo_/);
	});
});

describe("choosing", () => {
	it.each([
		["api.crazyrouter.com", "413", 413],
		["cn.crazyrouter.com", "413", 413],
		["crazyrouter.com", "413", 413],
		["api.rout.my", "499", 499],
		["api.rout.my", "413", 400],
	])("is done by host name over TLS: %s, case %s", async (host, name, status) => {
		const answer = await askByName(demo, host, `/v1/models?key=sk_demo_0&demo=${name}`);
		expect(answer.status).toBe(status);
	});

	it("works by header, query and model name, in this order", async () => {
		expect((await chat(demo, undefined, "", { model: "demo-503" })).status).toBe(503);
		const byQuery = await ask(demo, "/v1/chat/completions?demo=502", { body: { model: "demo-503" } });
		expect(byQuery.status).toBe(502);
		const byHeader = await ask(demo, "/v1/chat/completions?demo=502", { body: {}, demo: "400" });
		expect(byHeader.status).toBe(400);
	});

	it("takes a model of that name for a model when no case is called so", async () => {
		expect((await chat(demo, undefined, "", { model: "demo-model" })).status).toBe(200);
	});

	it("says so when no case has the name asked for", async () => {
		const response = await chat(demo, "no-such-case");
		expect(response.status).toBe(400);
		expect(at(await response.json(), "error", "message")).toContain('no case "no-such-case"');
	});
});

describe("CORS", () => {
	it("lets any page send any header", async () => {
		const response = await ask(demo, "/v1/chat/completions", {
			method: "OPTIONS",
			headers: { "access-control-request-headers": "authorization,x-stainless-os" },
		});
		expect(response.status).toBe(204);
		expect(response.headers.get("access-control-allow-headers")).toBe("authorization,x-stainless-os");
	});

	it("refuses on demand: the answer for want of a header, or the preflight itself", async () => {
		const refused = await chat(demo, "cors-refused");
		expect(refused.status).toBe(429);
		expect(refused.headers.get("access-control-allow-origin")).toBeNull();
		const preflight = await ask(demo, "/v1/chat/completions?demo=cors-preflight", { method: "OPTIONS" });
		expect(preflight.status).toBe(403);
		expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
	});
});

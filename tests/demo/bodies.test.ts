import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Demo } from "../../demo/server/start.mjs";
import { chat, openDemo } from "./client";

let demo: Demo;
beforeAll(async () => {
	demo = await openDemo();
});
afterAll(() => demo.close());

/** Status, content type without parameters, and body of a case. */
async function read(name: string) {
	const response = await chat(demo, name);
	const body = new Uint8Array(await response.arrayBuffer());
	const type = response.headers.get("content-type")?.replace(/;.*/, "") ?? null;
	return { status: response.status, type, body, text: new TextDecoder().decode(body) };
}

describe("bodies", () => {
	it.each([
		["body-empty", 500, "application/json"],
		["body-empty-200", 200, "application/json"],
		["body-204", 204, null],
	])("%s has none", async (name, status, type) => {
		const answer = await read(name);
		expect(answer).toMatchObject({ status, type, text: "" });
	});

	it.each([
		["body-html", 502, "text/html", false],
		["body-html-as-json", 502, "application/json", false],
		["body-html-200", 200, "text/html", false],
		["body-cut-json", 500, "application/json", false],
		["body-not-json", 503, "text/plain", false],
		["body-wrong-type", 400, "application/octet-stream", true],
		["body-json-as-html", 429, "text/html", true],
		["body-no-type", 400, null, true],
		["body-markup", 400, "application/json", true],
		["504", 504, "text/html", false],
		["cloudflare-522", 522, "text/html", false],
	])("%s is %i %s, JSON inside: %s", async (name, status, type, isJson) => {
		const answer = await read(name);
		expect(answer).toMatchObject({ status, type });
		const parses = () => JSON.parse(answer.text);
		if (isJson) expect(parses).not.toThrow();
		else expect(parses).toThrow();
	});

	it("body-5mb is 5 MB of JSON and body-binary is not text", async () => {
		expect((await read("body-5mb")).body.length).toBeGreaterThan(5_000_000);
		const { text } = await read("body-binary");
		expect(text).toContain("\uFFFD");
	});

	it.each(["body-truncated", "reset-body", "reset"])("%s breaks off", async (name) => {
		await expect(read(name)).rejects.toThrow();
	});
});

describe("time", () => {
	it("slow-400 takes that long at speed 1", async () => {
		const patient = await openDemo(1);
		const started = Date.now();
		const response = await fetch(`${patient.httpOrigin}/v1/models?key=sk-demo&demo=slow-400`);
		expect(response.status).toBe(200);
		expect(Date.now() - started).toBeGreaterThanOrEqual(390);
		await patient.close();
	});

	it("ends every open connection when it closes", async () => {
		const other = await openDemo();
		const hanging = chat(other, "hang");
		const outcome = expect(hanging).rejects.toThrow();
		await new Promise((resolve) => setTimeout(resolve, 50));
		await other.close();
		await outcome;
		await expect(fetch(other.httpOrigin)).rejects.toThrow();
	});

	it("names the port that is taken", async () => {
		const { startDemo } = await import("../../demo/server/start.mjs");
		await expect(startDemo({ httpPort: demo.httpPort })).rejects.toMatchObject({
			code: "EADDRINUSE",
			port: demo.httpPort,
		});
	});
});

describe("the page", () => {
	it("is served with its script bundled", async () => {
		const page = await (await fetch(demo.pageUrl)).text();
		expect(page).toContain("/page.js");
		const script = await fetch(`${demo.httpOrigin}/page.js`);
		expect(script.headers.get("content-type")).toContain("text/javascript");
		expect(await script.text()).toContain("dangerouslyAllowBrowser");
	});
});

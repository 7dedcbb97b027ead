import { describe, expect, it } from "vitest";
import { countSecrets, explainPaste } from "../lib/explain-paste";
import type { WatchedHost } from "../lib/settings";
import { DEMO_KEY as KEY, PASTED_CURL, PASTED_FORMS, PASTED_PAGE } from "./fixtures/pasted-forms";

const explain = (text: string, router: string | null = null, watchedHosts: readonly WatchedHost[] = []) =>
	explainPaste(text, { watchedHosts, router, id: "paste" });

describe("a pasted answer", () => {
	it.each(Object.entries(PASTED_FORMS))("%s", (_name, text) => {
		const { kind, decoded, exchange } = explain(text);
		expect(kind).toBe("answer");
		expect(decoded.diagnosis?.category).toBe("insufficient_quota");
		expect(exchange.source).toBe("paste");
	});

	it("a page of HTML and a bare status", () => {
		expect(explain(PASTED_PAGE).decoded.diagnosis?.title).toBeTruthy();
		expect(explain("429").exchange.status).toBe(429);
	});

	it("is read by the router whose address is in it", () => {
		const { decoded, readings } = explain(PASTED_FORMS["curl -i"] ?? "");
		expect(decoded.router).toBe("crazyrouter");
		expect(decoded.diagnosis?.entry).toBe("crazyrouter/insufficient_quota");
		expect(readings).toEqual([]);
	});

	it("shows both routers' readings where nothing says who answered", () => {
		const { decoded, readings } = explain("HTTP/1.1 429 Too Many Requests\n\n");
		expect(decoded.router).toBeNull();
		expect(readings.map(({ decoded }) => decoded.diagnosis?.entry)).toEqual([
			"crazyrouter/429",
			"rout.my/429",
		]);
	});

	it("lets the chosen router speak, whatever the address says", () => {
		expect(explain(PASTED_FORMS["curl -i"] ?? "", "rout.my").decoded.router).toBe("rout.my");
		expect(explain("429", "rout.my").decoded.diagnosis?.entry).toBe("rout.my/429");
		expect(explain("429", "crazyrouter").decoded.diagnosis?.entry).toBe("crazyrouter/429");
	});

	it("a host of one's own speaks like the router it was given", () => {
		const hosts = [{ host: "ai.example", speaksLike: "rout.my" }];
		const { decoded } = explain("429", "ai.example", hosts);
		expect(decoded.router).toBe("ai.example");
		expect(decoded.diagnosis?.entry).toBe("rout.my/429");
	});

	it("nothing wrong, nothing there, a whole capture", () => {
		expect(explain('{"id":"x","choices":[{"message":{"content":"hi"}}]}').decoded.diagnosis).toBeNull();
		expect(explain("  \n ").kind).toBe("nothing");
		expect(explain('{"log":{"version":"1.2","entries":[]}}').kind).toBe("har");
	});
});

describe("a pasted request", () => {
	it.each([
		PASTED_CURL,
		`POST /v1/chat/completions HTTP/1.1\nHost: api.rout.my\nAuthorization: Bearer ${KEY}\n\n{"model":"x"}`,
	])("%s", (text) => {
		const { kind, exchange, decoded, secrets } = explain(text);
		expect(kind).toBe("request");
		expect(exchange.method).toBe("POST");
		expect(decoded.router).toBe("rout.my");
		expect(secrets).toBe(1);
	});
});

describe("secrets in a pasted text", () => {
	it.each([
		[`{"error":{"message":"Incorrect API key provided: ${KEY}"}}`, 1],
		[
			`curl 'https://api.rout.my/v1/x?key=abcdef123456' -H 'x-api-key: correct-horse' -H 'authorization: Bearer ${KEY}'`,
			3,
		],
		["HTTP/1.1 200 OK\nset-cookie: session=abcdef12\n\n{}", 1],
		["429 insufficient_quota", 0],
		["HTTP/1.1 429 Too Many Requests\nretry-after: 12\nx-request-id: 20260101abcdef\n\n{}", 0],
		["Incorrect API key provided: [key:a604]", 0],
	])("%s", (text, count) => expect(countSecrets(text)).toBe(count));

	it("none of them is left in what is shown", () => {
		for (const text of [
			`HTTP/1.1 401 Unauthorized\nx-api-key: correct-horse\nset-cookie: a=${KEY}\n\n{"error":{"message":"bad key ${KEY}"}}`,
			`curl https://u:hunter2hunter@api.rout.my/v1/x?key=${KEY} -H "Authorization: Bearer ${KEY}"`,
		]) {
			const shown = JSON.stringify(explain(text));
			for (const secret of [KEY, "correct-horse", "hunter2hunter"]) expect(shown).not.toContain(secret);
		}
	});
});

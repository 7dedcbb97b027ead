import { describe, expect, test } from "vitest";
import { decode } from "../lib/decode";
import { fromEntry } from "../lib/from-entry";
import { createVault, isSecretToken } from "../lib/vault";

const KEY = "sk-fake0000000000000000000000000001";
const OTHER = "sk-fake0000000000000000000000000002";

function entryWith(
	headers: Readonly<Record<string, string>>,
	url = "https://api.rout.my/v1/chat/completions",
) {
	return {
		startedDateTime: "2026-02-03T10:11:12.345+01:00",
		time: 1,
		request: {
			method: "POST",
			url,
			headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
		},
		response: {
			status: 401,
			headers: [],
			content: { size: 0, text: `{"error":{"message":"bad key ${KEY}"}}` },
		},
	};
}

describe("a vault", () => {
	test("gives one secret one token, two secrets two, and shows neither", () => {
		const vault = createVault();
		const tokens = [
			vault.mask(KEY, "key"),
			vault.mask(OTHER, "key"),
			vault.mask(KEY, "key"),
			vault.mask("a=b", "cookie"),
		];
		expect(tokens).toEqual(["‹key 1›", "‹key 2›", "‹key 1›", "‹cookie 1›"]);
		expect(tokens.every(isSecretToken)).toBe(true);
	});

	test("shows a secret again by its token, and nothing for a token it did not give", () => {
		const vault = createVault();
		const token = vault.mask(KEY, "key");
		expect(vault.reveal(token)).toBe(KEY);
		expect(vault.reveal("‹key 2›")).toBeNull();
		expect(vault.reveal(KEY)).toBeNull();
		vault.clear();
		expect(vault.reveal(token)).toBeNull();
		expect(vault.secrets()).toEqual([]);
	});

	test("masks no mask", () => {
		const vault = createVault();
		const token = vault.mask(KEY, "key");
		expect(vault.mask(token, "key")).toBe(token);
		expect(vault.secrets()).toEqual([KEY]);
	});

	test("cannot be written down or sent", () => {
		const vault = createVault();
		vault.mask(KEY, "key");
		vault.note("sid0123456789");
		expect(JSON.stringify({ vault })).toBe("{}");
		expect(() => structuredClone(vault)).toThrow();
		expect(Object.values(vault).every((value) => typeof value === "function")).toBe(true);
	});

	test("does not grow without end", () => {
		const vault = createVault();
		for (let at = 0; at < 20_500; at += 1) vault.mask(`secret-number-${at}`, "token");
		expect(vault.secrets().length).toBe(20_000);
		expect(vault.mask("one more secret", "token")).toBe("‹token›");
		expect(vault.mask("x".repeat(50_000), "key")).toBe("‹key›");
	});
});

describe("an exchange made with a vault", () => {
	test("holds tokens where the secrets stood: headers, address, bodies", () => {
		const vault = createVault();
		const exchange = fromEntry(
			entryWith(
				{ Authorization: `Bearer ${KEY}`, "x-api-key": OTHER, Cookie: "sid=0123456789abc; theme=dark" },
				`https://ann:pass@api.rout.my/v1?key=${KEY}`,
			),
			{ id: "1", source: "har", vault },
		);
		const text = JSON.stringify(exchange);
		expect(text).not.toMatch(/sk-fake|0123456789abc|ann:pass/);
		expect(exchange.requestHeaders.map(({ value }) => value)).toEqual([
			"Bearer ‹key 1›",
			"‹key 2›",
			"‹cookie 1›",
		]);
		expect(exchange.url).toContain("key=‹key 1›");
		expect(exchange.responseBody.text).toContain("bad key ‹key 1›");
		expect(vault.reveal("‹key 2›")).toBe(OTHER);
	});

	test("every cookie and protocol is remembered on its own", () => {
		const vault = createVault();
		fromEntry(
			entryWith({
				Cookie: "a=firstcookie1; b=secondcookie2; c=gpt-4o-mini-2024-07-18",
				"Sec-WebSocket-Protocol": "realtime, openai-insecure-api-key.innerkey0001",
			}),
			{ id: "1", source: "har", vault },
		);
		expect(vault.secrets()).toEqual(
			expect.arrayContaining(["firstcookie1", "secondcookie2", "innerkey0001"]),
		);
	});

	test("masking twice changes nothing, with and without a vault", () => {
		for (const vault of [createVault(), null]) {
			const once = fromEntry(
				entryWith(
					{ Authorization: `Bearer ${KEY}`, Cookie: "sid=0123456789abc" },
					`https://a:b@api.rout.my/v1?key=${KEY}`,
				),
				{ id: "1", source: "har", vault },
			);
			const again = fromEntry(
				{
					...entryWith({}, once.url ?? ""),
					request: { method: "POST", url: once.url, headers: once.requestHeaders },
					response: { status: 401, headers: [], content: { text: once.responseBody.text } },
				},
				{ id: "1", source: "har", vault },
			);
			expect(again.url).toBe(once.url);
			expect(again.requestHeaders).toEqual(once.requestHeaders);
			expect(again.responseBody.text).toBe(once.responseBody.text);
		}
	});

	test("is judged as without one", () => {
		const plain = fromEntry(entryWith({ Authorization: `Bearer ${KEY}` }), { id: "1", source: "har" });
		const masked = fromEntry(entryWith({ Authorization: `Bearer ${KEY}` }), {
			id: "1",
			source: "har",
			vault: createVault(),
		});
		const verdict = (exchange: typeof plain) => decode(exchange, { watchedHosts: [] }).diagnosis?.category;
		expect(verdict(masked)).toBe(verdict(plain));
	});
});

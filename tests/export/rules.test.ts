import { describe, expect, test } from "vitest";
import { exportAs } from "../../lib/export/export-as";
import { REDACTION_RULES, VALUE_RULES } from "../../lib/export/rules";
import type { Row } from "../../lib/session";
import { createVault, type Vault } from "../../lib/vault";
import { rowOf } from "./rows";

interface Sample {
	readonly row: Row;
	/** Text that must not leave, and does when the rule is off. */
	readonly secret: string;
	readonly vault?: Vault;
	readonly includePromptText?: boolean;
}

/** A form of each key that is as short as the rule allows. */
const KEYS: Readonly<Record<string, string>> = {
	"masked-echo": "abcdef***uvwxyz",
	"dotted-echo": "sk-abcd...wxyz",
	"private-key": "-----BEGIN RSA PRIVATE KEY-----\nfake fake\n-----END RSA PRIVATE KEY-----",
	jwt: "eyJfakefake.eyJf.fake",
	sk: "sk-fakefake1",
	"stripe-like": "sk_fakefake1",
	"google-api": "AIzafakefakefakefake0000",
	"google-oauth": "ya29.fakefake1",
	"hugging-face": "hf_fakefakefake1",
	replicate: "r8_fakefakefake1",
	groq: "gsk_fakefakefake1",
	xai: "xai-fakefakefake1",
	perplexity: "pplx-fakefakefake1",
	fal: "00000000-0000-0000-0000-00000000fa4e:0000000000000000000000000000fa4e",
	"key-dash": "key-fakefakefakefake1",
	zhipu: "0000000000000000000000000000fa4e.fakefakefake1",
	"aws-id": "AKIAFAKEFAKEFAKEFAKE",
	"aws-bedrock": `ABSK${"fake".repeat(10)}`,
	github: "ghp_fakefakefakefakefake",
	gitlab: "glpat-fakefakefakefake",
	npm: "npm_fakefakefakefakefakefake",
	slack: "xoxb-fakefakefake",
	sendgrid: `SG.${"fake".repeat(8)}`,
	twilio: "SK0000000000000000000000000000fa4e",
	bearer: "fake.token",
	basic: "ZmFrZTpmYWtl",
	"named-value": "fake-word",
	"e-mail": "ann@mail.example",
	"e-mail-escaped": "ann%40mail.example",
};
const AROUND: Readonly<Record<string, (key: string) => string>> = {
	bearer: (key) => `Bearer ${key}`,
	basic: (key) => `Basic ${key}`,
	"named-value": (key) => `password: ${key}`,
};

/** The row with a text put in past the masking that happens when an exchange is made. */
function withRequest(row: Row, text: string): Row {
	const requestBody = { ...row.exchange.requestBody, text, mimeType: "application/json" };
	return { ...row, exchange: { ...row.exchange, requestBody } };
}

function prompt(text: string): Sample["row"] {
	return withRequest(
		rowOf({ status: 500, body: "{}" }),
		JSON.stringify({ messages: [{ content: `Look: ${text} is it` }] }),
	);
}

function answer(body: string, more: Parameters<typeof rowOf>[0] = {}): Row {
	const row = rowOf({ status: 400, body: '{"error":{"message":"no"}}', ...more });
	return {
		...row,
		exchange: { ...row.exchange, responseBody: { ...row.exchange.responseBody, text: body } },
	};
}

function url(address: string): Row {
	const row = rowOf({ status: 400, body: "{}" });
	return { ...row, exchange: { ...row.exchange, url: address } };
}

function header(name: string, value: string): Row {
	const row = rowOf({ status: 400, body: "{}" });
	return { ...row, exchange: { ...row.exchange, responseHeaders: [{ name, value }] } };
}

function form(text: string): Row {
	const row = rowOf({ status: 400, body: "{}" });
	return {
		...row,
		exchange: {
			...row.exchange,
			requestBody: { state: "ok", text, mimeType: "application/x-www-form-urlencoded", size: null },
		},
	};
}

function remembered(): Sample {
	const vault = createVault();
	vault.note("tangerine7boat");
	return {
		row: answer('{"error":{"message":"wrong word tangerine7boat"}}'),
		secret: "tangerine7boat",
		vault,
	};
}

const SAMPLES: Readonly<Record<string, () => Sample>> = {
	...Object.fromEntries(
		VALUE_RULES.map(({ id }) => [
			id,
			(): Sample => {
				const key = KEYS[id] ?? "";
				const line = key.split("\n", 1)[0] ?? "";
				return {
					row: prompt(AROUND[id]?.(key) ?? key),
					secret: line,
					includePromptText: true,
				};
			},
		]),
	),
	vault: remembered,
	"prompt-echo": () => ({
		row: rowOf({
			status: 400,
			requestBody: '{"prompt":"the lighthouse keeper sings"}',
			body: '{"error":{"message":"refused: the lighthouse keeper sings"}}',
		}),
		secret: "the lighthouse keeper sings",
	}),
	"plain-words": () => ({
		row: answer('{"error":{"message":"token q7Xz2mPk9Lw0"}}'),
		secret: "q7Xz2mPk9Lw0",
	}),
	"escaped-characters": () => ({
		row: answer('{"error":{"message":"see &#115;&#101;&#99; now"}}'),
		secret: "&#115;&#101;&#99;",
	}),
	"long-token": () => ({
		row: prompt("Qx7Lw0Zk2mPk9Vb4Nt8Rj3Hd6Fs1Gy5Ua"),
		secret: "Qx7Lw0Zk2mPk9Vb4Nt8Rj3Hd6Fs1Gy5Ua",
		includePromptText: true,
	}),
	"link-path": () => ({
		row: prompt("https://cdn.example/p7/x8?sig=ab"),
		secret: "/p7/x8?sig=ab",
		includePromptText: true,
	}),
	"header-names": () => ({ row: header("x-q7xz2mpk9lw0", "1"), secret: "x-q7xz2mpk9lw0" }),
	"header-values": () => ({ row: header("x-own", "q7Xz2mPk9"), secret: "q7Xz2mPk9" }),
	"header-origins": () => ({
		row: header("location", "https://app.example/done/q7"),
		secret: "‹redacted: location",
	}),
	"query-names": () => ({ row: url("https://api.rout.my/v1?q7Xz2mPk9Lw0=1"), secret: "q7Xz2mPk9Lw0" }),
	"query-values": () => ({ row: url("https://api.rout.my/v1?x=q7Xz2mPk9Lw0"), secret: "q7Xz2mPk9Lw0" }),
	userinfo: () => ({ row: url("https://ann:word@api.rout.my/v1"), secret: "ann:word" }),
	fragment: () => ({ row: url("https://api.rout.my/v1#word"), secret: "#word" }),
	"path-segments": () => ({ row: url("https://api.rout.my/v1/q7Xz2mPk9Lw0"), secret: "q7Xz2mPk9Lw0" }),
	"body-secret-keys": () => ({
		row: withRequest(rowOf({ status: 400, body: "{}" }), '{"pin":1,"secret":{"pin":"123456"}}'),
		secret: '\\"123456\\"',
	}),
	"body-content-keys": () => ({ row: answer('{"prompts":[123456],"embedding":[0.125]}'), secret: "0.125" }),
	"body-unknown-strings": () => ({ row: answer('{"own":"some words here"}'), secret: "some words here" }),
	"body-key-names": () => ({ row: answer('{"q7Xz2mPk9Lw0":1}'), secret: "q7Xz2mPk9Lw0" }),
	"body-ids": () => ({ row: answer('{"id":"sk-fakefake1"}'), secret: "sk-fakefake1" }),
	"body-models": () => ({ row: answer('{"model":"ft:q7Xz2mPk9Lw0"}'), secret: "q7Xz2mPk9Lw0" }),
	"body-words": () => ({ row: answer('{"type":"q7Xz2mPk9Lw0"}'), secret: "q7Xz2mPk9Lw0" }),
	"body-numbers": () => ({ row: answer('{"own":4915112345678}'), secret: "4915112345678" }),
	"plain-body": () => ({
		row: rowOf({ status: 200, mimeType: "text/plain", body: "words of a model" }),
		secret: "words of a model",
	}),
	"html-attributes": () => ({
		row: answer('<html><body data-own="word"><h1>502</h1></body></html>'),
		secret: "data-own",
	}),
	"stream-text": () => ({
		row: answer("data: words of a model\n\ndata: [DONE]\n\n"),
		secret: "words of a model",
	}),
	"form-fields": () => ({ row: form("own=q7Xz2mPk9Lw0"), secret: "q7Xz2mPk9Lw0" }),
};

function exported({ row, vault, includePromptText = false }: Sample, without: string | null): string {
	const rules = REDACTION_RULES.filter(({ id }) => id !== without);
	const made = exportAs(
		"har",
		{ rows: [row], vault: vault ?? null, extensionVersion: "1", browser: "b" },
		{ includePromptText, rules },
	);
	return made.ok ? made.text : `${made.problem} ${made.where}`;
}

test("every rule has a sample", () => {
	expect(Object.keys(SAMPLES).sort()).toEqual(REDACTION_RULES.map(({ id }) => id).sort());
});

describe.each(REDACTION_RULES.map(({ id }) => id))("rule %s", (id) => {
	const sample = SAMPLES[id]?.();
	if (!sample) throw new Error(`no sample for ${id}`);

	test("its sample does not leave", () => {
		expect(exported(sample, null)).not.toContain(sample.secret);
	});

	test("switched off, it is missed", () => {
		const without = exported(sample, id);
		expect(without).not.toBe(exported(sample, null));
		// Behind some rules stands another one that still catches the sample, under another name.
		if (!BEHIND.has(id)) expect(without).toContain(sample.secret);
	});
});

/** Rules whose sample a later rule (long tokens, the leak check) catches in their place. */
const BEHIND: ReadonlySet<string> = new Set(["vault", "fal", "zhipu", "aws-bedrock", "sendgrid", "twilio"]);

describe("masked echoes of keys, as providers print them", () => {
	test.each([
		"sk-abc***xyz",
		"sk-or-v1***94f6",
		"sk-v3s3w***bfcr",
		"sk-proj-********************WXYZ",
		"sk-p*****-8QA",
		"abcd****************wxyz",
		"****wxyz",
		"***************wxyz",
		"sk-...wxyz",
		"sk-ab...yz",
		"sk-abcd…wxyz",
		"sk-ant-api03-****",
		"AIza***...***Qx7",
		"key-12**34",
		"xai-...9aZ",
		"gsk_****abcd",
		"Bearer sk-ab****yz",
		"hf_****************abcd",
		"1234********5678",
		"ak-****9f0c",
		"sk_live_****4242",
		"Ab1c**********9dEf",
		"pk-**********-zz9",
		"eyJ***abc",
		"AKIA************WXYZ",
		"fk1234-****-7788",
		"r8_****x9y8",
		"sk-xxxx****xxxx1234",
		"QWER****5TGB",
		"mj-secret-**7a",
	])("%s", (echo) => {
		const text = exported(
			{
				row: answer(
					JSON.stringify({
						error: { message: `Incorrect API key provided: ${echo}. You can find your key in the console.` },
					}),
				),
				secret: "",
			},
			null,
		);
		const rest = /Incorrect API key provided: (.*?) You can find/.exec(text)?.[1] ?? "";
		expect(rest.replace(/‹[^›]*›/g, "")).toMatch(/^(?:Bearer )?\W*$/);
	});
});

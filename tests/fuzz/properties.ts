import fc from "fast-check";
import { fromEntry } from "../../lib/from-entry";
import { readHar } from "../../lib/har";
import { readPaste } from "../../lib/paste";
import { maskText, maskUrl } from "../../lib/redact";
import { BODIES } from "./bodies";
import { checkDecoded } from "./check-decoded";

/** A promise about any input, and its share of a run. */
export interface Property {
	readonly name: string;
	/** Part of all cases, summing up to 1. */
	readonly share: number;
	readonly property: fc.IRawProperty<unknown>;
}

const STATUS = fc.constantFrom(
	200,
	200,
	201,
	204,
	302,
	400,
	401,
	403,
	404,
	413,
	429,
	499,
	500,
	502,
	503,
	524,
	529,
	599,
	0,
);
const HOSTS = ["api.crazyrouter.com", "api.rout.my", "gateway.test", "unknown.test"];
const PATHS = [
	"/v1/chat/completions",
	"/v1/messages",
	"/mj/submit/imagine",
	"/kling/v1/videos/text2video",
	"/v1beta/models/x:generateContent",
	"/",
];
const URLS = fc
	.tuple(fc.constantFrom(...HOSTS), fc.constantFrom(...PATHS))
	.map(([host, path]) => `https://${host}${path}`);

/** Names under which errors are looked for, and names that must never do harm. */
const NAMES = fc.constantFrom(
	..."error code type message status param detail details data description result success errors base_resp status_code status_msg task_id state fail_reason output title raw metadata choices finish_reason candidates promptFeedback blockReason ResponseMetadata errorType request_id error_id retryDelay __proto__ constructor toString hasOwnProperty".split(
		" ",
	),
);
const WORDS = fc.constantFrom(
	"insufficient_quota",
	"rate_limit_exceeded",
	"__proto__",
	"constructor",
	"429",
	"1e400",
	"<nil>",
	"\ud800",
	"success",
	"failed",
	"Error code: 500 - {'error': 'x'}",
	'{"error":{"message":"{\\"error\\":\\"x\\"}"}}',
	"try again in 20s",
	"无可用渠道",
	"",
	"\u0000",
	"(request id: 1)",
);
const LEAF = fc.oneof(
	WORDS,
	fc.string({ maxLength: 30 }),
	fc.integer(),
	fc.double(),
	fc.boolean(),
	fc.constant(null),
);
/** JSON made of the field's own names: finds what `fc.json` would need centuries for. */
const HOSTILE_JSON = fc
	.letrec((tie) => ({
		value: fc.oneof(
			{ maxDepth: 4, withCrossShrink: true },
			LEAF,
			fc.array(tie("value"), { maxLength: 3 }),
			tie("object"),
		),
		object: fc.array(fc.tuple(NAMES, tie("value")), { maxLength: 5 }).map((fields) => {
			const object: Record<string, unknown> = Object.create(null);
			for (const [name, value] of fields) object[name] = value;
			return object;
		}),
	}))
	.value.map((value) => JSON.stringify(value) ?? "null");

const MUTATED = fc
	.tuple(
		fc.constantFrom(...BODIES),
		fc.array(
			fc.tuple(
				fc.constantFrom("cut", "drop", "insert", "double", "escape", "wrap", "swap"),
				fc.nat(),
				fc.nat({ max: 40 }),
				WORDS,
			),
			{ minLength: 1, maxLength: 3 },
		),
	)
	.map(([body, steps]) =>
		steps.reduce((text, [kind, place, length, word]) => mutate(text, kind, place, length, word), body),
	);

function mutate(text: string, kind: string, place: number, length: number, word: string): string {
	const at = place % (text.length + 1);
	if (kind === "cut") return text.slice(0, at);
	if (kind === "drop") return text.slice(0, at) + text.slice(at + length);
	if (kind === "insert") return text.slice(0, at) + word + text.slice(at);
	if (kind === "double")
		return text.slice(0, at) + text.slice(at, at + length).repeat(3) + text.slice(at + length);
	if (kind === "escape") return JSON.stringify(text);
	if (kind === "wrap") return JSON.stringify({ error: { message: text, code: word } });
	return text.slice(at) + text.slice(0, at);
}

function entryOf(url: string, status: number, text: string, mimeType = "application/json") {
	return {
		startedDateTime: "2026-01-01T00:00:00Z",
		time: 12,
		request: { method: "POST", url, headers: [] },
		response: { status, statusText: "", headers: [], content: { text, size: text.length, mimeType } },
	};
}

function checkBody(url: string, status: number, text: string): void {
	checkDecoded(fromEntry(entryOf(url, status, text), { id: "f", source: "har" }));
}

/** Every promise, with its share of the cases. */
export const PROPERTIES: readonly Property[] = [
	{
		name: "any JSON as a body",
		share: 0.15,
		property: fc.property(URLS, STATUS, fc.json({ maxDepth: 4 }), (url, status, text) =>
			checkBody(url, status, text),
		),
	},
	{
		name: "JSON of the field's own names, hostile values and __proto__",
		share: 0.3,
		property: fc.property(URLS, STATUS, HOSTILE_JSON, (url, status, text) => checkBody(url, status, text)),
	},
	{
		name: "real bodies cut, dropped, doubled, escaped and wrapped",
		share: 0.25,
		property: fc.property(URLS, STATUS, MUTATED, (url, status, text) => checkBody(url, status, text)),
	},
	{
		name: "the same as a paste",
		share: 0.15,
		property: fc.property(
			fc.oneof(MUTATED, fc.string({ unit: "binary", maxLength: 60 }), HOSTILE_JSON),
			(text) => {
				checkDecoded(readPaste(text, "p").exchange);
			},
		),
	},
	{
		name: "anything at all as a HAR entry",
		share: 0.1,
		property: fc.property(
			fc.anything({ maxDepth: 3, withNullPrototype: true }),
			fc.json({ maxDepth: 3 }),
			(entry, json) => {
				checkDecoded(fromEntry(entry, { id: "a", source: "har" }));
				for (const { exchange } of readHar(`{"log":{"entries":[${json}]}}`, "h").exchanges)
					checkDecoded(exchange);
			},
		),
	},
	{
		name: "masking twice is masking once",
		share: 0.05,
		property: fc.property(
			fc.oneof(fc.string({ maxLength: 80 }), fc.webUrl({ withQueryParameters: true })),
			(text) => {
				const secret = `sk-${"FAKE0".repeat(6)}`;
				const masked = maskText(`${text} ${secret} Bearer ${secret}`);
				if (masked.includes(secret)) throw new Error("a key survived");
				if (maskText(masked) !== masked) throw new Error("masked text changed when masked again");
				const url = maskUrl(`https://h.test/${text}?key=${secret}`);
				if (url.includes(secret) || maskUrl(url) !== url)
					throw new Error("a URL was not masked once and for all");
			},
		),
	},
];

/** Runs every property so that all together take `cases` cases. Throws fast-check's report, with seed, at the first failure. */
export function runProperties(
	cases: number,
	seed: number,
): readonly { readonly name: string; readonly runs: number }[] {
	return PROPERTIES.map(({ name, share, property }) => {
		const numRuns = Math.ceil(cases * share);
		fc.assert(property, { numRuns, seed, verbose: 1, endOnFailure: true });
		return { name, runs: numRuns };
	});
}

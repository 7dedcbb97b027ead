import { readdirSync, readFileSync } from "node:fs";
import { FAMILIES } from "../../lib/catalog/list";
import { ROUTERS } from "../../lib/catalog/router-list";
import type { Random } from "./random";

interface Case {
	readonly method: string;
	readonly url: string;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

const FOLDERS = ["cases", "cases-held-out"].map((name) => new URL(`../fixtures/${name}/`, import.meta.url));

/** The answers of the fixtures: what people met, in our own words. */
function readCases(): readonly Case[] {
	return FOLDERS.flatMap((folder) =>
		readdirSync(folder)
			.filter((name) => name.endsWith(".json"))
			.map((name) => {
				const { request, response } = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
				const { body } = response;
				return {
					method: request?.method ?? "POST",
					url: request?.url ?? "https://api.crazyrouter.com/v1/chat/completions",
					status: response.status ?? 500,
					headers: response.headers ?? {},
					body:
						typeof body === "string" ? body : body === null || body === undefined ? "" : JSON.stringify(body),
				};
			}),
	);
}

const CASES = readCases();
const ENTRIES = [...ROUTERS, ...FAMILIES].flatMap(({ entries }) => entries);
const BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const STATUSES = [200, 400, 401, 402, 403, 404, 405, 408, 413, 422, 429, 499, 500, 502, 503, 504, 524, 529];
const HOSTS = ["api.crazyrouter.com", "api.rout.my", "gateway.test", "api.unknown-router.test"];
const PATHS = [
	"/v1/chat/completions",
	"/v1/messages",
	"/v1/responses",
	"/v1/embeddings",
	"/v1beta/models/gemini-2.5-pro:generateContent",
	"/mj/submit/imagine",
	"/mj/task/1720000000000001/fetch",
	"/suno/submit/music",
	"/kling/v1/videos/text2video",
	"/v1/video/generations",
	"/v1/videos",
	"/luma/generations",
];
const MODELS = [
	"gpt-4o",
	"gpt-4o-mini-2024-07-18",
	"claude-3-5-sonnet-20241022",
	"gemini-2.5-pro",
	"deepseek-r1",
	"gtp-4o",
	"qwen2.5-72b-instruct",
	"my-finetune",
	"",
];
const WORDS =
	"please contact the administrator because this request to model was refused by upstream provider and your account balance limit tokens per minute channel group user quota retry later invalid parameter image video task failed timeout".split(
		" ",
	);

/** A HAR entry as a router could have answered it; the same seed gives the same ones. */
export function generatedEntry(random: Random): Readonly<Record<string, unknown>> {
	const known = random.pick(CASES);
	const fromFixture = random.below(100) < 60;
	const status = fromFixture && random.below(4) > 0 ? known.status : random.pick(STATUSES);
	const body = fromFixture ? known.body : madeBody(random, status);
	const text = disturbed(body, random);
	const headers = [
		...Object.entries(fromFixture ? known.headers : {}),
		...(random.below(4) === 0
			? [["Retry-After", random.pick(["5", "120", "Wed, 04 Feb 2026 10:11:12 GMT", "soon"])]]
			: []),
		...(random.below(4) === 0
			? [["x-oneapi-request-id", `2026020310111200${random.text("0123456789", 10)}`]]
			: []),
		...(random.below(6) === 0
			? [
					["x-ratelimit-reset-requests", "1m30s"],
					["x-ratelimit-remaining-requests", "0"],
				]
			: []),
	];
	const url =
		fromFixture && random.below(2) === 0
			? known.url
			: `https://${random.pick(HOSTS)}${random.pick(PATHS)}${random.below(3) === 0 ? `?key=${random.text(BASE62, 30)}` : ""}`;
	return {
		startedDateTime: "2026-02-03T10:11:12.345+01:00",
		time: random.below(60_000),
		_resourceType: "fetch",
		request: {
			method: fromFixture ? known.method : random.pick(["POST", "POST", "POST", "GET"]),
			url,
			headers: [
				{ name: "Authorization", value: `Bearer sk-${random.text(BASE62, 48)}` },
				{ name: "Origin", value: "https://app.test" },
			],
			postData: {
				mimeType: "application/json",
				text: JSON.stringify({
					model: random.pick(MODELS),
					messages: [{ role: "user", content: sentence(random) }],
					stream: random.below(2) === 0,
				}),
			},
		},
		response: {
			status,
			statusText: random.pick(["", "OK", "Too Many Requests", "Bad Gateway"]),
			headers: headers.map(([name, value]) => ({ name, value })),
			content: {
				size: text.length,
				mimeType: random.pick(["application/json", "text/event-stream", "text/html", ""]),
				text,
			},
		},
	};
}

function sentence(random: Random): string {
	return Array.from({ length: 4 + random.below(14) }, () => random.pick(WORDS)).join(" ");
}

/** Secrets, ids and links where routers print them. */
function disturbed(body: string, random: Random): string {
	switch (random.below(6)) {
		case 0:
			return body.replace(/("message":\s*")/, (start) => `${start}[${random.text(BASE62, 24)}] `);
		case 1:
			return body.replace(
				/("message":\s*"[^"\\]{5,200})"/,
				(start) => `${start.slice(0, -1)} (request id: 2026020310111200${random.text(BASE62, 12)})"`,
			);
		case 2:
			return body.replace(
				/("message":\s*"[^"\\]{5,200})"/,
				(start) => `${start.slice(0, -1)} sk-${random.text(BASE62, 4)}***${random.text(BASE62, 4)}"`,
			);
		default:
			return body;
	}
}

function madeBody(random: Random, status: number): string {
	const entry = random.pick(ENTRIES);
	const code = random.pick([...(entry.match.code ?? []), ...(entry.match.type ?? []), "unlisted_code"]);
	const type = random.pick([
		...(entry.match.type ?? []),
		"invalid_request_error",
		"api_error",
		"new_api_error",
	]);
	const message = `${entry.title}: ${sentence(random)}`;
	const error = { message, type, param: random.pick([null, "model", "messages.0.content"]), code };
	switch (random.below(14)) {
		case 0:
			return JSON.stringify({ error });
		case 1:
			return JSON.stringify({
				type: "error",
				error: { type, message },
				request_id: `req_${random.text(BASE62, 20)}`,
			});
		case 2:
			return JSON.stringify({ code, message, data: null });
		case 3:
			return JSON.stringify([
				{
					error: {
						code: status,
						message,
						status: type.toUpperCase(),
						details: [
							{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${random.below(60)}.5s` },
						],
					},
				},
			]);
		case 4:
			return JSON.stringify({
				error: {
					message: `upstream error: ${JSON.stringify({ error })}`,
					type: "upstream_error",
					code: null,
				},
			});
		case 5:
			return `data: {"id":"chatcmpl-1","model":"gpt-4o","choices":[{"delta":{"content":${JSON.stringify(sentence(random))}},"finish_reason":null}]}\n\ndata: ${JSON.stringify({ error })}\n\n`;
		case 6:
			return `data: {"choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`;
		case 7:
			return `<html><head><title>${status} ${sentence(random)}</title></head><body><center><h1>${status} Bad Gateway</h1></center><hr><center>nginx</center></body></html>`;
		case 8:
			return message;
		case 9:
			return JSON.stringify({
				code: "success",
				message: "",
				data: {
					task_id: `task_${random.text(BASE62, 24)}`,
					status: random.pick(["FAILURE", "failed", "SUCCESS", "IN_PROGRESS"]),
					fail_reason: message,
					progress: "100%",
				},
			});
		case 10:
			return JSON.stringify({
				code: random.pick([1, 3, 4, 9, 21, 22, 23, 24]),
				description: message,
				result: `${random.text("0123456789", 16)}`,
				properties: { prompt: sentence(random) },
			});
		case 11:
			return JSON.stringify({
				id: "chatcmpl-1",
				object: "chat.completion",
				model: "gpt-4o",
				choices: [
					{
						index: 0,
						message: { role: "assistant", content: sentence(random) },
						finish_reason: random.pick(["stop", "length", "content_filter"]),
					},
				],
				usage: { total_tokens: 12 },
			});
		case 12:
			return JSON.stringify({ error }).slice(0, 20 + random.below(200));
		default:
			return `Error code: ${status} - {'error': {'message': '${message.replaceAll("'", " ")}', 'type': '${type}', 'param': None, 'code': '${code}'}}`;
	}
}

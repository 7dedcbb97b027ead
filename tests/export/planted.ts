import { ENCODINGS } from "./encodings";
import type { Random } from "./random";

/** An entry with one canary in each place that can hold one. */
export interface Planted {
	readonly entry: Readonly<Record<string, unknown>>;
	/** By placement. */
	readonly canaries: ReadonlyMap<string, string>;
	/** How they are written in the entry. */
	readonly encoding: string;
}

const BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX = "0123456789abcdef";

/** Forms of secrets; none is a word. */
const SHAPES: readonly ((random: Random) => string)[] = [
	(random) => `sk-${random.text(BASE62, 48)}`,
	(random) => `sk-proj-${random.text(`${BASE62}-_`, 40)}`,
	(random) => `CNRY${random.text(BASE62, 20)}`,
	(random) =>
		`CNRY-${random.pick(["header", "secret", "value", "path"])}-${random.text("abcdefghijklmnopqrstuvwxyz", 6)}`,
	(random) => `cnry_${random.pick(["token", "cookie", "word"])}_${random.below(100)}`,
	(random) => random.text(HEX, 32),
	(random) => random.text(BASE62, 24),
	(random) => `${random.text(BASE62, 6)}${random.below(10)}${random.text(BASE62, 5)}${random.below(10)}q7`,
	(random) =>
		[8, 4, 4, 4, 12]
			.map((length) => random.text(HEX, length))
			.join("-")
			.replace(/^(.{7})./, "$1f"),
	(random) => `AIza${random.text(`${BASE62}-_`, 35)}`,
	(random) => `AKIA${random.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)}`,
	(random) =>
		`eyJhbGciOiJI${random.text(BASE62, 20)}.eyJzdWIiOiI${random.text(BASE62, 24)}.${random.text(BASE62, 30)}`,
	(random) => `r8_${random.text(BASE62, 36)}`,
	(random) => `ghp_${random.text(BASE62, 36)}`,
	(random) => `9${random.text("0123456789", 15)}`,
];

const REQUESTS = ["json", "form", "params", "multipart", "ndjson", "text"] as const;
const ANSWERS = [
	"error",
	"success",
	"task",
	"stream",
	"messages",
	"ndjson",
	"base64",
	"html",
	"text",
	"python",
	"nested",
	"truncated",
	"none",
] as const;
const PATHS = [
	"mj/submit/imagine",
	"suno/submit/music",
	"luma/generations",
	"jimeng/submit/videos",
	"v1/chat/completions",
	"v1/files",
	"mj/submit/imagine",
	"kling/v1/videos/text2video",
	"v1beta/models",
];
const ENCODING_NAMES = Object.keys(ENCODINGS);

/** An entry as a hostile or careless page could make it; `index` chooses the encoding, so that all eight come in turn. */
export function plantedEntry(random: Random, index: number): Planted {
	const canaries = new Map<string, string>();
	const encoding = ENCODING_NAMES[index % ENCODING_NAMES.length] ?? "raw";
	const encode = ENCODINGS[encoding] ?? ((text: string) => text);
	const plant = (placement: string, shape?: (random: Random) => string): string => {
		const canary = (shape ?? random.pick(SHAPES))(random);
		canaries.set(placement, canary);
		return encode(canary);
	};
	const key = () => `sk-${random.text(BASE62, 48)}`;
	const status = random.pick([200, 400, 401, 403, 429, 500, 502, 503, 0]);
	const answer = random.pick(ANSWERS);
	const url =
		`https://${plant("userinfo name")}:${plant("userinfo password")}@${random.pick(["api.crazyrouter.com", "api.rout.my", "gateway.test"])}` +
		`/${random.pick(PATHS)}${random.below(3) === 0 ? "" : `/${encodeURIComponent(plant("path segment"))}`}` +
		`?key=${encodeURIComponent(plant("query key"))}&x-custom=${encodeURIComponent(plant("query value"))}` +
		`&${encodeURIComponent(plant("query name"))}=1&model=${encodeURIComponent(plant("query model"))}#${plant("fragment")}`;
	const header = (name: string, value: string) => ({ name, value });
	const entry = {
		pageref: plant("page reference"),
		startedDateTime: "2026-02-03T10:11:12.345+01:00",
		time: random.below(30_000),
		comment: plant("comment"),
		serverIPAddress: plant("server address"),
		connection: plant("connection"),
		_initiator: {
			type: "script",
			stack: { callFrames: [{ url: `https://app.test/${plant("initiator")}` }] },
		},
		_webSocketMessages: [{ type: "send", time: 1, opcode: 1, data: plant("websocket message") }],
		_resourceType: random.pick(["fetch", "xhr", "eventsource"]),
		...(answer === "messages"
			? {
					_eventSourceMessages: [
						{
							time: 1,
							eventName: "message",
							eventId: plant("event id"),
							data: `{"choices":[{"delta":{"content":${json(plant("event content"))}}}]}`,
						},
						{
							time: 2,
							eventName: "error",
							eventId: "",
							data: `{"error":{"message":${json(`bad key ${plant("event error")}`)}}}`,
						},
						{ time: 3, eventName: plant("event name"), eventId: "", data: plant("event text") },
					],
				}
			: {}),
		request: {
			method: "POST",
			url,
			httpVersion: "HTTP/2",
			cookies: [{ name: plant("cookie name"), value: plant("cookie value") }],
			queryString: [{ name: "key", value: plant("query list") }],
			headers: [
				header("Authorization", `Bearer ${plant("authorization header")}`),
				header("x-api-key", plant("x-api-key header")),
				header("Cookie", `sid=${plant("cookie header")}; other=${plant("second cookie")}`),
				header("Sec-WebSocket-Protocol", `realtime, openai-insecure-api-key.${plant("websocket protocol")}`),
				header("X-Anything", plant("unknown header")),
				header(`X-${plant("header name", (r) => r.text(BASE62, 20))}`, "1"),
				header("Referer", `https://app.test/chat/${plant("referer path")}?t=${plant("referer query")}`),
				header("User-Agent", plant("user agent")),
				header("Accept", plant("accept header")),
				header("anthropic-beta", plant("beta header")),
				header("Content-Type", `application/json; boundary=${plant("content type parameter")}`),
				header("x-request-id", "req-0001"),
			],
			...requestBody(random, plant),
		},
		response: {
			status,
			statusText: plant("status text"),
			httpVersion: "HTTP/2",
			cookies: [{ name: "a", value: plant("response cookie") }],
			redirectURL: `https://app.test/${plant("redirect")}`,
			headers: [
				header("content-type", "application/json"),
				header("set-cookie", `s=${plant("set-cookie")}; Path=/`),
				header("location", `https://app.test/done/${plant("location")}?code=${plant("location code")}`),
				header("x-served-by", plant("unknown answer header")),
				header("server", plant("server header")),
				header("retry-after", random.pick(["3", plant("retry-after header")])),
				header("www-authenticate", `Bearer realm="${plant("authenticate header")}"`),
				header("link", `<https://app.test/${plant("link header")}>; rel=next`),
			],
			content: answerContent(answer, random, plant, key),
			...(status === 0 ? { _error: random.pick(["net::ERR_FAILED", plant("browser error")]) } : {}),
		},
		timings: { send: 0, wait: 1, receive: 0 },
	};
	return { entry, canaries, encoding };
}

type Plant = (placement: string, shape?: (random: Random) => string) => string;

function requestBody(random: Random, plant: Plant): Readonly<Record<string, unknown>> {
	const text = (mimeType: string, value: string) => ({ postData: { mimeType, text: value } });
	switch (random.pick(REQUESTS)) {
		case "json":
			return text(
				"application/json",
				`{"model":"gpt-4o","api_key":${json(plant("body key"))},"user":${json(plant("body user"))},` +
					`"messages":[{"role":"user","content":[{"type":"text","text":${json(`Tell me: ${plant("prompt")} please`)}},{"type":"image_url","image_url":{"url":${json(`https://cdn.test/${plant("image link")}.png`)}}}]}],` +
					`"metadata":{"deep":{"er":[{"unknown":${json(plant("deep unknown value"))}}]}},${json(plant("body field name"))}:1,` +
					`"webhook":${json(`https://hook.test/${plant("webhook")}`)},"stop":${json(plant("unlisted value"))},"tools":[{"function":{"name":${json(plant("tool name"))}}}],"seed":${json(plant("seed"))},"temperature":0.5}`,
			);
		case "form":
			return text(
				"application/x-www-form-urlencoded",
				`model=gpt-4o&token=${encodeURIComponent(plant("form token"))}&prompt=${encodeURIComponent(plant("form prompt"))}&x=${encodeURIComponent(plant("form value"))}&${encodeURIComponent(plant("form name"))}=2`,
			);
		case "params":
			return {
				postData: {
					mimeType: "application/x-www-form-urlencoded",
					params: [
						{ name: "password", value: plant("parameter password") },
						{ name: plant("parameter name"), value: plant("parameter value") },
					],
				},
			};
		case "multipart": {
			const boundary = `----form${plant("boundary", (r) => r.text(BASE62, 16))}`;
			return text(
				`multipart/form-data; boundary=${boundary}`,
				`--${boundary}\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n${plant("multipart prompt")}\r\n` +
					`--${boundary}\r\nContent-Disposition: form-data; name="${plant("multipart name")}"\r\n\r\n1\r\n` +
					`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${plant("file name")}.png"\r\nContent-Type: image/png\r\n\r\nPNG${plant("file content")}\r\n--${boundary}--\r\n`,
			);
		}
		case "ndjson":
			return text(
				"application/x-ndjson",
				`{"custom_id":${json(plant("batch id"))},"body":{"input":${json(plant("batch input"))}}}\n{"token":${json(plant("batch token"))}}\n`,
			);
		case "text":
			return text("text/plain", `hello ${plant("plain request")}`);
	}
}

function answerContent(answer: (typeof ANSWERS)[number], random: Random, plant: Plant, key: () => string) {
	const content = (mimeType: string, text: string) => ({ size: text.length, mimeType, text });
	switch (answer) {
		case "error":
			return content("application/json", errorBody(plant, key()));
		case "success":
			return content(
				"application/json",
				`{"id":"chatcmpl-1","object":"chat.completion","model":${json(plant("answer model"))},"system_fingerprint":${json(plant("fingerprint", (r) => `sk-${r.text(BASE62, 40)}`))},` +
					`"choices":[{"index":0,"message":{"role":"assistant","content":${json(plant("answer text"))},"tool_calls":[{"function":{"name":"f","arguments":${json(`{"a":"${plant("tool arguments")}"}`)}}}]},"finish_reason":${json(plant("finish reason"))}}],` +
					`"data":[{"url":${json(`https://cdn.test/${plant("result link")}.png?sig=${plant("result signature")}`)},"b64_json":${json(plant("picture"))}}],"extra":${json(plant("answer unknown"))},"usage":{"total_tokens":3}}`,
			);
		case "task":
			return content(
				"application/json",
				`{"code":1,"description":${json(`submitted ${plant("description")}`)},"result":${json(plant("result text", (r) => r.text(BASE62, 24)))},"properties":{"finalPrompt":${json(plant("final prompt"))},"discordInstanceId":${json(plant("instance"))}},` +
					`"status":"SUCCESS","failReason":${json(`https://media.test/${plant("fail reason link")}`)},"imageUrl":${json(`https://media.test/${plant("image url")}.png`)},"buttons":[{"customId":${json(plant("button"))},"label":${json(plant("label"))}}]}`,
			);
		case "stream":
			return content(
				"text/event-stream",
				`: ${plant("stream comment")}\nid: ${plant("stream id")}\nevent: ${plant("stream event")}\ndata: {"choices":[{"delta":{"content":${json(plant("stream content"))}}}]}\n\n` +
					`data: ${plant("stream text")}\n\nevent: error\ndata: {"error":{"message":${json(`invalid ${plant("stream error")}`)},"code":${json(plant("stream code"))}}}\n\n` +
					`{"error":{"message":${json(`bare ${plant("bare error")}`)}}}\n\ndata: {"choices":[{"delta":{"content":"${plant("cut content")}`,
			);
		case "messages":
			return { size: 0, mimeType: "text/event-stream" };
		case "ndjson":
			return content(
				"application/x-ndjson",
				`{"response":${json(plant("line text"))},"done":false}\n{"error":${json(`line failed ${plant("line error")}`)}}\n`,
			);
		case "base64": {
			const text = errorBody(plant, key());
			return {
				size: text.length,
				mimeType: "application/json",
				text: Buffer.from(text).toString("base64"),
				encoding: "base64",
			};
		}
		case "html":
			return content(
				"text/html",
				`<!DOCTYPE html><html data-key="${plant("attribute")}"><head><title>502 Bad Gateway ${plant("page title")}</title><!-- ${plant("html comment")} --><script>var k="${plant("script")}"</script></head>` +
					`<body class="cf-error-details"><h1>Error ${plant("heading")}</h1><a href="https://x.test/${plant("anchor")}">Ray ${plant("html text")}</a></body></html>`,
			);
		case "text":
			return content("text/plain", `upstream said no: ${plant("plain answer")}, call us`);
		case "python":
			return content(
				"text/plain",
				`Error code: 401 - {'error': {'message': 'Incorrect API key provided: ${plant("python message")}', 'api_key': '${plant("python key")}', 'code': None}}`,
			);
		case "nested":
			return content(
				"application/json",
				JSON.stringify({
					error: {
						message: `upstream error: ${JSON.stringify({ error: { message: `Wrong key ${plant("nested message")}`, prompt: plant("nested prompt") }, token: plant("nested token"), other: plant("nested other") })}`,
						type: "upstream_error",
					},
				}),
			);
		case "truncated":
			return content(
				"application/json",
				`{"error":{"code":"invalid_api_key","message":${json(`key ${plant("before the cut")}`)},"details":{"x":"${plant("at the cut")}`,
			);
		case "none":
			return random.pick([
				{ size: 0, mimeType: "" },
				{ size: 12, mimeType: plant("media type") },
			]);
	}
}

function errorBody(plant: Plant, echoed: string): string {
	const masked = `${echoed.slice(0, 6)}***${plant("masked echo", (r) => r.text(BASE62, 9))}`;
	return (
		`{"error":{"message":${json(`Incorrect API key provided: ${masked}. Header was Bearer ${plant("echo of a header")}, key ${plant("echo of a key")}; see https://help.test/${plant("echo of a link")}?a=${plant("echo of a query")} or mail ${plant("echo of mail", (r) => `q${r.text(BASE62, 10)}@mail.test`)}`)},` +
		`"type":${json(plant("error type"))},"code":${json(plant("error code"))},"param":${json(plant("error param"))},"metadata":{"raw":${json(`{"error":{"message":"inner ${plant("raw inner")}"}}`)},"provider_name":${json(plant("provider"))}},` +
		`"details":[{"reason":${json(plant("detail reason"))},"retryDelay":${json(plant("retry delay"))}}],"session":${json(plant("error session"))}},${json(plant("answer field name"))}:true,"user_id":${json(plant("answer user"))}}`
	);
}

/** JSON text of a string, without escaping the backslashes of an encoding that is made of them. */
function json(text: string): string {
	return /\\u[0-9a-f]{4}/.test(text) ? `"${text.replaceAll('"', '\\"')}"` : JSON.stringify(text);
}

import { request as httpsRequest } from "node:https";
import { type Demo, startDemo } from "../../demo/server/start.mjs";

/** Fast enough for tests, slow enough that a job's phases can be told apart. */
export const SPEED = 200;

export const KEY = "sk-demo-not-a-real-key-000000000000000000000000";

export function openDemo(speed = SPEED): Promise<Demo> {
	return startDemo({ speed });
}

interface Wish {
	readonly method?: string;
	readonly body?: unknown;
	readonly demo?: string;
	readonly headers?: Record<string, string>;
	readonly key?: string | null;
}

/** A request with a demo key; POST when it has a body. */
export function ask(demo: Demo, path: string, wish: Wish = {}): Promise<Response> {
	const { body, demo: demoCase, headers, key = KEY } = wish;
	return fetch(`${demo.httpOrigin}${path}`, {
		method: wish.method ?? (body === undefined ? "GET" : "POST"),
		headers: {
			"content-type": "application/json",
			...(key !== null && { authorization: `Bearer ${key}` }),
			...(demoCase !== undefined && { "x-demo-case": demoCase }),
			...headers,
		},
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
}

/** Chat completion at the given router's path prefix on localhost. */
export function chat(demo: Demo, demoCase?: string, prefix = "", body: Record<string, unknown> = {}) {
	return ask(demo, `${prefix}/v1/chat/completions`, {
		...(demoCase !== undefined && { demo: demoCase }),
		body: { model: "gpt-4o", messages: [{ role: "user", content: "Hi" }], ...body },
	});
}

/** Own members of a JSON value by path, undefined where one is missing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
	return path.reduce<unknown>(
		(inner, key) =>
			inner !== null && typeof inner === "object" && Object.hasOwn(inner, key)
				? (inner as Record<string | number, unknown>)[key]
				: undefined,
		value,
	);
}

/** GET over TLS with a router's real name, as a browser with mapped names sends it. */
export function askByName(demo: Demo, host: string, path: string): Promise<{ status: number; text: string }> {
	return new Promise((resolve, reject) => {
		const options = {
			host: "127.0.0.1",
			port: demo.httpsPort,
			servername: host,
			path,
			headers: { host: `${host}:${demo.httpsPort}` },
			rejectUnauthorized: false,
		};
		httpsRequest(options, (response) => {
			let text = "";
			response.setEncoding("utf8");
			response.on("data", (chunk: string) => {
				text += chunk;
			});
			response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
		})
			.on("error", reject)
			.end();
	});
}

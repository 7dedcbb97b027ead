import OpenAI from "openai";

/** Which router the page calls. */
export type RouterChoice = "crazyrouter" | "rout.my" | "localhost";
/** How it calls it. */
export type ClientChoice = "openai" | "openai-retries" | "fetch";

/** What one call looked like from inside the page: all a page's own code can know. */
export interface Seen {
	readonly status: number | null;
	readonly ok: boolean;
	/** Class of the error the client threw, or null. */
	readonly error: string | null;
	/** Start of the answer or of the error's message. */
	readonly text: string;
	/** Milliseconds. */
	readonly ms: number;
}

export interface CallOptions {
	/** Behaviour asked of the demo router, see demo/README.md. */
	readonly demoCase?: string | undefined;
	readonly router?: RouterChoice | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Retries the official client may make; without it what the page's menu says. */
	readonly retries?: number | undefined;
	/** Sent as a query parameter where a header would come too late (preflights). */
	readonly query?: string | undefined;
}

/** Real keys never come near this page. */
export const DEMO_KEY = "sk-demo-not-a-real-key-000000000000000000000000";

/** What the user chose; one object for the page's life. */
export class DemoSession {
	router: RouterChoice = "localhost";
	client: ClientChoice = "openai";
	/** Fast-forward factor, sent with every call. */
	speed = 20;

	/** @param httpsPort where the routers' names answer, or null in a browser that does not map them */
	constructor(readonly httpsPort: number | null) {
		if (httpsPort !== null) this.router = "crazyrouter";
	}

	/** The router's root, without a slash. */
	base(router: RouterChoice = this.router): string {
		if (router === "localhost" || this.httpsPort === null)
			return router === "rout.my" ? `${location.origin}/rout.my` : location.origin;
		return `https://${router === "rout.my" ? "api.rout.my" : "api.crazyrouter.com"}:${this.httpsPort}`;
	}

	headers(demoCase: string | undefined): Record<string, string> {
		return {
			authorization: `Bearer ${DEMO_KEY}`,
			"x-demo-speed": String(this.speed),
			...(demoCase !== undefined && { "x-demo-case": demoCase }),
		};
	}

	/** The official client, as an application would make it. */
	openai(router: RouterChoice, { demoCase, retries }: CallOptions): OpenAI {
		const { authorization: _, ...defaultHeaders } = this.headers(demoCase);
		return new OpenAI({
			apiKey: DEMO_KEY,
			baseURL: `${this.base(router)}/v1`,
			dangerouslyAllowBrowser: true,
			defaultHeaders,
			// Without maxRetries the client's own default holds.
			...(this.client === "openai-retries" && retries === undefined ? {} : { maxRetries: retries ?? 0 }),
		});
	}

	/** `fetch` to the router, with key and demo headers. */
	fetch(path: string, init: RequestInit & CallOptions = {}): Promise<Response> {
		const { demoCase, router = this.router, query, ...rest } = init;
		const url = `${this.base(router)}${path}${query === undefined ? "" : `?${query}`}`;
		return fetch(url, {
			...rest,
			headers: {
				...this.headers(demoCase),
				...(rest.body != null && { "content-type": "application/json" }),
				...(rest.headers as Record<string, string> | undefined),
			},
		});
	}
}

/** Times a call and turns whatever comes of it, thrown or not, into what the page saw. Never rejects. */
export async function observe(call: () => Promise<{ status: number | null; text: string }>): Promise<Seen> {
	const started = performance.now();
	const ms = () => Math.round(performance.now() - started);
	try {
		const { status, text } = await call();
		return { status, ok: status === null || status < 400, error: null, text: text.slice(0, 400), ms: ms() };
	} catch (error) {
		const { name, message } = error instanceof Error ? error : new Error(String(error));
		const status = error instanceof OpenAI.APIError ? (error.status ?? null) : null;
		const shown = error instanceof OpenAI.APIError ? error.constructor.name : name;
		return { status, ok: false, error: shown, text: message.slice(0, 400), ms: ms() };
	}
}

/** Status and body text of a response. */
export async function readText(response: Response): Promise<{ status: number; text: string }> {
	return { status: response.status, text: await response.text() };
}

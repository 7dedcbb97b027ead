import type { Answer } from "./echo";
import type { Stage } from "./stage";

/** Hosts the page calls: the routers' real names (resolved to this machine), the page's own origin, a stranger's. */
const HOSTS = {
	crazyrouter: "api.crazyrouter.com",
	"rout.my": "api.rout.my",
	stranger: "gateway.example.test",
	lookalike: "api.crazyrouter.com.example.test",
} as const;

export interface Call {
	/** Default crazyrouter. `localhost` is CrazyRouter's API at the page's own origin. */
	readonly to?: keyof typeof HOSTS | "localhost";
	/** Another port than the demo's. */
	readonly port?: number;
	/** How the demo shall answer (demo/README.md); without it, normally. */
	readonly demo?: string;
	/** Exactly this answer, at the same host name (another port). */
	readonly answer?: Answer;
	/** Shown in the row: how a test finds it again. Default: `demo-` and the case. */
	readonly model?: string;
	readonly method?: string;
	readonly path?: string;
	readonly query?: Readonly<Record<string, string>>;
	/** Default: none, which keeps the request free of a CORS preflight. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: Readonly<Record<string, unknown>>;
	/** False: the page never reads the body. */
	readonly read?: boolean;
	/** Milliseconds after which the page gives up. */
	readonly abortAfter?: number;
}

/** A key nobody could mistake for a real one; the demo accepts it. */
export const DEMO_KEY = "sk-demo-0000000000000000000000000000000000000000";
export const AUTHORIZED = { authorization: `Bearer ${DEMO_KEY}`, "content-type": "application/json" };

export function addressOf(
	{ demo, echo }: Stage,
	{ to = "crazyrouter", port, demo: demoCase, answer, path, query }: Call,
): string {
	const origin =
		to === "localhost"
			? demo.httpOrigin
			: `https://${HOSTS[to]}:${port ?? (answer ? echo.port : demo.httpsPort)}`;
	const url = new URL(path ?? "/v1/chat/completions", origin);
	if (demoCase !== undefined) url.searchParams.set("demo", demoCase);
	for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
	return url.href;
}

/** What the page itself saw: a status, or the name of the error fetch rejected with. */
export type Outcome = number | string;

/** Has the page make one request with fetch and wait for its end. */
export function call(stage: Stage, wish: Call): Promise<Outcome> {
	return stage.driver.page.evaluate(fetchInPage, requestOf(stage, wish));
}

/** Has the page make requests at the same time. */
export function callTogether(stage: Stage, wishes: readonly Call[]): Promise<readonly Outcome[]> {
	return Promise.all(wishes.map((wish) => call(stage, wish)));
}

/** Has the page start a request and does not wait. */
export function start(stage: Stage, wish: Call): Promise<void> {
	return stage.driver.page.evaluate(
		(request) => {
			fetch(request.url, request.init).then(
				(response) => response.text(),
				() => undefined,
			);
		},
		requestOf(stage, wish),
	);
}

interface PageRequest {
	readonly url: string;
	readonly init: {
		readonly method: string;
		readonly headers: Record<string, string>;
		readonly body?: string;
	};
	readonly read: boolean;
	readonly abortAfter: number | null;
}

function requestOf(stage: Stage, wish: Call): PageRequest {
	const method = wish.method ?? "POST";
	const model = wish.model ?? `demo-${wish.demo ?? "model"}`;
	const body = {
		model,
		messages: [{ role: "user", content: "Say something kind." }],
		...wish.body,
		...(wish.answer && { answer: wish.answer }),
	};
	return {
		url: addressOf(stage, wish),
		init: {
			method,
			headers: { ...wish.headers },
			...(method !== "GET" && { body: JSON.stringify(body) }),
		},
		read: wish.read ?? true,
		abortAfter: wish.abortAfter ?? null,
	};
}

async function fetchInPage({ url, init, read, abortAfter }: PageRequest): Promise<Outcome> {
	try {
		const signal = abortAfter === null ? null : AbortSignal.timeout(abortAfter);
		const response = await fetch(url, { ...init, signal });
		if (read) await response.text();
		return response.status;
	} catch (error) {
		return (error as Error).name;
	}
}

import { describe, expect, it } from "vitest";
import type { NetworkEntry } from "../../entrypoints/devtools/body";
import { createRecorder, type Network } from "../../entrypoints/devtools/recorder";
import { decode } from "../../lib/decode";
import type { Exchange } from "../../lib/exchange";
import { readLogLine } from "../../lib/live/log-entry";
import { progressOf } from "../../lib/live/stream-progress";
import { track } from "../../lib/live/tracked";
import chromium from "../fixtures/recorded/chromium.json";
import chromiumPage from "../fixtures/recorded/chromium-page.json";
import firefox from "../fixtures/recorded/firefox.json";
import firefoxPage from "../fixtures/recorded/firefox-page.json";

/** Written down by `tests/record/shapes.record.ts` from the real browsers; "undefined" stands for that value. */
interface Shape {
	readonly entry: object;
	readonly content: readonly (string | null)[] | string;
}
type Take = (...answer: unknown[]) => void;
type GetContent = (take?: Take) => unknown;

const BROWSERS: Readonly<Record<string, Readonly<Record<string, Shape>>>> = { chromium, firefox };
const PAGES: typeof BROWSERS = { chromium: chromiumPage, firefox: firefoxPage };
const casesOf = (browsers: typeof BROWSERS) =>
	Object.entries(browsers).flatMap(([browser, shapes]) =>
		Object.entries(shapes).map(([shape, recorded]) => ({ browser, shape, recorded })),
	);
const CASES = casesOf(BROWSERS);

/** Sends the entry through the recorder as the browser would; gives what comes out for its one request. */
async function capture(entry: object, getContent: unknown): Promise<Exchange | undefined> {
	let finish: (entry: NetworkEntry) => void = () => undefined;
	const network: Network = {
		onRequestFinished: {
			addListener: (listener) => {
				finish = listener;
			},
		},
		onNavigated: { addListener: () => undefined },
		getHAR: () => undefined,
	};
	const recorder = createRecorder({ network, ask: async () => null, now: Date.now, isWatched: () => true });
	const exchanges: Exchange[] = [];
	recorder.attach((event) => {
		if (event.type === "exchange") exchanges.push(event.exchange);
	});
	finish({ ...entry, getContent } as NetworkEntry);
	await new Promise((resolve) => setTimeout(resolve, 5));
	expect(new Set(exchanges.map(({ id }) => id)).size).toBeLessThanOrEqual(1);
	return exchanges.at(-1);
}

const answers = ({ content }: Shape): GetContent => {
	return (take) => take?.(...[...content].map((value) => (value === "undefined" ? undefined : value)));
};

/** What a user must be told, the same in both browsers unless a browser keeps it from us. */
const WANTED: Readonly<
	Record<string, Wanted & { readonly chromium?: Partial<Wanted>; readonly firefox?: Partial<Wanted> }>
> = {
	json: { status: 429, body: "ok", category: "rate_limit" },
	"unread-json": { status: 429, body: "ok", category: "rate_limit" },
	"preflighted-json": { status: 401, body: "ok", category: "auth" },
	"stream-over": { status: 200, body: "ok", category: null },
	"stream-error": { status: 200, body: "ok", category: "upstream_failure" },
	// Chromium says that the page gave up, and keeps the events alone; Firefox keeps the text and does not say why it ends.
	"stream-given-up": {
		status: 200,
		body: "ok",
		category: "upstream_failure",
		chromium: { body: "unavailable", category: null, events: 5 },
	},
	"given-up-before-headers": {
		status: 0,
		body: "empty",
		category: "network",
		chromium: { body: "unavailable", category: "client_closed" },
	},
	reset: { status: 0, body: "empty", category: "network", chromium: { body: "unavailable" } },
	refused: { status: 0, body: "empty", category: "network", chromium: { body: "unavailable" } },
	"refused-by-cors": { status: 429, body: "ok", category: "rate_limit", chromium: { body: "unavailable" } },
	"empty-500": { status: 500, body: "empty", category: "upstream_failure" },
	"no-content": { status: 204, body: "empty", category: null },
	"cut-body": { status: 500, body: "ok", category: "upstream_failure", chromium: { body: "unavailable" } },
	binary: { status: 500, body: "binary", category: "upstream_failure" },
	"json-without-type": { status: 400, body: "ok", category: "bad_request" },
};

interface Wanted {
	readonly status: number;
	readonly body: string;
	readonly category: string | null;
	/** Server-sent events kept, where the body is lost. */
	readonly events?: number;
}

/** What a browser may do instead of answering. */
const FAULTS: Readonly<Record<string, unknown>> = {
	"no getContent": undefined,
	"null for getContent": null,
	"null for content": (take?: Take) => take?.(null),
	"undefined for content": (take?: Take) => take?.(),
	"a number for content": (take?: Take) => take?.(7, 7),
	"an object for content": (take?: Take) => take?.({}, []),
	"base64 that is none": (take?: Take) => take?.("%%%", "base64"),
	"an answer given twice": (take?: Take) => {
		take?.("{}", "");
		take?.('{"error":{"message":"again"}}', "");
	},
	"an exception": () => {
		throw new Error("gone");
	},
	"a rejected promise": () => Promise.reject(new Error("gone")),
};

describe.each(CASES)("$shape as $browser tells it", ({ browser, shape, recorded }) => {
	it("becomes the row it should be", async () => {
		const exchange = await capture(recorded.entry, answers(recorded));
		if (!exchange) throw new Error("no row");
		const { chromium, firefox, ...both } = WANTED[shape] ?? { status: -1 };
		const wanted = { ...both, ...(browser === "chromium" ? chromium : firefox) };
		expect({
			status: exchange.status,
			body: exchange.responseBody.state,
			category: decode(exchange, { watchedHosts: [] }).diagnosis?.category ?? null,
			...("events" in wanted && { events: exchange.streamMessages.length }),
		}).toEqual(wanted);
		expect(new Date(exchange.startedDateTime ?? "").getTime()).toBeGreaterThan(1_700_000_000_000);
		expect(exchange.time).toBeGreaterThanOrEqual(0);
		expect(exchange.method).toBe("POST");
		// Firefox forgets what it could not send.
		if (shape !== "refused") expect(exchange.requestBody.text).toContain('"model"');
	});

	it.each(Object.entries(FAULTS))("is one row with %s, and no body is made up", async (_, getContent) => {
		const exchange = await capture(recorded.entry, getContent);
		expect(exchange?.status).toBe(WANTED[shape]?.status);
		expect(exchange?.responseBody.state).not.toBe("pending");
		expect(["", "{}", "7"]).toContain(exchange?.responseBody.text);
	});

	it("loses nothing when the answer comes late", async () => {
		const late = (take?: Take) => void setTimeout(() => answers(recorded)(take), 2);
		const [now, then] = [
			await capture(recorded.entry, answers(recorded)),
			await capture(recorded.entry, late),
		];
		expect({ ...then, id: "" }).toEqual({ ...now, id: "" });
	});

	it("survives any part of it missing", async () => {
		for (const key of Object.keys(recorded.entry))
			for (const value of [undefined, null, 0, "x", []]) {
				const entry = { ...recorded.entry, [key]: value };
				await expect(capture(entry, answers(recorded))).resolves.not.toThrow();
			}
	});
});

describe.each(casesOf(PAGES))("a page's own $shape as $browser tells it", ({ recorded }) => {
	it("is a plain answer, no stream, and nothing is wrong with it", async () => {
		const exchange = await capture(recorded.entry, answers(recorded));
		if (!exchange) throw new Error("no row");
		const { stream, diagnosis } = decode(exchange, { watchedHosts: [] });
		expect({ stream, diagnosis, progress: progressOf(exchange) }).toEqual({
			stream: null,
			diagnosis: null,
			progress: null,
		});
		expect(exchange.responseBody.text).not.toBe("");
	});

	it("is no stream while it runs either", () => {
		const [text = ""] = recorded.content;
		const { response, ...entry } = recorded.entry as { readonly response: { readonly content: object } };
		const asSoFar = {
			...entry,
			response: { ...response, content: { ...response.content, text } },
			timings: {},
		};
		const line = readLogLine(asSoFar);
		if (!line) throw new Error("no line");
		const one = track("r1", line, null);
		one.update(line, line.startedAt + 2000);
		expect(one.read()).toMatchObject({ phase: "receiving", progress: null });
	});
});

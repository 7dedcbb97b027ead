/** One request of the sample session, as short as it can be written. */
export interface Line {
	/** Seconds after the session's start. */
	readonly at: number;
	/** Duration in milliseconds. */
	readonly ms: number;
	readonly method: string;
	/** Path at CrazyRouter, or a whole address. */
	readonly url: string;
	readonly send?: unknown;
	readonly status: number;
	/** JSON, or text as it is (streams, pages). */
	readonly answer?: unknown;
	readonly type?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Key headers other than the usual one. */
	readonly key?: Readonly<Record<string, string>>;
	readonly error?: string;
}

/** Fixed in the past, so that a sample never looks like live traffic. */
export const SAMPLE_START = Date.UTC(2026, 2, 14, 9, 30);
const PAGE = "https://studio.example";
const CRAZYROUTER = "https://api.crazyrouter.com";
/** Says of itself that it is none. */
const FAKE_KEY = "sk-FAKE00000000SAMPLE0000000000000000KEY";

/** The line as a HAR 1.2 entry: the sample goes through the same door as everything else. */
export function entryOf(line: Line): unknown {
	const { at, ms, method, url, send, status, answer, error } = line;
	const type = line.type ?? "application/json";
	const text = answer === undefined ? "" : typeof answer === "string" ? answer : JSON.stringify(answer);
	const body = send === undefined ? undefined : typeof send === "string" ? send : JSON.stringify(send);
	const sent = { origin: PAGE, ...(line.key ?? { authorization: `Bearer ${FAKE_KEY}` }) };
	const received = status === 0 ? {} : { "content-type": type, ...line.headers };
	return {
		startedDateTime: new Date(SAMPLE_START + at * 1000).toISOString(),
		time: ms,
		_resourceType: "fetch",
		request: {
			method,
			url: url.startsWith("/") ? CRAZYROUTER + url : url,
			headers: pairs(body === undefined ? sent : { "content-type": "application/json", ...sent }),
			...(body === undefined ? {} : { postData: { mimeType: "application/json", text: body } }),
		},
		response: {
			status,
			statusText: "",
			headers: pairs(received),
			content: { size: text.length, mimeType: type, text },
			...(error === undefined ? {} : { _error: error }),
		},
	};
}

function pairs(headers: Readonly<Record<string, string>>) {
	return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BODY_TIMEOUT_MS, type NetworkEntry, readBody } from "../../entrypoints/devtools/body";

type Response = NetworkEntry["response"];

/** An entry as `devtools.network` hands it out, with the `getContent` of one browser or one fault. */
function entry(
	getContent: NetworkEntry["getContent"],
	response: Partial<Response> = {},
	method = "POST",
): NetworkEntry {
	return {
		request: { method, url: "https://api.crazyrouter.com/v1/chat/completions" },
		response: { status: 429, content: { size: 2 }, ...response },
		startedDateTime: "2026-01-01T00:00:00.000Z",
		time: 10,
		...(getContent && { getContent }),
	};
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("the three shapes of getContent", () => {
	it("Chromium: callback with content and encoding", async () => {
		expect(await readBody(entry((take) => take("{}", "")))).toEqual({ state: "ok", text: "{}" });
	});
	it("Chromium: base64 flag in the second value", async () => {
		const body = await readBody(entry((take) => take(base64('{"a":"余额"}'), "base64")));
		expect(body).toEqual({ state: "ok", text: '{"a":"余额"}' });
	});
	it("Chromium 151 and later without a callback: a promise of an object", async () => {
		const getContent = () => Promise.resolve({ content: base64("{}"), encoding: "base64" });
		expect(await readBody(entry(getContent))).toEqual({ state: "ok", text: "{}" });
	});
	it("Firefox: callback whose second value is the media type, never the encoding", async () => {
		expect(await readBody(entry((take) => take("{}", "application/json")))).toEqual({
			state: "ok",
			text: "{}",
		});
	});
	it("Firefox: base64 is said on the entry alone", async () => {
		const response = { content: { size: 2, encoding: "base64" } };
		const body = await readBody(entry((take) => take(base64("{}"), "application/octet-stream"), response));
		expect(body).toEqual({ state: "ok", text: "{}" });
	});
	it("Firefox: a promise of an array", async () => {
		expect(await readBody(entry(() => Promise.resolve(["{}", "application/json"])))).toEqual({
			state: "ok",
			text: "{}",
		});
	});
	it("getHAR in Firefox: no getContent, the text is on the entry", async () => {
		expect(await readBody(entry(undefined, { content: { size: 2, text: "{}" } }))).toEqual({
			state: "ok",
			text: "{}",
		});
	});
});

describe("bodies that are not there are told apart", () => {
	it("null with bytes on the wire is unavailable", async () => {
		expect((await readBody(entry((take) => take(null, "")))).state).toBe("unavailable");
	});
	it("null without bytes is empty, also when Chromium calls the unread body aborted", async () => {
		const response = { status: 500, content: { size: 0 }, _error: "net::ERR_ABORTED" };
		expect((await readBody(entry((take) => take(null, ""), response))).state).toBe("empty");
	});
	it("an answer the page may not see is unavailable, not empty", async () => {
		const response = { status: 429, content: { size: 0 }, _error: "net::ERR_FAILED" };
		expect((await readBody(entry((take) => take(null, ""), response))).state).toBe("unavailable");
	});
	it("no answer at all has no body to lose", async () => {
		const response = { status: 0, content: { size: 0 }, _error: "net::ERR_CONNECTION_REFUSED" };
		expect((await readBody(entry((take) => take(null, ""), response))).state).toBe("unavailable");
	});
	it("undefined after a navigation is evicted", async () => {
		expect((await readBody(entry((take) => take(undefined, undefined)))).state).toBe("evicted");
	});
	it("a rejected promise after a navigation is evicted (Firefox)", async () => {
		expect((await readBody(entry(() => Promise.reject(new Error("Unexpected error"))))).state).toBe(
			"evicted",
		);
	});
	it("a body over the browser's buffer is evicted", async () => {
		const response = { status: 500, content: { size: 30_000_000 } };
		expect((await readBody(entry((take) => take(null, ""), response))).state).toBe("evicted");
	});
	it("an empty text is empty, of an opaque answer with bytes unavailable", async () => {
		expect((await readBody(entry((take) => take("", ""), { content: { size: 0 } }))).state).toBe("empty");
		expect((await readBody(entry((take) => take("", ""), { content: { size: 9 } }))).state).toBe(
			"unavailable",
		);
	});
	it("redirects, 204 and HEAD never had one", async () => {
		for (const status of [204, 302, 304])
			expect((await readBody(entry((take) => take(null, ""), { status }))).state).toBe("empty");
		expect((await readBody(entry((take) => take(null, ""), {}, "HEAD"))).state).toBe("empty");
	});
	it("images are binary", async () => {
		const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]).toString("base64");
		expect(await readBody(entry((take) => take(png, "base64")))).toEqual({ state: "binary", text: "" });
	});
	it("base64 that is none is unavailable", async () => {
		expect((await readBody(entry((take) => take("%%%", "base64")))).state).toBe("unavailable");
	});
	it("Firefox's cut at 1 MiB, padded with NUL, is truncated and keeps what is there", async () => {
		const text = "a".repeat(786_432) + "\0".repeat(400_000);
		const body = await readBody(entry((take) => take(text, "application/json")));
		expect(body.state).toBe("truncated");
		expect(body.text).toHaveLength(786_432);
	});
});

describe("faults", () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it("a getContent that throws", async () => {
		const body = readBody(
			entry(() => {
				throw new Error("Permission denied");
			}),
		);
		expect((await body).state).toBe("unavailable");
	});
	it("a getContent that never answers", async () => {
		const body = readBody(entry(() => undefined));
		await vi.advanceTimersByTimeAsync(BODY_TIMEOUT_MS);
		expect((await body).state).toBe("unavailable");
	});
	it("a late answer after that changes nothing and throws nothing", async () => {
		let late: (content: string) => void = () => {};
		const body = readBody(
			entry((take) => {
				late = (content) => take(content, "");
			}),
		);
		await vi.advanceTimersByTimeAsync(BODY_TIMEOUT_MS);
		late("{}");
		expect((await body).state).toBe("unavailable");
	});
});

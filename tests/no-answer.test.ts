import { expect, test } from "vitest";
import { brief, decodeAnswer, ROUT_MY } from "./fixtures/verdict";

const PAGE = "https://app.example.test";

test.each([
	["net::ERR_NAME_NOT_RESOLVED", "network/dns"],
	["net::ERR_CONNECTION_REFUSED", "network/refused"],
	["net::ERR_CONNECTION_RESET", "network/reset"],
	["net::ERR_CERT_AUTHORITY_INVALID", "network/tls"],
	["net::ERR_SSL_PROTOCOL_ERROR", "network/tls-handshake"],
	["net::ERR_BLOCKED_BY_CLIENT", "network/blocked-by-client"],
	["net::ERR_INTERNET_DISCONNECTED", "network/offline"],
	["net::ERR_NETWORK_CHANGED", "network/changed"],
	["net::ERR_TIMED_OUT", "network/connect-timeout"],
	["net::ERR_PROXY_CONNECTION_FAILED", "network/proxy"],
	["net::ERR_ABORTED", "network/aborted"],
])("status 0 with %s", (error, entry) => {
	expect(decodeAnswer({ status: 0, error, pageOrigin: PAGE }).diagnosis?.entry).toBe(entry);
});

test("offline: no waiting helps, the connection has to come back; a network that changed is another matter", () => {
	const verdict = (error: string) => brief(decodeAnswer({ status: 0, error, pageOrigin: PAGE }));
	expect(verdict("net::ERR_INTERNET_DISCONNECTED")).toBe("network/network/after-change");
	expect(verdict("net::ERR_NETWORK_CHANGED")).toBe("network/network/yes");
});

test("a net error nobody lists is shown as it stands", () => {
	const { diagnosis } = decodeAnswer({ status: 0, error: "net::ERR_FROM_THE_FUTURE" });
	expect(diagnosis).toMatchObject({ category: "unknown", entry: null });
	expect(diagnosis?.title).toContain("net::ERR_FROM_THE_FUTURE");
});

test("without a reason (Firefox) it says that nothing can be told apart", () => {
	const { diagnosis } = decodeAnswer({ status: 0, error: null });
	expect(diagnosis?.entry).toBe("network/no-evidence");
	expect(diagnosis?.title).toMatch(/aborted or refused/);
	expect(diagnosis?.retry.verdict).toBe("unknown");
});

test("another origin and net::ERR_FAILED: CORS or its preflight, and what the server must send", () => {
	const { diagnosis } = decodeAnswer({ status: 0, error: "net::ERR_FAILED", pageOrigin: PAGE });
	expect(diagnosis?.entry).toBe("network/cors-or-preflight");
	expect(diagnosis?.explanation).toContain("Access-Control-Allow-Headers");
	const same = decodeAnswer({ status: 0, error: "net::ERR_FAILED", url: `${PAGE}/v1/x`, pageOrigin: PAGE });
	expect(same.diagnosis?.entry).toBe("network/failed-same-origin");
});

test("an https page that calls http", () => {
	const call = (url: string) =>
		decodeAnswer({ status: 0, error: "net::ERR_FAILED", url, pageOrigin: PAGE }).diagnosis?.entry;
	expect(call("http://api.crazyrouter.com/v1/models")).toBe("network/mixed-content");
	expect(call("http://localhost:3000/v1/models")).not.toBe("network/mixed-content");
});

test("a refused preflight is told on the OPTIONS row; a good one is fine", () => {
	const row = { method: "OPTIONS", resourceType: "preflight", body: "" };
	expect(decodeAnswer({ ...row, status: 403 }).diagnosis?.entry).toBe("network/preflight-refused");
	expect(brief(decodeAnswer({ ...row, status: 204 }))).toBe("fine");
	const firefox = {
		method: "OPTIONS",
		resourceType: "",
		requestHeaders: { "Access-Control-Request-Method": "POST" },
		body: "",
	};
	expect(decodeAnswer({ ...firefox, status: 405 }).diagnosis?.entry).toBe("network/preflight-refused");
});

test("Chromium keeps the real status of an answer it hid: the status speaks, CORS is said beside it", () => {
	const hidden = decodeAnswer({ status: 429, error: "net::ERR_FAILED", pageOrigin: PAGE });
	expect(hidden.diagnosis?.entry).toBe("crazyrouter/429");
	expect(hidden.diagnosis?.explanation).toContain("Failed to fetch");
	expect(decodeAnswer({ status: 200, error: "net::ERR_FAILED", pageOrigin: PAGE }).diagnosis?.entry).toBe(
		"network/cors-hidden",
	);
});

test("Firefox shows the answer that the page was refused as if nothing had happened: its headers tell", () => {
	const sent = { origin: PAGE, "sec-fetch-mode": "cors", "sec-fetch-site": "cross-site" };
	const firefox = { error: null, resourceType: "", requestHeaders: sent, body: { ok: true } };
	expect(decodeAnswer({ ...firefox, status: 200 }).diagnosis?.entry).toBe("network/cors-hidden");
	const limited = decodeAnswer({ ...firefox, status: 429 });
	expect(limited.diagnosis?.entry).toBe("crazyrouter/429");
	expect(limited.diagnosis?.explanation).toContain("Failed to fetch");
	for (const allowed of ["*", PAGE])
		expect(
			decodeAnswer({ ...firefox, status: 200, headers: { "access-control-allow-origin": allowed } })
				.diagnosis,
		).toBeNull();
	const form = { ...firefox, requestHeaders: { ...sent, "sec-fetch-mode": "navigate" } };
	expect(decodeAnswer({ ...form, status: 200 }).diagnosis).toBeNull();
});

test("an aborted answer: unread bodies and left streams are fine, a broken body is not", () => {
	expect(brief(decodeAnswer({ status: 200, error: "net::ERR_ABORTED", size: 0 }))).toBe("fine");
	expect(decodeAnswer({ status: 200, error: "net::ERR_ABORTED", size: 900 }).diagnosis).toMatchObject({
		category: "client_closed",
		failedInside: false,
	});
	expect(
		decodeAnswer({ status: 200, error: "net::ERR_CONTENT_LENGTH_MISMATCH", size: 900 }).diagnosis?.category,
	).toBe("network");
});

test("rout.my: a client that gave up early is told how long a video may take", () => {
	const url = ROUT_MY.replace("chat/completions", "video/generations");
	for (const answer of [
		{ status: 499, body: "" },
		{ status: 0, error: "net::ERR_ABORTED" },
	]) {
		const { diagnosis } = decodeAnswer({ url, ...answer });
		expect(diagnosis?.category).toBe("client_closed");
		expect(`${diagnosis?.explanation} ${diagnosis?.actions.join(" ")}`).toContain("900");
	}
});

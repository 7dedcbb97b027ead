import { describe, expect, it } from "vitest";
import { routerForHost } from "../lib/catalog/router-for-host";
import { hostMatches, httpUrl, parseHostInput } from "../lib/hosts";

const routerOf = (url: string) => {
	const parsed = httpUrl(url);
	return parsed && routerForHost(parsed.hostname, []);
};

describe("which router answers a URL", () => {
	it.each([
		["https://api.crazyrouter.com/v1/chat/completions", "crazyrouter"],
		["https://cn.crazyrouter.com/v1/models", "crazyrouter"],
		["https://crazyrouter.com/v1/models", "crazyrouter"],
		["https://media.crazyrouter.com/task-artifacts/a.mp4", "crazyrouter"],
		["https://API.CrazyRouter.com:8443/mj/submit/imagine", "crazyrouter"],
		["https://api.rout.my/v1/chat/completions", "rout.my"],
		["https://user:pass@api.rout.my/v1", "rout.my"],
	])("%s is %s", (url, router) => expect(routerOf(url)).toBe(router));

	it.each([
		"https://crazyrouter.com.evil.com/v1/chat/completions",
		"https://api.crazyrouter.com@evil.com/v1",
		"https://evil.com/api.crazyrouter.com/v1",
		"https://evil.com/?u=https://api.crazyrouter.com",
		"https://evil.com#api.crazyrouter.com",
		"https://notcrazyrouter.com/v1",
		"https://api-crazyrouter.com/v1",
		"https://crazyr0uter.com/v1",
		"https://crаzyrouter.com/v1", // Cyrillic а
		"https://api.rout.my.evil.com/v1",
		"https://apixrout.my/v1",
		"https://rout.my.co/v1",
		"ftp://api.rout.my/v1",
		"javascript:api.rout.my",
		"data:text/plain,api.rout.my",
		"blob:https://api.rout.my/1",
		"https://",
		"",
	])("%s is nobody we know", (url) => expect(routerOf(url)).toBeNull());

	it("a host the user watches is a router of its own", () => {
		const watched = [{ host: "localhost", speaksLike: null }];
		expect(routerForHost("localhost", watched)).toBe("localhost");
		expect(routerForHost("localhost.evil.test", watched)).toBeNull();
	});
});

describe("host patterns", () => {
	it("a plain host covers itself alone", () => {
		expect(hostMatches("example.com", "example.com")).toBe(true);
		expect(hostMatches("example.com", "a.example.com")).toBe(false);
	});
	it("a starred host covers all below it, not itself and not look-alikes", () => {
		expect(hostMatches("*.example.com", "a.b.example.com")).toBe(true);
		expect(hostMatches("*.example.com", "example.com")).toBe(false);
		expect(hostMatches("*.example.com", ".example.com")).toBe(false);
		expect(hostMatches("*.example.com", "notexample.com")).toBe(false);
	});
});

describe("what a person types to watch a host", () => {
	it.each([
		["localhost", "localhost"],
		["localhost:8080", "localhost"],
		[" http://localhost:3000/v1/ ", "localhost"],
		["127.0.0.1", "127.0.0.1"],
		["[::1]:9", "[::1]"],
		["Gateway.Example.COM", "gateway.example.com"],
		["https://gw.example.com/v1/chat/completions?x=1", "gw.example.com"],
		["*.example.com", "*.example.com"],
		["bücher.example", "xn--bcher-kva.example"],
		["example.com.", "example.com"],
	])("%s becomes %s", (typed, host) => expect(parseHostInput(typed)).toEqual({ host }));

	it.each([
		["", "not-a-host"],
		["   ", "not-a-host"],
		["two words", "not-a-host"],
		["https://user:secret@example.com", "not-a-host"],
		["ftp://example.com", "not-a-host"],
		["*", "too-wide"],
		["*.", "too-wide"],
		["*.localhost", "too-wide"],
		["com", "public-suffix"],
		["*.com", "public-suffix"],
		["*.co.uk", "public-suffix"],
		["github.io", "public-suffix"],
	])("%s is refused: %s", (typed, problem) => expect(parseHostInput(typed)).toEqual({ problem }));
});

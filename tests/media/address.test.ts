import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { httpUrl } from "../../lib/hosts";
import { addressOf, queryOf } from "../../lib/media/address";
import { mediaKind } from "../../lib/media/find";

/** What `new URL` makes of it: the measure for every short cut. */
function parsed(url: string) {
	const whole = httpUrl(url);
	return whole && { host: whole.host, hostname: whole.hostname, path: whole.pathname };
}

describe("an address", () => {
	test.each([
		"https://api.crazyrouter.com/mj/task/7/fetch",
		"https://api.crazyrouter.com/v1/video/query?id=7&x=%20y#top",
		"https://API.CrazyRouter.com:443/mj/../kling/v1/videos/./text2video",
		"http://localhost:8787/mj/submit/imagine",
		"https://user:pass@api.rout.my/v1/video/generations",
		"https://api.crazyrouter.com\\@evil.test/mj/submit/imagine",
		"https://api.crazyrouter.com/mj/sub mit/a?b c",
		"https://api.crazyrouter.com",
		"https://xn--bcher-kva.example/mj/x",
		"https://1.2.3.4/mj/x",
		"https://1.2/mj/x",
		"https://a.test/%zz/ü/{x}|",
		"ftp://a.test/mj/x",
		"",
	])("%s is read as new URL reads it", (url) => {
		const address = addressOf(url);
		expect(address && { host: address.host, hostname: address.hostname, path: address.path }).toEqual(
			parsed(url),
		);
	});

	test("10,000 made-up ones are read as new URL reads them", { timeout: 60_000 }, () => {
		const part = fc.constantFrom(
			..."a b1 mj .. . %2e %20 é api crazyrouter com 80 443 : / // \\ ? # @ - _ ~ ! $ & ' ( ) * + , ; = [ ] { } | ^ < > \" \t \n xn--a 127.0.0.1 0x7f A".split(
				" ",
			),
			" ",
		);
		fc.assert(
			fc.property(
				fc.constantFrom("https://", "http://", "https:", "HTTPS://"),
				fc.array(part, { maxLength: 12 }),
				(scheme, parts) => {
					const url = scheme + parts.join("");
					const address = addressOf(url);
					expect(address && { host: address.host, hostname: address.hostname, path: address.path }).toEqual(
						parsed(url),
					);
					const query = httpUrl(url)?.searchParams.toString() ?? "";
					expect(address ? queryOf(address).toString() : "").toBe(query);
				},
			),
			{ numRuns: 10_000, seed: 3 },
		);
	});
});

describe("the kind of an endpoint", () => {
	test("is told without a body", () => {
		const kind = (method: string, path: string) =>
			mediaKind({ method, url: `https://api.crazyrouter.com${path}` });
		expect(kind("POST", "/mj/submit/imagine")).toBe("submit");
		expect(kind("GET", "/suno/fetch/7")).toBe("poll");
		expect(kind("POST", "/suno/fetch")).toBe("batch");
		expect(kind("GET", "/v1/videos/7/content")).toBe("content");
		expect(kind("GET", "/v1/models")).toBeNull();
	});

	test("is found behind a gateway's prefix that looks like another system", () => {
		expect(mediaKind({ method: "GET", url: "https://gateway.test/suno/mj/task/7/fetch" })).toBe("poll");
	});
});

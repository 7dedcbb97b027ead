import { expect, test } from "vitest";
import { safeOrigin, safeUrl } from "../../lib/export/safe-url";
import { createScope } from "../../lib/export/scope";
import { createVault } from "../../lib/vault";

const scope = (knownIds: readonly string[] = []) => createScope({ vault: createVault(), knownIds });

test.each([
	"https://api.crazyrouter.com/v1/chat/completions",
	"https://api.rout.my/v1beta/models/gemini-2.5-pro:generateContent?alt=sse",
	"https://api.crazyrouter.com/mj-fast/mj/submit/imagine",
	"https://api.crazyrouter.com/kling/v1/videos/text2video",
	"https://api.crazyrouter.com/runwayml/v1/image_to_video",
	"https://api.crazyrouter.com/jimeng/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31",
	"https://api.crazyrouter.com/alibailian/api/v1/services/aigc/video-generation/video-synthesis",
	"https://api.crazyrouter.com/suno/fetch?page=2&page_size=20",
	"http://localhost:8080/v1/models",
	"http://127.0.0.1:3000/v1/images/generations",
])("%s is kept: words, versions, models", (url) => {
	expect(safeUrl(url, scope())).toBe(url);
});

test.each([
	["https://ann:word@api.rout.my/v1", "https://api.rout.my/v1"],
	["https://api.rout.my/v1#access_token=x", "https://api.rout.my/v1"],
	["https://api.rout.my/v1/files/a8Kd02mXq91L", "https://api.rout.my/v1/files/redacted-id-1"],
	["https://api.rout.my/v1?key=‹key 2›", "https://api.rout.my/v1?key=redacted-key-2"],
	[
		"https://api.rout.my/v1?page=two&a8Kd02mXq91L=1",
		"https://api.rout.my/v1?page=redacted-3&redacted-name-1=redacted-1",
	],
	["https://a8kd02mxq91l.tunnel.example/v1", "https://redacted.tunnel.example/v1"],
	["data:text/html,hello", "redacted-address"],
	["javascript:alert(1)", "redacted-address"],
])("%s leaves as %s", (url, safe) => {
	expect(safeUrl(url, scope())).toBe(safe);
});

test("a job's number stays where the job is known, another one does not", () => {
	const url = "https://api.crazyrouter.com/mj/task/1720000000000001/fetch";
	expect(safeUrl(url, scope(["1720000000000001"]))).toBe(url);
	expect(safeUrl(url, scope())).toBe("https://api.crazyrouter.com/mj/task/redacted-id-1/fetch");
});

test("the same id is the same word, two ids are two", () => {
	const once = scope();
	const at = (id: string) => safeUrl(`https://api.rout.my/v1/files/${id}`, once).split("/").at(-1);
	expect([at("a8Kd02mXq91L"), at("b8Kd02mXq91L"), at("a8Kd02mXq91L")]).toEqual([
		"redacted-id-1",
		"redacted-id-2",
		"redacted-id-1",
	]);
});

test("of a result's address scheme and host are left", () => {
	expect(safeOrigin("https://media.example.test/a/b.png?sig=1#x", scope())).toBe(
		"https://media.example.test",
	);
	expect(safeOrigin("https://ann:word@media.example.test", scope())).toBe("https://media.example.test");
});

test("what has left once leaves the same way again", () => {
	for (const url of [
		"https://u:p@api.rout.my/v1/a8Kd02mXq91L?key=secret&x=1&b8Kd02mXq91L=2#f",
		"https://a8kd02mxq91l.example/v1",
	]) {
		const first = safeUrl(url, scope());
		expect(safeUrl(first, scope())).toBe(first);
	}
});

import { expect, test } from "vitest";
import { safeHref } from "../../components/safe-href";

test("only http and https lead anywhere", () => {
	for (const scheme of [
		"javascript:alert(1)",
		"JaVaScRiPt:alert(1)",
		"\tjavascript:alert(1)",
		"java\nscript:alert(1)",
		"data:text/html,x",
		"vbscript:x",
		"file:///etc/passwd",
		"blob:https://a.example/1",
		"about:blank",
		"chrome://settings",
		"chrome-extension://abc/panel.html",
		"view-source:https://a.example",
		"filesystem:https://a.example/x",
		"ftp://a.example/",
		"ws://a.example/",
		"mailto:a@a.example",
		"//a.example/x",
		"/x",
		"",
		"https://",
		"https:// a.example",
	])
		expect(safeHref(scheme), scheme).toBeNull();
	expect(safeHref("https://a.example/x?y#z")).toBe("https://a.example/x?y#z");
	expect(safeHref("HTTP://A.example")).toBe("http://a.example/");
});

test("a host that looks like another one is shown as it is sent", () => {
	expect(safeHref("https://аpple.example/")).toBe("https://xn--pple-43d.example/");
});

test("a user name in front of the host makes it text", () => {
	expect(safeHref("https://good.example@evil.example/")).toBeNull();
	expect(safeHref("https://user:pw@evil.example\\@good.example/")).toBeNull();
});

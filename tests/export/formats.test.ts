import { describe, expect, test } from "vitest";
import { exportAs } from "../../lib/export/export-as";
import { EXPORT_FORMATS } from "../../lib/export/list";
import { coded, escaped, fenced } from "../../lib/export/markdown";
import type { Finding, Task } from "../../lib/task";
import { createVault } from "../../lib/vault";
import { createRandom } from "./random";
import { rowOf, textOf } from "./rows";

const failed = (at: string, more: Parameters<typeof rowOf>[0] = {}) =>
	rowOf({
		startedDateTime: at,
		url: "https://api.crazyrouter.com/v1/chat/completions",
		status: 429,
		headers: { "x-oneapi-request-id": "2026020310111234567890abcdefgh", "Retry-After": "20" },
		body: '{"error":{"message":"Too many requests (request id: 2026020310111234567890abcdefgh)","code":"rate_limit_exceeded"}}',
		...more,
	});

const TASK = {
	key: "crazyrouter|midjourney|1720000000000001",
	id: "1720000000000001",
	system: "midjourney",
	router: "crazyrouter",
	host: "api.crazyrouter.com",
	action: "imagine",
	model: null,
	promptStart: "a lighthouse in the storm, oil on canvas",
	phase: "failed",
	state: "FAILURE",
	progress: 0.3,
	progressText: "30%",
	submittedAt: "2026-02-03T09:11:12.345Z",
	finishedAt: "2026-02-03T09:12:12.345Z",
	providerTimes: { submit: null, start: null, finish: null },
	firstSeen: "2026-02-03T09:11:12.345Z",
	lastSeen: "2026-02-03T09:12:12.345Z",
	spans: [
		{
			state: "SUBMITTED",
			phase: "queued",
			firstSeen: "2026-02-03T09:11:12.345Z",
			lastSeen: "2026-02-03T09:11:32.345Z",
			polls: 3,
		},
		{
			state: "FAILURE",
			phase: "failed",
			firstSeen: "2026-02-03T09:12:12.345Z",
			lastSeen: "2026-02-03T09:12:12.345Z",
			polls: 1,
		},
	],
	observations: [],
	polls: 4,
	failedPolls: 1,
	results: ["https://media.example.test/files/8c1f7a/picture.png?sig=abc"],
	failure: null,
	previews: [],
	resultText: null,
	queueAhead: null,
	synchronous: false,
	restored: false,
	parent: null,
	parentId: null,
} as unknown as Task;
const FINDING: Finding = {
	kind: "retry-too-soon",
	title: "Sent again too soon",
	detail: "The second attempt came 0.5 s after a 429.",
	actions: ["Wait as long as the answer says."],
	exchanges: ["1", "2"],
	task: null,
};

describe("support report", () => {
	const rows = [failed("2026-02-03T10:11:12.000+01:00"), failed("2026-02-03T10:11:13.000+01:00")];
	const more = { tasks: [TASK], findings: [FINDING] };
	const markdown = textOf("report-markdown", rows, more);
	const json = JSON.parse(textOf("report-json", rows, more));

	test("says what happened, why, with which ids and when, and what the client did", () => {
		for (const text of [
			"2026020310111234567890abcdefgh",
			"2026-02-03T10:11:12.000+01:00",
			"the account (balance, plan or key)",
			"documented waits 1 s, 2 s, 4 s",
			"too soon: 20 s were asked for",
			"Routescope `1.2.3` in `Chrome 140`",
			"1720000000000001",
			"4 polls, 1 failed",
			"https://media.example.test",
			"Sent again too soon",
		])
			expect(markdown).toContain(text);
		expect(json.requests[0].verdict).toMatchObject({
			category: "rate_limit",
			retry: {
				verdict: rows[0]?.decoded.diagnosis?.retry.verdict,
				afterMs: 20_000,
				earliest: "2026-02-03T09:11:32.500Z",
			},
		});
		expect(
			json.requests[0].attempts.map((attempt: { gapMs: number | null; tooSoon: boolean | null }) => [
				attempt.gapMs,
				attempt.tooSoon,
			]),
		).toEqual([
			[null, null],
			[500, true],
		]);
		expect(json).toMatchObject({
			extension: "1.2.3",
			browser: "Chrome 140",
			tasks: [{ id: "1720000000000001", state: "FAILURE" }],
		});
	});

	test("holds no prompt, no key and no path of a result", () => {
		for (const text of [markdown, JSON.stringify(json)]) {
			expect(text).not.toMatch(/lighthouse|story about the sea|sk-fake|8c1f7a|picture\.png/);
			expect(text).toContain("‹redacted: content, 27 chars›");
		}
	});

	test("prompts are there when asked for, keys in them are not", () => {
		const row = failed("2026-02-03T10:11:12.000+01:00", {
			requestBody:
				'{"model":"gpt-4o","messages":[{"role":"user","content":"My key is sk-fake1111111111111111111111 at ann@example.test, tell a story"}]}',
		});
		const text = textOf("report-markdown", [row], {}, { includePromptText: true });
		expect(text).toContain("tell a story");
		expect(text).not.toMatch(/sk-fake1|ann@|example\.test/);
	});

	test("one failed request with an ordinary answer fits into a ticket", () => {
		const row = failed("2026-02-03T10:11:12.000+01:00", {
			requestBody: JSON.stringify({
				model: "gpt-4o",
				messages: Array.from({ length: 60 }, () => ({ role: "user", content: "word ".repeat(400) })),
			}),
		});
		expect(textOf("report-markdown", [row]).length).toBeLessThan(8000);
		expect(textOf("report-json", [row]).length).toBeLessThan(12_000);
		const many = Array.from({ length: 40 }, (_, at) =>
			failed(new Date(Date.UTC(2026, 1, 3, 9, at)).toISOString()),
		);
		expect(textOf("report-markdown", many).length).toBeLessThan(16_000);
		expect(textOf("report-markdown", many)).toContain("37 more requests are not shown here");
	});
});

describe("Markdown", () => {
	const hostile = [
		"![x](https://evil.test/a.png)",
		"[a](javascript:alert)",
		"@somebody",
		"<img src=x onerror=alert(1)>",
		"</code>",
		"#12",
		"````\nout\n````",
		"a\n\n# heading",
		"| cell |",
		"https://evil.test/x",
		"www.evil.test",
		"~~~",
		"$x^2$",
		"&lt;b&gt;",
	];

	test("captured text is only ever inside fences and code spans longer than its own marks", () => {
		const row = failed("2026-02-03T10:11:12.000+01:00", {
			body: JSON.stringify({ error: { message: hostile.join(" "), code: "rate_limit_exceeded" } }),
		});
		const text = textOf("report-markdown", [row], {
			tasks: [{ ...TASK, action: hostile.join(" "), state: hostile.join(" ") }],
			findings: [{ ...FINDING, title: hostile.join(" "), detail: hostile.join("\n") }],
		});
		const outside = withoutCode(text);
		expect(outside).not.toMatch(/(?<!\\)(?:<|!\[|\]\()|(?<![\\\w])@\w|https?:\/\//);
		expect(outside.split("\n").filter((line) => /^#{1,6} heading/.test(line))).toEqual([]);
	});

	test("a fence is longer than any run inside, a span too", () => {
		expect(fenced("a ``` b ````` c").split("\n")[0]).toBe("``````");
		expect(coded("a `` b")).toBe("```a `` b```");
		expect(coded("`x`")).toBe("`` `x` ``");
		expect(escaped("# a *b* <c> @d https://e.test")).toBe(
			"\\# a \\*b\\* \\<c\\> @\u200bd https:\u200b//e.test",
		);
	});

	test("random text never leaves its fence", () => {
		const random = createRandom(7);
		for (let index = 0; index < 2000; index += 1) {
			const text = random.text("`~<>[]()!#@|\\\n a", 1 + random.below(40));
			const [first = "", ...rest] = fenced(text).split("\n");
			const closing = rest.findIndex((line) => line.startsWith(first) && /^`+$/.test(line));
			expect(closing).toBe(rest.length - 1);
			expect(withoutCode(coded(text)).trim()).toMatch(/^–?$/);
		}
	});
});

/** What is left of a Markdown text when fences and code spans are taken out, as CommonMark reads them. */
function withoutCode(markdown: string): string {
	const lines: string[] = [];
	let fence = "";
	for (const line of markdown.split("\n")) {
		if (fence !== "") {
			if (/^`+$/.test(line) && line.length >= fence.length) fence = "";
			continue;
		}
		const open = /^(`{3,})[^`]*$/.exec(line)?.[1];
		if (open) fence = open;
		else lines.push(line);
	}
	return lines.join("\n").replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
}

describe("CSV", () => {
	const formulas = [
		"=1+1",
		"+1",
		"-1",
		"@SUM(A1)",
		"\t=1",
		"\r=1",
		"\n=1",
		" =1",
		"＝1",
		"＋1",
		"－1",
		"＠1",
		"%0A-1",
		"|calc",
		'=HYPERLINK("https://evil.test")',
		"'=1",
		'";=1',
		"a,b",
		'say "x"',
	];

	test("no cell begins with what a spreadsheet calculates, quotes and commas stay inside their cell", () => {
		const rows = formulas.map((formula) =>
			failed("2026-02-03T10:11:12.000+01:00", {
				body: JSON.stringify({ error: { message: formula, code: formula } }),
				method: formula,
			}),
		);
		const lines = readCsv(textOf("csv", rows));
		expect(lines.length).toBe(rows.length + 1);
		for (const cells of lines) {
			expect(cells.length).toBe(lines[0]?.length);
			for (const cell of cells) expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠\t\r|%]/);
		}
	});

	test("lines end with CRLF and hold what the list shows", () => {
		const text = textOf("csv", [failed("2026-02-03T10:11:12.000+01:00")]);
		expect(text.endsWith("\r\n")).toBe(true);
		const [head = [], row = []] = readCsv(text);
		expect(row[head.indexOf("category")]).toBe("rate_limit");
		expect(row[head.indexOf("retry_after_ms")]).toBe("20000");
		expect(row[head.indexOf("request_id")]).toBe("2026020310111234567890abcdefgh");
	});
});

/** RFC 4180, nothing more. */
function readCsv(text: string): readonly (readonly string[])[] {
	const lines: string[][] = [[]];
	for (const [, quoted, end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
		lines.at(-1)?.push((quoted ?? "").replaceAll('""', '"'));
		if (end === "\r\n") lines.push([]);
	}
	return lines.slice(0, -1);
}

describe("HAR", () => {
	test("has every field HAR 1.2 asks for, of the right kind", () => {
		const { log } = JSON.parse(textOf("har", [failed("2026-02-03T10:11:12.000+01:00")]));
		expect(log).toMatchObject({
			version: "1.2",
			creator: { name: "Routescope", version: "1.2.3" },
			browser: { name: "Chrome", version: "140" },
		});
		for (const { request, response, cache, timings, startedDateTime, time } of log.entries) {
			expect(Number.isNaN(Date.parse(startedDateTime))).toBe(false);
			expect(time).toBe(timings.send + timings.wait + timings.receive);
			expect(cache).toEqual({});
			for (const part of [request, response])
				expect(part).toMatchObject({
					httpVersion: expect.any(String),
					cookies: [],
					headers: expect.any(Array),
					headersSize: -1,
					bodySize: expect.any(Number),
				});
			expect(request).toMatchObject({
				method: "POST",
				url: expect.stringContaining("https://"),
				queryString: [],
				postData: { mimeType: "application/json", params: [], text: expect.any(String) },
			});
			expect(response).toMatchObject({
				status: 429,
				statusText: "",
				redirectURL: "",
				content: { size: expect.any(Number), mimeType: "application/json" },
			});
		}
	});

	test("line separators that end a line in JavaScript are escaped", () => {
		const row = failed("2026-02-03T10:11:12.000+01:00", {
			requestBody: '{"messages":[{"content":"a\u2028b\u2029c"}]}',
		});
		expect(textOf("har", [row], {}, { includePromptText: true })).not.toMatch(/[\u2028\u2029]/);
	});
});

describe("every form", () => {
	test("is named by us, whatever was captured", () => {
		const row = failed("2026-02-03T10:11:12.000+01:00", {
			url: "https://api.rout.my/../../etc/passwd?file=..%2Fx",
		});
		for (const { id } of EXPORT_FORMATS) {
			const made = exportAs(id, { rows: [row], extensionVersion: "1", browser: "b" });
			if (made.ok)
				expect(made.fileName).toMatch(/^routescope(?:-[a-z]+)?\.(?:md|json|har|csv|sh|ps1|ts|py)$/);
		}
	});

	test("counts what it took out", () => {
		const made = exportAs("har", {
			rows: [failed("2026-02-03T10:11:12.000+01:00")],
			extensionVersion: "1",
			browser: "b",
		});
		expect(made.ok && made.redactions).toMatchObject({ "prompt text": 1, key: 1 });
	});

	test("refuses in a sentence what it cannot tell", () => {
		expect(exportAs("curl-posix", { rows: [], extensionVersion: "1", browser: "b" })).toMatchObject({
			ok: false,
			where: "",
		});
		expect(exportAs("made-up", { rows: [], extensionVersion: "1", browser: "b" })).toMatchObject({
			ok: false,
		});
		const odd = failed("2026-02-03T10:11:12.000+01:00", { method: "GET; touch X" });
		expect(exportAs("curl-posix", { rows: [odd], extensionVersion: "1", browser: "b" })).toMatchObject({
			ok: false,
			problem: expect.stringContaining("method"),
		});
	});

	test("a cookie that holds an ordinary word stops no export", () => {
		const vault = createVault();
		const row = failed("2026-02-03T10:11:12.000+01:00", {
			vault,
			requestHeaders: {
				Cookie: "model=gpt-4o; lang=en-US; path=/v1/chat/completions; day=2026-02-03; sid=q7Xz2mPk9Lw0",
			},
		});
		for (const { id } of EXPORT_FORMATS) {
			const made = exportAs(id, { rows: [row], vault, extensionVersion: "1", browser: "b" });
			expect(made.ok, id).toBe(true);
		}
	});

	test("a secret that got through stops the export and is not shown by the refusal", () => {
		const vault = createVault();
		const row = failed("2026-02-03T10:11:12.000+01:00", { vault });
		const secret = "notaplainsecret9x-1720000000000001";
		vault.note(secret);
		const made = exportAs("report-json", { rows: [row], vault, extensionVersion: secret, browser: "b" });
		expect(made).toMatchObject({ ok: false, where: expect.stringContaining("line 4") });
		expect(JSON.stringify(made)).not.toContain(secret);
	});
});

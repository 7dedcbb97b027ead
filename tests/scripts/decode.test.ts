import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
let folder = "";

function entry(
	status: number,
	body: unknown,
	url = "https://api.crazyrouter.com/v1/chat/completions?key=abc",
) {
	const text = typeof body === "string" ? body : JSON.stringify(body);
	return {
		startedDateTime: "2026-03-01T10:00:00.000Z",
		time: 20,
		request: {
			method: "POST",
			url,
			headers: [{ name: "Authorization", value: `Bearer sk-${"FAKE".repeat(12)}` }],
		},
		response: {
			status,
			statusText: "",
			headers: [],
			content: { size: text.length, mimeType: "application/json", text },
		},
	};
}

function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

function decode(args: readonly string[], input = "") {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(ROOT, "scripts/decode.mjs"), ...args],
		{ encoding: "utf8", input, maxBuffer: 1 << 28 },
	);
	return { status, stdout, stderr, json: () => JSON.parse(stdout) };
}

const QUOTA = {
	error: { message: "Insufficient quota", type: "insufficient_quota", code: "insufficient_quota" },
};
const FINE = {
	id: "c",
	object: "chat.completion",
	choices: [{ message: { content: "Hi" }, finish_reason: "stop" }],
};
const har = (...entries: unknown[]) =>
	JSON.stringify({ log: { version: "1.2", creator: { name: "t", version: "1" }, entries } });

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "routescope-decode-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("decode", { timeout: 60_000 }, () => {
	test("--json: exactly the documented fields, secrets masked, exit 1", () => {
		const capture = file("a.har", har(entry(200, FINE), entry(403, QUOTA)));
		const { status, json, stderr, stdout } = decode(["--json", capture]);
		expect(status).toBe(1);
		expect(stderr).toBe("");
		const result = json();
		expect(Object.keys(result)).toEqual(["version", "exchanges", "tasks", "findings"]);
		expect(result.version).toBe(1);
		expect(result.exchanges).toHaveLength(2);
		expect(result.exchanges[0]).toMatchObject({
			file: capture,
			index: 0,
			status: 200,
			router: "crazyrouter",
			diagnosis: null,
		});
		const [, failed] = result.exchanges;
		expect(Object.keys(failed)).toEqual([
			"file",
			"index",
			"startedDateTime",
			"method",
			"status",
			"url",
			"router",
			"diagnosis",
		]);
		expect(Object.keys(failed.diagnosis)).toEqual([
			"entry",
			"specificity",
			"category",
			"fault",
			"title",
			"explanation",
			"actions",
			"retry",
			"evidence",
			"requestId",
			"errorId",
			"cause",
			"source",
		]);
		expect(Object.keys(failed.diagnosis.retry)).toEqual(["verdict", "afterMs", "scheduleMs"]);
		expect(Object.keys(failed.diagnosis.evidence[0])).toEqual(["where", "path", "value"]);
		expect(failed.diagnosis).toMatchObject({ entry: "crazyrouter/insufficient_quota", specificity: "code" });
		expect(stdout).not.toMatch(/key=abc|FAKEFAKE/);
	});

	test("a media job is in tasks, its failure explained, exit 1", () => {
		const submit = entry(
			200,
			{ code: "success", message: "", data: { task_id: "t1", status: "queued" } },
			"https://api.crazyrouter.com/kling/v1/videos/text2video",
		);
		const poll = {
			...entry(
				200,
				{
					code: "success",
					message: "",
					data: {
						task_id: "t1",
						status: "failed",
						error: { message: "content moderation failed", code: "task_failed" },
					},
				},
				"https://api.crazyrouter.com/kling/v1/videos/text2video/t1",
			),
			startedDateTime: "2026-03-01T10:01:00.000Z",
		};
		const { json, status } = decode([
			"--json",
			file("job.har", har(submit, { ...poll, request: { ...poll.request, method: "GET" } })),
		]);
		expect(status).toBe(1);
		expect(json().tasks).toHaveLength(1);
		expect(Object.keys(json().tasks[0])).toEqual([
			"file",
			"id",
			"system",
			"router",
			"action",
			"phase",
			"state",
			"progress",
			"submittedAt",
			"finishedAt",
			"spans",
			"polls",
			"failedPolls",
			"results",
			"failure",
			"parent",
		]);
		expect(json().tasks[0]).toMatchObject({
			id: "t1",
			system: "kling",
			phase: "failed",
			failure: { category: "task_moderation" },
		});
	});

	test("a capture in which nothing is wrong: exit 0, for people a sentence", () => {
		const capture = file(
			"fine.har",
			har(entry(200, FINE, "https://api.crazyrouter.com/v1/chat/completions")),
		);
		expect(decode(["--json", capture]).status).toBe(0);
		expect(decode([capture])).toMatchObject({
			status: 0,
			stdout: "1 exchange, nothing is wrong.\n",
			stderr: "",
		});
	});

	test("a paste: nulls where it does not say; '-' reads standard input", () => {
		const { json, status } = decode(["--json", "-"], "insufficient_quota");
		expect(status).toBe(1);
		expect(json().exchanges[0]).toMatchObject({
			file: "-",
			index: 0,
			startedDateTime: null,
			method: null,
			status: null,
			url: null,
			router: null,
		});
		expect(decode(["--json", file("n.txt", "429")]).json().exchanges[0].status).toBe(429);
	});

	test("the report names title, fault, retry, actions, evidence and source; no colours in a pipe", () => {
		const { stdout } = decode([
			file(
				"r.har",
				har(
					entry(429, {
						error: { message: "\u001b]52;c;evil\u0007 Rate limit", code: "rate_limit_exceeded" },
					}),
				),
			),
		]);
		expect(stdout).toMatch(/r\.har #0\n429 {2}POST {2}https:/);
		for (const part of [
			/rate_limit · crazyrouter/,
			/Fault: the account or key\./,
			/waits of 1 s, 2 s, 4 s/,
			/ 1\. /,
			/error\.code = rate_limit_exceeded/,
			/Source: https:/,
		])
			expect(stdout).toMatch(part);
		expect(stdout).not.toContain("\u001b");
	});

	test("unreadable inputs: one line each, exit 2, everything else still decoded", () => {
		mkdirSync(join(folder, "folder.har"));
		const inputs = [
			["missing.har", /missing\.har: no such file/],
			["folder.har", /folder\.har: is a directory/],
			[file("binary.har", new Uint8Array([80, 75, 0, 1])), /binary\.har: byte 2: a binary file/],
			[file("invalid.har", "{ nope"), /invalid\.har: not JSON at line 1, column 3/],
			[file("other.har", "[]"), /other\.har: no `log` object/],
			[file("utf16.txt", new Uint8Array([0xff, 0xfe, 52, 0])), /utf16\.txt: .*UTF-16/],
			[file("empty.txt", ""), /empty\.txt: there is no text/],
		] as const;
		const paths = inputs.map(([path]) => (path.startsWith("/") ? path : join(folder, path)));
		const good = file("good.txt", "503");
		const { status, stderr, json } = decode(["--json", ...paths, good]);
		expect(status).toBe(2);
		const lines = stderr.trim().split("\n");
		expect(lines).toHaveLength(inputs.length);
		inputs.forEach(([, line], at) => {
			expect(lines[at]).toMatch(line);
		});
		expect(json().exchanges.map((one: { status: number }) => one.status)).toEqual([503]);
	});

	test("broken entries are counted one by one, the others decoded at their own index", () => {
		const { status, stderr, json } = decode([
			"--json",
			file("half.har", har(null, entry(429, ""), { request: {} })),
		]);
		expect(status).toBe(2);
		expect(stderr).toMatch(
			/half\.har: log\.entries\[0\]: cannot be read\n.*half\.har: log\.entries\[2\]\.request\.url: is not a string\n/,
		);
		expect(json().exchanges.map((one: { index: number }) => one.index)).toEqual([1]);
	});

	test("wrong use says how to use it", () => {
		for (const args of [[], ["--wat", "x"]]) {
			const { status, stdout, stderr } = decode(args);
			expect(status).toBe(2);
			expect(stdout).toBe("");
			expect(stderr).toContain("usage:");
		}
	});

	test("5,000 entries and 200 files at once, in seconds; a start takes less than one", () => {
		const many = file(
			"many.har",
			har(...Array.from({ length: 5000 }, (_, at) => entry(at % 9 ? 200 : 429, at % 9 ? FINE : QUOTA))),
		);
		const pastes = Array.from({ length: 200 }, (_, at) =>
			file(`p${at}.txt`, `Error code: 429 - {'error': {'message': 'n${at}'}}`),
		);
		const all = decode(["--json", many, ...pastes]).json();
		expect(all.exchanges).toHaveLength(5200);
		const begun = performance.now();
		decode(["--json", pastes[0] ?? ""]);
		expect(performance.now() - begun).toBeLessThan(3000);
	});
});

import { spawnSync } from "node:child_process";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { routerById } from "../../lib/catalog/router-list";
import type { Row } from "../../lib/session";
import type { Category, Verdict } from "../../lib/vocabulary";
import { rowOf, textOf } from "./rows";

const NOW = Date.parse("2026-02-03T09:11:13.000Z");

interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly text?: string;
}

interface Run {
	readonly sent: number;
	readonly waits: readonly number[];
	readonly printed: readonly string[];
	readonly error: string | null;
}

/** Runs the TypeScript snippet with a made-up server, clock and dice. */
async function run(
	snippet: string,
	answers: readonly Answer[],
	dice = 0.5,
	jobExists: boolean | null = null,
): Promise<Run> {
	let source = snippet;
	if (jobExists !== null)
		source = source.replace(/throw new Error\("Fill in jobExists[^;]*;/, `return ${jobExists};`);
	const { code } = transformSync(source, { loader: "ts", format: "esm", target: "es2022" });
	const waits: number[] = [];
	const printed: string[] = [];
	let sent = 0;
	const fetchStub = async () => {
		const answer = answers[Math.min(sent, answers.length - 1)] ?? { status: 200 };
		sent += 1;
		if (answer.status === 0) throw new TypeError("Failed to fetch");
		return {
			status: answer.status,
			ok: answer.status < 300,
			headers: new Headers(answer.headers ?? {}),
			text: async () => answer.text ?? "",
		};
	};
	const setTimeoutStub = (done: () => void, ms: number) => {
		waits.push(Math.round(ms));
		done();
	};
	const dateStub = { now: () => NOW, parse: Date.parse };
	const mathStub = { max: Math.max, min: Math.min, random: () => dice };
	const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
	const program = new AsyncFunction("fetch", "setTimeout", "Date", "Math", "console", "process", code);
	try {
		await program(
			fetchStub,
			setTimeoutStub,
			dateStub,
			mathStub,
			{ log: (text: string) => printed.push(text) },
			{ env: { API_KEY: "k" } },
		);
		return { sent, waits, printed, error: null };
	} catch (error) {
		return { sent, waits, printed, error: error instanceof Error ? error.message : String(error) };
	}
}

/** The row with the retry verdict under test; waits are those of the router's file. */
function judged(row: Row, verdict: Verdict, category: Category, afterMs: number | null = null): Row {
	const { diagnosis } = row.decoded;
	if (!diagnosis) throw new Error("nothing is wrong with this row");
	const schedule =
		verdict === "yes" || verdict === "later"
			? (routerById(row.decoded.router)?.retry.scheduleMs ?? null)
			: null;
	const retry = { ...diagnosis.retry, verdict, afterMs, scheduleMs: schedule };
	return { ...row, decoded: { ...row.decoded, diagnosis: { ...diagnosis, category, retry } } };
}

const routMy503 = () =>
	judged(rowOf({ status: 503, body: '{"error":{"message":"Service Unavailable"}}' }), "yes", "overloaded");
const crazy429 = (verdict: Verdict, afterMs: number | null) =>
	judged(
		rowOf({
			url: "https://api.crazyrouter.com/v1/chat/completions",
			status: 429,
			body: '{"error":{"message":"Too many requests","code":"rate_limit_exceeded"}}',
		}),
		verdict,
		"rate_limit",
		afterMs,
	);
const quota = () =>
	judged(
		rowOf({
			url: "https://api.crazyrouter.com/v1/chat/completions",
			status: 403,
			body: '{"error":{"message":"user quota is not enough","code":"insufficient_user_quota"}}',
		}),
		"after-change",
		"insufficient_quota",
	);

const typescript = (row: Row) => textOf("retry-typescript", [row]);
const python = (row: Row) => textOf("retry-python", [row]);

describe("rout.my: min(30 s, 2^n s + up to 1 s) for 429, 500, 502, 503", () => {
	test("waits as documented, with jitter and cap, then gives up", async () => {
		const { sent, waits, error } = await run(typescript(routMy503()), [{ status: 503 }]);
		expect(waits).toEqual([1500, 2500, 4500, 8500, 16500, 30000]);
		expect(sent).toBe(7);
		expect(error).toBe("gave up: HTTP 503");
	});

	test("a Retry-After that is longer counts, as seconds and as a date", async () => {
		const seconds = await run(typescript(routMy503()), [
			{ status: 429, headers: { "Retry-After": "20" } },
			{ status: 200, text: "done" },
		]);
		expect(seconds).toEqual({ sent: 2, waits: [20_000], printed: ["done"], error: null });
		const date = await run(typescript(routMy503()), [
			{ status: 503, headers: { "Retry-After": new Date(NOW + 45_000).toUTCString() } },
			{ status: 200 },
		]);
		expect(date.waits).toEqual([45_000]);
	});

	test("a lost connection is sent again, an answer that a retry cannot change is not", async () => {
		expect((await run(typescript(routMy503()), [{ status: 0 }, { status: 200 }])).sent).toBe(2);
		expect(await run(typescript(routMy503()), [{ status: 400, text: "no" }])).toMatchObject({
			sent: 1,
			waits: [],
			error: "HTTP 400: no",
		});
	});

	test("a wait beyond reason ends the program instead of holding it for hours", async () => {
		const { waits, error } = await run(typescript(routMy503()), [
			{ status: 429, headers: { "Retry-After": "86400" } },
		]);
		expect(waits).toEqual([]);
		expect(error).toContain("longer wait");
	});
});

describe("CrazyRouter: 1 s, doubling, three times, never at once on 429", () => {
	test("never waits less than documented", async () => {
		const snippet = typescript(crazy429("yes", null));
		const { waits, sent } = await run(snippet, [{ status: 429 }], 0);
		expect(waits).toEqual([1000, 2000, 4000]);
		expect(sent).toBe(4);
		expect((await run(snippet, [{ status: 429 }], 0.999)).waits).toEqual([1250, 2250, 4250]);
	});

	test.each(["yes", "later"] as const)(
		"verdict %s: the time this very answer asked for is waited out first",
		async (verdict) => {
			const { waits } = await run(
				typescript(crazy429(verdict, 60_000)),
				[{ status: 429 }, { status: 200 }],
				0,
			);
			// Answered at 09:11:12.845, asked for 60 s; the program starts at 09:11:13.
			expect(waits).toEqual([59_845, 1000]);
		},
	);

	test("later without a time is no loop", () => {
		const snippet = typescript(crazy429("later", null));
		expect(snippet).not.toMatch(/for \(|setTimeout/);
		expect(snippet).toContain("nobody says when");
	});

	test("an allowance that comes back is waited for once", async () => {
		const row = crazy429("later", 60_000);
		const snippet = typescript(judged(row, "later", "insufficient_quota", 60_000));
		expect(await run(snippet, [{ status: 429, text: "no" }])).toMatchObject({
			waits: [59_845],
			sent: 1,
			error: "HTTP 429: no",
		});
	});
});

describe("an answer that a retry cannot change", () => {
	test("insufficient_quota is no loop and names what to change", async () => {
		const snippet = typescript(quota());
		expect(snippet).not.toMatch(/for \(|while|setTimeout|waitsMs/);
		expect(snippet).toContain("// 1. ");
		expect(snippet).toContain("does not help");
		expect(await run(snippet, [{ status: 403, text: "quota" }])).toMatchObject({
			sent: 1,
			error: "HTTP 403: quota",
		});
		expect(python(quota())).not.toMatch(/\bfor\b.*:$|while|time\.sleep/m);
	});

	test("a successful request is sent once", async () => {
		const snippet = typescript(rowOf({ status: 200, body: '{"id":"x","choices":[]}' }));
		expect(await run(snippet, [{ status: 200, text: "fine" }])).toEqual({
			sent: 1,
			waits: [],
			printed: ["fine"],
			error: null,
		});
	});
});

describe("a paid submit", () => {
	const lost = () =>
		judged(
			rowOf({
				url: "https://api.crazyrouter.com/kling/v1/videos/text2video",
				status: 502,
				body: '{"error":{"message":"bad gateway"}}',
			}),
			"yes",
			"upstream_failure",
		);

	test("stops until somebody has said how to look for the job", async () => {
		const { sent, error } = await run(typescript(lost()), [{ status: 200 }]);
		expect(sent).toBe(0);
		expect(error).toContain("jobExists");
	});

	test("is not sent when the job is there, and is when it is not", async () => {
		expect(await run(typescript(lost()), [{ status: 200 }], 0, true)).toMatchObject({
			sent: 0,
			error: expect.stringContaining("accepted"),
		});
		expect(await run(typescript(lost()), [{ status: 200 }], 0, false)).toMatchObject({
			sent: 1,
			error: null,
		});
	});

	test("looks again after every further lost answer, but not after a refusal", async () => {
		const text = typescript(lost());
		expect((await run(text, [{ status: 502 }], 0, false)).error).toContain("gave up");
		expect(text.match(/await jobExists\(\)/g)?.length).toBe(2);
		expect(python(lost()).match(/(?<!in )job_exists\(\)/g)?.length).toBe(3);
	});
});

/** The same server, clock and dice for the Python program. */
function runPython(
	program: string,
	answers: readonly Answer[],
): { waits: number[]; sent: number; end: string } {
	const harness = `
import email.message, io, json, random, sys, time, urllib.error, urllib.request
answers = json.loads(${JSON.stringify(JSON.stringify(answers))})
waits, sent = [], [0]
class Reply(io.BytesIO):
    def __init__(self, answer):
        super().__init__(answer.get("text", "").encode())
        self.status = answer["status"]
        self.headers = email.message.Message()
        for name, value in answer.get("headers", {}).items():
            self.headers[name] = value
def urlopen(request, timeout=None):
    answer = answers[min(sent[0], len(answers) - 1)]
    sent[0] += 1
    if answer["status"] == 0:
        raise urllib.error.URLError("refused")
    reply = Reply(answer)
    if answer["status"] >= 300:
        raise urllib.error.HTTPError(request.full_url, answer["status"], "", reply.headers, reply)
    return reply
urllib.request.urlopen = urlopen
time.sleep = lambda seconds: waits.append(round(seconds * 1000))
time.time = lambda: ${NOW / 1000}
random.random = lambda: 0.5
end = ""
try:
    exec(compile(sys.stdin.read(), "snippet", "exec"), {})
except BaseException as error:
    end = f"{type(error).__name__}: {error}"
print(json.dumps({"waits": waits, "sent": sent[0], "end": end}))
`;
	const { stdout, stderr, status } = spawnSync("python3", ["-c", harness], {
		input: program,
		env: { ...process.env, API_KEY: "k" },
		encoding: "utf8",
	});
	if (status !== 0) throw new Error(stderr);
	return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

const hasPython = spawnSync("python3", ["--version"]).status === 0;

test("the Python program holds the same waits, statuses and cap as the TypeScript one", () => {
	const program = python(routMy503());
	expect(program).toContain("WAITS = [1, 2, 4, 8, 16, 30]");
	expect(program).toContain("JITTER = 1\n");
	expect(program).toContain("CAP = 30\n");
	expect(program).toContain("RETRY_STATUSES = {0, 429, 500, 502, 503}");
});

test("the Python program waits, honours Retry-After and stops where it should", { timeout: 60_000 }, () => {
	console.info(hasPython ? "run by python3" : "no python3 here: its text alone is checked");
	const loop = python(routMy503());
	const once = python(quota());
	expect(once).toContain("raise SystemExit");
	if (!hasPython) return;
	expect(runPython(loop, [{ status: 503 }])).toMatchObject({
		waits: [1500, 2500, 4500, 8500, 16500, 30000],
		sent: 7,
		end: expect.stringContaining("gave up"),
	});
	expect(runPython(loop, [{ status: 429, headers: { "Retry-After": "20" } }, { status: 200 }])).toEqual({
		waits: [20_000],
		sent: 2,
		end: "",
	});
	expect(runPython(loop, [{ status: 0 }, { status: 200 }])).toMatchObject({ sent: 2, end: "" });
	expect(runPython(once, [{ status: 403 }])).toMatchObject({
		waits: [],
		sent: 1,
		end: "SystemExit: HTTP 403: ",
	});
	expect(runPython(python(crazy429("later", 60_000)), [{ status: 200 }])).toMatchObject({
		waits: [59_845],
		sent: 1,
	});
});

const HOSTILE = `"; throw new Error('out'); // 😀 \\ $${"{process}"} ''' """`;

test("hostile text in a body stays inside its string literal, in both languages", async () => {
	const row = rowOf({
		status: 500,
		requestBody: JSON.stringify({
			prompt: `${HOSTILE}\u2028`,
			model: "gpt-4o",
		}),
	});
	const options = { includePromptText: true };
	const bodies: string[] = [];
	const source = textOf("retry-typescript", [row], {}, options).replace(
		"await sendWithRetries()",
		"(collect(request.body), { ok: true, status: 200, text: async () => '' })",
	);
	const { code } = transformSync(source, { loader: "ts", format: "esm", target: "es2022" });
	const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
	await new AsyncFunction("collect", "process", "console", code)(
		(body: string) => bodies.push(body),
		{ env: {} },
		{ log: () => {} },
	);
	expect(JSON.parse(bodies[0] ?? "").prompt).toBe(HOSTILE);
	const program = textOf("retry-python", [row], {}, options);
	expect(program).toMatch(/^[\x20-\x7e\n]*$/);
});

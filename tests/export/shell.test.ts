import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { decode } from "../../lib/decode";
import type { Exchange } from "../../lib/exchange";
import { writeCurlPosix } from "../../lib/export/curl-posix";
import { writeCurlPowershell } from "../../lib/export/curl-powershell";
import { type SafeEvidence, safeEvidence } from "../../lib/export/evidence";
import { planRequest, type RequestPlan, type Template } from "../../lib/export/request-plan";
import type { Safe } from "../../lib/export/safe";
import { fromEntry } from "../../lib/from-entry";
import type { Row } from "../../lib/session";
import { createRandom, type Random, runsOr } from "./random";

/** Full run: `EXPORT_RUNS=20000 npx vitest run tests/export/shell.test.ts`. */
const COMMANDS = runsOr(1000);
const SEED = 20_260_216;
const SHELLS = ["bash", "dash", "zsh"].filter((shell) => spawnSync(shell, ["-c", "exit 0"]).status === 0);
const KEY = "the key $(touch PWNED)'\"";

const ATOMS = [
	"'",
	'"',
	"`",
	"\\",
	"$",
	"$(touch PWNED)",
	"`touch PWNED`",
	`$${"{IFS}"}`,
	";",
	"&",
	"&&touch PWNED&&",
	"||touch PWNED",
	"|",
	"\n",
	"\r\n",
	"\n touch PWNED\n",
	"'\ntouch PWNED\n'",
	"\\'",
	"'\\''",
	"$'\\x27'",
	"!",
	"!!",
	"!-1",
	"*",
	"?",
	"[a-z]",
	"{a,b}",
	"{1..9}",
	"~",
	"~root",
	"#",
	"%",
	"%27",
	"%0a",
	"^",
	"=",
	"@/etc/passwd",
	"@-",
	" -o PWNED",
	" --config PWNED",
	"--",
	"<",
	">PWNED",
	"<(touch PWNED)",
	"(",
	")",
	"\u0000",
	"\u001b[201~",
	"\u001b]52;c;YQ==\u0007",
	"\u2018",
	"\u2019",
	"\u201b",
	"\u202e",
	"é",
	"中",
	"😀",
	"\\u0027",
	"\\n",
	"\t",
	"  ",
	"a",
	"Z9",
	"word",
	"",
	"/",
	"..",
	"x:y",
	"$0",
	"$$",
	"$API_KEY",
	"\ud800",
	"%USERNAME%",
	"\u2028",
	"=(touch PWNED)",
	"`n",
];

function hostile(random: Random): string {
	return Array.from({ length: 1 + random.below(8) }, () => random.pick(ATOMS)).join("");
}

/** A captured request, hostile in every part. */
function hostileEntry(random: Random): Readonly<Record<string, unknown>> {
	const bodies = [
		() => [
			"application/json",
			JSON.stringify({
				model: hostile(random),
				messages: [{ role: "user", content: hostile(random) }],
				[hostile(random)]: hostile(random),
				n: 1e21,
			}),
		],
		() => ["application/json", `{ "prompt" : ${JSON.stringify(hostile(random))} ,\n "x":[1, 2.50, null]}`],
		() => [
			"application/x-www-form-urlencoded",
			`prompt=${encodeURIComponent(hostile(random).toWellFormed())}&${hostile(random)}=1`,
		],
		() => [
			"multipart/form-data; boundary=b",
			`--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n${hostile(random)}\r\n--b\r\nContent-Disposition: form-data; name="image"; filename="${hostile(random)}"\r\n\r\nPNG\r\n--b--\r\n`,
		],
		() => [hostile(random), hostile(random)],
	] as const;
	const [mimeType, text] = random.pick(bodies)();
	return {
		startedDateTime: "2026-02-03T10:11:12.345+01:00",
		time: 10,
		request: {
			method: random.pick(["POST", "GET", "PUT", "DELETE", "HEAD", hostile(random)]),
			url: `https://${random.pick(["api.rout.my", "api.crazyrouter.com", `x${hostile(random)}`])}/v1/${random.pick(["chat", hostile(random)])}?model=${hostile(random)}&key=${hostile(random)}#${hostile(random)}`,
			headers: [
				{ name: "Authorization", value: `Bearer ${hostile(random)}` },
				{ name: "Content-Type", value: random.pick([String(mimeType), hostile(random)]) },
				{ name: "Accept", value: random.pick(["application/json", hostile(random)]) },
				{ name: "anthropic-version", value: random.pick(["2023-06-01", `@${hostile(random)}`]) },
				{ name: hostile(random), value: hostile(random) },
			],
			postData: { mimeType, text },
		},
		response: {
			status: 429,
			statusText: "",
			headers: [],
			content: { size: 2, mimeType: "application/json", text: "{}" },
		},
	};
}

/** Every second request reaches the writers past the allow-list, so that their own quoting is what is tested. */
function evidenceFor(random: Random, index: number): SafeEvidence {
	const exchange: Exchange = fromEntry(hostileEntry(random), { id: "1", source: "har" });
	const row: Row = { exchange, decoded: decode(exchange, { watchedHosts: [] }) };
	const input = { rows: [row], extensionVersion: "1.0.0", browser: "Chrome 140" };
	const { evidence } = safeEvidence(input, { includePromptText: true });
	return index % 2 === 0 ? evidence : { ...evidence, rows: [row as Safe<Row>] };
}

/** The arguments the command must hand to curl, straight from the plan. */
function wantedArguments(plan: RequestPlan): readonly string[] {
	const text = (template: Template) =>
		template.map((part) => (typeof part === "string" ? part : KEY)).join("");
	const args = ["--globoff", "--url", text(plan.url)];
	const hasBody = plan.body !== null || plan.fields.length > 0;
	if (plan.method === "HEAD") args.push("--head");
	else if (plan.method !== (hasBody ? "POST" : "GET")) args.push("--request", plan.method);
	for (const { name, value } of plan.headers) args.push("--header", `${name}: ${text(value)}`);
	if (plan.body !== null) args.push("--data-raw", plan.body);
	for (const { name, value, isFile } of plan.fields)
		args.push(isFile ? "--form" : "--form-string", isFile ? `${name}=@file` : `${name}=${value}`);
	return args;
}

interface Made {
	readonly command: string;
	readonly wanted: readonly string[];
}

function makeCommands(count: number): readonly Made[] {
	const random = createRandom(SEED);
	const made: Made[] = [];
	for (let index = 0; made.length < count; index += 1) {
		const evidence = evidenceFor(random, index);
		const command = writeCurlPosix(evidence);
		if (typeof command !== "string") continue;
		const [row] = evidence.rows;
		const plan = row ? planRequest(row) : { problem: "" };
		if ("problem" in plan) throw new Error(plan.problem);
		made.push({ command, wanted: wantedArguments(plan) });
	}
	return made;
}

const ENVIRONMENT = { ...process.env, API_KEY: KEY, API_KEY_2: KEY, API_KEY_3: KEY, API_KEY_4: KEY };

function inFolder<T>(work: (folder: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), "routescope-shell-"));
	try {
		return work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const COMMAND_LIST = makeCommands(COMMANDS);

test("the shells of this machine are found", () => {
	console.info(`${COMMANDS.toLocaleString("en")} commands in ${SHELLS.join(", ")}`);
	expect(SHELLS.length).toBeGreaterThan(0);
});

test.each(SHELLS)(
	"%s runs nothing but curl and hands it exactly the request",
	{ timeout: 900_000 },
	(shell) => {
		inFolder((folder) => {
			// A function instead of a program, so that thousands of commands take seconds.
			const stub = `curl() { for each in "$@"; do printf '%s\\000' "$each"; done; printf '\\001\\000'; }\n`;
			writeFileSync(
				join(folder, "run.sh"),
				stub + COMMAND_LIST.map(({ command }) => `${command}\n`).join(""),
			);
			const output = execFileSync(shell, ["run.sh"], {
				cwd: folder,
				env: ENVIRONMENT,
				maxBuffer: 1 << 30,
				stdio: ["ignore", "pipe", "inherit"],
			}).toString();
			expect(readdirSync(folder)).toEqual(["run.sh"]);
			const calls = output
				.split("\u0001\u0000")
				.slice(0, -1)
				.map((call) => call.split("\u0000").slice(0, -1));
			expect(calls.length).toBe(COMMAND_LIST.length);
			for (const [index, { wanted, command }] of COMMAND_LIST.entries())
				expect(calls[index], command).toEqual(wanted);
		});
	},
);

test.each(SHELLS)("%s calls the curl on PATH with the same arguments", { timeout: 60_000 }, (shell) => {
	inFolder((folder) => {
		writeFileSync(join(folder, "curl"), `#!/bin/sh\nfor each in "$@"; do printf '%s\\000' "$each"; done\n`);
		chmodSync(join(folder, "curl"), 0o755);
		for (const { command, wanted } of COMMAND_LIST.slice(0, 40)) {
			const env = { ...ENVIRONMENT, PATH: `${folder}${delimiter}${process.env.PATH ?? ""}` };
			const output = execFileSync(shell, ["-c", command], { cwd: folder, env }).toString();
			expect(output.split("\u0000").slice(0, -1)).toEqual(wanted);
		}
		expect(readdirSync(folder)).toEqual(["curl"]);
	});
});

test("commands are printable ASCII, do not end a line at their end and keep the request's meaning", () => {
	for (const { command, wanted } of COMMAND_LIST) {
		expect(command).toMatch(/^[\x20-\x7e\n]*[\x20-\x7e]$/);
		expect(() => new URL(wanted[2] ?? "")).not.toThrow();
	}
});

test("a body means the same as JSON before and after", () => {
	const random = createRandom(SEED + 1);
	let compared = 0;
	for (let index = 0; index < 400; index += 1) {
		const [row] = evidenceFor(random, 1).rows;
		const plan = row ? planRequest(row) : { problem: "" };
		if (
			"problem" in plan ||
			plan.body === null ||
			!row?.exchange.requestBody.text.trimStart().startsWith("{")
		)
			continue;
		compared += 1;
		expect(JSON.parse(plan.body)).toEqual(JSON.parse(row.exchange.requestBody.text));
	}
	expect(compared).toBeGreaterThan(50);
});

test("PowerShell sees one command whose strings hold no quote of any kind", () => {
	const random = createRandom(SEED + 2);
	const text = "'[\\x20-\\x26\\x28-\\x7e]*'";
	const key = "\\$env:API_KEY(?:_\\d+)?";
	const value = `(?:${text}|${key}|\\((?:${text}|${key})(?: \\+ (?:${text}|${key}))*\\))`;
	const grammar = new RegExp(
		`^(?:# [A-Za-z0-9 .,:]+\\n)*Invoke-WebRequest -Uri ${value} \`\\n  -Method '[A-Z]{1,16}'(?: \`\\n  -Headers @\\{ ${text} = ${value}(?:; ${text} = ${value})* \\})?(?: \`\\n  -ContentType ${value})?(?: \`\\n  -Body ${text})?$`,
	);
	let written = 0;
	for (let index = 0; index < COMMANDS; index += 1) {
		const command = writeCurlPowershell(evidenceFor(random, index));
		if (typeof command !== "string") continue;
		written += 1;
		expect(command).toMatch(grammar);
	}
	expect(written).toBeGreaterThan(COMMANDS / 4);
});

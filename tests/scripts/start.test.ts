import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";

/** Runs one of the scripts to its end. */
async function script(name: string, args: readonly string[], env: Record<string, string> = {}) {
	const child = spawn(process.execPath, [`scripts/${name}`, ...args], { env: { ...process.env, ...env } });
	let output = "";
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (chunk: Buffer) => {
			output += chunk;
		});
	const [code] = await once(child, "close");
	return { code, output };
}

/** A program that answers --version and nothing else: stands for a browser that is never reached. */
const NO_BROWSER = { CHROMIUM: "/bin/true" };

it("npm start says which browser cannot be run, and what to do", async () => {
	const { code, output } = await script("start.mjs", [], { CHROMIUM: "/nowhere/chromium" });
	expect(code).toBe(1);
	expect(output.trim()).toBe(
		"CHROMIUM is set to /nowhere/chromium, which cannot be run: correct it, or unset it to let a browser be found.",
	);
});

it("npm start says which port is taken, and what to do", async () => {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	const { code, output } = await script("start.mjs", ["--port", String(port)], NO_BROWSER);
	server.close();
	expect(code).toBe(1);
	expect(output).toContain(
		`Port ${port} is taken by another program: end it, or choose another with --port.`,
	);
	expect(output).not.toMatch(/^\s+at /m);
});

it.each([
	[["--port", "many"], /--port wants a number/],
	[["--fast"], /does not know --fast/],
])("npm start %j explains itself", async (args, sentence) => {
	const { code, output } = await script("start.mjs", args, NO_BROWSER);
	expect(code).toBe(1);
	expect(output).toMatch(sentence);
});

it("npm test knows its stages", async () => {
	const { code, output } = await script("test.mjs", ["--only", "everything"]);
	expect(code).toBe(1);
	expect(output).toMatch(/There is no stage "everything"/);
});

it("npm test fails when no test runs", async () => {
	const { code, output } = await script("test.mjs", ["--only", "unit", "no-such-test-anywhere"]);
	expect(code).toBe(1);
	expect(output.trim().split("\n").at(-1)).toBe("0 passed, 1 failed");
}, 30_000);

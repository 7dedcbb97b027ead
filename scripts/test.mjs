import { readFileSync, rmSync } from "node:fs";
import { chromium, firefox } from "./setup/browser.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { ROOT, runTool } from "./setup/run.mjs";
import { Problem, runMain, say } from "./setup/say.mjs";

/**
 * @typedef {{ passed: number, failed: number }} Tally
 * @typedef {object} Stage
 * @property {string} name what `--only` calls it
 * @property {string} title
 * @property {(filters: readonly string[]) => Promise<Tally>} run
 */

const REPORTS = `${ROOT}test-results`;

/** The same everywhere: nothing is written as a snapshot, nobody is asked a question. */
const env = { CI: "true", WXT_TELEMETRY: "0" };

/** A tool that passes or fails as one. @param {string} file @param {readonly string[]} args @returns {Promise<Tally>} */
async function asOne(file, args) {
	const { code } = await runTool(file, args, { show: true, env });
	return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
const sum = (tallies) => ({
	passed: tallies.reduce((total, { passed }) => total + passed, 0),
	failed: tallies.reduce((total, { failed }) => total + failed, 0),
});

/** @returns {Promise<Tally>} */
async function types() {
	const prepared = await runTool("wxt/bin/wxt.mjs", ["prepare"], { env });
	if (prepared.code !== 0) {
		say(prepared.output);
		return { passed: 0, failed: 1 };
	}
	return asOne("typescript/bin/tsc", ["--noEmit"]);
}

/** @param {readonly string[]} filters @returns {Promise<Tally>} */
async function unit(filters) {
	const report = `${REPORTS}/unit.json`;
	rmSync(report, { force: true });
	const args = [
		"run",
		"--maxWorkers=2",
		"--reporter=default",
		"--reporter=json",
		`--outputFile.json=${report}`,
	];
	const { code } = await runTool("vitest/vitest.mjs", [...args, ...filters], { show: true, env });
	const result = readReport(report);
	if (result === null) return { passed: 0, failed: 1 };
	// A file that cannot be loaded has no tests to fail, so it is counted itself.
	const broken = result.testResults.filter(
		(/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
			file.status === "failed" && file.assertionResults.length === 0,
	).length;
	const skipped = result.numPendingTests + result.numTodoTests;
	return tally(result.numPassedTests, result.numFailedTests + broken, skipped, code);
}

/** @param {readonly string[]} filters @returns {Promise<Tally>} */
async function endToEnd(filters) {
	const [chromiumPath, firefoxPath] = [await orProblem(chromium), await orProblem(firefox)];
	if (chromiumPath instanceof Problem || firefoxPath instanceof Problem) {
		const problems = [chromiumPath, firefoxPath].filter((found) => found instanceof Problem);
		for (const problem of problems) say(problem.message);
		say("The end-to-end tests need both browsers and did not run.");
		return { passed: 0, failed: problems.length };
	}
	say(`Chromium: ${chromiumPath}\nFirefox: ${firefoxPath}`);
	const report = `${REPORTS}/e2e.json`;
	rmSync(report, { force: true });
	const { code } = await runTool("@playwright/test/cli.js", ["test", ...filters], {
		show: true,
		env: { ...env, CHROMIUM: chromiumPath, FIREFOX: firefoxPath },
	});
	const result = readReport(report);
	if (result === null) return { passed: 0, failed: 1 };
	const { expected, unexpected, skipped } = result.stats;
	return tally(expected, unexpected + result.errors.length, skipped, code);
}

/**
 * Nothing may pass by not running: a skipped test, an empty run and a silent bad exit all count as failures.
 * @param {number} passed @param {number} failed @param {number} skipped @param {number} code exit code of the tool
 * @returns {Tally}
 */
function tally(passed, failed, skipped, code) {
	if (skipped > 0) say(`${skipped} skipped or not run: each counts as failed.`);
	if (passed + failed + skipped === 0) say("No test ran: that counts as failed.");
	const counted = failed + skipped;
	return { passed, failed: counted === 0 && (code !== 0 || passed === 0) ? 1 : counted };
}

/** @param {string} file */
function readReport(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch {
		say("The tests left no report, so they count as failed.");
		return null;
	}
}

/** @template T @param {() => Promise<T>} find @returns {Promise<T | Problem>} */
function orProblem(find) {
	return find().catch((error) => {
		if (error instanceof Problem) return error;
		throw error;
	});
}

/** @type {readonly Stage[]} */
const STAGES = [
	{
		name: "biome",
		title: "Format and lint (Biome)",
		run: () => asOne("@biomejs/biome/bin/biome", ["check", "."]),
	},
	{ name: "types", title: "Types (tsc)", run: types },
	{ name: "unit", title: "Unit tests (Vitest)", run: unit },
	{
		name: "build",
		title: "Build for Chrome and Firefox (WXT)",
		run: async () =>
			sum([
				await asOne("wxt/bin/wxt.mjs", ["build"]),
				await asOne("wxt/bin/wxt.mjs", ["build", "-b", "firefox"]),
			]),
	},
	{
		name: "lint",
		title: "Firefox's own linter on the built extension (web-ext)",
		run: () =>
			asOne("web-ext/bin/web-ext.js", [
				"lint",
				"--source-dir",
				".output/firefox-mv3",
				"--no-config-discovery",
				"--warnings-as-errors",
			]),
	},
	{ name: "e2e", title: "End to end in real browsers (Playwright, WebDriver BiDi)", run: endToEnd },
];

const HELP = `npm test                              everything
npm test -- --only unit               one stage, or several with commas: ${STAGES.map(({ name }) => name).join(", ")}
npm test -- --only unit tests/demo    with a filter for the unit or end-to-end tests`;

/** @param {readonly string[]} args */
function parse(args) {
	const filters = [...args];
	const at = filters.indexOf("--only");
	if (at < 0) return { stages: STAGES, filters };
	const names = (filters[at + 1] ?? "").split(",");
	filters.splice(at, 2);
	const unknown = names.find((name) => !STAGES.some((stage) => stage.name === name));
	if (unknown !== undefined) throw new Problem(`There is no stage "${unknown}".\n${HELP}`);
	return { stages: STAGES.filter(({ name }) => names.includes(name)), filters };
}

/** @param {number} since */
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** @param {string} line */
const heading = (line) => say(`\n=== ${line} ${"=".repeat(Math.max(0, 90 - line.length))}`);

await runMain(async () => {
	const args = process.argv.slice(2);
	if (args.includes("--help")) {
		say(HELP);
		return 0;
	}
	const { stages, filters } = parse(args);
	const started = Date.now();
	const problem = await orProblem(ensurePackages);
	if (problem instanceof Problem) {
		say(`${problem.message}\n0 passed, 1 failed`);
		return 1;
	}
	const lines = [];
	const tallies = [];
	for (const { name, title, run } of stages) {
		heading(title);
		const begun = Date.now();
		const result = await run(["unit", "e2e"].includes(name) ? filters : []);
		tallies.push(result);
		lines.push(
			`${result.failed === 0 ? "ok    " : "FAILED"} ${name.padEnd(6)} ${String(result.passed).padStart(6)} passed ${String(result.failed).padStart(4)} failed  ${seconds(begun)}`,
		);
	}
	const total = sum(tallies);
	heading(`Summary, ${seconds(started)}`);
	for (const line of lines) say(line);
	say(`${total.passed} passed, ${total.failed} failed`);
	return total.failed === 0 ? 0 : 1;
});

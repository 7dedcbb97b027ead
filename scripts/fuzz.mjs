import { loadLib } from "./decode/bundle.mjs";
import { ensureInstalled } from "./decode/install.mjs";

/** `npm run fuzz -- --runs N [--seed S]`: the property tests of tests/fuzz with as many cases as wanted. */

const args = process.argv.slice(2);
const runs = Number(optionValue("--runs") ?? 1_000_000);
const seed = Number(optionValue("--seed") ?? Date.now() % 2_147_483_647);
if (!Number.isInteger(runs) || runs <= 0 || !Number.isInteger(seed)) {
	process.stderr.write("usage: npm run fuzz -- [--runs N] [--seed S]   (N: a positive whole number)\n");
	process.exit(2);
}
ensureInstalled();
const { runProperties } = await loadLib("fuzz/entry.ts", ["tests/fuzz"]);
process.stdout.write(`seed ${seed}, ${runs.toLocaleString("en")} cases\n`);
const begun = performance.now();
try {
	for (const { name, runs: ran } of runProperties(runs, seed))
		process.stdout.write(`${String(ran).padStart(9)}  ${name}\n`);
	process.stdout.write(`nothing failed, ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 1;
}

/** @param {string} option */
function optionValue(option) {
	const at = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
	if (at < 0) return undefined;
	return args[at]?.includes("=") ? args[at].split("=")[1] : args[at + 1];
}

import { existsSync, readFileSync } from "node:fs";
import { isOffline, npm, ROOT, tail } from "./run.mjs";
import { Problem, say } from "./say.mjs";

/** Versions this project runs on; older ones fail with errors that explain nothing. */
const OLDEST_NODE = [20, 19];

/** Makes sure that every package of package.json is there in the pinned version. @throws {Problem} */
export async function ensurePackages() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
	if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
		throw new Problem(
			`This needs Node ${OLDEST_NODE.join(".")} or newer and runs on ${process.versions.node}: install a newer Node and run it again.`,
		);
	const missing = missingPackages();
	if (missing.length === 0) return;
	say(`Packages: installing (${missing.length} missing, ${missing.slice(0, 3).join(", ")} …) with npm ci`);
	const network = await registryAnswers();
	if (!network) say("Packages: the package registry does not answer, trying what npm has kept");
	const clean = await npm(["ci", "--no-audit", "--no-fund", ...(network ? [] : ["--offline"])]);
	if (clean.code === 0) return;
	if (!network || isOffline(clean.output)) throw offline();
	say(`Packages: npm ci did not work (${firstError(clean.output)}), trying npm install`);
	// Without --no-save the lockfile would be rewritten.
	const install = await npm(["install", "--no-save", "--no-audit", "--no-fund"]);
	if (install.code === 0) return;
	if (isOffline(install.output)) throw offline();
	throw new Problem(`npm install failed; its last words:\n${tail(install.output)}`);
}

/** Asked with one small request, because npm ci retries each of two hundred packages for minutes. */
async function registryAnswers() {
	const asked = await npm(["view", "preact", "version", "--fetch-retries=0", "--fetch-timeout=15000"]);
	return asked.code === 0 || !isOffline(asked.output);
}

function offline() {
	return new Problem(
		"The packages could not be fetched because the package registry does not answer: check the network (or npm's proxy and registry settings) and run it again.",
	);
}

/** Names of packages that are absent or have another version than the pinned one. @returns {string[]} */
function missingPackages() {
	const { dependencies, devDependencies } = readJson(`${ROOT}package.json`);
	return Object.entries({ ...dependencies, ...devDependencies })
		.filter(([name, version]) => {
			const file = `${ROOT}node_modules/${name}/package.json`;
			return !existsSync(file) || readJson(file).version !== version;
		})
		.map(([name]) => name);
}

/** npm's own first words about a failure. @param {string} output */
function firstError(output) {
	const lines = output.split("\n").filter((line) => /^npm (error|ERR!) \S/.test(line));
	const sentence =
		lines.find((line) => !/ code | syscall | errno /.test(line)) ?? lines[0] ?? "no reason given";
	return sentence.replace(/^npm (error|ERR!) /, "").slice(0, 160);
}

/** @param {string} file */
function readJson(file) {
	return JSON.parse(readFileSync(file, "utf8"));
}

import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

/** Root of the project. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * @typedef {object} Ran
 * @property {number} code exit code; 127 when the program could not be started
 * @property {string} output what it wrote, both streams; "" when shown as it came
 */

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ show?: boolean, env?: Record<string, string> }} options show: print as it comes instead of collecting
 * @returns {Promise<Ran>}
 */
export function run(program, args, { show = false, env = {} } = {}) {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd: ROOT,
			env: { ...process.env, ...(show ? {} : { NO_COLOR: "1" }), ...env },
			stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
		});
		let output = "";
		const collect = (/** @type {Buffer} */ chunk) => {
			output += chunk;
		};
		child.stdout?.on("data", collect);
		child.stderr?.on("data", collect);
		child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}` }));
		child.on("close", (code) => resolve({ code: code ?? 1, output }));
	});
}

/** Runs npm with the npm that started this script, if one did. @param {readonly string[]} args @returns {Promise<Ran>} */
export function npm(args) {
	const cli = process.env.npm_execpath;
	return cli?.endsWith(".js") ? run(process.execPath, [cli, ...args]) : run("npm", args);
}

/** Runs a program installed in node_modules. @param {string} file path of its script below node_modules @param {readonly string[]} args @param {Parameters<typeof run>[2]} options */
export function runTool(file, args, options) {
	return run(process.execPath, [`${ROOT}node_modules/${file}`, ...args], options);
}

/** Does `program --version` work? @param {string} program */
export function runs(program) {
	return spawnSync(program, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

/** Did this output come from a missing network? @param {string} output */
export function isOffline(output) {
	return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|Temporary failure (in name )?resol|Could not resolve|network (request|is unreachable)|FETCH_ERROR/i.test(
		output,
	);
}

/** The last lines of an output that say something. @param {string} output @param {number} count */
export function tail(output, count = 15) {
	return stripVTControlCharacters(output).trimEnd().split("\n").slice(-count).join("\n");
}

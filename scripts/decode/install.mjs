import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Installs the packages if there are none; whatever npm says goes to stderr, stdout stays the command's own. */
export function ensureInstalled() {
	if (existsSync(`${ROOT}node_modules/esbuild`)) return;
	process.stderr.write("decode: first run here, installing packages …\n");
	const cli = process.env.npm_execpath;
	const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
	const ran = cli?.endsWith(".js")
		? spawnSync(process.execPath, [cli, ...args], { cwd: ROOT, stdio: ["ignore", 2, 2] })
		: spawnSync("npm", args, { cwd: ROOT, stdio: ["ignore", 2, 2] });
	if (ran.status !== 0) {
		process.stderr.write("decode: the packages could not be installed; run `npm install` and try again.\n");
		process.exit(2);
	}
}

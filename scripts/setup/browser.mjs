import { existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isOffline, run, runs, runTool, tail } from "./run.mjs";
import { Problem, say } from "./say.mjs";

/**
 * A Chromium that loads unpacked extensions from its command line. Branded Chrome refuses to, so it is not looked for.
 * Order: CHROMIUM, the system's, Playwright's, then Debian's or Playwright's is installed.
 * @returns {Promise<string>} path of the program
 * @throws {Problem}
 */
export async function chromium() {
	const found =
		fromEnvironment("CHROMIUM") ??
		onPath(["chromium", "chromium-browser"]) ??
		(await existing("/Applications/Chromium.app/Contents/MacOS/Chromium", await playwrightChromium()));
	if (found !== null) return found;
	if (canApt()) {
		const problem = await apt("chromium", "Chromium");
		if (problem !== null) say(problem);
		const installed = onPath(["chromium"]);
		if (installed !== null) return installed;
	}
	say("Chromium: none found, downloading Playwright's");
	const download = await runTool("@playwright/test/cli.js", ["install", "chromium"]);
	const downloaded = await playwrightChromium();
	if (download.code === 0 && existsSync(downloaded) && runs(downloaded)) return downloaded;
	throw new Problem(
		`No Chromium was found and none could be installed${isOffline(download.output) ? " because the network does not answer" : ""}: install Chromium with your system's package manager, or set CHROMIUM to the path of one, and run it again.`,
	);
}

/**
 * A stock Firefox. Order: FIREFOX, the system's, then Debian's is installed.
 * @returns {Promise<string>} path of the program
 * @throws {Problem}
 */
export async function firefox() {
	const found =
		fromEnvironment("FIREFOX") ??
		onPath(["firefox-esr", "firefox"]) ??
		(await existing("/Applications/Firefox.app/Contents/MacOS/firefox"));
	if (found !== null) return found;
	if (canApt()) {
		const problem = await apt("firefox-esr", "Firefox");
		if (problem !== null) throw new Problem(problem);
		const installed = onPath(["firefox-esr"]);
		if (installed !== null) return installed;
	}
	throw new Problem(
		"No Firefox was found: install Firefox or firefox-esr with your system's package manager, or set FIREFOX to the path of one, and run it again.",
	);
}

/** @param {"CHROMIUM" | "FIREFOX"} name @returns {string | null} */
function fromEnvironment(name) {
	const path = process.env[name];
	if (path === undefined || path === "") return null;
	if (runs(path)) return path;
	throw new Problem(
		`${name} is set to ${path}, which cannot be run: correct it, or unset it to let a browser be found.`,
	);
}

/** The first of these programs on PATH that runs and is no snap: snaps see neither /tmp nor hidden folders. @param {readonly string[]} names */
function onPath(names) {
	for (const name of names)
		for (const folder of (process.env.PATH ?? "").split(delimiter)) {
			const path = join(folder, name);
			if (existsSync(path) && !isSnap(path) && runs(path)) return path;
		}
	return null;
}

/** @param {string} path */
function isSnap(path) {
	const real = realpathSync(path);
	if (real.startsWith("/snap/") || real.endsWith("/snap")) return true;
	const head = readFileSync(real, { encoding: "latin1" }).slice(0, 2000);
	return head.startsWith("#!") && head.includes("/snap/bin");
}

/** @param {readonly string[]} paths */
async function existing(...paths) {
	return paths.find((path) => path !== "" && existsSync(path) && runs(path)) ?? null;
}

/** Where Playwright keeps its Chromium, whether or not it is there. @returns {Promise<string>} */
async function playwrightChromium() {
	const playwright = await import("@playwright/test");
	return playwright.chromium.executablePath();
}

/** Debian and root: only there does apt-get bring a browser that is no snap. */
function canApt() {
	if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/etc/os-release"))
		return false;
	return /^ID=["']?debian/m.test(readFileSync("/etc/os-release", "utf8"));
}

/** @param {string} debianPackage @param {string} name @returns {Promise<string | null>} why it did not work, or null */
async function apt(debianPackage, name) {
	say(`${name}: none found, installing Debian's ${debianPackage} with apt-get`);
	const env = { DEBIAN_FRONTEND: "noninteractive" };
	const update = await run("apt-get", ["update", "-qq"], { env });
	const install = await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", debianPackage], {
		env,
	});
	if (install.code === 0) return null;
	if (isOffline(update.output + install.output))
		return `${name} could not be installed because the package mirror does not answer: check the network and run it again.`;
	return `${name} could not be installed; apt-get's last words:\n${tail(install.output, 5)}`;
}

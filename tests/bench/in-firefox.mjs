import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firefox as findFirefox } from "../../scripts/setup/browser.mjs";

/** Longest wait for a page's word. */
const PATIENCE = 180_000;

/** No pages of its own at the first start, nothing fetched. */
const PREFERENCES = {
	"app.update.enabled": false,
	"browser.aboutwelcome.enabled": false,
	"browser.shell.checkDefaultBrowser": false,
	"browser.startup.homepage_override.mstone": "ignore",
	"datareporting.policy.dataSubmissionEnabled": false,
	"extensions.update.enabled": false,
	"network.captive-portal-service.enabled": false,
	"network.connectivity-service.enabled": false,
	"services.settings.server": "data:,",
	"toolkit.telemetry.enabled": false,
};

/**
 * Opens a page in a new Firefox, without any remote control that would have a share in what is measured, and closes it once
 * the page has told its server what it found.
 * @template T
 * @param {string} url
 * @param {() => Promise<T>} told what the page's server hears from it
 * @returns {Promise<T>}
 */
export async function inFirefox(url, told) {
	const program = await findFirefox();
	const profile = mkdtempSync(join(tmpdir(), "routescope-bench-"));
	const lines = Object.entries(PREFERENCES).map(
		([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
	);
	writeFileSync(join(profile, "user.js"), lines.join(""));
	const child = spawn(program, ["--headless", "--no-remote", "--profile", profile, url], {
		env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: "1" },
		stdio: "ignore",
		// A process group of its own, so that its content processes end with it.
		detached: true,
	});
	const end = () => {
		try {
			if (child.pid) process.kill(-child.pid, "SIGKILL");
		} catch {
			// It has ended by itself.
		}
	};
	const endAll = () => process.exit(1);
	process.once("exit", end);
	process.once("SIGINT", endAll);
	process.once("SIGTERM", endAll);
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	try {
		return await Promise.race([
			told(),
			new Promise((_, reject) => {
				child.once("error", reject);
				child.once("exit", () => reject(new Error("Firefox ended before the page said anything")));
				timer = setTimeout(() => reject(new Error(`The page said nothing within ${PATIENCE} ms`)), PATIENCE);
			}),
		]);
	} finally {
		clearTimeout(timer);
		process.removeListener("exit", end);
		process.removeListener("SIGINT", endAll);
		process.removeListener("SIGTERM", endAll);
		const ended = child.exitCode !== null || child.signalCode !== null;
		const exit = new Promise((resolve) => child.once("exit", resolve));
		end();
		if (!ended) await exit;
		rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

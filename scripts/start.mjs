import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { chromium, firefox } from "./setup/browser.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { ROOT, runTool, tail } from "./setup/run.mjs";
import { Problem, runMain, say } from "./setup/say.mjs";

/** Ports the demo takes when they are free, so that its address is the same every day. */
const USUAL_PORTS = { http: 4620, https: 4643 };

const HELP = `npm start                  opens Chromium with the extension, DevTools and the demo page
npm start -- --firefox     opens Firefox instead
npm start -- --headless    does the same without a window: prints the panel's table and saves a screenshot
npm start -- --keep        with --headless: stays until Ctrl-C
npm start -- --port 5000   takes this port for the demo page and the next one for HTTPS
CHROMIUM=/path npm start   uses this Chromium; FIREFOX=/path this Firefox`;

/** @param {readonly string[]} args */
function parse(args) {
	const wish = {
		help: false,
		firefox: false,
		headless: !hasDisplay(),
		keep: false,
		port: /** @type {number | null} */ (null),
	};
	for (let i = 0; i < args.length; i++) {
		const arg = args[i];
		if (arg === "--help" || arg === "-h") wish.help = true;
		else if (arg === "--headless") wish.headless = true;
		else if (arg === "--firefox") wish.firefox = true;
		else if (arg === "--keep") wish.keep = true;
		else if (arg === "--port") {
			i += 1;
			const port = Number(args[i]);
			if (!Number.isInteger(port) || port < 1 || port > 65_534)
				throw new Problem(
					`--port wants a number from 1 to 65534 and got ${args[i] ?? "nothing"}: try --port 5000.`,
				);
			wish.port = port;
		} else throw new Problem(`npm start does not know ${arg}.\n${HELP}`);
	}
	return wish;
}

function hasDisplay() {
	if (process.platform !== "linux") return true;
	return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @param {"chrome" | "firefox"} browser @returns {Promise<string>} folder of the built extension */
async function build(browser) {
	const started = Date.now();
	const built = await runTool("wxt/bin/wxt.mjs", ["build", "-b", browser], { env: { WXT_TELEMETRY: "0" } });
	if (built.code !== 0)
		throw new Problem(`The extension does not build; the last words:\n${tail(built.output, 30)}`);
	const extension = join(ROOT, ".output", `${browser}-mv3`);
	if (!existsSync(join(extension, "manifest.json"))) throw new Problem("The build left no manifest behind.");
	say(`Extension: built in ${((Date.now() - started) / 1000).toFixed(1)} s (${relative(ROOT, extension)})`);
	return extension;
}

/** @param {number | null} port @returns {Promise<import("../demo/server/start.mjs").Demo>} */
async function startDemoOn(port) {
	const { startDemo } = await import("../demo/server/start.mjs");
	const { http, https } = port === null ? USUAL_PORTS : { http: port, https: port + 1 };
	try {
		return await startDemo({ httpPort: http, httpsPort: https });
	} catch (error) {
		const { code, port: taken } = /** @type {NodeJS.ErrnoException & { port?: number }} */ (error);
		if (code === "EACCES")
			throw new Problem(
				`Port ${taken} may not be used by this account: choose one above 1024, like --port 5000.`,
			);
		if (code === "EADDRNOTAVAIL")
			throw new Problem(
				"The demo cannot listen on 127.0.0.1: bring the loopback interface up and run it again.",
			);
		if (code !== "EADDRINUSE") throw error;
		if (port !== null)
			throw new Problem(`Port ${taken} is taken by another program: end it, or choose another with --port.`);
		say(`Demo: port ${taken} is taken by another program, so free ports are used instead`);
		return startDemo();
	}
}

/** Resolves at Ctrl-C or when the process is asked to end. */
function interrupted() {
	return new Promise((/** @type {(value: void) => void} */ resolve) => {
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => resolve());
	});
}

/**
 * @param {import("./devtools.mjs").Opened} browser
 * @param {import("../demo/server/start.mjs").Demo} demo
 * @param {ReturnType<typeof parse>} wish
 * @param {Promise<void>} stop
 * @returns {Promise<number>} exit code
 */
async function use(browser, demo, { headless, keep }, stop) {
	await browser.show(demo.pageUrl);
	if (!headless) {
		await browser.panel();
		say(
			"Browser: press the page's buttons and read the Routescope tab; Ctrl-C or closing the window ends all",
		);
		await browser.closed;
		return 0;
	}
	say("Browser: runs without a window");
	const { tour } = await import("./tour.mjs");
	const code = await tour(browser);
	if (keep) {
		say("Everything stays up until Ctrl-C");
		await stop;
	}
	return code;
}

/**
 * @param {ReturnType<typeof parse>} wish
 * @param {string} executablePath
 * @param {import("../demo/server/start.mjs").Demo} demo
 */
async function openAndUse(wish, executablePath, demo) {
	const stop = interrupted();
	if (wish.firefox) return openFirefox(wish, executablePath, demo, stop);
	const extension = await build("chrome");
	const { HOST_RESOLVER_RULES } = await import("../demo/server/start.mjs");
	const { openWithDevTools } = await import("./devtools.mjs");
	const opening = openWithDevTools({
		executablePath,
		extension,
		headless: wish.headless,
		hostResolverRules: HOST_RESOLVER_RULES,
	});
	try {
		return await Promise.race([
			opening.then((browser) => use(browser, demo, wish, stop)),
			stop.then(() => 130),
		]);
	} finally {
		// Also when Ctrl-C came while the browser was still opening.
		const browser = await opening.catch(() => null);
		await browser?.close();
	}
}

/**
 * @param {ReturnType<typeof parse>} wish
 * @param {string} executablePath
 * @param {import("../demo/server/start.mjs").Demo} demo
 * @param {Promise<void>} stop
 */
async function openFirefox({ headless, keep }, executablePath, demo, stop) {
	const extension = await build("firefox");
	const { openInFirefox } = await import("./firefox.mjs");
	const opening = openInFirefox({ executablePath, extension, headless, url: demo.pageUrl });
	try {
		return await Promise.race([
			opening.then(async (browser) => {
				const code = await browser.use();
				if (headless && keep) {
					say("Everything stays up until Ctrl-C");
					await stop;
				}
				return code;
			}),
			stop.then(() => 130),
		]);
	} finally {
		const browser = await opening.catch(() => null);
		await browser?.close();
	}
}

await runMain(async () => {
	const wish = parse(process.argv.slice(2));
	if (wish.help) {
		say(HELP);
		return 0;
	}
	await ensurePackages();
	const executablePath = await (wish.firefox ? firefox() : chromium());
	say(`${wish.firefox ? "Firefox" : "Chromium"}: ${executablePath}`);
	const demo = await startDemoOn(wish.port);
	say(`Demo: ${demo.httpOrigin}, and the routers' own names on port ${demo.httpsPort}, all on this machine`);
	try {
		return await openAndUse(wish, executablePath, demo);
	} finally {
		await demo.close();
	}
});

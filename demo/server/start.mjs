import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { Call, ClientGone, readBody } from "./call.mjs";
import { makeCertificate } from "./certificate.mjs";
import { answerPreflight, setCorsHeaders } from "./cors.mjs";
import { Holds } from "./held.mjs";
import { JobBook } from "./jobs/book.mjs";
import { createPageServer } from "./page.mjs";
import { answer } from "./router.mjs";

/** For Chromium's `--host-resolver-rules`: the routers' names lead to this machine. */
export const HOST_RESOLVER_RULES =
	"MAP *.crazyrouter.com 127.0.0.1, MAP crazyrouter.com 127.0.0.1, MAP api.rout.my 127.0.0.1";

const LOOPBACK = "127.0.0.1";

/**
 * @typedef {object} Demo
 * @property {string} httpOrigin `http://localhost:PORT`: the page, and CrazyRouter's API at its root
 * @property {string} pageUrl the demo page, told where HTTPS is. For a browser with HOST_RESOLVER_RULES only
 * @property {number} httpPort
 * @property {number} httpsPort `https://api.crazyrouter.com:PORT` and `https://api.rout.my:PORT` in a mapped browser
 * @property {(name: string) => void} release lets answers go on that were asked for with `?hold=name`, or a step of one, `name:step`
 * @property {() => Promise<void>} close ends every open connection at once
 */

/**
 * Starts the local router on loopback, over HTTP and HTTPS.
 * @param {{ httpPort?: number, httpsPort?: number, speed?: number, now?: () => number }} options port 0 takes a free
 *   one; speed divides every delay unless a request brings its own `x-demo-speed`; now is the clock jobs live by
 * @returns {Promise<Demo>}
 * @throws the listen error (`EADDRINUSE` with `port`) when a port is taken
 */
export async function startDemo({ httpPort = 0, httpsPort = 0, speed = 1, now = Date.now } = {}) {
	const holds = new Holds();
	const context = { jobs: new JobBook(now), speed, holds, servePage: createPageServer() };
	/** @type {import("node:http").RequestListener} */
	const listener = (req, res) => {
		serve(req, res, context).catch((error) => {
			if (!(error instanceof ClientGone) && !res.destroyed) res.destroy(error);
		});
	};
	const http = createHttpServer(listener);
	const https = createHttpsServer(await makeCertificate(), listener);
	const close = async () => {
		await Promise.all([http, https].map(closeServer));
	};
	try {
		const [plain, secure] = [await listen(http, httpPort), await listen(https, httpsPort)];
		const httpOrigin = `http://localhost:${plain}`;
		return {
			httpOrigin,
			pageUrl: `${httpOrigin}/?https=${secure}`,
			httpPort: plain,
			httpsPort: secure,
			release: (name) => holds.release(name),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/**
 * @param {import("node:http").IncomingMessage} req
 * @param {import("node:http").ServerResponse} res
 * @param {{ jobs: JobBook, speed: number, holds: Holds, servePage: import("./page.mjs").PageServer }} context
 */
async function serve(req, res, { jobs, speed, holds, servePage }) {
	const url = new URL(req.url ?? "/", `http://${req.headers.host ?? "localhost"}`);
	const named = routerByHost(url.hostname);
	if (named === null && (await servePage(req, res, url))) return;
	const prefix = named === null ? /^\/(rout\.my|crazyrouter)(?=\/)/.exec(url.pathname) : null;
	const router = named ?? (prefix?.[1] === "rout.my" ? "rout.my" : "crazyrouter");
	const path = url.pathname.slice(prefix?.[0].length ?? 0);
	const call = new Call(req, res, url, router, path, await readBody(req), jobs, speed, holds);
	if (req.method === "OPTIONS") return answerPreflight(call);
	setCorsHeaders(call);
	await answer(call);
}

/** @param {string} hostname @returns {import("./call.mjs").RouterName | null} null for localhost */
function routerByHost(hostname) {
	if (hostname === "crazyrouter.com" || hostname.endsWith(".crazyrouter.com")) return "crazyrouter";
	return hostname === "api.rout.my" ? "rout.my" : null;
}

/** @param {import("node:net").Server} server @param {number} port @returns {Promise<number>} the port taken */
function listen(server, port) {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, LOOPBACK, () => {
			const address = server.address();
			resolve(typeof address === "object" && address !== null ? address.port : port);
		});
	});
}

/** @param {import("node:http").Server} server @returns {Promise<void>} */
function closeServer(server) {
	return new Promise((resolve) => {
		if (!server.listening) return resolve();
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

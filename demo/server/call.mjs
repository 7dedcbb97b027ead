import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

/** Request bodies above this are refused, as real gateways do. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** Thrown by `wait` when the client has gone; the server swallows it. */
export class ClientGone extends Error {}

/**
 * One request being answered: what was asked, how the demo was told to behave, and the ways to answer.
 * @typedef {"crazyrouter" | "rout.my"} RouterName
 */
export class Call {
	/** Delays are divided by this. @type {number} */
	speed;
	/** The behaviour asked for, or null for the normal answer. @type {string | null} */
	demoCase;
	#gone = new AbortController();

	/**
	 * @param {import("node:http").IncomingMessage} req
	 * @param {import("node:http").ServerResponse} res
	 * @param {URL} url the full URL with the Host header's name
	 * @param {RouterName} router
	 * @param {string} path the path below the router's root
	 * @param {string} body the request body as text
	 * @param {import("./jobs/book.mjs").JobBook} jobs
	 * @param {number} baseSpeed fast-forward factor of the server
	 * @param {import("./held.mjs").Holds} holds
	 */
	constructor(req, res, url, router, path, body, jobs, baseSpeed, holds) {
		this.jobs = jobs;
		this.holds = holds;
		/** Name under which the answer waits to be let go, or null. @type {string | null} */
		this.hold = url.searchParams.get("hold");
		this.req = req;
		this.res = res;
		this.url = url;
		this.router = router;
		this.path = path;
		this.body = body;
		this.json = parseObject(body);
		this.method = req.method ?? "GET";
		this.speed = positive(this.#asked("x-demo-speed", "speed")) ?? baseSpeed;
		const asked = this.#asked("x-demo-case", "demo");
		this.demoCase = asked ?? caseInModel(this.model);
		/** A model named `demo-…` may also just be a name; a header or query parameter is meant. */
		this.caseIsMeant = asked !== null;
		this.requestId = makeRequestId();
		this.startedAt = Date.now();
		res.on("close", () => this.#gone.abort());
	}

	/** @returns {string} the model asked for, "" when none */
	get model() {
		const inPath = /\/models\/([^/:]+):/.exec(this.path)?.[1];
		return typeof this.json.model === "string" ? this.json.model : (inPath ?? "");
	}

	/** Has the client asked for a stream? */
	get wantsStream() {
		return this.json.stream === true || this.path.endsWith(":streamGenerateContent");
	}

	/** Waits `ms` of router time. @param {number} ms @throws {ClientGone} when the client leaves first */
	async wait(ms) {
		try {
			await delay(ms / this.speed, undefined, { signal: this.#gone.signal });
		} catch {
			throw new ClientGone();
		}
	}

	/**
	 * Waits until `<hold>` or `<hold>:<step>` is let go; at once where nothing is to be held.
	 * @param {string} step
	 * @throws {ClientGone} when the client leaves first
	 */
	async held(step = "") {
		if (this.hold === null) return;
		const name = step === "" ? this.hold : `${this.hold}:${step}`;
		if (!(await this.holds.wait(name, this.#gone.signal))) throw new ClientGone();
	}

	/**
	 * Answers with a body as it stands.
	 * @param {number} status
	 * @param {string | Buffer} body
	 * @param {Record<string, string>} headers
	 */
	send(status, body, headers = {}) {
		if (this.res.destroyed) return;
		this.res.writeHead(status, headers);
		this.res.end(body);
	}

	/**
	 * Answers with JSON. Text that looks like `int:123` becomes the bare number 123, whose digits JSON.stringify would round.
	 * @param {number} status
	 * @param {unknown} value
	 * @param {Record<string, string>} headers
	 */
	sendJson(status, value, headers = {}) {
		const text = JSON.stringify(value).replace(/"int:(\d+)"/g, "$1");
		this.send(status, text, { "content-type": "application/json; charset=utf-8", ...headers });
	}

	/** @param {string} header @param {string} parameter */
	#asked(header, parameter) {
		const value = this.req.headers[header] ?? this.url.searchParams.get(parameter);
		return typeof value === "string" && value !== "" ? value : null;
	}
}

/**
 * Reads the whole request body.
 * @param {import("node:http").IncomingMessage} req
 * @returns {Promise<string>} latin1 for binary bodies, UTF-8 otherwise
 */
export async function readBody(req) {
	const chunks = [];
	let size = 0;
	for await (const chunk of req) {
		size += chunk.length;
		if (size > BODY_LIMIT) throw new ClientGone();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}

/** @param {string} text @returns {Record<string, unknown>} the object, or an empty one */
function parseObject(text) {
	try {
		const value = JSON.parse(text);
		return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
	} catch {
		return {};
	}
}

/** @param {string} model `demo-429` asks for case 429 */
function caseInModel(model) {
	return model.startsWith("demo-") ? model.slice(5) : null;
}

/** @param {string | null} text @returns {number | null} */
function positive(text) {
	const value = Number(text);
	return text !== null && Number.isFinite(value) && value > 0 ? value : null;
}

/** Time string plus eight characters, as new-api gateways make them: 14 digits of date, 9 of nanoseconds. */
function makeRequestId() {
	const digits = new Date().toISOString().replace(/\D/g, "");
	return `${digits.slice(0, 14)}${digits.slice(14)}${String(process.hrtime.bigint()).slice(-6)}${randomBytes(6).toString("base64url").replace(/[-_]/g, "x")}`;
}

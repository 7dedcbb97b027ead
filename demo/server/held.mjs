/** Answers that wait until somebody lets them go on, so that a test may look at a request for as long as it needs. */

/** @typedef {import("./call.mjs").Call} Call */

/** What was let go, and who still waits for it, by name. */
export class Holds {
	/** @type {Set<string>} */
	#released = new Set();
	/** @type {Map<string, Set<() => void>>} */
	#waiting = new Map();

	/** Lets everything of this name go on, also what comes later. @param {string} name */
	release(name) {
		this.#released.add(name);
		for (const go of this.#waiting.get(name) ?? []) go();
		this.#waiting.delete(name);
	}

	/**
	 * @param {string} name
	 * @param {AbortSignal} signal
	 * @returns {Promise<boolean>} false when `signal` came first
	 */
	wait(name, signal) {
		if (this.#released.has(name)) return Promise.resolve(true);
		return new Promise((resolve) => {
			const waiting = this.#waiting.get(name) ?? new Set();
			this.#waiting.set(name, waiting);
			const go = () => resolve(true);
			waiting.add(go);
			signal.addEventListener("abort", () => {
				waiting.delete(go);
				resolve(false);
			});
		});
	}
}

const PARTIAL = {
	id: "chatcmpl-demo",
	object: "chat.completion",
	choices: [],
	filler: "so far ".repeat(300),
};

/** A body of which all but the last byte comes at once. @type {Record<string, (call: Call) => Promise<void>>} */
export const HELD_CASES = {
	"body-held": async (call) => {
		const body = JSON.stringify(PARTIAL);
		call.res.writeHead(200, { "content-type": "application/json", "content-length": String(body.length) });
		call.res.write(body.slice(0, -1));
		await call.held("rest");
		call.res.end(body.slice(-1));
	},
};

import type { LookupEngine } from "../../components/lookup-engine";
import type { ReferenceDesk } from "../../lib/reference-desk";
import { loadSettings } from "../devtools/stored-settings";
import type { Question, Reply } from "./protocol";

interface Waiting {
	readonly resolve: (value: never) => void;
	readonly reject: (reason: Error) => void;
}

/** Starts the worker; questions wait until it has read the catalogue and knows the user's own hosts. */
export function startLookupEngine(): LookupEngine {
	const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
	const waiting = new Map<number, Waiting>();
	let lastId = 0;
	let broken: Error | null = null;
	const failAll = (reason: Error) => {
		broken = reason;
		for (const { reject } of waiting.values()) reject(reason);
		waiting.clear();
	};
	worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
		const asked = waiting.get(data.id);
		waiting.delete(data.id);
		if ("failed" in data) asked?.reject(new Error(data.failed));
		else asked?.resolve(data.value as never);
	});
	worker.addEventListener("error", ({ message }) => failAll(new Error(`The lookup's worker: ${message}`)));
	const send = (question: Question) => worker.postMessage(question);
	const ready = loadSettings().then(({ watchedHosts }) => send({ hosts: watchedHosts }));

	/** Asks one method of the desk; answers come in the order of the questions. */
	const ask = async <M extends keyof ReferenceDesk>(
		method: M,
		...values: Parameters<ReferenceDesk[M]>
	): Promise<ReturnType<ReferenceDesk[M]>> => {
		await ready;
		if (broken) throw broken;
		lastId += 1;
		const id = lastId;
		return new Promise((resolve, reject) => {
			waiting.set(id, { resolve, reject });
			send({ id, method, values });
		});
	};
	return {
		search: (query, router) => ask("search", query, router),
		entry: (id) => ask("entry", id),
		groups: () => ask("groups"),
		page: (group) => ask("page", group),
		explain: (text, router) => ask("explain", text, router),
		routers: () => ask("routers"),
	};
}

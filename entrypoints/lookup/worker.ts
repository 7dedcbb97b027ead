import { createReferenceDesk, type ReferenceDesk } from "../../lib/reference-desk";
import type { Question, Reply } from "./protocol";

/**
 * The reference desk off the page's thread: the catalogue is parsed and indexed here, and a pasted megabyte is read here,
 * while the page goes on drawing.
 */
interface WorkerScope {
	addEventListener(type: "message", listener: (event: { readonly data: Question }) => void): void;
	postMessage(reply: Reply): void;
}

const scope = self as unknown as WorkerScope;
let desk: ReferenceDesk | null = null;

scope.addEventListener("message", ({ data }) => {
	if ("hosts" in data) {
		desk = createReferenceDesk(data.hosts);
		return;
	}
	const { id, method, values } = data;
	try {
		desk ??= createReferenceDesk([]);
		const ask = desk[method] as (...values: readonly unknown[]) => unknown;
		scope.postMessage({ id, value: ask(...values) });
	} catch (error) {
		scope.postMessage({ id, failed: String(error) });
	}
});

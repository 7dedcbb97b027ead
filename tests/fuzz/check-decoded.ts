import { decode } from "../../lib/decode";
import type { Decoded, Diagnosis } from "../../lib/diagnosis";
import type { Exchange } from "../../lib/exchange";
import { CATEGORIES, FAULTS, SPECIFICITIES, VERDICTS } from "../../lib/vocabulary";

const WATCHED = { watchedHosts: [{ host: "gateway.test", speaksLike: "crazyrouter" }] };
/** Own names of `Object.prototype` before anything hostile was read. */
const CLEAN = Object.getOwnPropertyNames(Object.prototype).sort().join();

/** Decodes and throws a sentence if the result breaks a promise: known words, plain strings, same answer twice, nothing poisoned. */
export function checkDecoded(exchange: Exchange): Decoded {
	const decoded = decode(exchange, WATCHED);
	// The second time for one in eight: it costs as much as the first.
	const again = exchange.responseBody.text.length % 8 === 0;
	if (again && JSON.stringify(decode(exchange, WATCHED)) !== JSON.stringify(decoded))
		throw new Error("the same exchange was decoded differently the second time");
	if (decoded.diagnosis) checkDiagnosis(decoded.diagnosis, 0);
	isText(decoded.router ?? "", "router");
	isText(decoded.model ?? "", "model");
	isText(decoded.requestId ?? "", "requestId");
	if (again && Object.getOwnPropertyNames(Object.prototype).sort().join() !== CLEAN)
		throw new Error("Object.prototype was changed");
	return decoded;
}

function checkDiagnosis(diagnosis: Diagnosis, depth: number): void {
	if (depth > 3) throw new Error("causes nest without end");
	oneOf(CATEGORIES, diagnosis.category);
	oneOf(FAULTS, diagnosis.fault);
	oneOf(SPECIFICITIES, diagnosis.specificity);
	oneOf(VERDICTS, diagnosis.retry.verdict);
	for (const text of [diagnosis.title, diagnosis.explanation, diagnosis.source, diagnosis.serverMessage])
		isText(text, "text of the diagnosis");
	for (const action of diagnosis.actions) isText(action, "action");
	if (diagnosis.title === "" || diagnosis.actions.length === 0) throw new Error("a diagnosis without words");
	const { afterMs } = diagnosis.retry;
	if (afterMs !== null && !(Number.isFinite(afterMs) && afterMs >= 0))
		throw new Error(`afterMs is ${afterMs}`);
	for (const { where, path, value } of diagnosis.evidence) {
		isText(where, "evidence.where");
		isText(path, "evidence.path");
		isText(value, "evidence.value");
		if (value.length > 300) throw new Error("evidence is quoted at more than 300 characters");
	}
	isText(diagnosis.requestId ?? "", "requestId");
	isText(diagnosis.errorId ?? "", "errorId");
	if (diagnosis.cause) checkDiagnosis(diagnosis.cause, depth + 1);
}

function oneOf(words: readonly string[], word: string): void {
	if (!words.includes(word)) throw new Error(`${word} is no word of the vocabulary`);
}

function isText(value: unknown, name: string): void {
	if (typeof value !== "string") throw new Error(`${name} is a ${typeof value}`);
}

import { RULES } from "./catalog/list";
import { isTelling, type Signs, type Spoken, speak } from "./catalog/match";
import type { RouterFile } from "./catalog/schema";
import type { Evidence } from "./diagnosis";
import type { ApiError, Wait } from "./envelopes/api-error";
import { modelInMessage, modelProblem } from "./model-name";
import { exceptionNames } from "./nested";
import { withoutMasks } from "./redact";

/** What surrounds the errors: who answered, how, and where. */
export interface Scene {
	/** HTTP status; null where a paste does not say. */
	readonly status: number | null;
	readonly router: RouterFile | null;
	readonly path: string | null;
	readonly method: string | null;
	readonly systems: readonly string[];
	readonly relayed: boolean;
	readonly model: string | null;
	/** Waits of the headers, strongest first. */
	readonly waits: readonly Wait[];
	/** Moment of the answer, epoch milliseconds, or null. */
	readonly now: number | null;
	readonly requestId: string | null;
	readonly evidence: readonly Evidence[];
	readonly excludedFiles: ReadonlySet<string>;
}

/** One link of the chain with what the catalogue says of it. */
export interface Heard {
	readonly error: ApiError;
	readonly index: number;
	readonly status: number | null;
	readonly spoken: Spoken | null;
}

/** Of a long message beginning and end are compared with the catalogue: what went wrong stands at one of them. */
const MESSAGE_HEAD = 1600;
const MESSAGE_TAIL = 600;

/** Asks the catalogue what it says of one link. A status it does not name itself is the next outer one's. */
export function hear(error: ApiError, index: number, chain: readonly ApiError[], scene: Scene): Heard {
	let status = error.status;
	for (let at = index - 1; status === null && at >= 0; at -= 1) status = chain[at]?.status ?? null;
	status ??= scene.status !== null && scene.status >= 400 ? scene.status : null;
	const codes = [error.code, ...error.codes]
		.filter((code) => code !== null)
		.map((code) => code.toLowerCase());
	const known = error.envelope === "word" && isKnownWord(error);
	const repeats = known || (index === 0 && scene.router !== null && isReasonPhrase(error.message, status));
	const message = repeats ? "" : withoutMasks(endsOf(error.message));
	const named = modelInMessage(message);
	const signs: Signs = {
		status,
		codes: [...new Set(codes)],
		types: [...new Set([error.type, ...error.codes, ...exceptionNames(message)])]
			.filter((type) => type !== null)
			.map((type) => type.toLowerCase()),
		asWritten: new Set([error.code, error.type, ...error.codes].filter((word) => word !== null)),
		param: error.param,
		message,
		shape: error.envelope,
		systems: error.systems.length > 0 ? error.systems : scene.systems,
		path: scene.path,
		method: scene.method,
		nested: index > 0,
		relayed: scene.relayed || index > 0,
		model: modelProblem(named ?? scene.model),
		files: scene.router ? [scene.router.id, ...scene.router.families] : [],
		excludedFiles: scene.excludedFiles,
	};
	const spoken = speak(RULES, signs);
	return { error, index, status, spoken: spoken?.informative ? spoken : (speakOfWords(signs) ?? spoken) };
}

/** A code nobody catalogued still says something in its words: `UND_ERR_HEADERS_TIMEOUT`, `InsufficientBalance`. */
function speakOfWords(signs: Signs): Spoken | null {
	const coined = /^[A-Z][a-z]\w{4,60}(?=$|[:(])/.exec(signs.message)?.[0];
	const unknown = [...signs.asWritten, ...(coined ? [coined] : [])].filter(
		(word) => /^[A-Za-z][\w.:-]{5,79}$/.test(word) && !isKnown(word),
	);
	const message = unknown.map(inWords).join(", ");
	if (message === "") return null;
	const spoken = speak(RULES, { ...signs, codes: [], types: [], shape: "", message });
	const vague = spoken?.informative !== true || isTelling(signs.status, spoken.rule.entry.category);
	return vague || spoken.specificity !== "message" ? null : { ...spoken, specificity: "code" };
}

/** `InsufficientBalance` and `insufficient_balance` as "insufficient balance". */
function inWords(code: string): string {
	return code
		.replace(/([a-z\d])([A-Z])/g, "$1 $2")
		.replace(/[_.:-]+/g, " ")
		.toLowerCase();
}

/** A word pasted alone that the catalogue lists is a code or a type, no wording. */
function isKnownWord({ code }: ApiError): boolean {
	return isKnown(code ?? "");
}

function isKnown(word: string): boolean {
	return RULES.byCode.has(word.toLowerCase()) || RULES.byType.has(word.toLowerCase());
}

const REASON_PHRASES = new Map([
	[400, "bad request"],
	[401, "unauthorized"],
	[403, "forbidden"],
	[404, "not found"],
	[405, "method not allowed"],
	[429, "too many requests"],
	[500, "internal server error"],
	[502, "bad gateway"],
	[503, "service unavailable"],
	[504, "gateway timeout"],
]);

/** A message that only repeats the status says nothing: the router's own words for the status do. RFC 9110 section 15. */
function isReasonPhrase(message: string, status: number | null): boolean {
	if (message.length > 200 || status === null) return false;
	const words = message
		.toLowerCase()
		.replace(/(?:for url:? ?)?https?:\S*|(?:client|server|http|api)? ?error|status(?: code)?/g, " ")
		.replace(/[^a-z]+/g, " ")
		.trim();
	return words === REASON_PHRASES.get(status);
}

function endsOf(message: string): string {
	if (message.length <= MESSAGE_HEAD + MESSAGE_TAIL) return message;
	return `${message.slice(0, MESSAGE_HEAD)} … ${message.slice(-MESSAGE_TAIL)}`;
}

/** The deepest link that says something; else the one whose wrapper or status says most. */
export function pick(heard: readonly Heard[]): Heard {
	let best = heard[0] as Heard;
	let bestStrength = -1;
	for (const link of heard) {
		const strength = isOverruled(link, heard) ? 0.6 : strengthOf(link.spoken);
		if (strength >= bestStrength) {
			best = link;
			bestStrength = strength;
		}
	}
	return best;
}

/** A wrapper's general word ("provider error") says less than the status it reports for what it wraps. */
function isOverruled({ spoken, index }: Heard, heard: readonly Heard[]): boolean {
	if (!spoken?.rule.entry.generic || spoken.rule.status) return false;
	const { category } = spoken.rule.entry;
	return heard.some((link) => link.index > index && isTelling(link.error.status, category));
}

function strengthOf(spoken: Spoken | null): number {
	if (!spoken) return 0;
	if (spoken.rule.entry.category === "unknown") return 0.5;
	if (spoken.informative) return 3;
	return spoken.rule.entry.generic ? 2 : 1;
}

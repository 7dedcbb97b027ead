import { RULES } from "./catalog/list";
import { isTelling, type Signs, type Spoken, speak } from "./catalog/match";
import type { RouterFile } from "./catalog/schema";
import type { Diagnosis, Evidence } from "./diagnosis";
import type { ApiError, Wait } from "./envelopes/api-error";
import { DIAGNOSIS_TEXT } from "./messages/diagnosis";
import { modelInMessage, modelProblem } from "./model-name";
import { exceptionNames } from "./nested";
import { withoutMasks } from "./redact";
import { retryOf } from "./retry";
import type { Category, Fault, Verdict } from "./vocabulary";
import { waitInText } from "./waits";

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
interface Heard {
	readonly error: ApiError;
	readonly index: number;
	readonly status: number | null;
	readonly spoken: Spoken | null;
}

const MAX_QUOTE = 300;
/** Of a long message beginning and end are compared with the catalogue: what went wrong stands at one of them. */
const MESSAGE_HEAD = 1600;
const MESSAGE_TAIL = 600;

/** The verdict on a chain of errors, outermost first: it follows the root, unless the root says nothing. */
export function diagnose(chain: readonly ApiError[], scene: Scene): Diagnosis {
	const heard = chain.map((error, index) => hear(error, index, chain, scene));
	const winner = pick(heard);
	const root = heard.at(-1) ?? winner;
	const outer = heard[0] ?? winner;
	const blame = blameFor(winner, heard, scene);
	const top = describe(winner, scene, heard, blame);
	if (heard.length < 2) return asTask(top, outer.error);
	const inner = winner.index > 0 ? winner : root;
	const cause =
		inner.index === 0 ? null : describe(inner, { ...scene, evidence: [], waits: [] }, [inner], null);
	return asTask({ ...top, cause }, outer.error);
}

function hear(error: ApiError, index: number, chain: readonly ApiError[], scene: Scene): Heard {
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
	return { error, index, status, spoken: speak(RULES, signs) };
}

/** A word pasted alone that the catalogue lists is a code or a type, no wording. */
function isKnownWord({ code }: ApiError): boolean {
	const word = code?.toLowerCase() ?? "";
	return RULES.byCode.has(word) || RULES.byType.has(word);
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

/** The deepest link that says something; else the one whose wrapper or status says most. */
function pick(heard: readonly Heard[]): Heard {
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

/** Signs that an error is the upstream's, handed on by a gateway. */
const UPSTREAM_SIGN =
	/upstream|provider returned|bad_response_status_code|fail_to_fetch_task|do_request_failed|上游|渠道|channel error|provider_error|all (?:channels|providers|accounts) failed/i;
/** Refusals that name a credential or an account: behind a gateway these are the gateway's own. */
const CREDENTIAL: ReadonlySet<Category> = new Set(["auth", "permission", "insufficient_quota"]);

interface Blame {
	readonly entryId: string;
	readonly category: Category;
	readonly fault: Fault;
	readonly verdict: Verdict;
}

/**
 * A provider that refuses the gateway's own key or balance shows through as if it refused the caller's. The caller can change
 * nothing: the fault is the router's.
 */
function blameFor(winner: Heard, heard: readonly Heard[], scene: Scene): Blame | null {
	const entry = winner.spoken?.rule.entry;
	const isServerSide = scene.status !== null && scene.status >= 500;
	if (entry?.category === "network" && isServerSide)
		return { entryId: "wrapped/network", category: "upstream_failure", fault: "router", verdict: "yes" };
	if (!entry || !CREDENTIAL.has(entry.category) || (entry.fault !== "account" && entry.fault !== "client"))
		return null;
	const outer = heard.slice(0, winner.index);
	const wrapped = outer.some(({ error }) =>
		[error.code, error.type, error.message].some((text) => text !== null && UPSTREAM_SIGN.test(text)),
	);
	const serverStatus = scene.status !== null && scene.status >= 500;
	const contradicts =
		serverStatus && (entry.category === "auth" || (outer.length > 0 && winner.status !== scene.status));
	if (!wrapped && !contradicts) return null;
	const { category } = entry;
	return { entryId: `wrapped/${category}`, category, fault: "router", verdict: "later" };
}

/** A job that failed keeps the reason's category where the reason is the caller's; moderation and the rest get the task's words. */
function asTask(diagnosis: Diagnosis, outer: ApiError): Diagnosis {
	if (!outer.failedTask) return diagnosis;
	const category: Category =
		diagnosis.category === "content_policy"
			? "task_moderation"
			: diagnosis.category === "unknown" ||
					diagnosis.category === "upstream_failure" ||
					diagnosis.category === "router_internal"
				? "task_failed"
				: diagnosis.category;
	return category === diagnosis.category ? diagnosis : { ...diagnosis, category };
}

function describe(link: Heard, scene: Scene, heard: readonly Heard[], blame: Blame | null): Diagnosis {
	const spoken = link.spoken;
	const entry = (blame && RULES.byId.get(blame.entryId)?.entry) ?? spoken?.rule.entry ?? null;
	const waits = [...link.error.waits, ...heard.flatMap(({ error }) => error.waits)];
	const inWords = heard
		.map(({ error }) => waitInText(error.message, scene.now))
		.find((ms) => ms !== null && ms !== undefined);
	const all: Wait[] = [
		...scene.waits,
		...waits,
		...(inWords === undefined || inWords === null ? [] : [{ ms: inWords, from: "message" }]),
	];
	const serverMessage =
		link.error.message || (heard.find(({ error }) => error.message !== "")?.error.message ?? "");
	const common = {
		evidence: [...scene.evidence, ...evidenceOf(heard)],
		requestId: scene.requestId ?? heard.map(({ error }) => error.requestId).find((id) => id !== null) ?? null,
		errorId: heard.map(({ error }) => error.errorId).find((id) => id !== null) ?? null,
		cause: null,
		serverMessage: quote(serverMessage, 2000),
		failedInside: false,
		warning: "",
	};
	const failedInside = scene.status !== null && scene.status >= 200 && scene.status < 300;
	const retryStatus = failedInside ? link.status : scene.status;
	const retry = (verdict: Verdict) =>
		retryOf({ verdict, entry, status: retryStatus, router: scene.router, waits: all });
	if (!entry || !spoken) return { ...undocumented(link, scene), ...common, retry: retry("unknown") };
	const notes = notesOf(link, spoken, scene);
	return {
		entry: entry.id,
		specificity: spoken.specificity,
		category: blame?.category ?? entry.category,
		fault: blame?.fault ?? entry.fault,
		title: entry.title,
		explanation: [entry.explanation, ...notes].join(" "),
		actions: entry.actions,
		retry: retry(blame?.verdict ?? entry.retry.verdict),
		...common,
		source: entry.source,
		contradictions: entry.contradiction ? [entry.contradiction] : [],
	};
}

/** What must be said beside the entry: who does not document this. */
function notesOf(link: Heard, spoken: Spoken, scene: Scene): readonly string[] {
	const notes: string[] = [];
	if (spoken.specificity !== "status") return notes;
	const { code } = link.error;
	if (code !== null && !RULES.byCode.has(code.toLowerCase()) && code.length <= 80)
		notes.push(DIAGNOSIS_TEXT.undocumentedCode(code));
	if (scene.router && spoken.rule.file === "http" && link.status !== null)
		notes.push(DIAGNOSIS_TEXT.notByRouter(scene.router.name, link.status));
	return notes;
}

function undocumented(link: Heard, scene: Scene) {
	const { status } = link;
	const what = link.error.code ?? (status === null ? "unrecognised" : `HTTP ${status}`);
	return {
		entry: null,
		specificity: "none" as const,
		category: "unknown" as const,
		fault: status !== null && status >= 500 ? ("router" as const) : ("client" as const),
		title: DIAGNOSIS_TEXT.undocumentedTitle(quote(what, 60)),
		explanation:
			status === null
				? DIAGNOSIS_TEXT.undocumentedNoStatus
				: status >= 500
					? DIAGNOSIS_TEXT.undocumentedServer(status)
					: DIAGNOSIS_TEXT.undocumentedClient(status),
		actions: DIAGNOSIS_TEXT.undocumentedActions,
		source: scene.router?.documentation ?? "https://www.rfc-editor.org/rfc/rfc9110.html#section-15",
		contradictions: [],
	};
}

function evidenceOf(heard: readonly Heard[]): readonly Evidence[] {
	const evidence: Evidence[] = [];
	for (const { error } of heard) {
		const { paths } = error;
		const where = error.envelope === "no-answer" ? "browser" : "response.body";
		const said: [string | null, string | undefined][] = [
			[error.status === null ? null : String(error.status), paths.status],
			[error.code, paths.code],
			[error.type, paths.type],
			[error.message, paths.message],
		];
		for (const [value, path] of said)
			if (value !== null && value !== "" && path !== undefined)
				evidence.push({ where, path, value: quote(value, MAX_QUOTE) });
	}
	return evidence.slice(0, 12);
}

function endsOf(message: string): string {
	if (message.length <= MESSAGE_HEAD + MESSAGE_TAIL) return message;
	return `${message.slice(0, MESSAGE_HEAD)} … ${message.slice(-MESSAGE_TAIL)}`;
}

function quote(text: string, most: number): string {
	return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

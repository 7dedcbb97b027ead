import { type Blame, blameFor } from "./blame";
import { RULES } from "./catalog/list";
import type { Spoken } from "./catalog/match";
import type { Diagnosis, Evidence } from "./diagnosis";
import type { ApiError, Wait } from "./envelopes/api-error";
import { type Heard, hear, pick, type Scene } from "./hear";
import { DIAGNOSIS_TEXT } from "./messages/diagnosis";
import { retryOf } from "./retry";
import type { Category, Verdict } from "./vocabulary";
import { waitInText } from "./waits";

const MAX_QUOTE = 300;
const MAX_ID = 200;
/** Captured text stands in our own sentences only where it can be nothing but a code. */
const CODE_LIKE = /^[\w.:/-]{1,60}$/;

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

/** One link in the catalogue's words, with the evidence of all `heard`. */
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
		requestId: scene.requestId ?? firstId(heard, ({ requestId }) => requestId),
		errorId: firstId(heard, ({ errorId }) => errorId),
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
	if (code !== null && !RULES.byCode.has(code.toLowerCase()) && CODE_LIKE.test(code))
		notes.push(DIAGNOSIS_TEXT.undocumentedCode(code));
	if (scene.router && spoken.rule.file === "http" && link.status !== null)
		notes.push(DIAGNOSIS_TEXT.notByRouter(scene.router.name, link.status));
	return notes;
}

function undocumented(link: Heard, scene: Scene) {
	const { status } = link;
	const { code } = link.error;
	const what =
		code !== null && CODE_LIKE.test(code)
			? code
			: status === null
				? DIAGNOSIS_TEXT.unrecognised
				: `HTTP ${status}`;
	return {
		entry: null,
		specificity: "none" as const,
		category: "unknown" as const,
		fault: status !== null && status >= 500 ? ("router" as const) : ("client" as const),
		title: DIAGNOSIS_TEXT.undocumentedTitle(what),
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

function firstId(heard: readonly Heard[], read: (error: ApiError) => string | null): string | null {
	for (const { error } of heard) {
		const id = read(error);
		if (id !== null) return quote(id, MAX_ID);
	}
	return null;
}

function quote(text: string, most: number): string {
	return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}

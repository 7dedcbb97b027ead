import type { Body, Exchange } from "../exchange";
import type { JsonObject } from "../json";
import type { SystemId } from "../task";
import type { Phase } from "../vocabulary";
import type { Address } from "./address";

/** One status word of a system: what it means for us, and the page that says so. */
export interface Word {
	/** As the provider writes it. */
	readonly word: string;
	readonly phase: Phase;
	/** Absolute https URL. */
	readonly source: string;
}

/** The words of one system, by their upper-cased spelling. */
export type WordTable = ReadonlyMap<string, Word>;

/** One request to a media endpoint, opened up for reading. */
export interface Call {
	readonly exchange: Exchange;
	readonly address: Address;
	/** Parts of the endpoint's path, percent signs undone; null where it has none. */
	readonly id: string | null;
	readonly parent: string | null;
	readonly action: string | null;
	/** Request body as parsed JSON; undefined when there was none or it is no JSON. */
	readonly request: unknown;
	/** Answer as parsed JSON; undefined when there was none or it is no JSON. */
	readonly answer: unknown;
	/** HTTP status; 0 = no answer; null = not said. */
	readonly status: number | null;
	/** The answer is still on its way. */
	readonly inFlight: boolean;
}

/** What a request says of itself. */
export interface Description {
	readonly action: string | null;
	/** Id of the job (or clip) this one continues, or null. */
	readonly parentId: string | null;
}

/** What a submit was answered. */
export interface Acceptance {
	/** Ids of the jobs accepted; none when refused. */
	readonly ids: readonly string[];
	/** The object that may hold a state word, or null. */
	readonly job: JsonObject | null;
	/** Where no word is given: what being accepted means. `null` = it only exists. */
	readonly phase: Phase | null;
	readonly refusal: Refusal | null;
	readonly queueAhead: number | null;
}

/** A submit that started no job. */
export interface Refusal {
	readonly code: string | null;
	readonly message: string;
}

export type EndpointKind = "submit" | "poll" | "batch" | "content";

export interface Endpoint {
	readonly kind: EndpointKind;
	readonly method: string;
	/** On the URL's path; a gateway may put up to two segments in front. Groups: `id`, `parent`, `action`. */
	readonly path: RegExp;
	/** Further conditions on the query. */
	readonly when?: (query: URLSearchParams) => boolean;
	/** A cheap further look, before bodies are parsed; where it says no, this is no media endpoint. */
	readonly applies?: (answer: Body) => boolean;
	/** Ids a poll asks for, where the path does not hold them. */
	readonly ids?: (call: Call) => readonly string[];
}

/**
 * An async media system: where it lives, its words, how it speaks. One file each; `lib/media/list.ts` is the list.
 * What is not given is read the common way (`lib/media/answer.ts`).
 */
export interface MediaSystem {
	readonly id: SystemId;
	readonly name: string;
	/** Page that documents it. */
	readonly source: string;
	/** What its paths hold, as `lib/media/find.ts` looks for it. */
	readonly markers: readonly string[];
	readonly endpoints: readonly Endpoint[];
	readonly words: WordTable;
	/** What a bare number means as progress: 42 of 100, or 0.42 of 1. */
	readonly progress: "percent" | "fraction";
	/** Its running jobs may already show or play something. */
	readonly previews?: boolean;
	/** Documented shortest sensible distance of two polls, milliseconds; null when no page gives one. */
	readonly poll: { readonly ms: number; readonly source: string } | null;
	/** How long a job usually takes, milliseconds, and who says so. */
	readonly usual: { readonly ms: readonly [number, number]; readonly source: string } | null;
	/** Page that promises that failed jobs are not billed; absent where no page does. */
	readonly failedIsFree?: string;
	readonly describe?: (call: Call) => Description;
	readonly accept?: (call: Call) => Acceptance;
	/** The object that speaks about the job in the answer to a poll; null when this answer says nothing of it. */
	readonly job?: (call: Call) => JsonObject | null;
	/** Result links only this system puts where it does. */
	readonly links?: (job: JsonObject) => readonly string[];
	/** A failure only this system writes this way. */
	readonly failed?: (call: Call) => Refusal | null;
}

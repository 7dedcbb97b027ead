import type { Heard, Scene } from "./hear";
import type { Category, Fault, Verdict } from "./vocabulary";

/** Signs that an error is the upstream's, handed on by a gateway. */
const UPSTREAM_SIGN =
	/upstream|provider returned|bad_response_status_code|fail_to_fetch_task|do_request_failed|上游|渠道|channel error|provider_error|all (?:channels|providers|accounts) failed/i;
/** Refusals that name a credential or an account: behind a gateway these are the gateway's own. */
const CREDENTIAL: ReadonlySet<Category> = new Set(["auth", "permission", "insufficient_quota"]);

/** Another reading of who is at fault, with the catalogue entry that explains it. */
export interface Blame {
	readonly entryId: string;
	readonly category: Category;
	readonly fault: Fault;
	readonly verdict: Verdict;
}

/**
 * A provider that refuses the gateway's own key or balance shows through as if it refused the caller's. The caller can change
 * nothing: the fault is the router's.
 */
export function blameFor(winner: Heard, heard: readonly Heard[], scene: Scene): Blame | null {
	const entry = winner.spoken?.rule.entry;
	const isServerSide = scene.status !== null && scene.status >= 500;
	if (entry?.category === "network" && isServerSide)
		return { entryId: "wrapped/network", category: "upstream_failure", fault: "router", verdict: "yes" };
	if (!entry || (entry.fault !== "account" && entry.fault !== "client")) return null;
	const outer = heard.slice(0, winner.index);
	const wrapped = outer.some(({ error }) =>
		[error.code, error.type, error.message].some((text) => text !== null && UPSTREAM_SIGN.test(text)),
	);
	if (entry.category === "rate_limit" && wrapped)
		return { entryId: "wrapped/rate_limit", category: "rate_limit", fault: "upstream", verdict: "later" };
	if (!CREDENTIAL.has(entry.category)) return null;
	const contradicts =
		isServerSide && (entry.category === "auth" || (outer.length > 0 && winner.status !== scene.status));
	if (!wrapped && !contradicts) return null;
	const { category } = entry;
	return { entryId: `wrapped/${category}`, category, fault: "router", verdict: "later" };
}

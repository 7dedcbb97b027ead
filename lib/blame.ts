import type { Heard, Scene } from "./hear";
import type { Category, Fault, Verdict } from "./vocabulary";

/** Signs that an error is the upstream's, handed on by a gateway. */
const UPSTREAM_SIGN =
	/upstream|provider returned|bad_response_status_code|fail_to_fetch_task|do_request_failed|上游|渠道|channel error|provider_error|all (?:channels|providers|accounts) failed/i;
/** Refusals that name a credential or an account: behind a gateway these are the gateway's own. */
const CREDENTIAL: ReadonlySet<Category> = new Set(["auth", "permission", "insufficient_quota"]);

/** Words that name the gateway's own key or balance at its provider. */
const OWN_CHANNEL =
	/(?:上游|渠道)(?:渠道|账号|账户|服务)?(?:的)?(?:余额|额度|密钥|令牌|鉴权|欠费|key)|\b(?:upstream|channel)(?:'s)? (?:account|balance|credentials?|(?:api )?key)\b/i;

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
	if (entry && isEdgeBehind(winner))
		return { entryId: "wrapped/edge", category: "upstream_failure", fault: "router", verdict: "later" };
	if (!entry || (entry.fault !== "account" && entry.fault !== "client")) return null;
	const outer = heard.slice(0, winner.index);
	const wrapped = outer.some(({ error }) =>
		[error.code, error.type, error.message].some((text) => text !== null && UPSTREAM_SIGN.test(text)),
	);
	const named = OWN_CHANNEL.test(winner.error.message);
	if (entry.category === "rate_limit" && wrapped)
		return { entryId: "wrapped/rate_limit", category: "rate_limit", fault: "upstream", verdict: "later" };
	if (!CREDENTIAL.has(entry.category)) return null;
	const contradicts =
		isServerSide && (entry.category === "auth" || (outer.length > 0 && winner.status !== scene.status));
	if (!wrapped && !named && !contradicts) return null;
	const { category } = entry;
	return { entryId: `wrapped/${category}`, category, fault: "router", verdict: "later" };
}

/** Cloudflare sends pages, bare text and its own JSON: its words inside another's error object were said to the gateway. */
const GATEWAY_SHAPES: ReadonlySet<string> = new Set([
	"openai",
	"success-false",
	"error-string",
	"error-list",
	"code-message",
]);

function isEdgeBehind({ spoken, error }: Heard): boolean {
	const entry = spoken?.rule.entry;
	return (
		spoken?.rule.file === "cloudflare" &&
		entry?.fault === "client" &&
		entry.category !== "rate_limit" &&
		spoken.specificity === "message" &&
		/^cloudflare\/text-/.test(entry.id) &&
		GATEWAY_SHAPES.has(error.envelope)
	);
}

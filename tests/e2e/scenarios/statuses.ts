import { pill as pills } from "../../../lib/messages/interface";
import type { Verdict } from "../../../lib/vocabulary";
import { AUTHORIZED, type Call, call } from "../calls";
import { entryOf } from "../catalogue";
import { expectSame } from "../expect";
import { open, row } from "../panel";
import type { PanelStage, Scenario } from "../stage";

/** A refused call and the catalogue's entry whose words the panel must say. */
interface Expectation {
	/** The demo's case; its row is found by the model, which the demo's case gives. */
	readonly demo: string;
	readonly status: number;
	readonly entry: string;
}

const PILLS: Record<Verdict, string> = {
	yes: pills.retry,
	later: pills.later,
	"after-change": pills.fixFirst,
	no: pills.no,
	unknown: pills.unknown,
};

const CRAZYROUTER_STATUSES: readonly Expectation[] = [
	{ demo: "400", status: 400, entry: "crazyrouter/400" },
	{ demo: "401", status: 401, entry: "crazyrouter/authentication_error" },
	{ demo: "403", status: 403, entry: "crazyrouter/403" },
	{ demo: "404", status: 404, entry: "crazyrouter/404" },
	{ demo: "429", status: 429, entry: "crazyrouter/rate_limit_error" },
	{ demo: "500", status: 500, entry: "crazyrouter/500" },
	{ demo: "502", status: 502, entry: "crazyrouter/502" },
	{ demo: "503", status: 503, entry: "crazyrouter/503" },
];

const CRAZYROUTER_CODES: readonly Expectation[] = [
	{ demo: "invalid_api_key", status: 401, entry: "crazyrouter/invalid_api_key" },
	{ demo: "insufficient_quota", status: 403, entry: "crazyrouter/insufficient_quota" },
	{ demo: "model_not_found", status: 503, entry: "crazyrouter/model_not_found-temporary" },
	{ demo: "context_length_exceeded", status: 400, entry: "crazyrouter/context_length_exceeded" },
	{ demo: "rate_limit_exceeded", status: 429, entry: "crazyrouter/rate_limit_exceeded" },
	{ demo: "content_filter", status: 400, entry: "crazyrouter/content_filter" },
];

const ROUT_MY_STATUSES: readonly Expectation[] = [
	{ demo: "400", status: 400, entry: "rout.my/model-required" },
	{ demo: "401", status: 401, entry: "rout.my/unauthorized" },
	{ demo: "403", status: 403, entry: "rout.my/forbidden" },
	{ demo: "404", status: 404, entry: "rout.my/not-found" },
	{ demo: "405", status: 405, entry: "rout.my/method-not-allowed" },
	{ demo: "429", status: 429, entry: "rout.my/too-many-requests" },
	{ demo: "499", status: 499, entry: "rout.my/499" },
	{ demo: "500", status: 500, entry: "rout.my/internal-server-error" },
	{ demo: "502", status: 502, entry: "rout.my/bad-gateway" },
	{ demo: "503", status: 503, entry: "rout.my/service-unavailable" },
];

/** Calls the router's real name with each case and reads row and detail of each. */
async function refusals(
	stage: PanelStage,
	to: NonNullable<Call["to"]>,
	expectations: readonly Expectation[],
): Promise<void> {
	for (const { demo, status } of expectations)
		expectSame(await call(stage, { to, demo }), status, `what the page saw of ${demo}`);
	for (const { demo, status, entry: id } of expectations) {
		const entry = entryOf(id);
		const model = `demo-${demo} `;
		const listed = await row(stage.panel, model);
		expectSame(
			{ status: listed.data.status, verdict: listed.data.verdict },
			{ status: String(status), verdict: entry.retry.verdict },
			`the row of ${to} ${demo}`,
		);
		for (const words of [entry.title, PILLS[entry.retry.verdict]])
			expectSame(listed.text.includes(words), true, `"${words}" in the row "${listed.text}"`);
		const detail = await open(stage.panel, model, entry.title);
		for (const words of [entry.explanation, ...entry.actions])
			expectSame(detail.text.includes(words), true, `"${words}" in the detail of ${demo}: ${detail.text}`);
	}
}

export const STATUS_SCENARIOS: readonly Scenario[] = [
	{
		name: "every documented status of CrazyRouter is explained in its words",
		browser: "shared",
		run: (stage) => refusals(stage, "crazyrouter", CRAZYROUTER_STATUSES),
	},
	{
		name: "every documented chat code of CrazyRouter is explained in its words",
		browser: "shared",
		run: (stage) => refusals(stage, "crazyrouter", CRAZYROUTER_CODES),
	},
	{
		name: "every documented status of rout.my is explained in its words",
		browser: "shared",
		run: (stage) => refusals(stage, "rout.my", ROUT_MY_STATUSES),
	},
	{
		name: "an answer that went well is listed quietly",
		browser: "shared",
		async run(stage) {
			for (const to of ["crazyrouter", "rout.my"] as const) {
				const model = `fine-at-${to}`;
				expectSame(await call(stage, { to, model, headers: AUTHORIZED }), 200, `what the page saw of ${to}`);
				const listed = await row(stage.panel, model);
				expectSame(
					{ status: listed.data.status, verdict: listed.data.verdict },
					{ status: "200", verdict: "none" },
					`the row of ${to}`,
				);
			}
		},
	},
];

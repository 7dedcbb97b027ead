import { pill as pills } from "../../../lib/messages/interface";
import type { Verdict } from "../../../lib/vocabulary";
import { AUTHORIZED, type Call, call } from "../calls";
import { entryOf } from "../catalogue";
import { until } from "../driver";
import { expectSame, expectWords } from "../expect";
import { clear, open, row } from "../panel";
import type { PanelStage, Scenario } from "../stage";

/** A refused call and the catalogue's entry whose words the panel must say. */
interface Refusal {
	readonly model: string;
	readonly call: Call;
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

type Router = "crazyrouter" | "rout.my";

/** Statuses the routers' pages document, the good one aside. */
const STATUSES: Record<Router, readonly number[]> = {
	crazyrouter: [400, 401, 403, 404, 429, 500, 502, 503],
	"rout.my": [400, 401, 403, 404, 405, 429, 499, 500, 502, 503],
};

/** The status alone speaks: the body is there and says nothing. */
const bare = (to: Router): readonly Refusal[] =>
	STATUSES[to].map((status) => ({
		model: `bare-${status}`,
		call: {
			to,
			answer: { status, headers: { "content-type": "application/json" }, body: '{"note":"nothing said"}' },
		},
		status,
		entry: `${to}/${status}`,
	}));

/** The routers' usual answers: envelope, type, sometimes code. */
const asTheRouterAnswers = (to: Router): readonly Pick<Refusal, "model" | "call" | "status">[] =>
	STATUSES[to].map((status) => ({ model: `demo-${status}`, call: { to, demo: String(status) }, status }));

const CODES: readonly Refusal[] = (
	[
		["invalid_api_key", 401],
		["insufficient_quota", 403],
		["model_not_found", 503],
		["context_length_exceeded", 400],
		["rate_limit_exceeded", 429],
		["content_filter", 400],
	] as const
).map(([code, status]) => ({
	model: `demo-${code}`,
	call: { demo: code },
	status,
	entry: `crazyrouter/${code}`,
}));

/** Makes the calls, then reads the row and the detail of each. */
async function explained(stage: PanelStage, refusals: readonly Refusal[]): Promise<void> {
	for (const { model, call: wish, status } of refusals)
		expectSame(await call(stage, { ...wish, model }), status, `what the page saw of ${model}`);
	for (const { model, status, entry: id } of refusals) {
		const entry = entryOf(id);
		const { verdict } = entry.retry;
		const listed = await row(stage.panel, `${model} `);
		expectSame(
			{ status: listed.data.status, verdict: listed.data.verdict },
			{ status: String(status), verdict },
			`the row of ${model}`,
		);
		expectWords(listed.text, [entry.title], `the row of ${model}`);
		// A documented first wait counts down before the pill says the rest.
		await until(`the pill of ${model}`, async () =>
			(await row(stage.panel, `${model} `)).text.includes(PILLS[verdict]),
		);
		const { text } = await open(stage.panel, `${model} `, entry.title);
		expectWords(text, [entry.explanation, ...entry.actions], `the detail of ${model}`);
	}
	await clear(stage.panel);
}

/** Does time, without any change, make the same request work? */
const timeHelps = (verdict: string | undefined) => verdict === "yes" || verdict === "later";

/** In the routers' usual envelopes other words may speak, but whether a retry helps stays as documented. */
async function judged(stage: PanelStage, to: Router): Promise<void> {
	const refusals = asTheRouterAnswers(to);
	for (const { model, call: wish } of refusals) await call(stage, { ...wish, model });
	for (const { model, status } of refusals) {
		const listed = await row(stage.panel, `${model} `);
		expectSame(
			{ status: listed.data.status, timeHelps: timeHelps(listed.data.verdict) },
			{ status: String(status), timeHelps: timeHelps(entryOf(`${to}/${status}`).retry.verdict) },
			`the row of ${model}`,
		);
	}
}

export const STATUS_SCENARIOS: readonly Scenario[] = [
	{
		name: "every documented status of CrazyRouter is explained in its words",
		browser: "shared",
		async run(stage) {
			await explained(stage, bare("crazyrouter"));
			await judged(stage, "crazyrouter");
		},
	},
	{
		name: "every documented chat code of CrazyRouter is explained in its words",
		browser: "shared",
		run: (stage) => explained(stage, CODES),
	},
	{
		name: "every documented status of rout.my is explained in its words",
		browser: "shared",
		async run(stage) {
			await explained(stage, bare("rout.my"));
			await judged(stage, "rout.my");
		},
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

import { isObject, own } from "../json";
import { codeText, idList, idText, NOTHING, refused, stateWord, text } from "./answer";
import type { Acceptance, Call, Description, MediaSystem } from "./system";
import { wordTable } from "./words";

const PAGE = "https://docs.crazyrouter.com/en/reference/status-codes";
const QUERY = "https://docs.crazyrouter.com/en/images/midjourney/query";
const PROXY = "https://github.com/trueai-org/midjourney-proxy";

/** `MJ::JOB::upsample::1::<hash>`: the button that was pressed, as an action. */
const BUTTONS: readonly (readonly [RegExp, string])[] = [
	[/^MJ::JOB::upsample/, "upscale"],
	[/^MJ::JOB::variation/, "variation"],
	[/^MJ::JOB::low_variation/, "low-variation"],
	[/^MJ::JOB::high_variation/, "high-variation"],
	[/^MJ::JOB::pan_/, "pan"],
	[/^MJ::JOB::reroll/, "reroll"],
	[/^MJ::Outpaint::/, "zoom"],
	[/^MJ::CustomZoom::/, "custom-zoom"],
	[/^MJ::Inpaint::/, "inpaint"],
];
const CHANGES: Readonly<Record<string, string>> = { U: "upscale", V: "variation", R: "reroll" };

function describe(call: Call): Description {
	const parentId = idText(own(call.request, "taskId"));
	const path = call.action;
	if (path === "action") {
		const button = own(call.request, "customId");
		const name = typeof button === "string" ? BUTTONS.find(([start]) => start.test(button))?.[1] : undefined;
		return { action: name ?? "action", parentId };
	}
	if (path === "change") {
		const action = text(own(call.request, "action"));
		return { action: action?.slice(0, 40).toLowerCase().replaceAll("_", "-") ?? "change", parentId };
	}
	if (path === "simple-change") {
		const content = text(own(call.request, "content")) ?? "";
		const [id, change = ""] = content.trim().split(/\s+/, 2);
		return { action: CHANGES[change.charAt(0).toUpperCase()] ?? "change", parentId: idText(id) };
	}
	return { action: path, parentId };
}

/**
 * 1 accepted, 21 exists (or waits for the modal), 22 queued: the id is in `result`. 3, 4, 9, 23, 24, 30 start nothing, also
 * where 23 carries an id. new-api rewrites 21 and 22 to 1, except for inpaint and custom zoom.
 */
function accept(call: Call): Acceptance {
	const code = codeText(own(call.answer, "code"));
	const description = text(own(call.answer, "description")) ?? "";
	const result = own(call.answer, "result");
	const id = idText(result);
	if (code !== "1" && code !== "21" && code !== "22") return refused(code, description);
	// Uploaded images come back as a list of links: no job.
	if (id === null) return NOTHING;
	const properties = own(call.answer, "properties");
	const known = isObject(properties) && stateWord(properties) !== null ? properties : null;
	const waits = /window confirm|modal|弹窗/i.test(description);
	return {
		ids: [id],
		job: known,
		phase: code === "21" ? (waits ? "needs-action" : null) : "queued",
		refusal: null,
		queueAhead: queueAhead(properties, description),
	};
}

/** `properties.numberOfQueues`, or the number in "排队中，前面还有N个任务" (in queue, N jobs ahead). */
function queueAhead(properties: unknown, description: string): number | null {
	const count = own(properties, "numberOfQueues");
	if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
	const said = /前面还有\s?(\d{1,6})\s?个任务/.exec(description)?.[1];
	return said === undefined ? null : Number(said);
}

export const midjourney: MediaSystem = {
	id: "midjourney",
	name: "Midjourney",
	source: PAGE,
	markers: ["mj"],
	endpoints: [
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/mj\/submit\/(?<action>[a-z-]+)\/?$/ },
		{ kind: "submit", method: "POST", path: /^(?:\/[^/]+){0,2}\/mj\/insight-face\/(?<action>swap)\/?$/ },
		{ kind: "poll", method: "GET", path: /^(?:\/[^/]+){0,2}\/mj\/task\/(?<id>[^/]+)\/fetch\/?$/ },
		{
			kind: "batch",
			method: "POST",
			path: /^(?:\/[^/]+){0,2}\/mj\/task\/list-by-condition\/?$/,
			ids: (call) => idList(own(call.request, "ids")),
		},
	],
	words: wordTable([
		["queued", "NOT_START SUBMITTED", PAGE],
		["running", "IN_PROGRESS", PAGE],
		["succeeded", "SUCCESS", PAGE],
		["failed", "FAILURE", PAGE],
		["canceled", "CANCEL", PAGE],
		["needs-action", "MODAL", PROXY],
		["canceled", "CANCELLED CANCELED", PROXY],
	]),
	progress: "percent",
	previews: true,
	poll: { ms: 3000, source: QUERY },
	usual: { ms: [30_000, 120_000], source: QUERY },
	describe,
	accept,
	job: (call) => (isObject(call.answer) && stateWord(call.answer) !== null ? call.answer : null),
};

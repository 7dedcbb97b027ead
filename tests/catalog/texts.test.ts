import { describe, expect, it } from "vitest";
import { ENTRIES } from "./files";

/** What an action may begin with. A new verb is welcome here; anything else is no imperative. */
const VERBS = new Set(
	(
		"Accept Activate Add Adjust Allow Answer Ask Buy Call Change Check Choose Clean Close Compare Contact Convert Copy Correct " +
		"Create Delete Enable End Enter Fetch Find Follow Give Grant Have Install Keep Leave Let List Log Look Lower Make Move Open Pay " +
		"Poll Pull Put Query Raise Read Recharge Reduce Remove Renew Repeat Report Request Resolve Restart Send Separate Serve Set " +
		"Shorten Sign Simplify Start Stop Submit Switch Take Tell Top Try Turn Update Upload Use Validate Verify Wait Widen Write"
	).split(" "),
);
const PROMISE = /\b(?:will (?:work|succeed|fix|help|solve)|guarantee|always works|certainly|definitely)\b/i;

const failing = (test: (entry: (typeof ENTRIES)[number]) => boolean) =>
	ENTRIES.filter((entry) => !test(entry)).map(({ id }) => id);

describe("what the user reads", () => {
	it("titles are short, say what happened and end without a full stop", () => {
		expect(failing(({ title }) => title.length >= 5 && title.length <= 60 && !title.endsWith("."))).toEqual(
			[],
		);
	});
	it("titles begin with a capital, a number or a name that is written small", () => {
		expect(failing(({ title }) => /^(?:[\p{Lu}\d`]|rout\.my)/u.test(title))).toEqual([]);
	});
	it("explanations are one to four sentences", () => {
		const wordy = failing(({ id, explanation }) => {
			const sentences = explanation.split(/[.!?](?:\s|$)/).filter((part) => part.trim() !== "").length;
			const most = id.startsWith("network/") ? 420 : 260;
			return (
				explanation.length >= 20 && explanation.length <= most && sentences <= 4 && explanation.endsWith(".")
			);
		});
		expect(wordy).toEqual([]);
	});
	it("there are one to three actions", () => {
		expect(failing(({ actions }) => actions.length >= 1 && actions.length <= 3)).toEqual([]);
	});
	it("actions begin with a verb and end with a full stop", () => {
		const bad = ENTRIES.flatMap(({ id, actions }) =>
			actions
				.filter((action) => !VERBS.has(/^[A-Za-z]+/.exec(action)?.[0] ?? "") || !action.endsWith("."))
				.map((action) => `${id}: ${action}`),
		);
		expect(bad).toEqual([]);
	});
	it("actions fit on two lines", () => {
		expect(failing(({ actions }) => actions.every((action) => action.length <= 130))).toEqual([]);
	});
	it("nothing is promised", () => {
		expect(
			failing(({ title, explanation, actions }) => !PROMISE.test([title, explanation, ...actions].join(" "))),
		).toEqual([]);
	});
	it("an entry that says the request must change does not send it again unchanged", () => {
		const again = ENTRIES.filter(
			({ retry, actions }) =>
				retry.verdict === "after-change" &&
				actions.every((action) => /^Wait, then send it again/.test(action)),
		);
		expect(again.map(({ id }) => id)).toEqual([]);
	});
});

import { describe, expect, test } from "vitest";
import { asCapture, asPaste, type CaseFile, isOnWire, judge, readCases } from "./fixtures/case-file";

const SETS = [
	["cases", 0.97],
	["cases-held-out", 0.9],
] as const;

describe.each(SETS)("%s: errors as users posted them", { timeout: 60_000 }, (folder, least) => {
	const all = readCases(folder);
	test.each([
		["captured", all.filter(isOnWire), asCapture],
		["pasted", all, asPaste],
	] as const)("%s: category, side of the fault and retry", (_way, cases, verdict) => {
		expect(cases.length).toBeGreaterThan(30);
		for (const part of ["category", "fault", "retry"] as const) {
			const wrong = cases.filter((one) => !judge(verdict(one), one)[part]).map(told(verdict));
			const share = 1 - wrong.length / cases.length;
			expect(share, `${part}: ${wrong.join("\n")}`).toBeGreaterThanOrEqual(least);
		}
	});
});

function told(verdict: (one: CaseFile) => ReturnType<typeof asPaste>) {
	return (one: CaseFile) => {
		const found = verdict(one);
		const { category, fault, retryable } = one.truth;
		return `${one.id}: ${found?.category}/${found?.fault}/${found?.retry.verdict} (${found?.entry}), right is ${category}/${fault}/${retryable}`;
	};
}

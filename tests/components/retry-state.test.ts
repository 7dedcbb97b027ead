import { expect, test } from "vitest";
import { arrivedAt, earliestRetry, pillOf } from "../../components/retry-state";
import type { Retry } from "../../lib/diagnosis";
import type { Verdict } from "../../lib/vocabulary";
import { exchange } from "./make";

const ARRIVED = 1_000_000;

function retry(verdict: Verdict, afterMs: number | null = null): Retry {
	return { verdict, afterMs, scheduleMs: null, rule: "", afterFrom: "" };
}

test("the wait counts from the end of the answer", () => {
	const answered = exchange({ startedDateTime: "1970-01-01T00:16:39.000Z", time: 1000 });
	expect(arrivedAt(answered)).toBe(ARRIVED);
	expect(earliestRetry(retry("yes", 12_000), ARRIVED)).toBe(ARRIVED + 12_000);
	expect(arrivedAt(exchange({ startedDateTime: null }))).toBeNull();
});

test.each([
	["yes", null, "Retry"],
	["later", null, "Later"],
	["after-change", null, "Fix first"],
	["after-change", 12_000, "Fix first"],
	["no", null, "No retry"],
	["unknown", null, "Unknown"],
	["yes", 12_000, "Wait 9 s"],
	["later", 7_200_000, "Wait 2 h"],
] as const)("%s after %s ms reads %j three seconds on", (verdict, afterMs, text) => {
	expect(pillOf(retry(verdict, afterMs), ARRIVED, ARRIVED + 3_000).text).toBe(text);
});

test("the countdown ends in an offer, not in a promise", () => {
	expect(pillOf(retry("yes", 12_000), ARRIVED, ARRIVED + 12_000).text).toBe("Retry");
	expect(pillOf(retry("later", 12_000), ARRIVED, ARRIVED + 12_001).text).toBe("Retry");
});

test("a paid submit that may have been accepted is no offer, whatever the wait", () => {
	expect(pillOf(retry("yes"), ARRIVED, ARRIVED, true)).toMatchObject({ kind: "check", text: "Check first" });
	expect(pillOf(retry("yes", 12_000), ARRIVED, ARRIVED, true).text).toBe("Wait 12 s");
	expect(pillOf(retry("yes", 12_000), ARRIVED, ARRIVED + 12_000, true).text).toBe("Check first");
	expect(pillOf(retry("no"), ARRIVED, ARRIVED, true).text).toBe("No retry");
});

test("without a time of arrival the asked wait stands still", () => {
	const pill = pillOf(retry("yes", 12_000), null, 99);
	expect(pill).toEqual({ kind: "wait", text: "Wait 12 s", remainingMs: 0 });
});

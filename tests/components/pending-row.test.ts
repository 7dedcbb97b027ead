import { expect, test } from "vitest";
import { pendingOf, withPending } from "../../components/pending-row";
import { secretParts } from "../../components/secret-parts";
import type { PendingRequest } from "../../lib/live/pending-request";
import { at, row } from "./make";

function pending(id: string, seconds: number): PendingRequest {
	return {
		...row({ id, startedDateTime: at(seconds), time: null, status: 0 }),
		startedAt: Date.parse(at(seconds)),
		phase: "waiting",
		bytes: 0,
		progress: null,
		advice: null,
		judged: 0,
	};
}

const rows = [row({ id: "a", startedDateTime: at(0) }), row({ id: "b", startedDateTime: at(10) })];
const ids = (merged: ReturnType<typeof withPending>) => merged.map(({ exchange }) => exchange.id);

test("running requests stand at their place by time", () => {
	expect(ids(withPending(rows, [pending("p", 5), pending("q", 10), pending("r", 20)]))).toEqual([
		"a",
		"p",
		"b",
		"q",
		"r",
	]);
	expect(withPending(rows, [])).toBe(rows);
});

test("a request is listed once, its answer before what was known on the way", () => {
	const merged = withPending(rows, [pending("b", 10)]);
	expect(ids(merged)).toEqual(["a", "b"]);
	expect(merged.map(pendingOf)).toEqual([null, null]);
});

test("only tokens of this session's vault become chips", () => {
	const reveal = (token: string) => (token === "‹key 1›" ? "sk-fake" : null);
	expect(secretParts("Bearer ‹key 1›, ‹key 2› ‹word›", reveal)).toEqual([
		{ text: "Bearer " },
		{ token: "‹key 1›" },
		{ text: ", ‹key 2› ‹word›" },
	]);
	expect(secretParts("", reveal)).toEqual([{ text: "" }]);
});

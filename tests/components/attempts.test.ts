import { expect, test } from "vitest";
import { ownPauses } from "../../components/attempts";
import type { Finding } from "../../lib/task";
import { at, row } from "./make";

const finding: Finding = {
	kind: "retry-too-soon",
	title: "",
	detail: "",
	actions: [],
	exchanges: ["a", "b", "c"],
	task: null,
};
const rows = [
	row({ id: "a", startedDateTime: at(0), time: 100 }),
	row({ id: "other", startedDateTime: at(0.2), time: 5000 }),
	row({ id: "b", startedDateTime: at(0.5), time: 100 }),
	row({ id: "c", startedDateTime: at(1.4), time: 100 }),
];

test("a pause lasts from the end of one try to the start of the next", () => {
	expect(ownPauses("b", [finding], rows)?.pausesMs).toEqual([400, 800]);
});

test("only findings about retries, and only about this request", () => {
	expect(ownPauses("other", [finding], rows)).toBeNull();
	expect(ownPauses("a", [{ ...finding, kind: "key-in-url" }], rows)).toBeNull();
});

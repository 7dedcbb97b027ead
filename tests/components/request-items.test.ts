import { expect, test } from "vitest";
import {
	countFilters,
	createSearch,
	foldRows,
	inFilter,
	isQuietPreflight,
	itemHeight,
} from "../../components/request-items";
import { CATEGORIES } from "../../lib/vocabulary";
import { diagnosis, row, task } from "./make";

const job = task();
const rows = [
	row({ id: "a" }),
	row({ id: "j1" }),
	row({ id: "b" }, diagnosis()),
	row({ id: "j2" }),
	row({ id: "j3" }),
];
const taskOf = (id: string) => (id.startsWith("j") ? job : null);

function shape(items: ReturnType<typeof foldRows>): string[] {
	return items.map((item) =>
		item.kind === "fold"
			? `fold of ${item.rows.length}`
			: `${item.indented ? "> " : ""}${item.row.exchange.id}`,
	);
}

test("the requests of one job are one line, at the place of the first", () => {
	expect(shape(foldRows(rows, taskOf, new Set()))).toEqual(["a", "fold of 3", "b"]);
	expect(shape(foldRows(rows, taskOf, new Set([job.key])))).toEqual([
		"a",
		"fold of 3",
		"> j1",
		"> j2",
		"> j3",
		"b",
	]);
});

test("lines that say the same as before are the same", () => {
	const [one, two] = [row({ id: "one" }), row({ id: "two" })];
	const before = foldRows([one, two], null, new Set());
	const after = foldRows([one, row({ id: "two" })], null, new Set(), before);
	expect(after[0]).toBe(before[0]);
	expect(after[1]).not.toBe(before[1]);
	expect(after).toEqual(foldRows([one, two], () => null, new Set()));
	const unfolded = foldRows(rows, taskOf, new Set([job.key]));
	expect(shape(foldRows(rows, null, new Set(), unfolded))).toEqual(rows.map(({ exchange }) => exchange.id));
});

test("a job with a single request stays that request", () => {
	expect(shape(foldRows(rows.slice(0, 3), taskOf, new Set()))).toEqual(["a", "j1", "b"]);
});

test("problems take two lines, a failed job too", () => {
	expect(foldRows(rows, taskOf, new Set()).map(itemHeight)).toEqual([26, 26, 40]);
	const failed = task({ failure: diagnosis() });
	expect(foldRows(rows, (id) => (id.startsWith("j") ? failed : null), new Set()).map(itemHeight)).toEqual([
		26, 40, 40,
	]);
});

test("every category has at least the chip Problems, and nothing quiet has one", () => {
	for (const category of CATEGORIES) {
		const found = row({}, diagnosis({ category }));
		expect(inFilter(found, "problems")).toBe(true);
		expect(countFilters([found]).problems).toBe(1);
	}
	expect(inFilter(row(), "problems")).toBe(false);
	expect(countFilters([row(), row({}, diagnosis({ category: "auth" }))])).toEqual({
		all: 2,
		problems: 1,
		rate: 0,
		quota: 0,
		upstream: 0,
		auth: 1,
	});
});

test("search needs every word, takes each literally, and looks into bodies, headers and verdicts", () => {
	const body = { state: "ok", text: '{"error":{"code":"a.b(c"}}', mimeType: "", size: 1 } as const;
	const found = row(
		{ responseBody: body, responseHeaders: [{ name: "X-Request-Id", value: "req_9" }] },
		diagnosis({ title: "Balance used up" }),
	);
	expect(createSearch("")(found)).toBe(true);
	expect(createSearch("A.B(C")(found)).toBe(true);
	expect(createSearch("axb")(found)).toBe(false);
	expect(createSearch("balance req_9 post")(found)).toBe(true);
	expect(createSearch("balance nowhere")(found)).toBe(false);
});

test("a preflight is quiet as long as nothing is wrong with it", () => {
	const asked = [{ name: "Access-Control-Request-Method", value: "POST" }];
	expect(isQuietPreflight(row({ method: "OPTIONS", resourceType: "preflight" }))).toBe(true);
	expect(isQuietPreflight(row({ method: "OPTIONS", resourceType: null, requestHeaders: asked }))).toBe(true);
	expect(isQuietPreflight(row({ method: "OPTIONS" }))).toBe(false);
	expect(isQuietPreflight(row({ requestHeaders: asked }))).toBe(false);
	expect(isQuietPreflight(row({ method: "OPTIONS", resourceType: "preflight" }, diagnosis()))).toBe(false);
});

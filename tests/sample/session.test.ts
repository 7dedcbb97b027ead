import { expect, test } from "vitest";
import { audit } from "../../lib/audit/audit";
import { decode } from "../../lib/decode";
import { explainFailure } from "../../lib/explain-failure";
import { sampleExchanges } from "../../lib/sample/session";
import { createTaskBook } from "../../lib/task-book";

const exchanges = sampleExchanges();
const rows = exchanges.map((exchange) => ({ exchange, decoded: decode(exchange, { watchedHosts: [] }) }));
const book = createTaskBook(explainFailure);
for (const row of rows) book.observe(row.exchange, row.decoded);

test("is the same session each time, in order, marked as sample", () => {
	expect(sampleExchanges()).toEqual(exchanges);
	expect(new Set(exchanges.map(({ id }) => id)).size).toBe(exchanges.length);
	expect(exchanges.every(({ source }) => source === "sample")).toBe(true);
	const times = exchanges.map(({ startedDateTime }) => startedDateTime ?? "");
	expect(times).toEqual([...times].sort());
	expect(times[0]).toMatch(/^2026-03-14T09:30/);
});

test("holds no key, not even a fake one", () => {
	expect(JSON.stringify(exchanges)).not.toMatch(/FAKE/);
});

test("shows both routers and every kind of error", () => {
	expect(new Set(rows.map(({ decoded }) => decoded.router))).toEqual(new Set(["crazyrouter", "rout.my"]));
	const categories = new Set(rows.flatMap(({ decoded }) => decoded.diagnosis?.category ?? []));
	for (const category of [
		"auth",
		"permission",
		"insufficient_quota",
		"rate_limit",
		"overloaded",
		"context_length",
		"content_policy",
		"bad_request",
		"upstream_failure",
		"network",
		"client_closed",
		"task_moderation",
	])
		expect(categories).toContain(category);
	expect(rows.filter(({ decoded }) => decoded.diagnosis?.failedInside).length).toBeGreaterThanOrEqual(4);
	expect(rows.filter(({ decoded }) => decoded.diagnosis === null).length).toBeGreaterThan(20);
});

test("plays jobs of seven systems to their ends", () => {
	const told = book
		.tasks()
		.map(({ system, action, phase, parentId }) => `${system} ${action} ${phase} ${parentId ?? ""}`.trim());
	expect(told.sort()).toEqual(
		[
			"midjourney imagine succeeded",
			"midjourney upscale succeeded 17201234567890123",
			"kling text2video succeeded",
			"kling text2video succeeded",
			"suno music succeeded",
			"suno music failed",
			"luma generate failed",
			"runway image_to_video succeeded",
			"jimeng video running",
			"video-generations generate succeeded",
			"video-generations generate unknown",
		].sort(),
	);
	for (const task of book.tasks())
		if (task.phase === "failed") expect(task.failure?.category).toBe("task_moderation");
});

test("shows what the calling code does wrong", () => {
	const kinds = new Set(audit(rows, book.tasks()).map(({ kind }) => kind));
	for (const kind of [
		"retry-too-soon",
		"retry-without-backoff",
		"retry-not-retryable",
		"retry-after-ignored",
		"double-submit",
		"client-timeout-too-short",
		"task-abandoned",
		"key-in-url",
		"key-in-browser",
	])
		expect(kinds).toContain(kind);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MEDIA_SYSTEMS } from "../lib/media/list";
import { readMedia } from "../lib/media/read";
import { createTaskBook } from "../lib/task-book";
import { call, decoded } from "./fixtures/exchange";
import { playSession, SCRIPTS } from "./fixtures/media-jobs";
import { random } from "./fixtures/random";

describe("joining", () => {
	test("1,000 jobs of all systems, 50 polls each, shuffled: none wrong, none lost", {
		timeout: 60_000,
	}, () => {
		const { exchanges, jobs } = playSession(random(4), 1_000, 50);
		expect(exchanges.length).toBeGreaterThan(45_000);
		const book = createTaskBook();
		const fine = decoded();
		for (const one of exchanges) book.observe(one, fine);
		const tasks = new Map(book.tasks().map((task) => [task.key, task]));
		expect(tasks.size).toBe(jobs.length);
		const wrong: string[] = [];
		for (const job of jobs) {
			const task = tasks.get(`crazyrouter|${job.system}|${job.id}`);
			if (!task) {
				wrong.push(`${job.system} ${job.id} is lost`);
				continue;
			}
			if (task.polls !== job.polls || task.failedPolls !== job.failedPolls)
				wrong.push(
					`${task.key}: ${task.polls}/${task.failedPolls} polls, played ${job.polls}/${job.failedPolls}`,
				);
			const words = task.spans.map(({ state }) => state).filter((word, i, all) => word !== all[i - 1]);
			const played = [...new Set([...(words[0] === job.words[0] ? [] : words.slice(0, 1)), ...job.words])];
			if (words.join() !== played.join()) wrong.push(`${task.key}: ${words}, played ${job.words}`);
			if (task.results.length !== (job.system === "minimax" || task.phase !== "succeeded" ? 0 : 1))
				wrong.push(`${task.key}: ${task.results.length} results`);
			for (const id of job.exchanges)
				if (!book.tasksOf(id).includes(task.key)) wrong.push(`${id} is not with ${task.key}`);
		}
		expect(wrong).toEqual([]);
	});

	test("every system has a script that is played", () => {
		const played = new Set(SCRIPTS.map(({ system }) => system));
		expect(MEDIA_SYSTEMS.map(({ id }) => id).filter((id) => !played.has(id))).toEqual(["image-tasks"]);
	});

	test("more jobs than are kept: the newest stay, nothing grows without bound", { timeout: 60_000 }, () => {
		const book = createTaskBook();
		for (let i = 0; i < 6_000; i++)
			book.observe(
				call(`x${i}`, "GET", `/luma/generations/g${i}`, null, {
					id: `g${i}`,
					state: i % 2 ? "completed" : "dreaming",
				}),
				decoded(),
			);
		const tasks = book.tasks();
		expect(tasks.length).toBe(5_000);
		expect(tasks.some(({ id }) => id === "g5999")).toBe(true);
		expect(tasks.filter(({ phase }) => phase === "running")).toHaveLength(3_000);
	});
});

describe("hostile input", () => {
	const paths = [
		...SCRIPTS.flatMap((script) => [script.submit("7"), script.poll("7", "x")]),
		...SCRIPTS.flatMap((script) => (script.batch ? [script.batch([["7", "x"]])] : [])),
		["POST", "/luma/generations/7/extend", null, null] as const,
		["GET", "/v1/videos/7/content", null, null] as const,
		["POST", "/mj/submit/action", null, null] as const,
		["POST", "/mj/submit/simple-change", null, null] as const,
		["GET", "/v1/tasks/task_7", null, null] as const,
		["POST", "https://api.rout.my/v1/video/generations", null, null] as const,
	];
	const keys = fc.constantFrom(
		..."code data status state task_status result id task_id output error message fail_reason progress ids video url __proto__ constructor submitTime created_at properties description prompt taskId customId content base_resp object".split(
			" ",
		),
	);
	const value = fc.letrec((tie) => ({
		any: fc.oneof(
			{ maxDepth: 4 },
			fc.constantFrom(
				null,
				true,
				0,
				1,
				-1,
				21,
				Number.POSITIVE_INFINITY,
				"success",
				"SUCCESS",
				"failed",
				"\ud800",
				"",
				"https://a.test",
				"7",
			),
			fc.double(),
			fc.string(),
			fc.array(tie("any"), { maxLength: 3 }),
			fc.dictionary(keys, tie("any"), { maxKeys: 5, noNullPrototype: true }),
		),
	})).any;

	test("nothing a page can send makes it throw or lose its counts", { timeout: 60_000 }, () => {
		const book = createTaskBook();
		let id = 0;
		fc.assert(
			fc.property(
				fc.constantFrom(...paths),
				value,
				value,
				fc.constantFrom(0, 200, 204, 400, 429, 499, 502, null),
				fc.constantFrom("2026-03-01T10:00:00Z", null, "yesterday", "9999-12-31T23:59:59Z"),
				([method, path], request, answer, status, startedDateTime) => {
					const one = call(`x${id++}`, method, path, request, answer, { status, startedDateTime });
					const reading = readMedia(one);
					expect(reading).not.toBeNull();
					book.observe(one, decoded());
				},
			),
			{ numRuns: 20_000, seed: 1 },
		);
		for (const task of book.tasks()) {
			expect(task.failedPolls).toBeLessThanOrEqual(task.polls);
			expect(task.results.every((link) => /^https?:/.test(link))).toBe(true);
		}
		expect(book.unfinished().length).toBeLessThanOrEqual(500);
	});

	test("addresses a page can make", () => {
		for (const url of [
			"https://api.crazyrouter.com/mj/task/%E0%A4%A/fetch",
			"https://api.crazyrouter.com/mj/task/%2e%2e/fetch",
			"https://api.crazyrouter.com/luma/generations/__proto__",
			`https://api.crazyrouter.com/luma/generations/${"a".repeat(5_000)}`,
			"https://api.crazyrouter.com/v1/video/query?id=&id=2",
			"https://api.crazyrouter.com//mj//task//7//fetch",
			"https://[::1]/mj/task/7/fetch",
			"https:///mj/task/7/fetch",
			"not a url/mj/submit/imagine",
		])
			for (const method of ["GET", "POST", "get", ""])
				expect(() =>
					createTaskBook().observe(call("x", method, url, {}, { status: "SUCCESS" }, { url }), decoded()),
				).not.toThrow();
	});

	test("parents in circles still list every job once", () => {
		const book = createTaskBook();
		const extend = (x: string, parent: string, id: string) =>
			book.observe(
				call(x, "POST", `/luma/generations/${parent}/extend`, {}, { id, state: "queued" }),
				decoded(),
			);
		extend("x1", "a", "b");
		extend("x2", "b", "c");
		extend("x3", "c", "a");
		extend("x4", "d", "d");
		extend("x5", "c", "e");
		expect(
			book
				.tasks()
				.map(({ id }) => id)
				.sort(),
		).toEqual(["a", "b", "c", "d", "e"]);
		let parent = "r0";
		for (let i = 1; i < 500; i++) {
			extend(`y${i}`, parent, `r${i}`);
			parent = `r${i}`;
		}
		expect(book.tasks()).toHaveLength(504);
	});
});

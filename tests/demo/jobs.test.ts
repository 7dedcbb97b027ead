import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { JOBS, type JobRecipe } from "../../demo/page/jobs";
import { type Demo, startDemo } from "../../demo/server/start.mjs";
import { ask, at } from "./client";

/** Answers come at once; jobs move only when the tests' own clock does. */
const SPEED = 100_000;
/** Three seconds of router time: shorter than any phase of any job. */
const STEP = 3000 / SPEED;

let demo: Demo;
let clock = Date.parse("2026-01-02T03:04:05Z");
beforeAll(async () => {
	demo = await startDemo({ speed: SPEED, now: () => clock });
});
afterAll(() => demo.close());

/** Where each system's answer keeps its word, and the words of its documentation in the order they come. */
const SYSTEMS: Record<
	string,
	{ state: readonly (string | number)[]; words: readonly string[]; failure: string }
> = {
	midjourney: { state: ["status"], words: ["SUBMITTED", "IN_PROGRESS", "SUCCESS"], failure: "FAILURE" },
	kling: { state: ["data", "status"], words: ["queued", "processing", "SUCCESS"], failure: "failed" },
	jimeng: { state: ["data", "status"], words: ["queued", "processing", "succeeded"], failure: "failed" },
	luma: { state: ["state"], words: ["queued", "dreaming", "completed"], failure: "failed" },
	suno: { state: ["data", "status"], words: ["SUBMITTED", "IN_PROGRESS", "SUCCESS"], failure: "FAILURE" },
	runway: { state: ["status"], words: ["PENDING", "RUNNING", "SUCCEEDED"], failure: "FAILED" },
	"unified-video": { state: ["status"], words: ["processing", "completed"], failure: "failed" },
	"video-generations": {
		state: ["data", "status"],
		words: ["queued", "processing", "SUCCESS"],
		failure: "failed",
	},
	"openai-video": { state: ["status"], words: ["queued", "in_progress", "completed"], failure: "failed" },
	seedance: { state: ["data", "status"], words: ["NOT_START", "IN_PROGRESS", "SUCCESS"], failure: "FAILURE" },
	minimax: { state: ["status"], words: ["Queueing", "Processing", "Success"], failure: "Fail" },
	alibailian: {
		state: ["output", "task_status"],
		words: ["PENDING", "RUNNING", "SUCCEEDED"],
		failure: "FAILED",
	},
};

async function submit(recipe: JobRecipe, outcome?: string): Promise<string> {
	const [path, body] = recipe.submit;
	const response = await ask(demo, path, { body, ...(outcome !== undefined && { demo: outcome }) });
	const text = await response.text();
	return /"(?:task_id|result|id|data)"\s*:\s*"?([\w-]+)"?/.exec(text)?.[1] ?? text;
}

async function poll(recipe: JobRecipe, id: string): Promise<{ status: number; text: string; json: unknown }> {
	const { path } = recipe.poll(id);
	const response = await ask(demo, path);
	const text = await response.text();
	const isJson = response.headers.get("content-type")?.includes("json") === true;
	return { status: response.status, text, json: isJson ? JSON.parse(text) : null };
}

/** Polls every three seconds until the job's word is a last one; every distinct word in order, and the last answer. */
async function follow(recipe: JobRecipe, id: string) {
	const { state, words, failure } = SYSTEMS[recipe.id] ?? { state: [], words: [], failure: "" };
	const last = new Set([words.at(-1), failure, "CANCEL", "CANCELLED", "CANCELED", "cancelled"]);
	const seen: unknown[] = [];
	const statuses = new Set<number>();
	for (;;) {
		const answer = await poll(recipe, id);
		clock += STEP;
		statuses.add(answer.status);
		if (answer.status !== 200) continue;
		const word = at(answer.json, ...state);
		if (seen.at(-1) !== word) seen.push(word);
		if (word === undefined || last.has(String(word))) return { seen, statuses, answer };
	}
}

describe.each(JOBS.map((recipe) => [recipe.id, recipe] as const))("%s", (id, recipe) => {
	const { words, failure } = SYSTEMS[id] ?? { words: [], failure: "" };

	it("goes through its documented words to a result", async () => {
		const { seen, answer } = await follow(recipe, await submit(recipe));
		expect(seen).toEqual(words);
		expect(answer.text).toMatch(id === "minimax" ? /"file_id":"\d+"/ : /https:\/\/media\.crazyrouter\.com\//);
	});

	it("fails with its own word and says why", async () => {
		const { seen, answer } = await follow(recipe, await submit(recipe, "failure"));
		expect(seen.at(-1)).toBe(failure);
		expect(answer.text).not.toContain("https://media.crazyrouter.com/");
		expect(answer.text).toMatch(/could not be|gave up|internal|unknown error/i);
	});

	it("is stopped by moderation", async () => {
		const { seen, answer } = await follow(recipe, await submit(recipe, "moderation"));
		expect(seen.at(-1)).toBe(failure);
		expect(answer.text).toMatch(/moderat|risk|sensitive|unsuitable/i);
	});

	it("survives failing polls", async () => {
		const { seen, statuses } = await follow(recipe, await submit(recipe, "flaky"));
		expect(statuses).toEqual(new Set([200, 502]));
		expect(seen.at(-1)).toBe(words.at(-1));
	});
});

const recipe = (id: string): JobRecipe => JOBS.find((job) => job.id === id) ?? (undefined as never);

describe("Midjourney", () => {
	it.each([
		["banned", 200, 24],
		["queue-full", 200, 23],
		["queued", 200, 22],
		["exists", 200, 21],
		["no-account", 200, 3],
		["bad-parameter", 200, 4],
		["saturated", 429, 30],
	])("answers a submit with %s: HTTP %i, code %i", async (outcome, status, code) => {
		const response = await ask(demo, "/mj/submit/imagine", { body: { prompt: "x" }, demo: outcome });
		expect(response.status).toBe(status);
		expect(at(await response.json(), "code")).toBe(code);
	});

	it("is the same system under a mode's path", async () => {
		const body = await (await ask(demo, "/mj-fast/mj/submit/imagine", { body: { prompt: "x" } })).json();
		const task = await ask(demo, `/mj-fast/mj/task/${at(body, "result")}/fetch`);
		expect(at(await task.json(), "id")).toBe(at(body, "result"));
	});

	it("leads from a picture to its upscale and through the confirm window to a zoom", async () => {
		const mj = recipe("midjourney");
		const press = async (taskId: string, part: string) => {
			const { json } = await poll(mj, taskId);
			const buttons = at(json, "buttons") as { customId: string }[];
			const customId = buttons.find((button) => button.customId.includes(part))?.customId;
			return (await ask(demo, "/mj/submit/action", { body: { taskId, customId } })).json();
		};
		const first = await submit(mj);
		await follow(mj, first);
		const upscale = await press(first, "upsample::1");
		expect(at(upscale, "code")).toBe(1);
		const second = String(at(upscale, "result"));
		expect((await follow(mj, second)).answer.json).toMatchObject({ action: "UPSCALE" });
		const zoom = await press(second, "CustomZoom");
		expect(at(zoom, "code")).toBe(21);
		const third = String(at(zoom, "result"));
		expect((await poll(mj, third)).json).toMatchObject({ status: "MODAL" });
		await ask(demo, "/mj/submit/modal", { body: { taskId: third, prompt: "wider" } });
		expect((await follow(mj, third)).seen.at(-1)).toBe("SUCCESS");
	});

	it("lists by condition the known ids, and only those", async () => {
		const ids = [await submit(recipe("midjourney")), "404404404"];
		const response = await ask(demo, "/mj/task/list-by-condition", { body: { ids } });
		const tasks = (await response.json()) as { id: string }[];
		expect(tasks.map(({ id }) => id)).toEqual(ids.slice(0, 1));
	});

	it("says no to an unknown task", async () => {
		const response = await ask(demo, "/mj/task/404404404/fetch");
		expect(response.status).toBe(400);
		expect(at(await response.json(), "description")).toContain("task_no_found");
	});
});

it("Suno's batch query answers for every known id, each with two clips", async () => {
	const suno = recipe("suno");
	const ids = [await submit(suno), await submit(suno, "failure")];
	for (const id of ids) await follow(suno, id);
	const response = await ask(demo, "/suno/fetch", { body: { ids: [...ids, "unknown"], action: "MUSIC" } });
	const tasks = at(await response.json(), "data") as { task_id: string; status: string; data: unknown[] }[];
	expect(tasks.map(({ task_id, status, data }) => [task_id, status, data.length])).toEqual([
		[ids[0], "SUCCESS", 2],
		[ids[1], "FAILURE", 2],
	]);
});

it("Kling and Jimeng can send ids as bare 19-digit numbers", async () => {
	for (const path of ["/kling/v1/videos/text2video", "/jimeng/submit/videos"]) {
		const response = await ask(demo, path, { body: { prompt: "x" }, demo: "bare-id" });
		expect(await response.text()).toMatch(/"task_id":\d{19}[,}]/);
	}
});

it("Jimeng's own API takes the action in the query and the id in the body", async () => {
	const act = async (action: string, body: object) =>
		(await ask(demo, `/jimeng/?Action=${action}&Version=2022-08-31`, { body })).json();
	const submitted = await act("CVSync2AsyncSubmitTask", { req_key: "demo", prompt: "x" });
	const task_id = at(submitted, "data", "task_id");
	const result = await act("CVSync2AsyncGetResult", { req_key: "demo", task_id });
	expect(at(result, "code")).toBe(10000);
	expect(["in_queue", "generating"]).toContain(at(result, "data", "status"));
	expect(at(await act("CVSync2AsyncGetResult", { task_id: "404" }), "data", "status")).toBe("not_found");
});

it("Runway's task ends when it is deleted", async () => {
	const runway = recipe("runway");
	const id = await submit(runway);
	expect((await ask(demo, `/runwayml/v1/tasks/${id}`, { method: "DELETE" })).status).toBe(204);
	expect((await poll(runway, id)).json).toMatchObject({ status: "CANCELLED" });
});

it("rout.my makes a video in one request that stays open", async () => {
	const started = Date.now();
	const response = await ask(demo, "/rout.my/v1/video/generations", {
		body: { model: "veo-3", prompt: "x" },
		headers: { "x-demo-speed": "400" },
	});
	expect(response.status).toBe(200);
	expect(Date.now() - started).toBeGreaterThan(200);
	expect(at(await response.json(), "data", 0, "url")).toContain("https://api.rout.my/");
});

it("an error case works on a submit and on a poll", async () => {
	const kling = recipe("kling");
	const [path, body] = kling.submit;
	expect((await ask(demo, path, { body, demo: "429" })).status).toBe(429);
	const id = await submit(kling);
	expect((await ask(demo, kling.poll(id).path, { demo: "body-html" })).status).toBe(502);
	expect((await poll(kling, id)).status).toBe(200);
});

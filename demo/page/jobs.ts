import type { DemoSession, RouterChoice, Seen } from "./session";
import { observe } from "./session";

/** How one media system is driven: what is sent, where the id is, where to ask. */
export interface JobRecipe {
	readonly id: string;
	readonly title: string;
	/** Path below the router's root and body of the submit. */
	readonly submit: readonly [string, Record<string, unknown>];
	readonly poll: (id: string) => { path: string; body?: unknown };
	/** The interval an application would use, ms. */
	readonly every: number;
	/** Endings its button row offers besides success. */
	readonly outcomes: readonly string[];
	readonly router?: RouterChoice;
}

const VIDEO_PROMPT = "A paper boat drifts down a rainy street";
const USUAL = ["failure", "moderation", "flaky"] as const;

/** Every system of the demo router. Own words, the paths and fields of the routers' documentation. */
export const JOBS: readonly JobRecipe[] = [
	{
		id: "midjourney",
		title: "Midjourney",
		submit: [
			"/mj/submit/imagine",
			{ prompt: "a lighthouse made of glass, dusk --ar 3:2", botType: "MID_JOURNEY" },
		],
		poll: (id) => ({ path: `/mj/task/${id}/fetch` }),
		every: 4000,
		outcomes: [...USUAL, "cancel", "queued", "exists", "banned", "queue-full", "saturated"],
	},
	{
		id: "kling",
		title: "Kling",
		submit: ["/kling/v1/videos/text2video", { model_name: "kling-v2", prompt: VIDEO_PROMPT, duration: "5" }],
		poll: (id) => ({ path: `/kling/v1/videos/text2video/${id}` }),
		every: 10_000,
		outcomes: [...USUAL, "native", "bare-id"],
	},
	{
		id: "jimeng",
		title: "Jimeng",
		submit: ["/jimeng/submit/videos", { model: "jimeng-video-3", prompt: VIDEO_PROMPT }],
		poll: (id) => ({ path: `/jimeng/fetch/${id}` }),
		every: 10_000,
		outcomes: USUAL,
	},
	{
		id: "luma",
		title: "Luma",
		submit: ["/luma/generations", { user_prompt: VIDEO_PROMPT, model_name: "ray-v2" }],
		poll: (id) => ({ path: `/luma/generations/${id}` }),
		every: 5000,
		outcomes: USUAL,
	},
	{
		id: "suno",
		title: "Suno",
		submit: ["/suno/submit/music", { gpt_description_prompt: "A calm song about the sea", mv: "chirp-v4" }],
		poll: (id) => ({ path: `/suno/fetch/${id}` }),
		every: 10_000,
		outcomes: [...USUAL, "documented", "steps"],
	},
	{
		id: "runway",
		title: "Runway",
		submit: ["/runwayml/v1/image_to_video", { model: "gen4_turbo", promptText: VIDEO_PROMPT, duration: 5 }],
		poll: (id) => ({ path: `/runwayml/v1/tasks/${id}` }),
		every: 10_000,
		outcomes: [...USUAL, "throttled", "cancel"],
	},
	{
		id: "unified-video",
		title: "Unified video",
		submit: ["/v1/video/create", { model: "veo-3.1-fast", prompt: VIDEO_PROMPT }],
		poll: (id) => ({ path: `/v1/video/query?id=${id}` }),
		every: 10_000,
		outcomes: USUAL,
	},
	{
		id: "video-generations",
		title: "Video generations",
		submit: ["/v1/video/generations", { model: "wan2.2-t2v-plus", prompt: VIDEO_PROMPT, seconds: "5" }],
		poll: (id) => ({ path: `/v1/video/generations/${id}` }),
		every: 10_000,
		outcomes: USUAL,
	},
	{
		id: "openai-video",
		title: "OpenAI videos",
		submit: ["/v1/videos", { model: "sora-2", prompt: VIDEO_PROMPT, seconds: "8" }],
		poll: (id) => ({ path: `/v1/videos/${id}` }),
		every: 10_000,
		outcomes: [...USUAL, "cancel"],
	},
	{
		id: "seedance",
		title: "Seedance",
		submit: [
			"/volc/v1/contents/generations/tasks",
			{ model: "doubao-seedance-1", content: [{ type: "text", text: VIDEO_PROMPT }] },
		],
		poll: (id) => ({ path: `/volc/v1/contents/generations/tasks/${id}` }),
		every: 10_000,
		outcomes: USUAL,
	},
	{
		id: "minimax",
		title: "MiniMax",
		submit: ["/minimax/v1/video_generation", { model: "MiniMax-Hailuo-02", prompt: VIDEO_PROMPT }],
		poll: (id) => ({ path: `/minimax/v1/query/video_generation?task_id=${id}` }),
		every: 10_000,
		outcomes: USUAL,
	},
	{
		id: "alibailian",
		title: "Ali Bailian",
		submit: [
			"/alibailian/api/v1/services/aigc/video-generation/video-synthesis",
			{ model: "wan2.2-i2v-plus", input: { prompt: VIDEO_PROMPT } },
		],
		poll: (id) => ({ path: `/alibailian/api/v1/tasks/${id}` }),
		every: 10_000,
		outcomes: [...USUAL, "cancel"],
	},
];

/** Words after which an application stops asking, in every vocabulary of the recipes. */
const FINAL = new Set(
	"success succeeded succeed completed complete done failure failed fail error cancel cancelled canceled".split(
		" ",
	),
);

/** Is this the word after which nothing more comes? */
export function isFinal(word: string): boolean {
	return FINAL.has(word.toLowerCase());
}

/** Every state word of an answer in order, whatever its key is called. The first is the task's own. */
export function statesIn(text: string): string[] {
	const key = /"(?:status|state|task_status)"\s*:\s*"([^"]*)"/g;
	return [...text.matchAll(key)].map((match) => match[1] ?? "").filter((word, i) => i === 0 || word !== "");
}

/** The task id of a submit's answer, as text: a bare 19-digit number would be rounded by JSON.parse. */
function idIn(text: string): string | null {
	return /"(?:task_id|result|id|data)"\s*:\s*"?([\w-]+)"?/.exec(text)?.[1] ?? null;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface SubmitOptions {
	/** What the job shall become; see demo/README.md. */
	readonly outcome?: string | undefined;
	/** Another endpoint of the same system than the recipe's. */
	readonly path?: string;
	readonly body?: Record<string, unknown>;
}

/** Submits one job and returns its id, null when it was refused, and what the page saw. */
export async function submitJob(session: DemoSession, recipe: JobRecipe, options: SubmitOptions = {}) {
	let id: string | null = null;
	const [path, body] = recipe.submit;
	const seen = await observe(async () => {
		const response = await session.fetch(options.path ?? path, {
			method: "POST",
			body: JSON.stringify(options.body ?? body),
			demoCase: options.outcome,
			router: jobRouter(session),
		});
		const text = await response.text();
		const refused = /"code"\s*:\s*(3|4|23|24|30)\b/.test(text);
		if (response.ok && !refused) id = idIn(text);
		return { status: response.status, text };
	});
	return { id: id as string | null, seen };
}

/** Asks about a job once. A failed poll says nothing of the job: `state` is null then. */
export async function pollJob(session: DemoSession, recipe: JobRecipe, id: string) {
	let state: string | null = null;
	let answer = "";
	const { path, body } = recipe.poll(id);
	const seen = await observe(async () => {
		const response = await session.fetch(path, {
			router: jobRouter(session),
			...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
		});
		answer = await response.text();
		if (response.ok) state = statesIn(answer)[0] ?? null;
		return { status: response.status, text: answer };
	});
	return { state: state as string | null, answer, seen };
}

/** Polls at the documented interval until a final word comes. */
export async function followJob(session: DemoSession, recipe: JobRecipe, id: string): Promise<Seen> {
	for (;;) {
		await pause(Math.max(60, recipe.every / session.speed));
		const { state, seen } = await pollJob(session, recipe, id);
		if (state !== null && isFinal(state)) return seen;
		if (seen.status !== null && seen.status >= 400 && seen.status < 500) return seen;
	}
}

/** A whole job: submit, poll until it ends. */
export async function runJob(session: DemoSession, recipe: JobRecipe, outcome?: string): Promise<Seen> {
	const { id, seen } = await submitJob(session, recipe, { outcome });
	return id === null ? seen : followJob(session, recipe, id);
}

/** rout.my has no tasks: jobs go to CrazyRouter then. */
export function jobRouter(session: DemoSession): RouterChoice {
	return session.router === "rout.my" ? "crazyrouter" : session.router;
}

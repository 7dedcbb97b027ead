import { followJob, isFinal, JOBS, type JobRecipe, jobRouter, pollJob, statesIn, submitJob } from "./jobs";
import { type DemoSession, observe, type Seen } from "./session";

/** Jobs that lead to other jobs, and many asked about at once. */

function recipe(id: string): JobRecipe {
	const found = JOBS.find((job) => job.id === id);
	if (found === undefined) throw new Error(`no recipe named ${id}`);
	return found;
}

const REFUSED = (seen: Seen): Seen => ({ ...seen, ok: false });

/** Midjourney: imagine, then upscale its first picture, then zoom out of it through the confirm window. */
export async function upscaleChain(session: DemoSession): Promise<Seen> {
	const mj = recipe("midjourney");
	const first = await submitJob(session, mj);
	if (first.id === null) return REFUSED(first.seen);
	await followJob(session, mj, first.id);
	const upscaled = await pressButton(session, mj, first.id, "upsample::1");
	if (upscaled.id === null) return REFUSED(upscaled.seen);
	await followJob(session, mj, upscaled.id);
	const zoomed = await pressButton(session, mj, upscaled.id, "CustomZoom");
	if (zoomed.id === null) return REFUSED(zoomed.seen);
	await pollJob(session, mj, zoomed.id);
	await submitJob(session, mj, {
		path: "/mj/submit/modal",
		body: { taskId: zoomed.id, prompt: "wider --zoom 1.5" },
	});
	return followJob(session, mj, zoomed.id);
}

/** Presses the button whose custom id contains `part` on a finished picture. */
async function pressButton(session: DemoSession, mj: JobRecipe, taskId: string, part: string) {
	const { answer } = await pollJob(session, mj, taskId);
	const customId = /"customId"\s*:\s*"([^"]+)"/g;
	const ids = [...answer.matchAll(customId)].map((match) => match[1] ?? "");
	return submitJob(session, mj, {
		path: "/mj/submit/action",
		body: { taskId, customId: ids.find((id) => id.includes(part)) ?? "" },
	});
}

/** Three Midjourney jobs, asked about together. */
export async function midjourneyBatch(session: DemoSession): Promise<Seen> {
	const mj = recipe("midjourney");
	return batch(session, mj, ["success", "success", "failure"], (ids) => ({
		path: "/mj/task/list-by-condition",
		body: { ids },
	}));
}

/** Three Suno jobs, asked about together. */
export async function sunoBatch(session: DemoSession): Promise<Seen> {
	return batch(session, recipe("suno"), ["success", "failure", "success"], (ids) => ({
		path: "/suno/fetch",
		body: { ids, action: "MUSIC" },
	}));
}

async function batch(
	session: DemoSession,
	system: JobRecipe,
	outcomes: readonly string[],
	poll: (ids: string[]) => { path: string; body: unknown },
): Promise<Seen> {
	const ids: string[] = [];
	for (const outcome of outcomes) {
		const { id, seen } = await submitJob(session, system, { outcome });
		if (id === null) return REFUSED(seen);
		ids.push(id);
	}
	const { path, body } = poll(ids);
	for (;;) {
		await new Promise((resolve) => setTimeout(resolve, Math.max(60, system.every / session.speed)));
		let words: string[] = [];
		const seen = await observe(async () => {
			const response = await session.fetch(path, {
				method: "POST",
				body: JSON.stringify(body),
				router: jobRouter(session),
			});
			const text = await response.text();
			words = statesIn(text);
			return { status: response.status, text };
		});
		if (!seen.ok || words.every(isFinal)) return seen;
	}
}

/** A Suno song and its continuation. */
export async function sunoExtend(session: DemoSession): Promise<Seen> {
	const suno = recipe("suno");
	const first = await submitJob(session, suno);
	if (first.id === null) return REFUSED(first.seen);
	await followJob(session, suno, first.id);
	const { answer } = await pollJob(session, suno, first.id);
	const clip = /"data"\s*:\s*\[\s*\{\s*"id"\s*:\s*"([^"]+)"/.exec(answer)?.[1] ?? "";
	const second = await submitJob(session, suno, {
		body: {
			prompt: "and the tide turns",
			task_id: first.id,
			continue_clip_id: clip,
			continue_at: 60,
			mv: "chirp-v4",
		},
	});
	return second.id === null ? REFUSED(second.seen) : followJob(session, suno, second.id);
}

/** A Luma clip and its extension. */
export async function lumaExtend(session: DemoSession): Promise<Seen> {
	const luma = recipe("luma");
	const first = await submitJob(session, luma);
	if (first.id === null) return REFUSED(first.seen);
	await followJob(session, luma, first.id);
	const second = await submitJob(session, luma, {
		path: `/luma/generations/${first.id}/extend`,
		body: { user_prompt: "the boat reaches the sea" },
	});
	return second.id === null ? REFUSED(second.seen) : followJob(session, luma, second.id);
}

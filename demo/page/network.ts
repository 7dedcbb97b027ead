import { chat, chatStream, get, post } from "./chat";
import { JOBS, submitJob } from "./jobs";
import { type DemoSession, observe, readText, type Seen } from "./session";

/** What goes wrong between the page and the router, and what page code itself does. */

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The router takes `ms` of its time. */
export const slow = (session: DemoSession, ms = 3000) => chat(session, { demoCase: `slow-${ms}` });

/** The page gives up before the answer. */
export const abortEarly = (session: DemoSession) =>
	chat(session, { demoCase: "hang", signal: AbortSignal.timeout(400) });

/** The page stops reading a stream in its middle. */
export async function abortStream(session: DemoSession): Promise<Seen> {
	const stop = new AbortController();
	const reading = chatStream(session, { demoCase: "stream-stalled", signal: stop.signal });
	await pause(500);
	stop.abort();
	return reading;
}

/** Nobody listens on that port of this machine. */
export const refused = () => observe(async () => readText(await fetch("http://localhost:65529/v1/models")));

/** A name that cannot exist. */
export const unknownHost = () =>
	observe(async () => readText(await fetch("https://api.demo.invalid/v1/models")));

/** Twenty polls of one job at the same moment. */
export async function parallelPolls(session: DemoSession): Promise<Seen> {
	const kling = JOBS.find(({ id }) => id === "kling");
	if (kling === undefined) throw new Error("no recipe named kling");
	const { id, seen } = await submitJob(session, kling);
	if (id === null) return seen;
	const { path } = kling.poll(id);
	const all = await Promise.all(Array.from({ length: 20 }, () => get(session, path)));
	return { ...seen, ok: all.every(({ ok }) => ok), text: `${all.length} answers` };
}

/** Retries a 429 at once, five times: the habit every router asks to drop. */
export async function eagerRetries(session: DemoSession): Promise<Seen> {
	let last = await chat(session, { demoCase: "429" });
	for (let i = 0; i < 4; i++) last = await chat(session, { demoCase: "429" });
	return last;
}

/** Submits the same job twice within a second: paid twice. */
export async function doubleSubmit(session: DemoSession): Promise<Seen> {
	const mj = JOBS.find(({ id }) => id === "midjourney");
	if (mj === undefined) throw new Error("no recipe named midjourney");
	await submitJob(session, mj);
	return (await submitJob(session, mj)).seen;
}

/** Leaves the page while a body is being read; comes back by the browser's back button. */
export async function leaveWhileReading(session: DemoSession): Promise<Seen> {
	void chat(session, { demoCase: "body-5mb" });
	await pause(15);
	location.href = "/away";
	return { status: null, ok: true, error: null, text: "leaving", ms: 0 };
}

/** Leaves the page while a stream runs. */
export async function leaveDuringStream(session: DemoSession): Promise<Seen> {
	void chatStream(session, { demoCase: "stream-stalled" });
	await pause(400);
	location.href = "/away";
	return { status: null, ok: true, error: null, text: "leaving", ms: 0 };
}

/** The server's real answer is hidden from the page for want of CORS headers. */
export const corsRefused = (session: DemoSession) => chat(session, { demoCase: "cors-refused" });

/** The preflight is refused, so the request is never sent. */
export const corsPreflight = (session: DemoSession) =>
	post(session, "/v1/chat/completions", { model: "gpt-4o" }, { query: "demo=cors-preflight" });

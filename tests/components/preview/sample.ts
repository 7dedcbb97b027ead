import type { Diagnosis } from "../../../lib/diagnosis";
import { type Body, type Exchange, NO_BODY } from "../../../lib/exchange";
import { createSession, type Row, type Session } from "../../../lib/session";
import type { Finding, Observation, Task } from "../../../lib/task";
import type { Phase } from "../../../lib/vocabulary";

/** Made-up sessions to look at: every kind of row, detail and job, as of `now` (epoch milliseconds). */
export function sampleSession(now: number): Session {
	const tasks = sampleTasks(now);
	const blank = createSession();
	const taskOf = (id: string) =>
		tasks.find(({ observations }) => observations.some(({ exchangeId }) => exchangeId === id))?.key ?? null;
	const session: Session = { ...blank, tasks, book: { ...blank.book, taskOf } };
	session.rows = [
		row("e1", now - 60_000, 401, {
			time: 84,
			diagnosis: diagnosis({
				title: "API key is missing or wrong",
				category: "auth",
				fault: "account",
				verdict: "after-change",
			}),
		}),
		row("e2", now - 52_000, 200, {
			time: 1310,
			model: "gpt-4o-mini",
			text: '{"id":"chatcmpl-1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{"total_tokens":12}}',
		}),
		row("e3", now - 3_000, 429, {
			time: 112,
			model: "gpt-4o",
			text: '{"error":{"message":"Rate limit reached, slow down (request id: 2026112109345581712345)","type":"requests","param":null,"code":"rate_limit_exceeded"}}',
			headers: [
				["Content-Type", "application/json"],
				["Retry-After", "12"],
				["X-Oneapi-Request-Id", "2026112109345581712345"],
			],
			diagnosis: diagnosis({
				title: "Too many requests for this key",
				explanation:
					"The router refused the call because this key has sent more requests than its limit allows. Nothing is wrong with the request itself.",
				category: "rate_limit",
				fault: "client",
				verdict: "yes",
				afterMs: 12_000,
				afterFrom: "Retry-After",
				scheduleMs: [1000, 2000, 4000],
				rule: "Retry with exponential backoff: start at 1 s, double each time, add jitter.",
				actions: [
					"Wait until the countdown ends, then send the same request again.",
					"Lower the number of parallel calls.",
					"Ask the router to raise the limit of this key if it keeps happening.",
				],
				serverMessage: "Rate limit reached, slow down",
				requestId: "2026112109345581712345",
				evidence: [
					{ where: "response.body", path: "error.code", value: "rate_limit_exceeded" },
					{ where: "response.headers", path: "Retry-After", value: "12" },
				],
				contradictions: [
					{
						text: "The status page lists 429 for used-up balance too; the error code decides.",
						source: "https://docs.example.com/en/status-codes",
					},
				],
			}),
		}),
		row("e4", now - 40_000, 403, {
			time: 96,
			model: "claude-sonnet",
			diagnosis: diagnosis({
				title: "Balance used up",
				category: "insufficient_quota",
				fault: "account",
				verdict: "after-change",
			}),
		}),
		row("e5", now - 35_000, 200, {
			time: 18_400,
			model: "gpt-4o",
			text: 'data: {"choices":[{"delta":{"content":"Once"}}]}\n\ndata: {"choices":[{"delta":{"content":" upon"}}]}\n\ndata: {"error":{"message":"upstream connection reset","code":"upstream_error"}}\n\n',
			stream: { events: 214, ended: false, finishReason: null },
			diagnosis: diagnosis({
				title: "Stream broke off: upstream error inside",
				category: "upstream_failure",
				fault: "upstream",
				verdict: "yes",
				failedInside: true,
				scheduleMs: [1000, 2000, 4000, 8000],
				warning: "Part of the answer was already generated and may be charged. A retry generates it again.",
				evidence: [{ where: "response.body", path: "error.code", value: "upstream_error" }],
				cause: diagnosis({
					title: "The provider closed the connection",
					category: "upstream_failure",
					fault: "upstream",
					verdict: "yes",
					serverMessage: "upstream connection reset",
					evidence: [{ where: "response.body", path: "error.message", value: "upstream connection reset" }],
				}),
			}),
		}),
		row("e6", now - 31_000, 502, {
			time: 31_000,
			method: "POST",
			path: "/v1/images/generations",
			model: "gpt-image",
			text: "<html><body>502 Bad Gateway</body></html>",
			diagnosis: diagnosis({
				title: "Provider behind the router failed",
				category: "upstream_failure",
				fault: "upstream",
				verdict: "yes",
				scheduleMs: [1000, 2000, 4000],
			}),
		}),
		...pollRows(now),
		row("e9", now - 15_000, 0, {
			time: 51,
			path: "/v1/video/generations",
			state: "unavailable",
			error: "net::ERR_FAILED",
			router: "rout.my",
			diagnosis: diagnosis({
				title: "Blocked by CORS: the page never saw the answer",
				category: "network",
				fault: "network",
				verdict: "after-change",
			}),
		}),
		row("e10", now - 14_000, 503, {
			time: 51,
			path: "/v1/chat/completions?user=\u202eevil\u200b",
			diagnosis: diagnosis({
				title: "Down for maintenance",
				category: "overloaded",
				fault: "router",
				verdict: "later",
			}),
		}),
		row("e11", now - 13_000, 418, {
			time: 51,
			diagnosis: diagnosis({
				title: "Undocumented status 418",
				category: "unknown",
				fault: "router",
				verdict: "unknown",
				entry: null,
				source: "",
				specificity: "status",
			}),
		}),
	].sort((a, b) => (a.exchange.startedDateTime ?? "").localeCompare(b.exchange.startedDateTime ?? ""));
	const findings: readonly Finding[] = [
		{
			kind: "retry-too-soon",
			title: "Retried after 0.4 s, the router asks for 12 s",
			detail: "The request was sent again three times before the time named in Retry-After.",
			actions: ["Read Retry-After and wait that long before the next try."],
			exchanges: ["e3", "e2"],
			task: null,
		},
	];
	Object.defineProperty(session, "findings", { value: findings });
	session.seen = 131;
	session.matched = session.rows.length;
	session.unwatched.set("api.example-ai.test", { host: "api.example-ai.test", count: 14, apiLike: true });
	session.version = 1;
	return session;
}

/** Nothing listed, with hosts that could be watched. */
export function emptySession(): Session {
	const session = createSession();
	session.seen = 42;
	session.unwatched.set("api.example-ai.test", { host: "api.example-ai.test", count: 14, apiLike: true });
	session.unwatched.set("localhost:8787", { host: "localhost:8787", count: 6, apiLike: true });
	session.unwatched.set("fonts.example.test", { host: "fonts.example.test", count: 22, apiLike: false });
	return session;
}

interface RowOptions {
	readonly time?: number;
	readonly method?: string;
	readonly path?: string;
	readonly model?: string;
	readonly text?: string;
	readonly router?: string;
	readonly state?: Body["state"];
	readonly error?: string;
	readonly headers?: readonly (readonly [string, string])[];
	readonly stream?: Row["decoded"]["stream"];
	readonly diagnosis?: Diagnosis;
}

function row(id: string, at: number, status: number, options: RowOptions): Row {
	const text = options.text ?? '{"error":{"message":"no"}}';
	const exchange: Exchange = {
		id,
		source: "devtools",
		startedDateTime: new Date(at).toISOString(),
		time: options.time ?? 100,
		method: options.method ?? "POST",
		url: `https://api.router.test${options.path ?? "/v1/chat/completions"}`,
		status,
		statusText: "",
		requestHeaders: [
			{ name: "Authorization", value: "Bearer ‹masked›" },
			{ name: "Content-Type", value: "application/json" },
		],
		requestBody: {
			state: "ok",
			text: '{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}',
			mimeType: "application/json",
			size: 62,
		},
		responseHeaders: (options.headers ?? [["Content-Type", "application/json"]]).map(([name, value]) => ({
			name,
			value,
		})),
		responseBody: options.state
			? { ...NO_BODY, state: options.state }
			: { state: "ok", text, mimeType: "application/json", size: text.length },
		error: options.error ?? null,
		resourceType: "fetch",
		streamMessages: [],
		pageOrigin: "http://localhost:5173",
		marks: [],
	};
	return {
		exchange,
		decoded: {
			router: options.router ?? "crazyrouter",
			diagnosis: options.diagnosis ?? null,
			envelope: null,
			model: options.model ?? null,
			stream: options.stream ?? null,
			requestId: options.diagnosis ? null : "2026112109330012345678",
		},
	};
}

type DiagnosisOptions = Pick<Diagnosis, "title" | "category" | "fault"> & {
	verdict: Diagnosis["retry"]["verdict"];
} & Partial<Diagnosis & Diagnosis["retry"]>;

function diagnosis({
	verdict,
	afterMs = null,
	scheduleMs = null,
	rule = "",
	afterFrom = "",
	...rest
}: DiagnosisOptions): Diagnosis {
	return {
		entry: "router/example",
		specificity: "code",
		explanation: "What this means, in a sentence or two, so that nobody has to look it up.",
		actions: ["Check the key.", "Send the request again."],
		evidence: [{ where: "response.status", path: "", value: "401" }],
		requestId: null,
		errorId: null,
		cause: null,
		source: "https://docs.example.com/en/reference/status-codes#429",
		serverMessage: "",
		failedInside: false,
		contradictions: [],
		warning: "",
		...rest,
		retry: { verdict, afterMs, scheduleMs, rule, afterFrom },
	};
}

function pollRows(now: number): Row[] {
	const rows: Row[] = [];
	for (const task of sampleTasks(now))
		for (const observation of task.observations)
			rows.push(
				row(observation.exchangeId, Date.parse(observation.at) - 100, observation.blip ? 502 : 200, {
					method: observation.kind === "submit" ? "POST" : "GET",
					path: `/${task.system}/${task.id}`,
					text: `{"task_id":"${task.id}"}`,
				}),
			);
	return rows;
}

interface TaskOptions {
	readonly system: string;
	readonly action: string;
	readonly id: string;
	readonly prompt?: string;
	readonly model?: string;
	/** Seconds before now. */
	readonly submit: number;
	readonly run: number | null;
	readonly end: number | null;
	readonly last?: number;
	readonly phase: Phase;
	readonly state: string;
	readonly every: number;
	readonly blipAt?: number;
	readonly parent?: string;
	readonly failure?: Diagnosis;
	readonly results?: readonly string[];
	readonly progressText?: string;
}

function sampleTasks(now: number): Task[] {
	return [
		{
			system: "kling",
			action: "text2video",
			id: "866177520012342564",
			prompt: "a lighthouse in a storm",
			submit: 160,
			run: 125,
			end: null,
			phase: "running",
			state: "processing",
			every: 8,
			blipAt: 3,
			progressText: "65%",
		},
		{
			system: "runway",
			action: "image_to_video",
			id: "rw_91f2c2aa-77",
			model: "gen3a_turbo",
			submit: 68,
			run: null,
			end: null,
			phase: "queued",
			state: "PENDING",
			every: 20,
		},
		{
			system: "midjourney",
			action: "imagine",
			id: "1720000000007719",
			prompt: "paper boats, isometric",
			submit: 210,
			run: 195,
			end: 104,
			phase: "succeeded",
			state: "SUCCESS",
			every: 12,
			results: ["https://media.example.com/a/very/long/path/grid_0.png?x=1"],
		},
		{
			system: "midjourney",
			action: "upscale",
			id: "1720000000008002",
			submit: 95,
			run: 95,
			end: 66,
			phase: "succeeded",
			state: "SUCCESS",
			every: 10,
			parent: "midjourney",
			results: ["https://media.example.com/u2.png"],
		},
		{
			system: "suno",
			action: "music",
			id: "4d1a7c21-88ce-77e0",
			submit: 190,
			run: 180,
			end: 75,
			phase: "succeeded",
			state: "complete",
			every: 20,
		},
		{
			system: "luma",
			action: "generations",
			id: "lu_5c0a1b2d3e19",
			prompt: "crowd, news footage",
			submit: 140,
			run: 128,
			end: 106,
			phase: "failed",
			state: "failed",
			every: 10,
			failure: diagnosis({
				title: "Refused by moderation",
				category: "task_moderation",
				fault: "client",
				verdict: "after-change",
				serverMessage: "content policy",
				explanation: "The provider's moderation refused the prompt. The same prompt will be refused again.",
			}),
		},
		{
			system: "jimeng",
			action: "submit/videos",
			id: "7398123456780261",
			submit: 175,
			run: 156,
			end: null,
			last: 80,
			phase: "running",
			state: "generating",
			every: 13,
		},
	].map((options) => taskOf(now, options as TaskOptions));
}

function taskOf(now: number, o: TaskOptions): Task {
	const iso = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString();
	const last = o.end ?? o.last ?? 3;
	const observations: Observation[] = [];
	const base = {
		progress: null,
		progressText: null,
		results: [],
		blip: null,
		folded: 0,
		stale: false,
	};
	observations.push({
		...base,
		exchangeId: `${o.id}-0`,
		at: iso(o.submit),
		sentAt: iso(o.submit),
		kind: "submit",
		state: "submitted",
		phase: "queued",
	});
	let n = 0;
	for (let at = o.submit - o.every; at > last; at -= o.every) {
		n += 1;
		const blip = n === o.blipAt;
		const running = o.run !== null && at <= o.run;
		observations.push({
			...base,
			exchangeId: `${o.id}-${n}`,
			at: iso(at),
			sentAt: iso(at),
			kind: "poll",
			state: blip ? null : running ? o.state : "queued",
			phase: blip ? null : running ? "running" : "queued",
			blip: blip ? "502, HTML page" : null,
		});
	}
	observations.push({
		...base,
		exchangeId: `${o.id}-z`,
		at: iso(last),
		sentAt: iso(last),
		kind: "poll",
		state: o.state,
		phase: o.phase,
		results: o.results ?? [],
	});
	const spans: Task["spans"][number][] = [];
	if (o.run === null || o.run < o.submit)
		spans.push({
			state: "queued",
			phase: "queued",
			firstSeen: iso(o.submit),
			lastSeen: iso(o.run ?? last),
			polls: 2,
		});
	if (o.run !== null)
		spans.push({ state: "running", phase: "running", firstSeen: iso(o.run), lastSeen: iso(last), polls: 5 });
	if (o.end !== null)
		spans.push({ state: o.state, phase: o.phase, firstSeen: iso(o.end), lastSeen: iso(o.end), polls: 1 });
	return {
		key: `crazyrouter|${o.system}|${o.id}`,
		id: o.id,
		system: o.system,
		router: "crazyrouter",
		host: "api.router.test",
		action: o.action,
		model: o.model ?? null,
		promptStart: o.prompt ?? null,
		phase: o.phase,
		state: o.state,
		progress: o.progressText ? 0.65 : null,
		progressText: o.progressText ?? null,
		submittedAt: iso(o.submit),
		finishedAt: o.end === null ? null : iso(o.end),
		providerTimes: { submit: null, start: null, finish: null },
		firstSeen: iso(o.submit),
		lastSeen: iso(last),
		spans,
		observations,
		polls: observations.length - 1,
		failedPolls: o.blipAt ? 1 : 0,
		pollEveryMs: o.every,
		pollsAfterEnd: 0,
		submits: [`${o.id}-s`],
		inFlight: false,
		results: o.results ?? [],
		failure: o.failure ?? null,
		previews: [],
		resultText: null,
		queueAhead: null,
		synchronous: false,
		pageLeft: false,
		unanswered: false,
		restored: false,
		parent: o.parent ? "crazyrouter|midjourney|1720000000007719" : null,
		parentId: o.parent ? "1720000000007719" : null,
	};
}

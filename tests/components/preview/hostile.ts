import type { Diagnosis } from "../../../lib/diagnosis";
import { createSession, type Session } from "../../../lib/session";
import type { Finding, Task } from "../../../lib/task";
import { at, diagnosis, exchange, observation, row, task } from "../make";

/** One row and one job with the same text in every slot a capture can fill. */
export function sessionFull(text: string): Session {
	const found = diagnosisFull(text);
	const job = taskFull(text, found);
	const blank = createSession();
	const finding: Finding = {
		kind: "double-submit",
		title: text,
		detail: text,
		actions: [text],
		exchanges: ["h1"],
		task: job.key,
	};
	const session: Session = { ...blank, tasks: [job], findings: [finding] };
	session.rows = [rowFull(text, found)];
	session.unwatched.set(text, { host: text, count: 1, apiLike: true });
	session.watchedHosts = [{ host: text, speaksLike: text }];
	return session;
}

function diagnosisFull(text: string): Diagnosis {
	const inner = diagnosis({
		title: text,
		explanation: text,
		serverMessage: text,
		evidence: [{ where: text, path: text, value: text }],
		requestId: `${text}2`,
		source: text,
	});
	return diagnosis({
		title: text,
		explanation: text,
		actions: [text],
		retry: { verdict: "yes", afterMs: 5000, scheduleMs: [1000], rule: text, afterFrom: text },
		evidence: [
			{ where: "response.body", path: "error.message", value: text },
			{ where: "response.headers", path: text, value: text },
		],
		requestId: text,
		errorId: `${text}1`,
		cause: inner,
		source: text,
		serverMessage: text,
		contradictions: [{ text, source: text }],
		warning: text,
	});
}

function rowFull(text: string, found: Diagnosis) {
	const body = {
		state: "ok" as const,
		text: JSON.stringify({ error: { message: text } }),
		mimeType: text,
		size: 9,
	};
	const full = row(
		{
			id: "h1",
			method: text,
			url: `https://api.example.com/${text}`,
			statusText: text,
			requestHeaders: [{ name: text, value: text }],
			responseHeaders: [{ name: text, value: text }],
			requestBody: body,
			responseBody: body,
			error: text,
			resourceType: text,
			pageOrigin: text,
			marks: [text],
			status: 429,
			startedDateTime: new Date().toISOString(),
		},
		found,
	);
	return {
		...full,
		decoded: {
			...full.decoded,
			router: text,
			model: text,
			stream: { events: 3, ended: false, finishReason: text },
		},
	};
}

function taskFull(text: string, failure: Diagnosis): Task {
	return task({
		key: text,
		id: text,
		system: text,
		router: text,
		host: text,
		action: text,
		model: text,
		promptStart: text,
		state: text,
		progressText: text,
		phase: "failed",
		failure,
		results: [text],
		previews: [text],
		resultText: text,
		parentId: text,
		spans: [{ state: text, phase: "running", firstSeen: at(0), lastSeen: at(50), polls: 2 }],
		observations: [
			observation(5, { state: text, progressText: text }),
			observation(9, { state: null, blip: text }),
		],
		polls: 2,
	});
}

/** More rows than any screen holds; every tenth a problem. */
export function longSession(count: number): Session {
	const session = createSession();
	session.rows = Array.from({ length: count }, (_, n) =>
		row(
			{ id: `m${n}`, startedDateTime: at(n), url: `https://api.example.com/v1/models/${n}` },
			n % 10 === 0 ? diagnosis() : null,
		),
	);
	return session;
}

/** A row whose verdict is damaged as no decoder of ours leaves it, between two good ones. */
export function brokenSession(): Session {
	const session = createSession();
	const damaged = JSON.parse(JSON.stringify(diagnosis({ title: "Damaged" }))) as Record<string, unknown>;
	delete damaged.retry;
	session.rows = [
		row({ id: "b1", startedDateTime: at(0) }, diagnosis({ title: "First" })),
		row({ id: "b2", startedDateTime: at(1) }, damaged as unknown as Diagnosis),
		row({ id: "b3", startedDateTime: at(2) }, diagnosis({ title: "Third" })),
	];
	return session;
}

/** A body too long to show at once. */
export function largeSession(): Session {
	return sessionOf(JSON.stringify({ data: "x".repeat(5_000_000) }));
}

/** A body of many lines, all of which are shown. */
export function linedSession(): Session {
	return sessionOf(JSON.stringify(Array.from({ length: 1200 }, (_, line) => `line ${line} of the answer`)));
}

function sessionOf(text: string): Session {
	const session = createSession();
	session.rows = [
		{
			...row(),
			exchange: exchange({
				responseBody: { state: "ok", text, mimeType: "application/json", size: text.length },
			}),
		},
	];
	return session;
}

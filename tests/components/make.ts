import type { Diagnosis } from "../../lib/diagnosis";
import { type Exchange, NO_BODY } from "../../lib/exchange";
import type { Row } from "../../lib/session";
import type { Observation, Task } from "../../lib/task";

/** An answered request with nothing in it; give what matters. */
export function exchange(fields: Partial<Exchange> = {}): Exchange {
	return {
		id: "x1",
		source: "devtools",
		startedDateTime: "2026-11-21T09:00:00.000Z",
		time: 100,
		method: "POST",
		url: "https://api.example.com/v1/chat/completions",
		status: 200,
		statusText: "",
		requestHeaders: [],
		requestBody: NO_BODY,
		responseHeaders: [],
		responseBody: NO_BODY,
		error: null,
		resourceType: "fetch",
		streamMessages: [],
		pageOrigin: null,
		marks: [],
		...fields,
	};
}

export function diagnosis(fields: Partial<Diagnosis> = {}): Diagnosis {
	return {
		entry: "x/y",
		specificity: "code",
		category: "rate_limit",
		fault: "client",
		title: "Too many requests",
		explanation: "",
		actions: [],
		retry: { verdict: "yes", afterMs: null, scheduleMs: null, rule: "", afterFrom: "" },
		evidence: [],
		requestId: null,
		errorId: null,
		cause: null,
		source: "",
		serverMessage: "",
		failedInside: false,
		contradictions: [],
		warning: "",
		...fields,
	};
}

export function row(fields: Partial<Exchange> = {}, found: Diagnosis | null = null): Row {
	return {
		exchange: exchange(fields),
		decoded: {
			router: null,
			diagnosis: found,
			envelope: null,
			model: null,
			stream: null,
			requestId: null,
		},
	};
}

/** A moment on the test day, `seconds` after nine, ISO 8601. */
export function at(seconds: number): string {
	return new Date(Date.UTC(2026, 10, 21, 9, 0, 0) + seconds * 1000).toISOString();
}

export function observation(seconds: number, fields: Partial<Observation> = {}): Observation {
	return {
		exchangeId: `x${seconds}`,
		at: at(seconds),
		sentAt: at(seconds),
		kind: "poll",
		state: "processing",
		phase: "running",
		progress: null,
		progressText: null,
		results: [],
		blip: null,
		folded: 0,
		stale: false,
		...fields,
	};
}

export function task(fields: Partial<Task> = {}): Task {
	return {
		key: "r|kling|1",
		id: "1",
		system: "kling",
		router: null,
		host: "api.example.com",
		action: "text2video",
		model: null,
		promptStart: null,
		phase: "running",
		state: "processing",
		progress: null,
		progressText: null,
		submittedAt: at(0),
		finishedAt: null,
		providerTimes: { submit: null, start: null, finish: null },
		firstSeen: at(0),
		lastSeen: at(60),
		spans: [],
		observations: [],
		submits: [],
		polls: 0,
		pollEveryMs: null,
		pollsAfterEnd: 0,
		inFlight: false,
		failedPolls: 0,
		results: [],
		failure: null,
		previews: [],
		resultText: null,
		queueAhead: null,
		synchronous: false,
		pageLeft: false,
		unanswered: false,
		restored: false,
		parent: null,
		parentId: null,
		...fields,
	};
}

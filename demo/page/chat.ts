import { type CallOptions, type DemoSession, observe, readText, type Seen } from "./session";

const PROMPT = "Say in one sentence what an AI router is.";

const chatBody = (stream: boolean) => ({
	model: "gpt-4o",
	messages: [{ role: "user" as const, content: PROMPT }],
	stream,
});

/** One chat completion, by the chosen client. */
export function chat(session: DemoSession, options: CallOptions = {}): Promise<Seen> {
	const { router = session.router, signal, query } = options;
	if ((session.client === "fetch" && options.retries === undefined) || query !== undefined)
		return post(session, "/v1/chat/completions", chatBody(false), options);
	return observe(async () => {
		const client = session.openai(router, options);
		const answer = await client.chat.completions.create(
			{ ...chatBody(false), stream: false },
			signal === undefined ? {} : { signal },
		);
		return { status: 200, text: answer?.choices?.[0]?.message.content ?? JSON.stringify(answer) };
	});
}

/** One streamed chat completion, by the chosen client, read to its end. */
export function chatStream(session: DemoSession, options: CallOptions = {}): Promise<Seen> {
	const { router = session.router, signal } = options;
	if (session.client === "fetch") return post(session, "/v1/chat/completions", chatBody(true), options);
	return observe(async () => {
		const client = session.openai(router, options);
		const stream = await client.chat.completions.create(
			{ ...chatBody(true), stream: true },
			signal === undefined ? {} : { signal },
		);
		let text = "";
		let finish: string | null = null;
		for await (const part of stream) {
			text += part.choices[0]?.delta.content ?? "";
			finish = part.choices[0]?.finish_reason ?? finish;
		}
		return { status: 200, text: `${text} [finish: ${finish ?? "none"}]` };
	});
}

/** A plain POST of JSON. */
export function post(
	session: DemoSession,
	path: string,
	body: unknown,
	options: CallOptions = {},
): Promise<Seen> {
	return observe(async () =>
		readText(
			await session.fetch(path, {
				...options,
				method: "POST",
				body: JSON.stringify(body),
			} as RequestInit & CallOptions),
		),
	);
}

/** A plain GET. */
export function get(session: DemoSession, path: string, options: CallOptions = {}): Promise<Seen> {
	return observe(async () => readText(await session.fetch(path, options as RequestInit & CallOptions)));
}

export const anthropicBody = (stream: boolean) => ({
	model: "claude-sonnet",
	max_tokens: 200,
	stream,
	messages: [{ role: "user", content: PROMPT }],
});

export const responsesBody = (stream: boolean) => ({ model: "gpt-4o", input: PROMPT, stream });

export const geminiBody = { contents: [{ role: "user", parts: [{ text: PROMPT }] }] };

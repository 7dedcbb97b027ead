const MODELS = ["gpt-4o", "claude-3-5-sonnet-20241022", "gemini-2.5-pro"];

/** A HAR text as Chromium writes it: mostly successes, every tenth answer an error. */
export function harText(entries: number): string {
	const all = Array.from({ length: entries }, (_, index) => {
		const model = MODELS[index % MODELS.length];
		const failed = index % 10 === 0;
		const answer = failed
			? {
					error: {
						message: `Rate limit reached (request id: 20260203101112${index})`,
						type: "rate_limit_error",
						code: "rate_limit_exceeded",
					},
				}
			: {
					id: `chatcmpl-${index}`,
					object: "chat.completion",
					model,
					choices: [
						{
							index: 0,
							message: { role: "assistant", content: "The sea is wide, and blue, and old." },
							finish_reason: "stop",
						},
					],
					usage: { total_tokens: 22 },
				};
		const text = JSON.stringify(answer);
		return {
			_initiator: { type: "script" },
			_priority: "High",
			_resourceType: "fetch",
			cache: {},
			request: {
				method: "POST",
				url: "https://api.crazyrouter.com/v1/chat/completions",
				httpVersion: "http/2.0",
				headers: [
					{ name: "authorization", value: `Bearer sk-fake${String(index % 3).padStart(44, "0")}` },
					{ name: "content-type", value: "application/json" },
					{ name: "origin", value: "https://app.test" },
				],
				queryString: [],
				cookies: [],
				postData: {
					mimeType: "application/json",
					text: JSON.stringify({
						model,
						messages: [{ role: "user", content: `Say something about the sea, number ${index}` }],
					}),
				},
			},
			response: {
				status: failed ? 429 : 200,
				statusText: "",
				httpVersion: "http/2.0",
				headers: [
					{ name: "content-type", value: "application/json" },
					{ name: "x-oneapi-request-id", value: `20260203101112${index}` },
				],
				cookies: [],
				content: { size: text.length, mimeType: "application/json", text },
				redirectURL: "",
			},
			startedDateTime: new Date(1_770_000_000_000 + index * 400).toISOString(),
			time: 120,
			timings: { send: 0, wait: 100, receive: 20 },
		};
	});
	return JSON.stringify({ log: { version: "1.2", creator: { name: "bench", version: "1" }, entries: all } });
}

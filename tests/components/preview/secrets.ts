import { fromEntry } from "../../../lib/from-entry";
import { createSession, reduce, type Session } from "../../../lib/session";
import { KEYS } from "./keys";

/** A session whose exchanges held keys before they were masked. */
export function secretSession(now: number): Session {
	const session = createSession();
	const [first, second] = KEYS;
	for (const [index, key] of [first, second].entries())
		reduce(session, {
			type: "exchange",
			exchange: fromEntry(
				{
					startedDateTime: new Date(now - 5000 + index * 1000).toISOString(),
					time: 80,
					request: {
						method: "POST",
						url: "https://api.crazyrouter.com/v1/chat/completions",
						headers: [
							{ name: "Authorization", value: `Bearer ${key}` },
							{ name: "X-Note", value: "‹key 9› is made up by the page" },
						],
						postData: { mimeType: "application/json", text: '{"model":"gpt-4o","messages":[]}' },
					},
					response: {
						status: 401,
						headers: [{ name: "Content-Type", value: "application/json" }],
						content: {
							mimeType: "application/json",
							text: JSON.stringify({
								error: { message: `Invalid token ${key}`, code: "invalid_api_key", type: "new_api_error" },
							}),
						},
					},
				},
				{ id: `s${index}`, source: "devtools", vault: session.vault },
			),
		});
	return session;
}

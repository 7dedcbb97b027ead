import { fromEntry } from "../../../lib/from-entry";
import { createSession, reduce, type Session } from "../../../lib/session";
import { KEYS, ODD_KEY } from "./keys";

const PROMPTED =
	'{"model":"gpt-4o","messages":[{"role":"user","content":"Say hello to the lighthouse keeper"}]}';

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
						postData: { mimeType: "application/json", text: PROMPTED },
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

/** A key without any known form, repeated by the router: only by its header is it known to be one. */
export function echoSession(now: number): Session {
	const session = createSession();
	reduce(session, {
		type: "exchange",
		exchange: fromEntry(
			{
				startedDateTime: new Date(now - 5000).toISOString(),
				time: 80,
				request: {
					method: "POST",
					url: "https://api.crazyrouter.com/v1/chat/completions",
					headers: [{ name: "Authorization", value: `Bearer ${ODD_KEY}` }],
					postData: { mimeType: "application/json", text: '{"model":"gpt-4o","messages":[]}' },
				},
				response: {
					status: 401,
					headers: [{ name: "Content-Type", value: "application/json" }],
					content: {
						mimeType: "application/json",
						text: JSON.stringify({
							error: { message: `Invalid token ${ODD_KEY}`, code: "invalid_api_key", type: "new_api_error" },
						}),
					},
				},
			},
			{ id: "e0", source: "devtools", vault: session.vault },
		),
	});
	return session;
}

import { describe, expect, it } from "vitest";
import type { Exchange } from "../lib/exchange";
import { fromEntry } from "../lib/from-entry";
import { createSession, reduce, type Session } from "../lib/session";

function exchange(
	id: string,
	startedDateTime: string,
	given: { status?: number; path?: string; body?: object } = {},
): Exchange {
	return fromEntry(
		{
			startedDateTime,
			time: 10,
			request: {
				method: "GET",
				url: `https://api.crazyrouter.com${given.path ?? "/v1/models"}`,
				headers: [],
			},
			response: { status: given.status ?? 200, headers: [], content: { mimeType: "application/json" } },
		},
		{ id, source: "devtools", body: { state: "ok", text: JSON.stringify(given.body ?? {}) } },
	);
}

const ids = (session: Session) => session.rows.map((row) => row.exchange.id);
const take = (session: Session, ...exchanges: Exchange[]) => {
	for (const one of exchanges) reduce(session, { type: "exchange", exchange: one });
};

describe("session", () => {
	it("orders rows by start, whatever order and zone they arrive in", () => {
		const session = createSession();
		take(
			session,
			exchange("b", "2026-01-01T00:00:02.000Z"),
			exchange("c", "2026-01-01T02:00:03.000+02:00"),
			exchange("a", "2026-01-01T00:00:01.000Z"),
		);
		expect(ids(session)).toEqual(["a", "b", "c"]);
	});

	it("an exchange of the same id takes its row's place and is counted once", () => {
		const session = createSession();
		take(session, exchange("a", "2026-01-01T00:00:01.000Z"), exchange("b", "2026-01-01T00:00:02.000Z"));
		take(session, exchange("a", "2026-01-01T00:00:01.000Z", { status: 429 }));
		expect(ids(session)).toEqual(["a", "b"]);
		expect(session.rows[0]?.exchange.status).toBe(429);
		expect(session.seen).toBe(2);
	});

	it("navigation drops what the old document sent and keeps what the new one already did", () => {
		const session = createSession();
		take(
			session,
			exchange("old", "2026-01-01T00:00:01.000Z"),
			exchange("new", "2026-01-01T02:00:05.000+02:00"),
		);
		reduce(session, { type: "navigated", at: "2026-01-01T00:00:04.000Z" });
		expect(ids(session)).toEqual(["new"]);
	});

	it("navigation keeps everything while the log is preserved", () => {
		const session = createSession();
		reduce(session, { type: "preserve-log", on: true });
		take(session, exchange("old", "2026-01-01T00:00:01.000Z"));
		reduce(session, { type: "navigated", at: "2026-01-01T00:00:04.000Z" });
		expect(ids(session)).toEqual(["old"]);
	});

	it("a job that has not ended goes on after a reload; Clear forgets it", () => {
		const session = createSession();
		const poll = { path: "/luma/generations/lu_1", body: { id: "lu_1", state: "dreaming" } };
		take(session, exchange("poll", "2026-01-01T00:00:01.000Z", poll));
		reduce(session, { type: "navigated", at: "2026-01-01T00:00:04.000Z" });
		take(session, exchange("later", "2026-01-01T00:00:09.000Z", poll));
		expect(session.tasks).toHaveLength(1);
		expect(session.tasks[0]?.firstSeen).toBe("2026-01-01T00:00:01.010Z");
		reduce(session, { type: "cleared" });
		expect(session.tasks).toEqual([]);
	});

	it("takes nothing live while paused", () => {
		const session = createSession();
		reduce(session, { type: "recording", on: false });
		take(session, exchange("a", "2026-01-01T00:00:01.000Z"));
		reduce(session, { type: "unwatched", host: "x.example", apiLike: true });
		expect(ids(session)).toEqual([]);
		expect(session.unwatched.size).toBe(0);
	});

	it("counts strangers by host; a watched one is a stranger no more", () => {
		const session = createSession();
		for (const apiLike of [false, true]) reduce(session, { type: "unwatched", host: "x.example", apiLike });
		expect(session.unwatched.get("x.example")).toEqual({ host: "x.example", count: 2, apiLike: true });
		reduce(session, { type: "watched-hosts", hosts: [{ host: "x.example", speaksLike: null }] });
		expect(session.unwatched.size).toBe(0);
	});

	it("keeps at most 5,000 rows and says how many went", () => {
		const session = createSession();
		for (let nth = 0; nth < 5003; nth += 1)
			take(session, exchange(`e${nth}`, new Date(1_767_225_600_000 + nth).toISOString()));
		expect(session.rows).toHaveLength(5000);
		expect(session.dropped).toBe(3);
		expect(ids(session)[0]).toBe("e3");
	});
});

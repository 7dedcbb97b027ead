import { expect, test } from "vitest";
import {
	epochOf,
	formatAge,
	formatBytes,
	formatClock,
	formatCount,
	formatDuration,
	formatRound,
	formatShare,
	formatSpan,
	formatWait,
	hostOf,
	linkTrail,
	pathOf,
	shortId,
} from "../lib/format";

test.each([
	[84, "84 ms"],
	[999.4, "999 ms"],
	[999.6, "1.00 s"],
	[1310, "1.31 s"],
	[9_994, "9.99 s"],
	[31_000, "31.0 s"],
	[59_940, "59.9 s"],
	[59_960, "1 m 00 s"],
	[112_000, "1 m 52 s"],
	[-5, "0 ms"],
	[null, ""],
	[Number.NaN, ""],
])("a duration of %s ms reads %j", (ms, text) => expect(formatDuration(ms)).toBe(text));

test.each([
	[0, "0 s"],
	[59_400, "59 s"],
	[60_000, "1 m 00 s"],
	[7_500_000, "2 h 05 m"],
	[172_799_000, "47 h 59 m"],
	[273_600_000, "3 d 4 h"],
])("a span of %s ms reads %j", (ms, text) => expect(formatSpan(ms)).toBe(text));

test("a wait is never told shorter than it is", () => {
	expect(formatWait(1)).toBe("1 s");
	expect(formatWait(8_001)).toBe("9 s");
	expect(formatWait(99_500)).toBe("2 min");
	expect(formatWait(120_001)).toBe("3 min");
	expect(formatWait(5 * 3_600_000)).toBe("5 h");
	expect(formatWait(49 * 3_600_000)).toBe("3 d");
});

test("an age is never told longer than it is", () => {
	expect(formatAge(4_900)).toBe("4 s");
	expect(formatAge(119_000)).toBe("1 min");
	expect(formatAge(-3)).toBe("0 s");
	expect(formatAge(7_199_000)).toBe("1 h");
	expect(formatAge(200_000_000)).toBe("2 d");
});

test("documented figures stay round", () => {
	expect(formatRound(300_000)).toBe("5 min");
	expect(formatRound(90_000)).toBe("1 m 30 s");
	expect(formatRound(30_000)).toBe("30 s");
});

test("bytes and counts", () => {
	expect(formatBytes(512)).toBe("512 B");
	expect(formatBytes(1300)).toBe("1.3 kB");
	expect(formatBytes(5_000_000)).toBe("5.0 MB");
	expect(formatBytes(null)).toBe("");
	expect(formatCount(999)).toBe("999");
	expect(formatCount(1_234_567)).toBe("1,234,567");
	expect(formatShare(0.654)).toBe("65 %");
});

test("times are the reader's local ones", () => {
	const noon = new Date(2026, 10, 21, 9, 34, 41, 250).getTime();
	expect(formatClock(noon)).toBe("09:34:41");
	expect(formatClock(noon, true)).toBe("09:34:41.2");
	expect(formatClock(null)).toBe("");
	expect(formatClock(1e20)).toBe("");
	expect(epochOf("nonsense")).toBeNull();
	expect(epochOf(null)).toBeNull();
});

test("addresses are taken apart without trusting them", () => {
	expect(pathOf("https://user:pw@api.example.com:8443/v1/x?y=1#z")).toBe("/v1/x?y=1");
	expect(pathOf("https://api.example.com")).toBe("/");
	expect(pathOf("not a url")).toBe("not a url");
	expect(pathOf(null)).toBe("");
	expect(hostOf("https://user:pw@api.example.com:8443/v1")).toBe("api.example.com:8443");
	expect(hostOf("javascript:alert(1)")).toBe("");
	expect(linkTrail("https://docs.example.com/en/reference/status-codes#429")).toBe(
		"docs.example.com › … › status-codes › 429",
	);
	expect(shortId("1720000000007719")).toBe("1720…7719");
	expect(shortId("short-id")).toBe("short-id");
});

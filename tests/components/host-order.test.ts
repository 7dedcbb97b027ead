import { expect, test } from "vitest";
import { hostOrder } from "../../components/host-order";
import type { UnwatchedHost } from "../../lib/session";

const called = (...hosts: readonly (readonly [string, number, boolean?])[]) =>
	new Map<string, UnwatchedHost>(
		hosts.map(([host, count, apiLike = false]) => [host, { host, count, apiLike }]),
	);

test("at first those that look like an API lead, the most called of each kind first", () => {
	const hosts = called(["a", 1], ["b", 9], ["c", 2, true], ["d", 3, true]);
	expect(hostOrder([], hosts)).toEqual(["d", "c", "b", "a"]);
});

test("then nothing changes its place, and what is new comes last", () => {
	const hosts = called(["a", 1], ["b", 99], ["new", 500, true]);
	expect(hostOrder(["a", "b"], hosts)).toEqual(["a", "b", "new"]);
	expect(hostOrder(["a", "b", "new"], called(["b", 99], ["new", 500]))).toEqual(["b", "new"]);
});

test("many hosts are cut off, but not the one that is looked for", () => {
	const many = Array.from({ length: 40 }, (_, at) => [`cdn${at}`, 1] as const);
	const before = hostOrder([], called(...many));
	expect(before).toHaveLength(6);
	expect(hostOrder(before, called(...many, ["api", 1, true]))).toEqual([...before, "api"]);
	const apis = Array.from({ length: 40 }, (_, at) => [`api${at}`, 1, true] as const);
	expect(hostOrder(before, called(...many, ...apis))).toHaveLength(12);
});

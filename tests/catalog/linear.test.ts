import { describe, expect, it } from "vitest";
import { ENTRIES, PATTERNS } from "./files";

/** Text that no sentence of an error looks like, and text made of the words most patterns begin with. */
const PLAIN = ["a", " ", "1", "\ud800"];
const WORDY = [
	"model ",
	"the request ",
	"not a key ",
	"模型 ",
	"limit ",
	"prompt content image ",
	"no available ",
	"токен ",
];

const fill = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Best of five: other work on the machine only ever adds time. */
function milliseconds(pattern: RegExp, text: string): number {
	let best = Number.POSITIVE_INFINITY;
	for (let round = 0; round < 5; round += 1) {
		const start = performance.now();
		pattern.test(text);
		best = Math.min(best, performance.now() - start);
		if (best < 1) break;
	}
	return best;
}

describe("patterns stay linear", () => {
	it("no quantifier stands over another one, no gap is unbounded", () => {
		const bad = PATTERNS.filter(
			({ pattern }) =>
				/(?<!\\)\.[*+]/.test(pattern) || /[*+}]\)[*+]/.test(pattern) || /\{\d+,\}/.test(pattern),
		);
		expect(bad).toEqual([]);
	});
	it("no pattern looks further than 200 characters", () => {
		const far = PATTERNS.filter(({ pattern }) =>
			[...pattern.matchAll(/\{\d*,?(\d+)\}/g)].some((match) => Number(match[1]) > 200),
		);
		expect(far).toEqual([]);
	});
	it("sixteen times the length that is read, of one thing, takes every pattern at most 20 ms", {
		timeout: 240_000,
	}, () => {
		const slow: string[] = [];
		for (const unit of PLAIN) {
			const text = fill(unit, 1 << 16);
			for (const { id, pattern } of PATTERNS) {
				const time = milliseconds(new RegExp(pattern, "iu"), text);
				if (time > 20)
					slow.push(`${id} ${time.toFixed(0)} ms on ${JSON.stringify(unit)}: ${pattern.slice(0, 60)}`);
			}
		}
		expect(slow).toEqual([]);
	});
	it("words that patterns look for, repeated as far as the decoder reads, take at most 10 ms", {
		timeout: 120_000,
	}, () => {
		const slow: string[] = [];
		for (const unit of WORDY) {
			const text = fill(unit, 4000);
			for (const { id, pattern } of PATTERNS) {
				const time = milliseconds(new RegExp(pattern, "iu"), text);
				if (time > 5)
					slow.push(`${id} ${time.toFixed(1)} ms on ${JSON.stringify(unit)}: ${pattern.slice(0, 60)}`);
			}
		}
		expect(slow).toEqual([]);
	});
	it("patterns do not match every text", () => {
		const greedy = ENTRIES.filter(({ match }) =>
			(match.message ?? []).some((pattern) =>
				new RegExp(pattern, "iu").test("Lorem ipsum dolor sit amet 123"),
			),
		);
		expect(greedy.map(({ id }) => id)).toEqual([]);
	});
});

import { expect, test } from "vitest";
import { createFiltering } from "../../components/filtering";

/** A clock that goes on by so much with each look at it. */
function clockOf(step: number): () => number {
	let now = 0;
	return () => {
		now += step;
		return now;
	};
}

const NUMBERS = Array.from({ length: 1000 }, (_, at) => at);
const isOdd = (value: number) => value % 2 === 1;

test("in slices of any length the result is that of one go, in the same order", () => {
	for (const slice of [0, 1, 8, 50, 5000]) {
		const run = createFiltering(NUMBERS, isOdd, clockOf(1));
		const { found } = run;
		let before = 0;
		while (!run.done) {
			run.step(slice);
			expect(run.looked).toBeGreaterThan(before);
			expect(run.looked - before).toBeLessThanOrEqual(slice + 1);
			expect(found).toEqual(NUMBERS.slice(0, run.looked).filter(isOdd));
			before = run.looked;
		}
		expect(found).toEqual(NUMBERS.filter(isOdd));
		run.step(slice);
		expect(run.found).toBe(found);
		expect(found).toHaveLength(500);
	}
});

test("an empty list is done before it began", () => {
	expect(createFiltering([], isOdd, clockOf(1))).toMatchObject({ done: true, found: [] });
});

test("a single slow item ends the slice", () => {
	let now = 0;
	const run = createFiltering(
		NUMBERS,
		(value) => {
			now += value === 3 ? 100 : 0;
			return true;
		},
		() => now,
	);
	run.step(8);
	expect(run.looked).toBe(4);
});

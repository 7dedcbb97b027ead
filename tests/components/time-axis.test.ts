import { expect, test } from "vitest";
import { axisTicks, fitRange, panRange, roundStep, shareOf, zoomRange } from "../../components/time-axis";

const MINUTE = 60_000;

test("a finished picture fits with a small margin", () => {
	const fit = fitRange([{ from: 100_000, to: 200_000 }], null);
	expect(fit.from).toBeLessThan(100_000);
	expect(fit.to).toBeGreaterThan(200_000);
	expect(shareOf(100_000, fit)).toBeLessThan(0.05);
});

test("a living picture stands still for a while", () => {
	const jobs = [{ from: 0, to: 100_000 }];
	const early = fitRange(jobs, 100_000);
	expect(early.to).toBeGreaterThan(100_000);
	expect(fitRange(jobs, 101_000).to).toBeCloseTo(early.to, -3);
	expect(fitRange(jobs, early.to + 1).to).toBeGreaterThan(early.to);
});

test("nothing to show is still a range", () => {
	expect(fitRange([], null)).toEqual({ from: 0, to: MINUTE });
	expect(fitRange([{ from: 5, to: 5 }], null).to).toBeGreaterThan(5);
});

test("zooming keeps the point under the pointer, and has an end both ways", () => {
	const fit = { from: 0, to: 100_000 };
	const near = zoomRange(fit, 2, 0.25, fit);
	expect(near).toEqual({ from: 12_500, to: 62_500 });
	let range = fit;
	for (let i = 0; i < 100; i++) range = zoomRange(range, 2, 0.5, fit);
	expect(range.to - range.from).toBe(2000);
	for (let i = 0; i < 100; i++) range = zoomRange(range, 0.5, 0.5, fit);
	expect(range.to - range.from).toBe(800_000);
	expect(panRange(fit, 0.5)).toEqual({ from: 50_000, to: 150_000 });
});

test("labels stand at round moments inside the view", () => {
	const from = Date.UTC(2026, 10, 21, 9, 0, 17);
	const { ticks, step } = axisTicks({ from, to: from + 5 * MINUTE }, 6);
	expect(step).toBe(MINUTE);
	expect(ticks).toHaveLength(5);
	for (const tick of ticks) expect(new Date(tick).getSeconds()).toBe(0);
	expect(roundStep(61_000)).toBe(2 * MINUTE);
	expect(axisTicks({ from: 0, to: 1e15 }, 6).ticks.length).toBeLessThanOrEqual(50);
});

/** Seeded random choices (mulberry32): a failing case can be made again from its seed. */
export interface Random {
	readonly next: () => number;
	/** Whole number from 0 to below `end`. */
	readonly below: (end: number) => number;
	readonly pick: <T>(list: readonly T[]) => T;
	readonly text: (alphabet: string, length: number) => string;
}

export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const below = (end: number) => Math.floor(next() * end);
	return {
		next,
		below,
		pick(list) {
			if (list.length === 0) throw new Error("nothing to pick from");
			return list[below(list.length)] as (typeof list)[number];
		},
		text: (alphabet, length) => Array.from({ length }, () => alphabet[below(alphabet.length)]).join(""),
	};
}

/** How many cases a random test runs: more by the environment variable EXPORT_RUNS. */
export function runsOr(usual: number): number {
	const wanted = Number(process.env.EXPORT_RUNS);
	return Number.isInteger(wanted) && wanted > 0 ? wanted : usual;
}

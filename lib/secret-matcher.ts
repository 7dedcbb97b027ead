/** A place in a text where one of the secrets stands. */
export interface SecretMatch {
	readonly start: number;
	readonly end: number;
	readonly secret: string;
}

export interface SecretMatcher {
	/** All places, first to last, not overlapping; at most `limit`. */
	readonly find: (text: string, limit?: number) => readonly SecretMatch[];
	readonly isEmpty: boolean;
}

/** A window of so many characters is hashed; shorter patterns cannot be searched for. */
const WINDOW = 6;
const BASE = 31;

/**
 * Searches a text for thousands of secrets in one pass (Rabin-Karp over the first characters of each), so that the check
 * of a 50 MB export costs the same for one key as for ten thousand.
 */
export function createSecretMatcher(patterns: ReadonlyMap<string, string>): SecretMatcher {
	// Sparse enough that a place which matches nothing is nearly always passed by without a look-up.
	const bits = patterns.size < 250 ? 13 : patterns.size < 4000 ? 17 : 21;
	const filter = new Uint32Array(1 << (bits - 5));
	const slot = (hash: number) => Math.imul(hash, 0x9e3779b1) >>> (32 - bits);
	const byHash = new Map<number, { readonly pattern: string; readonly secret: string }[]>();
	let drop = 1;
	for (let i = 1; i < WINDOW; i += 1) drop = Math.imul(drop, BASE);
	for (const [pattern, secret] of patterns) {
		if (pattern.length < WINDOW) continue;
		let hash = 0;
		for (let i = 0; i < WINDOW; i += 1) hash = (Math.imul(hash, BASE) + pattern.charCodeAt(i)) | 0;
		const same = byHash.get(hash);
		if (same) same.push({ pattern, secret });
		else byHash.set(hash, [{ pattern, secret }]);
		const bit = slot(hash);
		filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
	}
	for (const same of byHash.values()) same.sort((a, b) => b.pattern.length - a.pattern.length);
	return {
		isEmpty: byHash.size === 0,
		find(text, limit = Number.POSITIVE_INFINITY) {
			const found: SecretMatch[] = [];
			if (byHash.size === 0 || text.length < WINDOW) return found;
			let hash = 0;
			let free = 0;
			for (let end = 1; end <= text.length; end += 1) {
				const start = end - WINDOW;
				if (start > 0) hash = (hash - Math.imul(text.charCodeAt(start - 1), drop)) | 0;
				hash = (Math.imul(hash, BASE) + text.charCodeAt(end - 1)) | 0;
				if (start < free) continue;
				const bit = slot(hash);
				if (((filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) continue;
				const match = byHash.get(hash)?.find(({ pattern }) => text.startsWith(pattern, start));
				if (!match) continue;
				free = start + match.pattern.length;
				found.push({ start, end: free, secret: match.secret });
				if (found.length >= limit) break;
			}
			return found;
		},
	};
}

/**
 * Finds in one pass over a text which of thousands of short texts occur in it: the reason why a message need not be held
 * against every pattern of the catalogue. Texts are filed under a small hash of their first two or three characters.
 */
export interface LiteralIndex<Value> {
	/** Calls `found` with the value of every literal that occurs in `text` (lower case), possibly more than once. */
	scan(text: string, found: (value: Value) => void): void;
}

interface Filed<Value> {
	readonly literal: string;
	readonly value: Value;
}

/** Literals of two characters and those outside ASCII are filed by two characters, the others by three. */
export function buildLiteralIndex<Value>(
	items: Iterable<readonly [literal: string, value: Value]>,
): LiteralIndex<Value> {
	const byTwo = new Map<number, Filed<Value>[]>();
	const byThree = new Map<number, Filed<Value>[]>();
	for (const [literal, value] of items) {
		const two = literal.length < 3 || literal.charCodeAt(0) > 127;
		const map = two ? byTwo : byThree;
		const key = two ? hashTwo(literal, 0) : hashThree(literal, 0);
		const list = map.get(key);
		if (list) list.push({ literal, value });
		else map.set(key, [{ literal, value }]);
	}
	const visit = (
		filed: readonly Filed<Value>[] | undefined,
		text: string,
		at: number,
		found: (v: Value) => void,
	) => {
		if (filed) for (const { literal, value } of filed) if (text.startsWith(literal, at)) found(value);
	};
	return {
		scan(text, found) {
			for (let at = 0; at + 1 < text.length; at += 1) {
				visit(byTwo.get(hashTwo(text, at)), text, at, found);
				if (at + 2 < text.length) visit(byThree.get(hashThree(text, at)), text, at, found);
			}
		},
	};
}

function hashTwo(text: string, at: number): number {
	return (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) & 0xfffff;
}

function hashThree(text: string, at: number): number {
	return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & 0xfffff;
}

/**
 * Slips between two words: letters left out, added, changed, or two neighbours swapped (optimal string alignment).
 * Gives up as soon as more than `most` are certain and then returns `most + 1`.
 */
export function typingDistance(a: string, b: string, most: number): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row += 1) {
		const current = [row];
		let least = row;
		for (let column = 1; column <= b.length; column += 1) {
			const same = a[row - 1] === b[column - 1];
			let slips = Math.min(
				(last[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(last[column - 1] ?? 0) + (same ? 0 : 1),
			);
			if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
				slips = Math.min(slips, (beforeLast[column - 2] ?? 0) + 1);
			current.push(slips);
			least = Math.min(least, slips);
		}
		if (least > most) return most + 1;
		beforeLast = last;
		last = current;
	}
	return last[b.length] ?? most + 1;
}

/** Which letters and digits a word has, a bit each (digits and others share six): words far apart here need no closer look. */
export function letterMask(word: string): number {
	let mask = 0;
	for (let at = 0; at < word.length; at += 1) {
		const code = word.charCodeAt(at);
		mask |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
	}
	return mask;
}

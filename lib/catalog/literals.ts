/**
 * Texts of which at least one must occur in whatever the pattern matches, lower-cased; null where none can be named. A plain
 * `includes` of these is many times cheaper than running the pattern, and nearly always says no.
 */
export function requiredLiterals(pattern: string): readonly string[] | null {
	const alternatives = splitTop(pattern);
	const literals: string[] = [];
	for (const alternative of alternatives) {
		const found = literalOf(alternative);
		if (found === null) return null;
		literals.push(...found);
	}
	return literals.length > 0 && literals.length <= 24 ? literals : null;
}

/** The pattern's top-level alternatives. */
function splitTop(pattern: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let inClass = false;
	let from = 0;
	for (let at = 0; at < pattern.length; at += 1) {
		const char = pattern[at];
		if (char === "\\") at += 1;
		else if (inClass) inClass = char !== "]";
		else if (char === "[") inClass = true;
		else if (char === "(") depth += 1;
		else if (char === ")") depth -= 1;
		else if (char === "|" && depth === 0) {
			parts.push(pattern.slice(from, at));
			from = at + 1;
		}
	}
	parts.push(pattern.slice(from));
	return parts;
}

/** The best literals of one alternative: the longest plain run outside groups, or those of a group that must occur. */
function literalOf(alternative: string): readonly string[] | null {
	let best: readonly string[] | null = null;
	let run = "";
	const keep = (): void => {
		if (run.length >= 2 && (best === null || run.length > shortest(best))) best = [run];
		run = "";
	};
	let at = 0;
	while (at < alternative.length) {
		const atom = readAtom(alternative, at);
		const optional = /^(?:[?*]|\{0)/.test(alternative.slice(atom.end));
		const repeated = /^(?:[?*+]|\{)/.test(alternative.slice(atom.end));
		if (atom.literal !== null && !optional) {
			run += atom.literal;
			if (repeated) keep();
		} else {
			keep();
			if (atom.group !== null && !optional) {
				const inside = requiredLiterals(atom.group);
				if (inside && (best === null || shortest(inside) > shortest(best))) best = inside;
			}
		}
		at = atom.end;
		if (repeated) at += /^(?:[?*+]|\{[^}]*\})\??/.exec(alternative.slice(at))?.[0].length ?? 1;
	}
	keep();
	return best;
}

function shortest(literals: readonly string[]): number {
	return Math.min(...literals.map((literal) => literal.length));
}

interface Atom {
	readonly end: number;
	/** The one character it stands for, lower-cased, or null. */
	readonly literal: string | null;
	/** Body of a group whose content must occur, or null. */
	readonly group: string | null;
}

function readAtom(pattern: string, at: number): Atom {
	const char = pattern[at] ?? "";
	if (char === "\\") {
		const next = pattern[at + 1] ?? "";
		if (/[\\.^$*+?()[\]{}|/-]/.test(next)) return { end: at + 2, literal: next, group: null };
		const braces = /^\\[pPu]\{[^}]*\}/.exec(pattern.slice(at));
		return {
			end: at + (braces ? braces[0].length : next === "u" ? 6 : next === "x" ? 4 : 2),
			literal: null,
			group: null,
		};
	}
	if (char === "[") {
		let end = at + 1;
		while (end < pattern.length && pattern[end] !== "]") end += pattern[end] === "\\" ? 2 : 1;
		return { end: end + 1, literal: null, group: null };
	}
	if (char === "(") {
		let depth = 0;
		let inClass = false;
		let end = at;
		for (; end < pattern.length; end += 1) {
			const here = pattern[end];
			if (here === "\\") end += 1;
			else if (inClass) inClass = here !== "]";
			else if (here === "[") inClass = true;
			else if (here === "(") depth += 1;
			else if (here === ")") {
				depth -= 1;
				if (depth === 0) break;
			}
		}
		const body = pattern.slice(at + 1, end);
		const group = body.startsWith("?:") ? body.slice(2) : body.startsWith("?") ? null : body;
		return { end: end + 1, literal: null, group };
	}
	if (/[.^$|]/.test(char)) return { end: at + 1, literal: null, group: null };
	return { end: at + 1, literal: char.toLowerCase(), group: null };
}

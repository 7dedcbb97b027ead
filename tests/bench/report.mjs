/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {number} limit a value over it is a failure
 */

/** Prints what a bench measured, a line each; exit status 1 when a figure is over its limit or is none. @param {readonly Figure[]} figures */
export function report(figures) {
	for (const { name, value, unit, limit } of figures) {
		const ok = value <= limit;
		process.stdout.write(
			`${ok ? "ok  " : "OVER"} ${value.toFixed(2).padStart(8)} ${unit}  ${name} (limit ${limit})\n`,
		);
		if (!ok) process.exitCode = 1;
	}
}
